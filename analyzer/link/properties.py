"""A property of whatever an expression may be in; what it holds out.

A declared type wins; else everything that the class and its ancestors assign, else what others assign from outside,
else what `__get` gives. What the code around says of `$x->name` is added.
"""

from __future__ import annotations

from analyzer.link.builtin import FROM_PHP, from_package, is_library
from analyzer.link.generics import Generics
from analyzer.link.knowledge import Knowledge
from analyzer.link.memory import Memory
from analyzer.link.narrower import narrower, nearest_guesses
from analyzer.link.narrowing import Assertions, written
from analyzer.link.relations import related
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import INFERRED, NOTHING, STATIC, Value, at_best, of_class, replaced, union
from analyzer.model.expression import Expression, Narrowed, Property, StaticProperty, Text, This, Type, Variable
from analyzer.model.facts import DeclarationKind

MOST_ASSIGNMENTS = 40  # assignments looked at; more say nothing useful
MOST_OUTSIDE = 20  # assignments to a property from outside its class


class Properties:
    """Follows properties."""

    def __init__(self, knowledge: Knowledge, memory: Memory, assertions: Assertions) -> None:
        """Share the run's knowledge and memory."""
        self._knowledge = knowledge
        self._memory = memory
        self._assertions = assertions
        self._generics = Generics(knowledge)

    def of(self, expression: Property, place: Place) -> Value:
        """Return what `of->name` holds."""
        values = [self._member(self._knowledge.evaluate(expression.of, place), expression.name, place)]
        if isinstance(expression.of, This) and place.is_script and not values[0].known:
            values.append(self._knowledge.wiring.variable(expression.name, place))
        name = written(expression) if place.narrows else ""
        if name:
            question = ("narrowed", place.file.order, place.index, place.given, name)
            values.append(self._memory.once(question, lambda: self._narrowed(name, place)))
        found = union(values)
        if not found.known and isinstance(expression.of, Narrowed):  # the test named an interface that lacks it
            return self.of(Property(expression.of.of, expression.name), place)
        return found

    def of_class(self, expression: StaticProperty, place: Place) -> Value:
        """Return what `of::$name` holds."""
        return self._member(self._knowledge.class_of(expression.of, place), expression.name, place)

    def sources(self, of: Property | StaticProperty, place: Place) -> list[tuple[Place, Expression]]:
        """Return everything that the classes and their ancestors assign, each with where that stands."""
        sources = []
        for key in self._knowledge.class_of(of.of, place).types:
            symbol = self._knowledge.symbols.classes.get(key)
            for ancestor in self._knowledge.symbols.lineage(symbol) if symbol else ():
                field = ancestor.fields.get(of.name)
                if field is not None and field.default is not None:
                    sources.append((home(self._knowledge.symbols, ancestor, ancestor.file), field.default))
                sources.extend(ancestor.assigned.get(of.name, ()))
        return sources

    def _narrowed(self, name: str, place: Place) -> Value:
        """What the code around says of `$x->name`: an assignment, `instanceof`, an assertion."""
        values = [self._knowledge.evaluate(value, place) for value in place.assigned(name)]
        values += [self._knowledge.class_of(said, place) for said in self._assertions.of(name, place)]
        return at_best(union(values), INFERRED)

    def _member(self, receiver: Value, name: str, place: Place) -> Value:
        if name[:1] == "$":  # a variable has the name
            names = self._knowledge.texts(Variable(name[1:]), place)[:MOST_OUTSIDE]
            return union([self._member(receiver, text, place) for text in names if text[:1] != "$"])
        values = []
        for key, rank in receiver.types.items():
            symbol = self._knowledge.symbols.classes.get(key)
            if symbol is not None:
                value = self._memory.once(("property", key, name), lambda s=symbol: self._property(s, name))  # type: ignore[misc]
                value = replaced(value, STATIC, of_class(key))
                value = self._generics.bind_class(value, symbol, symbol, Value({}, receiver.elements))
                values.append(at_best(value, rank))
            else:
                wired = self._knowledge.wiring.property(key, name)
                known = wired if wired.known else from_package((key,), name.lower())
                values.append(FROM_PHP if is_library(key) else known)
        return union(values)

    def _property(self, symbol: ClassSymbol, name: str) -> Value:
        unreal = NOTHING
        for ancestor in self._knowledge.symbols.lineage(symbol):
            field = ancestor.fields.get(name)
            if field is None or field.type is None:
                continue
            if field.type.scalar:
                return NOTHING
            if field.type.names or field.type.elements:
                declared = self._declared(field.type, symbol, ancestor)
                if field.type.documented and not self._knowledge.is_real(declared):
                    unreal = declared  # a docblock that names what nobody has
                    break
                made = narrower(declared, lambda: self._assigned(symbol, name), self._knowledge.symbols)
                return union([declared, made])
        found = self._undeclared(symbol, name)
        if not found.known and not unreal.known:
            found = self._knowledge.shapes.of_property(symbol, name)
        return at_best(found, INFERRED) if found.known else unreal

    def _undeclared(self, symbol: ClassSymbol, name: str) -> Value:
        """What a property without a declared type holds."""
        found = self._assigned(symbol, name)
        if not found.known:
            found = union([self._from_outside(symbol, name), self._knowledge.wiring.property(symbol.key, name)])
        if not found.known:
            found = self._magic(symbol, name)
        if not found.known and not any(name in ancestor.fields for ancestor in self._knowledge.symbols.lineage(symbol)):
            found = from_package(self._knowledge.symbols.foreign(symbol), name.lower())  # inherited from a package
        if not found.known and symbol.kind is DeclarationKind.INTERFACE:
            found = self._concrete(symbol, name)
        return found

    def _concrete(self, symbol: ClassSymbol, name: str) -> Value:
        """What the classes that a container gives for an interface hold."""
        place = home(self._knowledge.symbols, symbol, symbol.file)
        concrete = self._knowledge.wiring.concrete(symbol.key)
        return union([self._member(of_class(other), name, place) for other, _ in concrete])

    def _declared(self, declared: Type, symbol: ClassSymbol, owner: ClassSymbol) -> Value:
        """The declared type; `static` in it means the class that has the property."""
        value = self._knowledge.typed(declared, owner)
        if "static" in declared.names:
            value = union([value, of_class(symbol.key, INFERRED)])
        if owner is symbol:
            return value
        return self._generics.bounds(self._generics.bind_class(value, symbol, owner, NOTHING), owner)

    def _assigned(self, symbol: ClassSymbol, name: str) -> Value:
        values = []
        for ancestor in self._knowledge.symbols.lineage(symbol):
            field = ancestor.fields.get(name)
            place = ancestor.places.get("")
            if field is not None and field.default is not None and place is not None:
                values.append(self._knowledge.evaluate(field.default, place))
            assigned = ancestor.assigned.get(name, ())[:MOST_ASSIGNMENTS]
            values += [self._knowledge.evaluate(value, there) for there, value in assigned]
        return union(values)

    def _from_outside(self, symbol: ClassSymbol, name: str) -> Value:
        """What is assigned from outside the class, as in `$box->name = new X`."""
        family = [ancestor.key for ancestor in self._knowledge.symbols.lineage(symbol)]
        values = []
        for place, holder, value in self._knowledge.symbols.outside.get(name, ())[:MOST_OUTSIDE]:
            types = self._knowledge.evaluate(Variable(holder), place).types
            if any(key in types for key in family):
                values.append(self._knowledge.evaluate(value, place))
        return union(values)

    def _magic(self, symbol: ClassSymbol, name: str) -> Value:
        """What `__get` gives for a name."""
        magic = self._knowledge.find_method(symbol, "__get")
        if magic is None:
            return NOTHING
        record = related(symbol, name, self._knowledge.symbols)
        if record.known:
            return record
        place = magic.owner.places.get("__get") or home(self._knowledge.symbols, magic.owner, magic.file)
        value = self._knowledge.returned_by(magic, symbol.key, NOTHING, ((Text(name),), place))
        return nearest_guesses(value, symbol.file.path, self._knowledge.symbols)


def home(symbols: Symbols, symbol: ClassSymbol, file: FileIn) -> Place:
    """Return a place inside the class, so that `self` means it."""
    return next(iter(symbol.places.values()), None) or symbols.place(file, 0)
