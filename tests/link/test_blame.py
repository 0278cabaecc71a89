"""The search for the name whose missing type leaves a call unresolved."""

import pytest

from analyzer.link.blame import Blame
from analyzer.link.symbols import Place
from analyzer.model.expression import Expression, ReturnOf, Variable
from analyzer.model.facts import Assignment, Call, Declaration, DeclarationKind, FileFacts, Parameter, Scope
from tests.link.build import SCRIPT, linked

VARIABLES = 8
FUNCTION = DeclarationKind.FUNCTION


def _made_of_each_other() -> FileFacts:
    """`$v0 = $v1->m0(); $v0 = $v1->m1(); … $v1 = $v2->m0(); …`, and a call on `$v0`."""
    assignments = [
        Assignment(f"v{number}", ReturnOf(Variable(f"v{number + 1}"), f"m{way}", False, ()))
        for number in range(VARIABLES)
        for way in range(8)
    ]
    return FileFacts(
        scopes=(SCRIPT, Scope("run", "", FUNCTION, tuple(assignments))),
        declarations=(Declaration(FUNCTION, "run", 1, 90, parameters=(Parameter(f"v{VARIABLES}"),)),),
        calls=(Call(1, Variable("v0"), "go", (80,)), Call(1, Variable("v5"), "go", (81,))),
    )


def test_blame__variables_made_of_each_other_in_many_ways__looks_at_each_once_per_depth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0
    of = Blame.of

    def counted(blame: Blame, expression: Expression | None, place: Place, depth: int = 0) -> str:
        nonlocal asked
        asked += 1
        return of(blame, expression, place, depth)

    monkeypatch.setattr(Blame, "of", counted)
    linkage = linked({"a.php": _made_of_each_other()})
    assert [(one.line, one.missing) for one in linkage.unresolved] == [(80, ""), (81, "run($v8)")]
    assert asked < 1_000
