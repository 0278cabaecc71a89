"""A file's calls in; what assertions such as `is_a($x, A::class)` say of variables out."""

from collections.abc import Mapping, Sequence

from analyzer.link.symbols import FileIn, Place
from analyzer.model.expression import Expression, Property, This, Variable
from analyzer.model.facts import Call

# Position of the value and of the class. The methods are those of PHPUnit and webmozart/assert, which everybody uses;
# these libraries need not be there.
ASSERTIONS: Mapping[str, tuple[int, int]] = {
    "is_a": (0, 1),
    "is_subclass_of": (0, 1),
    "isinstanceof": (0, 1),
    "assertinstanceof": (1, 0),
}
Said = Mapping[tuple[int, str], list[Expression]]


class Assertions:
    """What assertions say, each file looked at once."""

    def __init__(self) -> None:
        """Know no file."""
        self._files: dict[int, Said] = {}

    def of(self, name: str, place: Place) -> Sequence[Expression]:
        """Return the classes that are said of a variable, or of `$x->y`, in a scope."""
        said = self._files.get(place.file.order)
        if said is None:
            said = self._files[place.file.order] = _asserted(place.file)
        return said.get((place.index, name), ()) if said else ()


def _asserted(file: FileIn) -> Said:
    """Return the classes that calls say of variables, by scope and variable; of `$x->y` by how it is written."""
    found: dict[tuple[int, str], list[Expression]] = {}
    for call in file.facts.calls:
        positions = ASSERTIONS.get(call.name.lower())
        if positions is not None and len(call.arguments) > max(positions):
            name = _written(call, positions[0])
            if name:
                found.setdefault((call.scope, name), []).append(call.arguments[positions[1]])
    return found


def written(expression: Expression) -> str:
    """Return `$x->y->z` as it is written, "" for anything else."""
    if isinstance(expression, Property):
        before = written(expression.of)
        return f"{before}->{expression.name}" if before else ""
    if isinstance(expression, Variable):
        return "$" + expression.name
    return "$this" if isinstance(expression, This) else ""


def _written(call: Call, position: int) -> str:
    value = call.arguments[position]
    return value.name if isinstance(value, Variable) else written(value)
