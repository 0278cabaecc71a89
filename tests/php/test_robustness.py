import pytest
from tree_sitter import Node

from analyzer.model.expression import Narrowed, Property, This
from analyzer.model.facts import ProblemKind, ReferenceKind
from analyzer.php import BUILTIN_CLASSES, BUILTIN_CONSTANTS, BUILTIN_FUNCTIONS, narrowing, read_php
from analyzer.php.grammar import operator_of

SAMPLE = b"""<?php
namespace A; use B\\{C, D as E};
/** @property Foo<Bar, array{x: Baz}> $p */
abstract class X extends Y implements Z { use T { a as b; } const K = 1; private ?Foo $f = null;
  public function __construct(protected Foo $g, #[At(1)] int ...$n) { parent::__construct($g); $this->g->h()->i("SELECT * FROM t WHERE a = $n"); }
}
enum S: string { case A = 'a'; } function f() { global $x; return new class extends Q { function z() { yield $this; } }; }
$sql = <<<SQL
 select {$a['b']} from c
SQL;
$sql .= " where x = " . sprintf('%s', $_GET['q']); foreach ($l as [$a, 'k' => $b]): echo $a?->b; endforeach;
?><b><?= $x ?>
"""  # noqa: E501


def never(_text: str) -> bool:
    return False


def always(_text: str) -> bool:
    return True


@pytest.mark.parametrize(
    "source", [b"", b"\n", b"plain text", b"<?php", b"<?php\n\x00\xff\xfe", b"\xff\xfe", bytes(range(256))]
)
def test_read_php__when_the_source_is_odd__then_there_are_facts_and_no_crash(source: bytes) -> None:
    facts = read_php(source, always)
    assert facts.scopes[0].unit == ""
    assert all(problem.kind is not ProblemKind.CRASH for problem in facts.problems)


def test_read_php__when_a_file_is_cut_anywhere__then_nothing_crashes() -> None:
    for end in range(0, len(SAMPLE), 3):
        facts = read_php(SAMPLE[:end], always)
        assert [problem for problem in facts.problems if problem.kind is ProblemKind.CRASH] == []


def test_read_php__when_any_piece_is_missing__then_nothing_crashes() -> None:
    for start in range(6, len(SAMPLE), 5):
        facts = read_php(SAMPLE[:start] + SAMPLE[start + 7 :], always)
        assert [problem for problem in facts.problems if problem.kind is ProblemKind.CRASH] == []


@pytest.mark.parametrize(
    "nested",
    [
        "f(" * 3000 + ")" * 3000,
        "$x = " + "[" * 3000 + "]" * 3000,
        "$a" + "->b()" * 3000,
        "'a'" + " . 'b'" * 5000,
        "1" + " + 1" * 5000,
        "$x = " + "$a ? $b : (" * 800 + "1" + ")" * 800,
        "if ($a) { " * 1000 + "}" * 1000,
        "$f = " + "function () { return " * 500 + "1" + "; }" * 500,
        "if (1) {} " + "else if (2) {} " * 2000,
        "$x = " + "new class(" * 300 + "1" + ") {}" * 300,
    ],
    ids=["calls", "arrays", "chain", "concatenation", "sum", "ternaries", "blocks", "closures", "else-if", "anonymous"],
)
def test_read_php__when_code_is_nested_deeply__then_it_is_read_on(nested: str) -> None:
    facts = read_php(f"<?php class A {{}}\n{nested};\nlast();".encode(), never)
    assert all(problem.kind is not ProblemKind.CRASH for problem in facts.problems)
    assert "A" in [declaration.name for declaration in facts.declarations]
    assert "last" in [call.name for call in facts.calls]


def test_read_php__when_an_expression_is_too_deep_to_lower__then_a_problem_says_so() -> None:
    facts = read_php(("<?php $a" + "->b()" * 300 + ";").encode(), never)
    assert [problem.kind for problem in facts.problems] == [ProblemKind.DEPTH]


def test_read_php__when_the_caller_fails__then_it_is_a_crash_problem() -> None:
    def broken(_text: str) -> bool:
        raise RecursionError("too deep")

    facts = read_php(b"<?php\n\n$a = 'SELECT 1 FROM t';", broken)
    assert [problem.kind for problem in facts.problems] == [ProblemKind.CRASH]
    assert facts.loc == 3


def test_read_php__when_the_same_source_is_read_twice__then_the_facts_are_equal() -> None:
    assert read_php(SAMPLE, always) == read_php(SAMPLE, always)


def test_read_php__when_a_receiver_repeats__then_one_fact_has_all_lines() -> None:
    source = b"<?php class A { function f() {\n$this->b->c();\n$this->b->c();\n} }"
    (call,) = read_php(source, never).calls
    assert (call.receiver, call.lines) == (Property(This(), "b"), (2, 3))


def test_builtin_names__when_asked__then_they_hold_what_php_has_and_had() -> None:
    assert {
        "strlen",
        "mysql_query",
        "ereg",
        "each",
        "create_function",
        "mcrypt_encrypt",
        "mssql_query",
    } <= BUILTIN_FUNCTIONS
    assert {"stdclass", "arrayobject", "pdo", "mysqli", "domdocument", "redis"} <= BUILTIN_CLASSES
    assert {"PHP_EOL", "E_ALL", "MYSQL_ASSOC", "DIRECTORY_SEPARATOR"} <= BUILTIN_CONSTANTS
    assert not any(name != name.lower() for name in BUILTIN_FUNCTIONS | BUILTIN_CLASSES)


def test_narrow__a_long_chain_of_tests__looks_at_few_nodes_above_each(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(node: Node) -> int:
        asked.append(node)
        return operator_of(node)

    monkeypatch.setattr(narrowing, "operator_of", counted)
    chain = " && ".join(["$x instanceof A"] * 300)
    read_php(f"<?php return {chain};".encode(), never)
    assert 300 <= len(asked) <= 300 * 20


def test_read_php__thousands_of_instanceof_in_one_condition__are_all_read_and_the_last_holds() -> None:
    tests = " && ".join(f"$x instanceof C{i}" for i in range(4000))
    facts = read_php(f"<?php function f($x) {{ if ({tests}) {{ $x->go(); }} }}".encode(), lambda _: False)
    assert sum(row.kind is ReferenceKind.INSTANCEOF for row in facts.references) == 4000
    (call,) = [call for call in facts.calls if call.name == "go"]
    assert isinstance(call.receiver, Narrowed)
