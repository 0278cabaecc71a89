"""Small code bases and the analyses of them that several tests use."""

from functools import cache
from pathlib import Path

from analyzer.model.analysis import Analysis, Inventory
from analyzer.model.config import Config
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Reason, Unit, UnitKind, Unresolved
from analyzer.model.location import Location
from analyzer.pipeline import analyze_linkage

HOSTILE = "<script>alert(1)</script>|`$x`\x1b[31m\"=cmd'&"

SHOP = {
    "cart.php": "<?php\nrequire 'lib/order.php';\n$id = $_GET['id'];\nadd_to_cart($id);\n"
    'function add_to_cart($id) { mysql_query("INSERT INTO carts (id) VALUES ($id)"); place_order($id); }\n',
    "lib/order.php": '<?php\nfunction place_order($id) {\n  mysql_query("INSERT INTO orders (id) VALUES ($id)");\n'
    "  $r = mysql_query('SELECT * FROM carts');\n}\n",
    "src/Invoice.php": "<?php\nnamespace Shop;\nclass Invoice {\n"
    "  public function pdf(Order $o) { return $o->total(); }\n}\n",
    "src/Order.php": "<?php\nnamespace Shop;\nclass Order {\n  public function total() { return 1; }\n"
    "  public function invoice() { return new Invoice(); }\n}\n",
    "schema.sql": "CREATE TABLE carts (id INT);\nCREATE TABLE orders (id INT);\n",
}


def write_shop(root: Path, extra: dict[str, str] | None = None) -> Path:
    """Write the little shop into a directory and return it."""
    for name, text in (SHOP | (extra or {})).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def _unit(id: str, kind: UnitKind, loc: int = 20) -> Unit:
    return Unit(id, kind, id.partition(":")[2], "a.php", 3, 22, loc, words=("order",))


@cache
def hostile_analysis() -> Analysis:
    """Return an analysis in which every name from the code tries to break out of what shows it."""
    a, b = f"class:{HOSTILE}A", f"class:{HOSTILE}B"
    table = f"table:{HOSTILE}"
    place = (Location(HOSTILE + ".php", 3),)
    linkage = Linkage(
        units=tuple(
            sorted(
                (_unit(a, UnitKind.CLASS), _unit(b, UnitKind.CLASS), _unit(table, UnitKind.TABLE, 0)),
                key=lambda u: u.id,
            )
        ),
        dependencies=(
            Dependency(a, b, DependencyKind.CALLS, Confidence.EXACT, "php", place),
            Dependency(a, table, DependencyKind.WRITES, Confidence.EXACT, "sql", place),
            Dependency(b, table, DependencyKind.READS, Confidence.GUESSED, "sql", place),
        ),
        unresolved=(Unresolved(HOSTILE + ".php", 4, "include", HOSTILE, Reason.DYNAMIC_PATH),),
    )
    inventory = Inventory(1, 40, 0, 0, 0, (), ())
    return analyze_linkage(linkage, Config(), inventory, lambda *_: None, HOSTILE)
