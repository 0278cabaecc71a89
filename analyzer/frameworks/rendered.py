"""What an action or a partial gives the script that it renders in; claims about that script's variables out."""

from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.claims import Claim, Origin, Provide
from analyzer.model.expression import Expression, Items, New, Text
from analyzer.model.facts import Call, FileFacts

VARIABLE = "template variable"  # the space of `path/of/script.phtml::name`
HOLDERS = frozenset({"$this->view", "$view", "$viewModel", "$model", "$this->viewModel"})
SETTERS = frozenset({"assign", "setvariable"})
LISTS = frozenset({"assign", "setvariables"})
PARTIALS = frozenset({"partial", "render"})


def calls_by_scope(facts: FileFacts) -> Mapping[int, Sequence[Call]]:
    """Return the calls of each scope."""
    found: dict[int, list[Call]] = {}
    for call in facts.calls:
        found.setdefault(call.scope, []).append(call)
    return found


def given(
    facts: FileFacts, origin: Origin, calls: Sequence[Call], returned: Sequence[Expression], script: str
) -> Iterator[Claim]:
    """Yield what an action gives its script: by properties and setters of the view, and by what it returns."""
    for assignment in facts.scopes[origin.scope].assignments:
        holder, _, name = assignment.variable.rpartition("->")
        if holder in HOLDERS:
            yield _given(script, name, assignment.value, origin)
    for call in calls:
        name, arguments = call.name.lower(), call.arguments
        if name in SETTERS and len(arguments) > 1 and isinstance(arguments[0], Text):
            yield _given(script, arguments[0].text, arguments[1], origin)
        elif arguments and (name in LISTS or (name == "__construct" and _is_model(call.receiver))):
            yield from _all(script, arguments[0], origin)
    for expression in returned:
        yield from _all(script, expression, origin)


def partial(call: Call, via: str) -> Iterator[Claim]:
    """Yield what `$this->partial('order/_line.phtml', array('line' => $line))` gives the script."""
    if call.name.lower() in PARTIALS and len(call.arguments) > 1 and isinstance(call.arguments[0], Text):
        script = call.arguments[0].text
        if "." not in script.rpartition("/")[2]:
            script += ".phtml"
        yield from _all(script, call.arguments[1], Origin(call.scope, call.lines, via))


def _is_model(receiver: Expression | None) -> bool:
    name = getattr(receiver.of, "name", "") if isinstance(receiver, New) else ""
    return name.endswith("ViewModel")


def _all(script: str, values: Expression, origin: Origin) -> Iterator[Claim]:
    for key, value in values.pairs if isinstance(values, Items) else ():
        if key:
            yield _given(script, key, value, origin)


def _given(script: str, name: str, value: Expression, origin: Origin) -> Claim:
    return Provide(origin, VARIABLE, f"{script}::{name}", value)
