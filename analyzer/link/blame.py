"""A receiver that has no type and its place in; the name whose type would give it one out, as the ledger says it.

The name is written as a key of `types:` in the configuration (`$db`, `App\\Order::$lines`, `App\\Repository::find()`,
`get_db()`), with `[]` behind it when an element of it is meant; or it is a parameter, `App\\Order::total($line)`, that
only a docblock can type.
"""

from __future__ import annotations

from analyzer.link.evaluate import Evaluator
from analyzer.link.symbols import ClassSymbol, Place
from analyzer.model.expression import (
    Either,
    ElementOf,
    Expression,
    Narrowed,
    Property,
    ReturnOf,
    StaticProperty,
    Variable,
)

DEEPEST = 8  # steps back from the receiver
MOST = 8  # assignments of a variable looked at


class Blame:
    """Follows a receiver back to the first thing that is known to be there and says nothing of its type."""

    def __init__(self, evaluator: Evaluator) -> None:
        """Ask one run's evaluator."""
        self._evaluator = evaluator
        self._symbols = evaluator.symbols
        self._blamed: dict[tuple[int, int, str, int], str] = {}  # variables of a place at a depth
        self._untyped: dict[tuple[int, int, str], list[Expression]] = {}

    def of(self, expression: Expression | None, place: Place, depth: int = 0) -> str:
        """Return the name whose type is missing, "" when no single name is to blame."""
        if expression is None or depth > DEEPEST:
            return ""
        deeper = depth + 1
        match expression:
            case Variable(name) | Narrowed(Variable(name)):
                return self._variable(name, place, deeper)
            case Property(of, name):
                return self._property(of, name, place, deeper)
            case StaticProperty(of, name):
                symbol = self._class(of, place, True)
                return self._named_property(symbol, name) if symbol else ""
            case ReturnOf():
                return self._returned(expression, place, deeper)
            case ElementOf(of, _):
                if isinstance(of, Variable) and of.name == "GLOBALS":
                    return "$" + expression.key if expression.key and expression.key.isidentifier() else ""
                blamed = self.of(of, place, deeper)
                return f"{blamed}[]" if blamed else ""
            case Either(options):
                return next((found for option in options if (found := self._unknown(option, place, deeper))), "")
        return ""

    def _unknown(self, expression: Expression, place: Place, depth: int) -> str:
        """Blame for a value unless its class is known."""
        return "" if self._evaluator.evaluate(expression, place).known else self.of(expression, place, depth)

    def _variable(self, name: str, place: Place, depth: int) -> str:
        """Each variable is looked at once per depth: those of a long method are made of each other."""
        question = (place.file.order, place.index, name, depth)
        found = self._blamed.get(question)
        if found is None:
            found = self._blamed[question] = self._of_variable(name, place, depth)
        return found

    def _of_variable(self, name: str, place: Place, depth: int) -> str:
        if name in place.fact.globals:
            return "$" + name
        question = (place.file.order, place.index, name)
        if question not in self._untyped:
            evaluate = self._evaluator.evaluate
            self._untyped[question] = [v for v in place.assigned(name)[:MOST] if not evaluate(v, place).known]
        for value in self._untyped[question]:
            found = self.of(value, place, depth)
            if found:
                return found
        if place.is_script:
            return "$" + name
        if name not in place.parameters:
            return ""
        holder = f"{place.owner.name}::{place.fact.member}" if place.owner else place.fact.unit
        return f"{holder}(${name})" if holder and not (place.owner and place.owner.anonymous) else ""

    def _property(self, of: Expression, name: str, place: Place, depth: int) -> str:
        symbol = self._class(of, place, False)
        if symbol is not None:
            return self._named_property(symbol, name)
        return self._unknown(of, place, depth)

    def _named_property(self, symbol: ClassSymbol, name: str) -> str:
        if symbol.anonymous or not name.isidentifier():
            return ""
        lineage = self._symbols.lineage(symbol)
        holder = next((above for above in lineage if name in above.fields or name in above.assigned), symbol)
        return f"{holder.name}::${name}"

    def _returned(self, call: ReturnOf, place: Place, depth: int) -> str:
        if call.of is None:
            function = self._symbols.function_named(call.name, call.name.rpartition("\\")[2])
            return f"{function.name}()" if function else ""
        symbol = self._class(call.of, place, call.static)
        if symbol is None:
            return self._unknown(call.of, place, depth)
        member = self._evaluator.find_method(symbol, call.name.lower())
        return f"{member.owner.name}::{member.method.name}()" if member and not member.owner.anonymous else ""

    def _class(self, of: Expression, place: Place, static: bool) -> ClassSymbol | None:
        """The first declared class that an expression names or is an instance of."""
        value = self._evaluator.class_of(of, place) if static else self._evaluator.evaluate(of, place)
        found = (self._symbols.classes.get(key) for key in value.types)
        return next((symbol for symbol in found if symbol is not None), None)
