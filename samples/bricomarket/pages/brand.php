<?php
include_once(INC_DIR . 'catalog.inc.php');

// JM: page marque
$brand_id = isset($_GET['id']) ? intval($_GET['id']) : 0;
$res = mysql_query("SELECT * FROM brands WHERE id = $brand_id") or die(mysql_error());
$brand = mysql_fetch_assoc($res);
if (!$brand) {
	echo "<p>Marque inconnue</p>";
	return;
}
echo "<h1>" . h($brand['name']) . "</h1>\n";
if ($brand['logo'] != '') {
	echo "<img src=\"/data/logos/" . $brand['logo'] . "\">";
}
$res = mysql_query("SELECT p.id, p.name, p.slug, MIN(o.price) AS price FROM products p, offers o WHERE o.product_id = p.id AND o.status = 'active' AND p.status = 'active' AND p.brand_id = $brand_id GROUP BY p.id ORDER BY p.name");
echo "<table class=\"brand\">\n";
$i = 0;
while ($row = mysql_fetch_assoc($res)) {
	$class = $i++ % 2 ? 'odd' : 'even';
	echo "<tr class=\"$class\"><td><a href=\"" . product_url($row) . "\">" . h($row['name']) . "</a></td>";
	echo "<td align=right>" . format_price($row['price']) . "</td></tr>\n";
}
echo "</table>\n";

// articles qui parlent de la marque
$res = mysql_query("SELECT DISTINCT a.title, a.slug FROM articles a, article_products ap, products p WHERE ap.article_id = a.id AND p.id = ap.product_id AND p.brand_id = $brand_id");
while ($row = mysql_fetch_assoc($res)) {
	echo "<li><a href=\"/conseils/" . $row['slug'] . "\">" . h($row['title']) . "</a></li>";
}
