"""The stage as a whole, on facts made by hand."""

from analyzer.model.expression import Constant, Joined, Named, New, Property, ReturnOf, Text, This, Variable
from analyzer.model.facts import (
    Assignment,
    Call,
    ConstantValue,
    Declaration,
    DeclarationKind,
    FileFacts,
    Include,
    Method,
    Parameter,
    Reference,
    ReferenceKind,
    Scope,
)
from analyzer.model.statements import SqlText, TableDeclaration, TableMode, TableUse
from tests.link.build import SCRIPT, edges, ledger, linked

CLASS = DeclarationKind.CLASS
FUNCTION = DeclarationKind.FUNCTION


def klass(name: str, line: int = 1, **rest: object) -> Declaration:
    return Declaration(CLASS, name, line, line + 9, **rest)  # type: ignore[arg-type]


def test_nothing__when_there_are_no_files__then_linkage_is_empty() -> None:
    linkage = linked({})
    assert (linkage.units, linkage.dependencies, linkage.unresolved) == ((), (), ())


def test_class_name__when_case_differs__then_the_declared_spelling_is_the_unit() -> None:
    facts = FileFacts(
        scopes=(SCRIPT,),
        declarations=(klass("Shop\\Order"),),
        references=(Reference(0, ReferenceKind.NEW, "shop\\ORDER", (3, 7)),),
    )
    assert edges(linked({"a.php": facts})) == ["script:a.php new class:Shop\\Order exact :3,7"]


def test_unknown_class__when_named_by_code__then_external_and_on_the_ledger() -> None:
    facts = FileFacts(scopes=(SCRIPT,), references=(Reference(0, ReferenceKind.NEW, "Missing", (3,)),))
    linkage = linked({"a.php": facts})
    assert [(u.id, u.kind.value) for u in linkage.units] == [("class:Missing", "external"), ("script:a.php", "script")]
    assert ledger(linkage) == ["a.php:3 class-reference Missing: unknown class"]


def test_property_receiver__when_the_constructor_assigns_it__then_the_call_reaches_its_class() -> None:
    repository = klass("Repo", methods=(Method("find", 2, 3),))
    service = klass("Service", methods=(Method("__construct", 2, 3), Method("run", 4, 5)))
    facts = FileFacts(
        scopes=(
            SCRIPT,
            Scope("Service", "__construct", CLASS, (Assignment("this->repo", New(Named("Repo"))),)),
            Scope("Service", "run", CLASS),
        ),
        declarations=(repository, service),
        calls=(Call(2, Property(This(), "repo"), "FIND", (5,)),),
    )
    assert edges(linked({"a.php": facts})) == ["class:Service calls class:Repo inferred :5"]


def test_include__when_built_from_a_constant_defined_elsewhere__then_it_is_found() -> None:
    here = ReturnOf(None, "dirname", False, (Constant(None, "__FILE__"),))
    boot = FileFacts(scopes=(SCRIPT,), constants=(ConstantValue("ROOT", 1, Joined((here, Text("/"))), None),))
    page = FileFacts(
        scopes=(SCRIPT,),
        includes=(Include(0, Joined((Constant(None, "ROOT"), Text("lib/x.php"))), 2, "ROOT . 'lib/x.php'"),),
    )
    linkage = linked({"boot.php": boot, "pages/p.php": page, "lib/x.php": FileFacts(scopes=(SCRIPT,))})
    assert edges(linkage) == ["script:pages/p.php includes script:lib/x.php exact :2"]


def test_home_made_insert__when_called_with_a_literal__then_the_caller_writes_that_table() -> None:
    helper = FileFacts(
        scopes=(SCRIPT, Scope("db_insert", "", FUNCTION)),
        declarations=(Declaration(FUNCTION, "db_insert", 1, 4, parameters=(Parameter("table"),)),),
        sql=(SqlText(1, 2, "INSERT INTO {0} SET x", (Variable("table"),), (TableUse("{0}", TableMode.WRITES),)),),
    )
    page = FileFacts(scopes=(SCRIPT,), calls=(Call(0, None, "db_insert", (5,), arguments=(Text("orders"),)),))
    schema = FileFacts(tables=(TableDeclaration("Orders", 1),))
    assert edges(linked({"f.php": helper, "p.php": page, "s.sql": schema})) == [
        "script:p.php calls function:db_insert exact :5",
        "script:p.php writes table:Orders inferred :5",
    ]


def test_function__when_two_files_declare_it__then_each_file_calls_its_own() -> None:
    def page() -> FileFacts:
        return FileFacts(
            scopes=(SCRIPT, Scope("save", "", FUNCTION)),
            declarations=(Declaration(FUNCTION, "save", 1, 4),),
            calls=(Call(0, None, "save", (9,)),),
            script_loc=3,
        )

    linkage = linked({"a.php": page(), "b.php": page()})
    assert edges(linkage) == ["script:a.php calls function:save exact :9"]
    assert [p.message for p in linkage.problems] == ["function save is declared again; its place is a.php:1"]


def test_table__when_only_tests_declare_and_touch_it__then_it_is_a_test_itself() -> None:
    declared = (TableDeclaration("dogs", 1), TableDeclaration("orders", 2))
    reads = SqlText(0, 3, "SELECT 1 FROM orders", (), (TableUse("orders", TableMode.READS),), "select")
    linkage = linked(
        {
            "tests/fixtures.php": FileFacts(scopes=(SCRIPT,), tables=declared),
            "tests/DogTest.php": FileFacts(
                scopes=(SCRIPT,), sql=(SqlText(0, 3, "DELETE FROM dogs", (), (TableUse("dogs", TableMode.WRITES),)),)
            ),
            "a.php": FileFacts(scopes=(SCRIPT,), sql=(reads,)),
        }
    )
    assert {unit.id: unit.test for unit in linkage.units if unit.kind == "table"} == {
        "table:dogs": True,
        "table:orders": False,
    }
