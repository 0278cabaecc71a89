"""What a home-made record layer says of itself in; of which class its queries give instances, as a guess, out.

`static function objects() { return new Query(get_called_class()); }` makes a query of the class it is called on. Nobody
declares it, but whoever gives a fresh object the name of the called class most likely wants instances of that back:
`Ticket::objects()` holds tickets, and so does what it hands on, until a method says what it gives.
"""

from __future__ import annotations

from analyzer.link.knowledge import Member
from analyzer.link.symbols import ClassSymbol, Place
from analyzer.link.value import GUESSED, STATIC, Value, at_best, held, replaced, union
from analyzer.model.expression import ElementOf, Expression, Named, New, ReturnOf, This, Variable

_CALLED = frozenset({"get_called_class", "get_class"})


class CalledClass:
    """Follows the name of the called class into the objects that are made with it."""

    def __init__(self) -> None:
        """Remember the makers of each file."""
        self._makers: dict[int, frozenset[tuple[int, str]]] = {}

    def made(self, expression: Expression, value: Value, place: Place) -> Value:
        """Return what a method gives, which holds instances of the called class if it was made with its name."""
        for one in (expression, *(place.assigned(expression.name) if isinstance(expression, Variable) else ())):
            if isinstance(one, New) and isinstance(one.of, Named) and (place.index, one.of.name) in self._of(place):
                return union([value, Value({}, {STATIC: GUESSED})])
        return value

    def on_called(self, expression: Expression, value: Value, owner: ClassSymbol, place: Place) -> Value:
        """Return the value with guesses of the class itself left open for the class that a method is called on."""
        guessed = [one for one in value if one.get(owner.key) == GUESSED]
        return (
            replaced(value, owner.key, Value({STATIC: GUESSED}, {}))
            if guessed and _called(expression, place)
            else value
        )

    def _of(self, place: Place) -> frozenset[tuple[int, str]]:
        """Return the scopes of a file, each with a class that it makes with the name of the called class."""
        file = place.file
        if file.order not in self._makers:
            self._makers[file.order] = frozenset(
                (call.scope, call.receiver.of.name)
                for call in file.facts.calls
                if call.name == "__construct"
                and isinstance(call.receiver, New)
                and isinstance(call.receiver.of, Named)
                and any(_names_called(argument) for argument in call.arguments)
            )
        return self._makers[file.order]


def handed_on(value: Value, member: Member, receiver: Value, fluent: bool) -> Value:
    """Return what a method gives of a receiver that holds guessed instances, when nobody says what that is."""
    guessed = {key: rank for key, rank in receiver.elements.items() if rank == GUESSED}
    if not guessed or value.elements:
        return value
    if fluent:
        return union([value, Value({}, guessed)])
    declared = member.method.returns
    if value.known or (declared is not None and (declared.scalar or declared.names)):
        return value
    return at_best(union([held(receiver), Value({}, guessed)]), GUESSED)


def _names_called(argument: Expression) -> bool:
    match argument:
        case Named(name):
            return name == "static"
        case ReturnOf(None, name, _, given):
            return name.rpartition("\\")[2].lower() in _CALLED and all(isinstance(one, This) for one in given)
    return False


def _called(expression: Expression, place: Place) -> bool:
    """Whether a chain of calls begins at the called class or object."""
    for _ in range(20):
        match expression:
            case ReturnOf(of, _, _, _) if of is not None:
                expression = of
            case ElementOf(of, _):
                expression = of
            case Variable(name) if place.assigned(name):
                expression = place.assigned(name)[0]
            case Named(name):
                return name in ("static", "self")
            case _:
                return isinstance(expression, This)
    return False
