"""The small rooms of the stage: paths, table names, words, units, autoloading."""

import pytest

from analyzer.link.autoload import Autoloading
from analyzer.link.fold import HOLE, ROOT, dirname
from analyzer.link.paths import Paths, normalise
from analyzer.link.tablenames import clean
from analyzer.link.value import GUESSED, NOTHING, WIDEST, Value, at_best, of_class, union
from analyzer.link.words import MOST_WORDS, split_words, vocabulary
from analyzer.model.expression import Text
from analyzer.model.facts import (
    Declaration,
    DeclarationKind,
    EntryKind,
    EntryPoint,
    FileFacts,
    Include,
    Reference,
    ReferenceKind,
    Scope,
    StateKind,
    StateUse,
)
from analyzer.model.project import Autoload, FileKind, FileRole, Package, Project, SourceFile
from analyzer.model.statements import Transaction, TransactionMark
from tests.link.build import SCRIPT, edges, ledger, linked

FILES = ("index.php", "lib/a.php", "lib/db/x.php", "pages/home.php", "pages/shop.php", "admin/lib/a.php")


@pytest.mark.parametrize(
    ("path", "levels", "expected"),
    [
        (f"{ROOT}/a/b.php", 1, f"{ROOT}/a"),
        (f"{ROOT}/b.php", 1, ROOT),
        (ROOT, 1, f"{ROOT}/.."),
        (f"{ROOT}/a/b/c.php", 2, f"{ROOT}/a"),
        ("x.php", 1, "."),
        (HOLE, 1, HOLE),
    ],
)
def test_dirname__when_given_a_path__then_as_php(path: str, levels: int, expected: str) -> None:
    assert dirname(path, levels) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [("./a//b/../c", "a/c"), ("../x", "../x"), ("a/../../b", "../b"), ("", "")]
)
def test_normalise__when_dots__then_folded(path: str, expected: str) -> None:
    assert normalise(path) == expected


@pytest.mark.parametrize(
    ("folded", "including", "expected", "rank"),
    [
        (f"{ROOT}/lib/a.php", "index.php", ["lib/a.php"], 0),
        ("lib/a.php", "admin/x.php", ["admin/lib/a.php", "lib/a.php"], 2),
        ("./a.php", "lib/b.php", ["lib/a.php"], 0),
        ("db/x.php", "pages/home.php", ["lib/db/x.php"], 1),
        (f"{HOLE}/db/x.php", "pages/home.php", ["lib/db/x.php"], 1),
        (f"{ROOT}/pages/{HOLE}.php", "index.php", ["pages/home.php", "pages/shop.php"], 2),
        (f"{HOLE}.php", "pages/home.php", ["pages/shop.php"], 2),
        (HOLE, "index.php", [], 2),
        ("/etc/x.php", "index.php", [], 2),
        (f"{ROOT}/../x.php", "index.php", [], 2),
        (f"{ROOT}/LIB/a.php", "index.php", [], 2),
    ],
)
def test_find__when_a_path_is_folded(folded: str, including: str, expected: list[str], rank: int) -> None:
    match = Paths(FILES).find(folded, including)
    assert (list(match.paths), match.rank) == (expected, rank)


def test_find__when_more_candidates_than_fifty__then_none_and_their_number() -> None:
    match = Paths([f"p/{i}.php" for i in range(60)]).find(f"{ROOT}/p/{HOLE}.php", "index.php")
    assert (match.paths, match.total, match.dynamic) == ((), 60, True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("`orders`", ("", "orders")),
        ("shop.orders", ("shop", "orders")),
        ("[dbo].[Orders]", ("dbo", "Orders")),
        ("#__users", ("", "users")),
        ("{0}_users", ("", "users")),
        ("{0}", ("", "")),
        ("a b", ("", "")),
    ],
)
def test_clean__when_a_name_is_written_so(name: str, expected: tuple[str, str]) -> None:
    assert clean(name) == expected


def test_split_words__when_camel_snake_and_capitals__then_words() -> None:
    assert split_words("getHTMLOrder_line2") == ("get", "html", "order", "line")


def test_vocabulary__when_there_is_much__then_its_own_name_is_kept() -> None:
    words = vocabulary("InvoiceBook", "src/Billing/x.php", [f"member{chr(97 + i % 26)}{'z' * i}" for i in range(90)])
    assert len(words) == MOST_WORDS
    assert {"invoice", "book", "billing"} <= set(words)
    assert list(words) == sorted(words)


def test_union__when_too_many_classes__then_nothing_is_known() -> None:
    assert union([of_class(str(i)) for i in range(WIDEST + 1)]) == NOTHING


def test_union__when_one_class_twice__then_the_surest_counts() -> None:
    assert union([of_class("a", GUESSED), of_class("a"), of_class("b", 1)]) == Value({"a": 0, "b": 1}, {})
    assert at_best(of_class("a"), 1) == of_class("a", 1)


def test_autoloading__when_composer_says_where__then_that_file_is_expected() -> None:
    project = Project(
        "p",
        (SourceFile("vendor/mailer/class.phpmailer.php", "", 1, FileKind.PHP, FileRole.THIRD_PARTY),),
        packages=(Package("x/y", "1", ("Lib\\Y\\",)),),
        autoload=Autoload(psr4=(("App\\", "src/"),), psr0=(("Old_", "legacy"),), classmap=("classes/",)),
    )
    loading = Autoloading(project)
    assert loading.expects("App\\Shop\\Order", "src/Shop/Order.php")
    assert not loading.expects("App\\Shop\\Order", "copy/Shop/Order.php")
    assert loading.expects("Old_Order_Line", "legacy/Old/Order/Line.php")
    assert loading.expects("Old_Space\\Order_Line", "legacy/Old_Space/Order/Line.php")  # as PSR-0 says
    assert loading.expects("Any", "classes/any.php")
    assert loading.is_third_party("lib\\y\\Thing")
    assert loading.is_third_party("PHPMailer")
    assert not loading.is_third_party("Library")
    assert loading.is_third_party("Acme\\PHPMailer")
    assert not loading.is_third_party("App\\Gone\\PHPMailer")


def test_autoloading__when_a_package_names_no_namespace__then_its_own_name_does() -> None:
    packages = (Package("nikic/fast-route", "*"), Package("app/tools", "*"))
    loading = Autoloading(Project("p", packages=packages, autoload=Autoload(psr4=(("App\\", "src/"),))))
    assert loading.is_third_party("FastRoute\\Dispatcher")
    assert not loading.is_third_party("App\\Gone")  # our own namespace: missing, not other people's
    assert not loading.is_third_party("FastRoute")
    assert loading.is_third_party("App\\Bundle\\Tools\\Hammer")  # a package of our own vendor
    assert not loading.is_third_party("App\\Bundle\\Tools")
    assert not loading.is_third_party("App\\FastRoute\\Gone")  # another vendor's package of that name is not in ours
    assert {"nikic", "fast"} <= loading.vendors


def test_duplicate_class__when_composer_expects_one__then_that_is_its_place() -> None:
    declared = Declaration(DeclarationKind.CLASS, "App\\A", 2, 5)
    linkage = linked(
        {"old/A.php": FileFacts(declarations=(declared,)), "src/A.php": FileFacts(declarations=(declared,))},
        autoload=Autoload(psr4=(("App\\", "src"),)),
    )
    assert [(u.id, u.path, u.loc) for u in linkage.units] == [("class:App\\A", "src/A.php", 4)]
    assert [p.path for p in linkage.problems] == ["old/A.php"]


def test_script__when_it_only_declares_and_is_included__then_a_unit_without_lines() -> None:
    library = FileFacts(loc=9, scopes=(SCRIPT,), declarations=(Declaration(DeclarationKind.FUNCTION, "f", 2, 4),))
    page = FileFacts(loc=3, scopes=(SCRIPT,), includes=(Include(0, Text("lib.php"), 2, "'lib.php'"),), script_loc=3)
    alone = linked({"lib.php": library})
    assert [u.id for u in alone.units] == ["function:f"]
    both = linked({"lib.php": library, "page.php": page})
    assert [(u.id, u.loc) for u in both.units] == [("function:f", 3), ("script:lib.php", 0), ("script:page.php", 3)]


def test_tests__when_they_refer_to_own_code__then_edges_but_no_coverage_and_no_ledger() -> None:
    test = FileFacts(
        scopes=(SCRIPT,),
        references=(Reference(0, ReferenceKind.NEW, "A", (1,)), Reference(0, ReferenceKind.NEW, "Nowhere", (2,))),
    )
    own = FileFacts(declarations=(Declaration(DeclarationKind.CLASS, "A", 1, 1),))
    linkage = linked({"tests/t.php": test, "a.php": own})
    assert edges(linkage) == [
        "script:tests/t.php new class:A exact :1",
        "script:tests/t.php new class:Nowhere exact :2",
    ]
    assert (linkage.coverage, ledger(linkage)) == ((), [])
    assert [u.id for u in linkage.units if u.test] == ["script:tests/t.php"]


def test_documented_class__when_nobody_declares_it__then_external_without_complaint() -> None:
    facts = FileFacts(scopes=(SCRIPT,), references=(Reference(0, ReferenceKind.DOCBLOCK, "mixed_up", (4,)),))
    linkage = linked({"a.php": facts})
    assert ledger(linkage) == []
    assert [(c.kind, c.external, c.total) for c in linkage.coverage] == [("class-reference", 1, 1)]


def test_state__when_everybody_uses_a_key__then_no_edges_but_counted() -> None:
    def page(index: int) -> FileFacts:
        use = StateUse(0, StateKind.SESSION, "user", index == 0, (1,))
        return FileFacts(scopes=(SCRIPT,), state=(use,), script_loc=1)

    linkage = linked({f"p{i:02}.php": page(i) for i in range(26)})
    assert linkage.dependencies == ()
    assert [(c.kind, c.external) for c in linkage.coverage] == [("shared-state", 26)]
    few = linked({f"p{i:02}.php": page(i) for i in range(3)})
    assert edges(few) == [f"script:p0{i}.php shares-state script:p00.php exact :1" for i in (1, 2)]


def test_entry_and_transaction__when_a_file_says_so__then_on_its_unit() -> None:
    facts = FileFacts(
        scopes=(SCRIPT, Scope("pay", "", DeclarationKind.FUNCTION)),
        declarations=(Declaration(DeclarationKind.FUNCTION, "pay", 2, 4),),
        entry_points=(EntryPoint(0, EntryKind.CLI, 1),),
        transactions=(Transaction(1, TransactionMark.BEGIN, 3), Transaction(1, TransactionMark.COMMIT, 4)),
        script_loc=1,
    )
    linkage = linked({"a.php": facts})
    assert [(u.id, u.entry) for u in linkage.units] == [("function:pay", ""), ("script:a.php", "cli")]
    assert [(scope.unit, scope.place.line, scope.closed) for scope in linkage.scopes] == [("function:pay", 3, True)]


def test_cycles__when_classes_extend_each_other__then_linking_ends() -> None:
    facts = FileFacts(
        scopes=(SCRIPT,),
        declarations=(
            Declaration(DeclarationKind.CLASS, "A", 1, 1, extends=("B",)),
            Declaration(DeclarationKind.CLASS, "B", 2, 2, extends=("A",)),
        ),
    )
    assert [u.id for u in linked({"a.php": facts}).units] == ["class:A", "class:B"]


def test_indices__when_facts_are_damaged__then_the_script_is_meant() -> None:
    facts = FileFacts(references=(Reference(99, ReferenceKind.NEW, "A", (1,)),))
    assert edges(linked({"a.php": facts})) == ["script:a.php new class:A exact :1"]
