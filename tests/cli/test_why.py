"""`secateur why`: who may be named, and what is told."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ORDERS_WRITTEN = """1 dependency at 1 place

function:place_order writes table:orders (exact, via sql)
  lib/order.php:3  mysql_query("INSERT INTO orders (id) VALUES ($id)");
"""


def told(run: Run, bricks: Path, source: str, target: str, *flags: str) -> str:
    """Return what is said of A and B."""
    done = run("why", source, target, bricks, "--quiet", "--jobs", "1", *flags)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("source", ["function:place_order", "place_order", "PLACE_ORDER", "\\place_order"])
@pytest.mark.parametrize("target", ["table:orders", "orders"])
def test_why__when_named_by_id_or_bare__then_the_place_and_its_text_are_told(
    run: Run, bricks: Path, source: str, target: str
) -> None:
    assert told(run, bricks, source, target) == ORDERS_WRITTEN


@pytest.mark.parametrize("name", ["class:Shop\\Invoice", "Shop\\Invoice", "Invoice", "\\shop\\invoice"])
def test_why__when_a_class_is_named__then_both_directions_are_told(run: Run, bricks: Path, name: str) -> None:
    lines = told(run, bricks, name, "Order").splitlines()
    assert "  src/Invoice.php:4  public function pdf(Order $o) { return $o->total(); }" in lines
    assert lines[-1].startswith("The other way round: 1 place, see secateur why Order ")


def test_why__when_names_hold_backslashes__then_the_command_can_be_pasted(run: Run, bricks: Path) -> None:
    last = told(run, bricks, "class:Shop\\Invoice", "class:Shop\\Order").splitlines()[-1]
    assert last.endswith("secateur why 'class:Shop\\Order' 'class:Shop\\Invoice'")


def test_why__when_there_is_no_direct_way__then_the_shortest_chain_is_told(run: Run, bricks: Path) -> None:
    lines = told(run, bricks, "script:cart.php", "table:orders").splitlines()
    assert lines[0] == "No direct need of table:orders was found in script:cart.php."
    assert lines[1] == "The shortest chain has 3 steps:"
    chain = ["script:cart.php", "function:add_to_cart", "function:place_order", "table:orders"]
    assert [line.split()[0] for line in lines[2:]] == chain[:-1]
    assert [line.split()[2] for line in lines[2:]] == chain[1:]


def test_why__when_there_is_no_way_at_all__then_that_is_told(run: Run, bricks: Path) -> None:
    said = told(run, bricks, "Invoice", "carts")
    assert "No chain" in said
    assert "could not be resolved" not in said


def test_why__when_a_call_of_the_first_is_unresolved__then_nothing_is_denied(run: Run, bricks: Path) -> None:
    (bricks / "blind.php").write_text(
        "<?php\nclass Blind { function f($x) { $x->go(); $x->on(); } }\nclass Other { }\n"
    )
    assert "2 references of Blind could not be resolved and may be one" in told(run, bricks, "Blind", "Other")


def test_why__when_a_service_is_named__then_all_of_its_units_count(run: Run, bricks: Path) -> None:
    saved = run("export", bricks, "--format", "analysis", "--services", "2", "-o", "a.json", "--quiet")
    assert saved.exit_code == 0
    services = json.loads(Path("a.json").read_text())["decomposition"]["services"]
    name = next(service["name"] for service in services if "function:place_order" in service["members"])
    assert told(run, bricks, name, "orders", "--analysis", "a.json") == ORDERS_WRITTEN


def test_why__when_read_from_a_saved_analysis__then_tells_the_same(run: Run, bricks: Path) -> None:
    saved = run("export", bricks, "--format", "analysis", "-o", "a.json", "--quiet")
    assert saved.exit_code == 0
    assert told(run, bricks, "place_order", "orders", "--analysis", "a.json") == ORDERS_WRITTEN


def test_why__when_source_text_holds_control_characters__then_they_do_not_reach_the_terminal(
    run: Run, bricks: Path
) -> None:
    (bricks / "lib" / "order.php").write_text("<?php\nfunction place_order() { other(); /* \x1b[31m\u202e */ }")
    (bricks / "lib" / "other.php").write_text("<?php\nfunction other() {}\n")
    text = told(run, bricks, "place_order", "other")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\ufffd[31m\ufffd" in text
