"""CODEOWNERS: the last rule that matches decides; most of the files decide for a service."""

import subprocess
from pathlib import Path

import pytest

from analyzer.discover import Owners, read_owners

TEXT = """
# Everybody
*            @shop/all
/src/Billing/  @ann  @bob # both
*.twig
docs/[x @nobody
[Payments][2] @pay
src/Pay/
"""


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("cart.php", "@shop/all"),
        ("src/Billing/Invoice.php", "@ann @bob"),
        ("old/src/Billing/Invoice.php", "@shop/all"),
        ("src/Billing/a.twig", ""),
        ("src/Pay/Bank.php", "@pay"),
    ],
)
def test_of__a_path__the_last_rule_decides(path: str, owners: str) -> None:
    assert Owners(TEXT).of(path) == owners


def test_most__half_of_the_files__is_not_most() -> None:
    assert Owners(TEXT).most(["src/Billing/a.php", "cart.php"]) == ""
    assert Owners(TEXT).most(["src/Billing/a.php", "src/Billing/b.php", "cart.php"]) == "@ann @bob"
    assert Owners(TEXT).most([]) == ""


def test_read_owners__below_the_top_of_a_repository__paths_count_from_the_top(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "CODEOWNERS").write_text("/shop/src/ @ann\n")
    (tmp_path / "shop").mkdir()
    assert read_owners(str(tmp_path / "shop")).of("src/a.php") == "@ann"
    assert read_owners(str(tmp_path)).of("src/a.php") == ""


def test_read_owners__no_file__nobody_owns_anything(tmp_path: Path) -> None:
    assert read_owners(str(tmp_path)).of("a.php") == ""
