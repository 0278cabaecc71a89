// Sorts a table when the head of a column is clicked: numbers by value, everything else as text.
document.querySelectorAll("th[data-sort]").forEach(function (head) {
  head.addEventListener("click", function () {
    var index = Array.prototype.indexOf.call(head.parentNode.children, head);
    var body = head.closest("table").tBodies[0];
    var up = head.dataset.sort !== "up";
    head.dataset.sort = up ? "up" : "down";
    Array.from(body.rows).sort(function (a, b) {
      var x = a.cells[index].dataset.v || a.cells[index].textContent;
      var y = b.cells[index].dataset.v || b.cells[index].textContent;
      var order = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
      return up ? order : -order;
    }).forEach(function (row) { body.appendChild(row); });
  });
});
