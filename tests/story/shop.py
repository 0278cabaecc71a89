"""A shop with a git history of its own: what its team did, commit by commit, in order.

Every step is a name, and what it does to the files: a path with its text, with None for a removal, or with a path to
move from (`>old/path.php`). Other tests may go on where the last step ends.
"""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

Files = Mapping[str, str | None]

INVOICE = """<?php
namespace Shop\\Billing;
use Shop\\Catalog\\Product;
class Invoice {
    private $pdf;
    public function __construct() { $this->pdf = new Pdf(); }
    public function add(Product $product) { return $product->price(); }
    public function save() { mysql_query("INSERT INTO invoices (id) VALUES (1)"); }
    public function show() { return $this->pdf->render() . $this->pdf->title(); }
}
"""
PDF = """<?php
namespace Shop\\Billing;
class Pdf {
    public function render() { return ''; }
    public function title() { return ''; }
}
"""
PRODUCT = """<?php
namespace Shop\\Catalog;
class Product {
    private $brand;
    public function __construct() { $this->brand = new Brand(); }
    public function price() { return $this->brand->discount(); }
    public function save() { mysql_query("UPDATE products SET price = 1"); }
    public function name() { return $this->brand->name() . $this->brand->discount(); }
}
"""
BRAND = """<?php
namespace Shop\\Catalog;
class Brand {
    public function discount() { return 1; }
    public function name() { return ''; }
}
"""
SCHEMA = "CREATE TABLE invoices (id INT);\nCREATE TABLE products (id INT, price INT);\n"
PLAN = """# The plan of the shop.
services:
  billing:
    includes: [src/Billing/**]
    tables: [invoices]
    uses: [catalog]
  catalog:  # the shop window
    includes: [src/Catalog/**]
    tables: [products]
    uses: []
kernel: [src/Kernel/**]
"""

STEPS: tuple[tuple[str, Files], ...] = (
    (
        "begin",
        {
            "src/Billing/Invoice.php": INVOICE,
            "src/Billing/Pdf.php": PDF,
            "src/Catalog/Product.php": PRODUCT,
            "src/Catalog/Brand.php": BRAND,
            "src/Kernel/Clock.php": "<?php\nnamespace Shop\\Kernel;\nclass Clock {\n}\n",
            "schema.sql": SCHEMA,
            "secateur.yaml": PLAN,
        },
    ),
    (
        "break a rule: the catalog prints invoices",
        {
            "src/Catalog/Product.php": PRODUCT.replace(
                "    public function name()",
                "    public function bill() { return new \\Shop\\Billing\\Invoice(); }\n    public function name()",
            )
        },
    ),
    ("know it", {}),  # the test updates the baseline and commits it
    ("move the file", {"src/Catalog/Product.php": None, "src/Catalog/Goods/Product.php": ">src/Catalog/Product.php"}),
    ("mend it", {"src/Catalog/Goods/Product.php": PRODUCT}),
    (
        "write a table of another service",
        {"src/Billing/Pdf.php": PDF.replace("return '';", "mysql_query('DELETE FROM products'); return '';", 1)},
    ),
    ("think again", {"src/Billing/Pdf.php": PDF}),
    (
        "a class outside of the plan",
        {"src/Refund.php": "<?php\nnamespace Shop;\nclass Refund extends Billing\\Invoice {\n}\n"},
    ),
    ("put it into the plan", {"secateur.yaml": PLAN.replace("[src/Billing/**]", "[src/Billing/**, src/Refund.php]")}),
    (
        "extract billing: its code is still here and one class uses it",
        {
            "secateur.yaml": PLAN.replace("[src/Billing/**]", "[src/Billing/**, src/Refund.php]").replace(
                "    uses: [catalog]\n", "    uses: [catalog]\n    state: extracted\n"
            ),
            "src/Page.php": "<?php\nnamespace Shop;\nclass Page {\n"
            "    public function bill() { return new Billing\\Invoice(); }\n}\n",
        },
    ),
    (
        "billing is gone",
        {
            "src/Billing/Invoice.php": None,
            "src/Billing/Pdf.php": None,
            "src/Refund.php": None,
            "src/Page.php": "<?php\nnamespace Shop;\nclass Page {\n    public function bill() { return ''; }\n}\n",
        },
    ),
)


class Repository:
    """A git repository in a directory; every commit has its own author and day."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Run git, with fixed names and dates."""
        date = f"2026-01-{self._day + 1:02}T12:00:00+00:00"
        names = {"NAME": f"Dev {self._day}", "EMAIL": "dev@example.org", "DATE": date}
        environment = {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in names.items()}
        environment |= {"HOME": str(self.root), "PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()

    def change(self, files: Files) -> None:
        """Write, remove and move files."""
        for path, text in sorted(files.items(), key=lambda item: item[1] is None):
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                target.unlink(missing_ok=True)
            elif text.startswith(">"):
                (self.root / text[1:]).rename(target)
            else:
                target.write_text(text)

    def commit(self, message: str) -> str:
        """Commit everything and return the commit's id."""
        self._day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")


def told(root: Path) -> Iterator[tuple[str, Repository]]:
    """Yield the name of each step once its files stand there, not committed yet; the caller may add some."""
    repository = Repository(root)
    for name, files in STEPS:
        repository.change(files)
        yield name, repository
        repository.commit(name)
