"""What a user could write, from the ledger alone: exact lines, the most rewarding first."""

import pytest

from analyzer.model.linkage import Reason, Unresolved
from analyzer.report.advice import advise, rewarding, where
from analyzer.settings import load_config

LINES = (
    (Reason.UNTYPED_RECEIVER, "$db->query()", "$db", "types: {$db: Class}", "@global Class $db"),
    (
        Reason.UNTYPED_RECEIVER,
        "$this->lines[0]->price()",
        "App\\Order::$lines[]",
        "types: {App\\Order::$lines: 'Class[]'}",
        "@var Class[] of App\\Order::$lines",
    ),
    (Reason.UNTYPED_RECEIVER, "x()->y()", "x()", "types: {x(): Class}", "@return Class of x()"),
    (
        Reason.UNTYPED_RECEIVER,
        "App\\R::get()->y()",
        "App\\R::get()",
        "types: {App\\R::get(): Class}",
        "@return Class of App\\R::get()",
    ),
    (Reason.UNTYPED_RECEIVER, "$line->price()", "App\\total($line)", "", "@param Class $line of App\\total()"),
    (Reason.UNTYPED_RECEIVER, "$all[0]->x()", "App\\R::put($all)[]", "", "@param Class[] $all of App\\R::put()"),
    (Reason.UNKNOWN_CLASS, "Cart", "", "aliases: {Cart: Real\\Class}", ""),
    (Reason.DYNAMIC_PATH, "ROOT_DIR . 'a.php'", "", "includes: {ROOT_DIR: path}", ""),
    (Reason.DYNAMIC_PATH, "__DIR__ . DS . ROOT . 'ABC'", "", "includes: {ROOT: path}", ""),
    (Reason.DYNAMIC_PATH, "$page . '.php'", "", "includes: {'$page . ''.php''': 'path/*.php'}", ""),
    (Reason.DYNAMIC_PATH, "ROOT . name('X')", "", "includes: {'ROOT . name(''X'')': 'path/*.php'}", ""),
    (Reason.DYNAMIC_PATH, "$file (812 candidates)", "", "includes: {$file: 'path/*.php'}", ""),
)


@pytest.mark.parametrize(("reason", "text", "missing", "setting", "docblock"), LINES)
def test_advise__a_gap__says_the_line_that_the_configuration_takes(
    reason: Reason, text: str, missing: str, setting: str, docblock: str
) -> None:
    (advice,) = advise([Unresolved("a.php", 1, "x", text, reason, missing)])
    assert (advice.setting, advice.docblock) == (setting, docblock)
    if setting:
        config = load_config(setting)
        assert len(config.types + config.aliases + config.includes) == 1


def test_advise__many_gaps__names_first_what_resolves_most_and_leaves_out_what_nothing_resolves() -> None:
    ledger = [Unresolved("a.php", line, "call", "$a->x()", Reason.UNTYPED_RECEIVER, "$a") for line in range(2)]
    ledger += [Unresolved("a.php", line, "call", "$b->x()", Reason.UNTYPED_RECEIVER, "$b") for line in range(3)]
    ledger += [Unresolved("a.php", line, "class", "Far", Reason.UNKNOWN_CLASS) for line in range(9)]
    ledger += [
        Unresolved("a.php", 1, "call", "$c->x()", Reason.UNTYPED_RECEIVER),
        Unresolved("b", 1, "t", "?", Reason.DYNAMIC_TABLE),
    ]
    found = advise(ledger)
    assert [(one.name, one.count) for one in found] == [("Far", 9), ("$b", 3), ("$a", 2)]
    assert found[1].sentence == "stands before 3 unresolved calls"
    assert [one.name for one in rewarding(found, 1)] == ["$b"]


def test_where__files_of_several_directories__the_fullest_first_and_a_lone_file_by_name() -> None:
    paths = ["lib/a.php", "lib/b.php", "lib/b.php", "index.php", "pages/x/show.php", "pages/x/show.php"]
    rows = [Unresolved(path, line, "include", "?", Reason.DYNAMIC_PATH) for line, path in enumerate(paths)]
    assert where(rows, 9) == (("lib/", 3), ("pages/x/show.php", 2), ("index.php", 1))
    assert where(rows, 1) == (("lib/", 3),)
