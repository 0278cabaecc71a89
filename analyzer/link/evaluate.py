"""An expression and the place where it stands in; the classes it may be an instance of out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from analyzer.link.builtin import FROM_PHP, from_package, is_library
from analyzer.link.callables import CLOSURE
from analyzer.link.callers import Callers, argument
from analyzer.link.classnames import ClassNames
from analyzer.link.closures import Closures
from analyzer.link.documented import Documented
from analyzer.link.elements import Elements
from analyzer.link.knowledge import Member, Unwired, Wired
from analyzer.link.memory import Memory
from analyzer.link.narrower import says_more, without_ancestors
from analyzer.link.narrowing import Assertions
from analyzer.link.patterns import NamePatterns
from analyzer.link.properties import Properties, home
from analyzer.link.proxies import stands_for
from analyzer.link.returns import Returns, settled
from analyzer.link.shapes import Shapes
from analyzer.link.surroundings import Surroundings
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import EXACT, INFERRED, NOTHING, Value, at_best, class_name, of_class, union
from analyzer.model.expression import (
    Closure,
    Constant,
    Either,
    ElementOf,
    Expression,
    Handed,
    Items,
    Named,
    Narrowed,
    New,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    This,
    Type,
    Typed,
    Variable,
)
from analyzer.model.facts import DeclarationKind, Parameter

__all__ = ["Evaluator", "Member"]

DEEPEST = 300  # nested evaluations; a chain of callers' callers may be long
MOST_ASSIGNMENTS = 40  # assignments looked at per variable; more say nothing useful
MOST_GIVEN = 4  # classes that callers give a parameter; a parameter of more takes anything
MOST_NAMES = 20  # values of a variable that has a method's name
PARENT = Named("parent")
RELATIVE = frozenset({"self", "static", "parent", "$this", "this"})
Texts = Callable[[Expression, Place], tuple[str, ...]]


class Evaluator:
    """Evaluates receivers against the whole symbol table, on demand, each question once."""

    def __init__(self, symbols: Symbols) -> None:
        """Remember answers for one run."""
        self.symbols = symbols
        self.texts: Texts = lambda _expression, _place: ()  # until a `Folder` lends its own
        self.patterns: Texts = lambda _expression, _place: ()  # the same with holes
        self.wiring: Wired = Unwired()  # until a `Wiring` is lent
        self.surroundings = Surroundings(self)
        self.shapes = Shapes(symbols)
        self._memory = Memory()
        self._members: dict[tuple[str, str], Member | None] = {}
        self._assertions = Assertions()
        self._documented = Documented(symbols)
        self.is_real = self._documented.is_real
        self._depth = 0
        self.returns = Returns(self, self._memory)
        self.callables = self.returns.callables
        names = NamePatterns(symbols)
        self.callers = Callers(self, names)
        self._names = ClassNames(self, names)
        self._properties = Properties(self, self._memory, self._assertions)
        self._elements = Elements(self, self.callers, self._memory)
        self._cases: dict[type, Callable[[Any, Place], Value]] = {
            This: lambda _, place: self._own(place),
            Named: lambda named, place: Value(self._keys((named.name,), place.owner, EXACT, place.file), {}),
            New: lambda new, place: self.class_of(new.of, place),
            Variable: lambda variable, place: self.variable(variable.name, place),
            Property: self._properties.of,
            StaticProperty: self._properties.of_class,
            Constant: self._constant,
            ReturnOf: self._returned,
            ElementOf: self._element,
            Items: self._elements.of_items,
            Either: lambda either, place: union(self.evaluate(option, place) for option in either.options),
            Closure: self.callables.closure,
            Handed: Closures(self, self._memory).handed,
            Typed: lambda typed, place: self.typed(typed.type, place.owner),
            Narrowed: lambda narrowed, place: self.typed(narrowed.type, place.owner),
        }

    def evaluate(self, expression: Expression, place: Place) -> Value:
        """Return what the expression may be; nothing when that is not known."""
        case = self._cases.get(type(expression))
        if case is None:
            return NOTHING
        if self._depth > DEEPEST:
            self._memory.cut()
            return NOTHING
        self._depth += 1
        try:
            return case(expression, place)
        finally:
            self._depth -= 1

    def class_of(self, expression: Expression, place: Place) -> Value:
        """Return the classes that an expression names, as in `new $x` or `$x::make()`: class strings count too."""
        if type(expression) is Named:
            return self.evaluate(expression, place)
        if self._depth > DEEPEST:
            self._memory.cut()
            return NOTHING
        self._depth += 1
        try:
            if isinstance(expression, Text | Either):
                return self._names.of(expression, place)
            question = ("names", place.file.order, place.index, place.given, expression)
            return self._memory.once(question, lambda: self._names.of(expression, place))
        finally:
            self._depth -= 1

    def typed(self, declared: Type | None, owner: ClassSymbol | None) -> Value:
        """Return the value of a declared type; `self`, `parent` and `static` relative to the declaring class.

        PHP itself declares nothing of what a collection holds: that is inferred at best.
        """
        if declared is None:
            return NOTHING
        if not declared.documented:
            return Value(self._keys(declared.names, owner, EXACT), self._keys(declared.elements, owner, INFERRED))
        names, elements = (self._documented.names(some, owner) for some in (declared.names, declared.elements))
        return Value(self._keys(names, owner, INFERRED), self._keys(elements, owner, INFERRED))

    def variable(self, name: str, place: Place) -> Value:
        """Return what a local variable, parameter or global may hold."""
        if name == "this":
            return self._own(place)
        found = place.variables.get(name)
        if found is None:
            question = ("variable", place.file.order, place.index, place.given, name)
            found = self._memory.once(question, lambda: self._variable(name, place))
        return found

    def sources(self, of: Variable | Property | StaticProperty, place: Place) -> list[tuple[Place, Expression]]:
        """Return everything assigned to a variable or a property, each with where that stands."""
        if isinstance(of, Variable):
            sources = [(place, value) for name, value in place.given if name == of.name]
            sources += [(place, value) for value in place.assigned(of.name)]
            outside = not sources and (place.is_script or of.name in place.fact.globals)
            return list(self.symbols.globals.get(of.name, ())) if outside else sources
        return self._properties.sources(of, place)

    def home(self, symbol: ClassSymbol, file: FileIn) -> Place:
        """Return a place inside the class, where `self` is it."""
        return home(self.symbols, symbol, file)

    def find_method(self, symbol: ClassSymbol, name: str) -> Member | None:
        """Return a method by its lower-case name as PHP finds it: own, traits, parents, interfaces, mixins."""
        key = (symbol.key, name)
        if key not in self._members:
            self._members[key] = None  # what a cycle of inheritance sees
            self._members[key] = self._find_method(symbol, name)
        return self._members[key]

    def returned_by(self, member: Member, key: str, receiver: Value, call: tuple[Sequence[Expression], Place]) -> Value:
        """Return what a method gives to a call with these arguments, on a receiver of the class `key`."""
        return self.returns.method(member, key, receiver, call)

    def _own(self, place: Place) -> Value:
        """`$this`; in a script, which a method includes, what a docblock says: `@var View $this`."""
        if place.owner is not None:
            return place.owner.instance
        said = [value for value in place.assigned("this") if isinstance(value, Typed)]
        if said:
            return union([self.typed(value.type, None) for value in said])
        return self.wiring.rendering(place.file.path)

    def _keys(
        self, names: Sequence[str], owner: ClassSymbol | None, rank: int, file: FileIn | None = None
    ) -> Mapping[str, int]:
        keys: dict[str, int] = {}
        for name in names:
            lowered = name.lower()
            if lowered in RELATIVE:
                if owner is not None and lowered == "parent":
                    keys.update((self.key(parent), rank) for parent in self._parents(owner))
                elif owner is not None:
                    keys[owner.key] = rank
            elif name.endswith("[]"):
                keys.update((key + "[]", rank) for key in self._keys((name[:-2],), owner, rank))
            elif named := class_name(name):
                keys.update((f"class-string<{key}>", rank) for key in self._keys((named,), owner, rank))
            elif name[:1] == "{":
                keys[name] = rank
            elif file is not None and lowered.startswith("class@"):
                keys[f"{name}@{file.path}".lower()] = rank
            else:
                keys[self.key(name)] = rank
        return keys

    def _parents(self, owner: ClassSymbol) -> Sequence[str]:
        """The parents of a class; a trait has those of the classes that use it."""
        if owner.kind is not DeclarationKind.TRAIT:
            return owner.parents
        return list(dict.fromkeys(parent for user in owner.subclasses for parent in user.parents))

    def key(self, name: str) -> str:
        """Return the key of a class name, through aliases."""
        symbol = self.symbols.class_named(name)
        return symbol.key if symbol else self.symbols.original(name).lower()

    def _find_method(self, symbol: ClassSymbol, name: str) -> Member | None:
        own = symbol.methods.get(name)
        if own is not None:
            return Member(symbol, *own)
        for rule in symbol.rules:
            if rule.alias.lower() == name:
                for trait in (rule.trait,) if rule.trait else symbol.mixed:
                    below = self.symbols.class_named(trait)
                    member = self.find_method(below, rule.method.lower()) if below else None
                    if member is not None:
                        return member
        rules = [rule for rule in symbol.rules if rule.method.lower() == name] if symbol.rules else ()
        left_out = [trait.lower() for rule in rules for trait in rule.instead]
        expected = None
        for above in symbol.supertypes:
            ancestor = self.symbols.class_named(above)
            if ancestor is None or ancestor is symbol or ancestor.key in left_out:
                continue
            member = self.find_method(ancestor, name)
            if member is not None and not (member.method.abstract and ancestor.kind is DeclarationKind.TRAIT):
                return member
            expected = expected or member  # a trait's need, which a parent may meet
        return expected

    def _variable(self, name: str, place: Place) -> Value:
        values = []
        given = [value for parameter, value in place.given if parameter == name]
        values += [self.evaluate(value, place) for value in given]
        parameter = None
        if place.function is not None or place.owner is not None:
            parameter = place.parameters.get(name)
            if parameter is not None:
                values.append(self._parameter(parameter, place))
        assigned = place.assigned(name)
        values = self._assigned(values, assigned[:MOST_ASSIGNMENTS], place)
        values.extend(at_best(self.class_of(said, place), INFERRED) for said in self._assertions.of(name, place))
        if name in place.fact.globals:
            values.append(at_best(self.global_variable(name), INFERRED))
        elif place.is_script and all(isinstance(value, Handed) for value in assigned):
            passed = self.wiring.variable(name, place)
            values.append(passed if passed.known else self.surroundings.variable(name, place))
        if place.is_script and name in self.symbols.said and not (assigned and union(values).known):
            values.append(self.evaluate(self.symbols.said[name], place))
        found = union(values)
        if not found.known and parameter is not None and not given and self._declared(parameter, place) is None:
            found = self._from_callers(name, place)
        if not found.known:
            wired, untold = self.wiring.variable(name, place), not parameter or self._declared(parameter, place) is None
            return self.shapes.of_variable(name, place) if untold and not wired.known else wired
        original = stands_for(found, place, self) if assigned else NOTHING
        return original if original.known else found

    def _assigned(self, declared: list[Value], assigned: Sequence[Expression], place: Place) -> list[Value]:
        """What a variable is assigned, beside what it is declared as; `instanceof` adds no class above these."""
        tested = [value for value in assigned if isinstance(value, Typed) and not value.type.documented]
        values = declared + [self.evaluate(value, place) for value in assigned if value not in tested]
        if tested:
            said = union([self.evaluate(value, place) for value in tested])
            values.append(without_ancestors(said, union(values), self.symbols))
        return [at_best(value, INFERRED) for value in values] if assigned else values

    def _from_callers(self, name: str, place: Place) -> Value:
        """What the callers of a method give a parameter of which nobody says anything: when most of them are known."""
        given = [(argument(place, name, call), site) for site, call in self.callers.of(place)]
        values = [self.evaluate(value, site) for value, site in given if value is not None]
        known = [value for value in values if value.known]
        found = union(known) if len(known) * 2 >= len(values) else NOTHING
        return at_best(found, INFERRED) if len(found.types) <= MOST_GIVEN else NOTHING

    def _parameter(self, parameter: Parameter, place: Place) -> Value:
        """The declared type, else that of the declaration which the method overrides."""
        owner = place.owner
        if owner is None or settled(parameter.type):
            return self._bounded(self.typed(parameter.type, owner), owner)
        ancestor, declared = self._above(parameter, place)
        if ancestor is None:
            return NOTHING
        value = at_best(self.typed(declared, ancestor), INFERRED)
        return self._bounded(self.returns.generics.bind_class(value, owner, ancestor, NOTHING), ancestor)

    def _declared(self, parameter: Parameter, place: Place) -> Type | None:
        """A parameter's own type, or that of the method it overrides."""
        return parameter.type or self._above(parameter, place)[1]

    def _above(self, parameter: Parameter, place: Place) -> tuple[ClassSymbol | None, Type | None]:
        """The nearest class above that says a parameter's type, and the type."""
        if place.owner is None:
            return None, None
        position = [other.name for other in place.signature].index(parameter.name)
        for ancestor in self.symbols.lineage(place.owner)[1:]:
            above = ancestor.methods.get(place.fact.member.lower())
            if above is not None and position < len(above[0].parameters):
                declared = above[0].parameters[position].type
                if settled(declared):
                    return ancestor, declared
        return None, None

    def _bounded(self, value: Value, owner: ClassSymbol | None) -> Value:
        """Inside its class, a type parameter is at least what bounds it."""
        return self.returns.generics.bounds(value, owner) if owner is not None else value

    def global_variable(self, name: str) -> Value:
        """Return what a global variable may hold: what any script or any `global` statement's scope assigns."""

        def answer() -> Value:
            assigned = self.symbols.globals.get(name, ())[:MOST_ASSIGNMENTS]
            return union(self.evaluate(value, place) for place, value in assigned)

        return self._memory.once(("global", name), answer)

    def _constant(self, constant: Constant, place: Place) -> Value:
        """An enum's case is an instance of the enum."""
        if constant.of is None:
            return NOTHING
        enums = (key for key in self.evaluate(constant.of, place).types if key in self.symbols.classes)
        return union(of_class(k) for k in enums if self.symbols.classes[k].kind is DeclarationKind.ENUM)

    def _returned(self, call: ReturnOf, place: Place) -> Value:
        """What a call gives; the links of a chain are asked for by every rule that speaks of the next."""
        if not isinstance(call.of, ReturnOf):
            return self._given(call, place)
        question = ("chain", place.file.order, place.index, place.given, call)
        return self._memory.once(question, lambda: self._given(call, place))

    def _given(self, call: ReturnOf, place: Place) -> Value:
        wired = self.wiring.gives(call, place)
        if wired.known:
            return wired
        found = self._evaluated(call, place)
        typed = self.wiring.gives(call, place, True)
        return typed if typed.known and says_more(typed, found, self.symbols) else found

    def _evaluated(self, call: ReturnOf, place: Place) -> Value:
        if call.of is None:
            return self.returns.function(call, place)
        if call.name == "__invoke" and not call.static:
            return self.callables.returns(call.of, place, call.arguments)
        if call.name[:1] == "$":
            texts = self.texts(Variable(call.name[1:]), place)[:MOST_NAMES]
            named = [ReturnOf(call.of, text, call.static, call.arguments) for text in texts if text.isidentifier()]
            return union([self._returned(one, place) for one in named])
        receiver = self.class_of(call.of, place) if call.static else self.evaluate(call.of, place)
        results = [at_best(self._result(key, call, receiver, place), rank) for key, rank in receiver.types.items()]
        if isinstance(call.of, Narrowed) and not union(results).known:  # tested for an interface that lacks the method
            return self._evaluated(msgspec.structs.replace(call, of=call.of.of), place)
        return union(results)

    def _result(self, key: str, call: ReturnOf, receiver: Value, place: Place) -> Value:
        name = call.name.lower()
        symbol = self.symbols.classes.get(key)
        if symbol is None:
            if key.startswith(CLOSURE) or key == "closure":
                return NOTHING
            behind = self.wiring.given_behind(key, call, place)
            return behind if behind.known else FROM_PHP if is_library(key) else from_package((key,), name, receiver)
        member = self.find_method(symbol, name)
        if member is not None:
            stays = place.owner.key if call.of == PARENT and place.owner is not None else key  # as `static` does
            return self.returned_by(member, stays, receiver, (call.arguments, place))
        if any(self.find_method(symbol, other) for other in self.wiring.also_called(symbol, name)):
            return at_best(of_class(key), INFERRED)
        if symbol.kind is DeclarationKind.ENUM:
            return of_class(key) if name in ("from", "tryfrom") else Value({}, {key: 0} if name == "cases" else {})
        for other, _ in self.wiring.stand_ins(symbol):
            return at_best(self._result(other, call, of_class(other), place), INFERRED)
        if (behind := self.wiring.given_behind(key, call, place)).known:
            return behind
        static = self.find_method(symbol, "__callstatic") if call.static else None
        magic = static or self.find_method(symbol, "__call")
        if magic is None:
            return from_package(self.symbols.foreign(symbol), name)
        return at_best(self.returned_by(magic, key, receiver, ((Text(call.name),), place)), INFERRED)

    def _element(self, element: ElementOf, place: Place) -> Value:
        if isinstance(element.of, Variable) and element.of.name == "GLOBALS":
            return at_best(self.global_variable(element.key), INFERRED) if element.key else NOTHING
        return self._elements.of(element, place)
