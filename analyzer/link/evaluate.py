"""An expression and the place where it stands in; the classes it may be an instance of out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeGuard

from analyzer.link.builtin import ELEMENT_OF, FROM_PHP, SAME_ELEMENTS, gives_objects, is_library
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import EXACT, GUESSED, INFERRED, NOTHING, STATIC, Value, at_best, of_class, union
from analyzer.model.expression import (
    Closure,
    Constant,
    Either,
    ElementOf,
    Expression,
    Items,
    Named,
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
from analyzer.model.facts import DeclarationKind, Method, Parameter

DEEPEST = 80  # nested evaluations; deeper chains are not worth their stack
MOST_ASSIGNMENTS = 40  # assignments looked at per variable; more say nothing useful
_NO_SUCH_KEY = Value({}, {})
RELATIVE = frozenset({"self", "static", "parent", "$this", "this"})


class Member(NamedTuple):
    """A method as found: the class that declares it, the declaration and the file it stands in."""

    owner: ClassSymbol
    method: Method
    file: FileIn


class Evaluator:
    """Evaluates receivers against the whole symbol table, on demand, each question once; cycles know nothing."""

    def __init__(self, symbols: Symbols) -> None:
        """Remember answers for one run."""
        self.symbols = symbols
        self._memo: dict[tuple[Any, ...], Value] = {}
        self._members: dict[tuple[str, str], Member | None] = {}
        self._depth = 0
        self._cases: dict[type, Callable[[Any, Place], Value]] = {
            This: lambda _, place: self._own(place),
            Named: self._named,
            New: lambda new, place: self.class_of(new.of, place),
            Variable: lambda variable, place: self.variable(variable.name, place),
            Property: self._property_of,
            StaticProperty: self._static_property_of,
            Constant: self._constant,
            ReturnOf: self._returned,
            ElementOf: self._element,
            Items: self._items,
            Either: lambda either, place: union(self.evaluate(option, place) for option in either.options),
            Closure: lambda _closure, _place: of_class("closure"),
            Typed: lambda typed, place: self.typed(typed.type, place.owner),
        }

    def evaluate(self, expression: Expression, place: Place) -> Value:
        """Return what the expression may be; nothing when that is not known."""
        case = self._cases.get(type(expression))
        if case is None or self._depth > DEEPEST:
            return NOTHING
        self._depth += 1
        try:
            return case(expression, place)
        finally:
            self._depth -= 1

    def class_of(self, expression: Expression, place: Place) -> Value:
        """Return the classes that an expression names, as in `new $x` or `$x::make()`: class strings count too."""
        if isinstance(expression, Text):
            symbol = self.symbols.class_named(expression.text.lstrip("\\"))
            return of_class(symbol.key, GUESSED) if symbol else NOTHING
        if isinstance(expression, Variable):
            name = expression.name
            return self._once(("names", id(place), name), lambda: self._variable_names(expression, place))
        if isinstance(expression, Either):
            return union([self.class_of(option, place) for option in expression.options])
        return self.evaluate(expression, place)

    def _variable_names(self, variable: Variable, place: Place) -> Value:
        """A variable that holds an object, or the name of a class."""
        named = [
            at_best(self.class_of(value, place), INFERRED)
            for value in place.assigned(variable.name)[:MOST_ASSIGNMENTS]
            if isinstance(value, Text | Named | Either)
        ]
        return union([self.evaluate(variable, place), *named])

    def typed(self, declared: Type | None, owner: ClassSymbol | None) -> Value:
        """Return the value of a declared type; `self`, `parent` and `static` relative to the declaring class."""
        if declared is None:
            return NOTHING
        rank = INFERRED if declared.documented else EXACT
        return Value(self._keys(declared.names, owner, rank), self._keys(declared.elements, owner, rank))

    def variable(self, name: str, place: Place) -> Value:
        """Return what a local variable, parameter or global may hold."""
        if name == "this":
            return self._own(place)
        found = place.variables.get(name)
        if found is None:
            place.variables[name] = NOTHING  # what a cycle sees
            found = place.variables[name] = self._variable(name, place)
        return found

    def sources(self, of: Variable | Property | StaticProperty, place: Place) -> list[tuple[Place, Expression]]:
        """Return everything assigned to a variable or a property, each with where that stands."""
        if isinstance(of, Variable):
            sources = [(place, value) for value in place.assigned(of.name)]
            outside = not sources and (place.is_script or of.name in place.fact.globals)
            return list(self.symbols.globals.get(of.name, ())) if outside else sources
        sources = []
        for key in self.class_of(of.of, place).types:
            symbol = self.symbols.classes.get(key)
            for ancestor in self.symbols.lineage(symbol) if symbol else ():
                field = ancestor.fields.get(of.name)
                if field is not None and field.default is not None:
                    sources.append((self.home(ancestor, ancestor.file), field.default))
                sources.extend(ancestor.assigned.get(of.name, ()))
        return sources

    def home(self, symbol: ClassSymbol, file: FileIn) -> Place:
        """Return a place inside the class, so that `self` means it."""
        return next(iter(symbol.places.values()), None) or self.symbols.place(file, 0)

    def find_method(self, symbol: ClassSymbol, name: str) -> Member | None:
        """Return a method by its lower-case name as PHP finds it: own, traits, parents, interfaces, mixins."""
        key = (symbol.key, name)
        if key not in self._members:
            lineage = self.symbols.lineage(symbol)
            self._members[key] = next((Member(s, *s.methods[name]) for s in lineage if name in s.methods), None)
        return self._members[key]

    def property_of(self, symbol: ClassSymbol, name: str) -> Value:
        """Return what a property may hold: its declared type, else whatever the class and its ancestors assign."""
        return self._once(("property", symbol.key, name), lambda: self._property(symbol, name))

    def method_returns(self, member: Member) -> Value:
        """Return what a method gives; `static` stands for the receiver's class."""
        key = ("method", member.owner.key, member.method.name)
        return self._once(key, lambda: self._method_returns(member))

    def _once(self, key: tuple[Any, ...], answer: Callable[[], Value]) -> Value:
        found = self._memo.get(key)
        if found is None:
            self._memo[key] = NOTHING  # what a cycle sees
            found = self._memo[key] = answer()
        return found

    def _own(self, place: Place) -> Value:
        return place.owner.instance if place.owner else NOTHING

    def _named(self, named: Named, place: Place) -> Value:
        return Value(self._keys((named.name,), place.owner, EXACT), {})

    def _keys(self, names: Sequence[str], owner: ClassSymbol | None, rank: int) -> Mapping[str, int]:
        keys: dict[str, int] = {}
        for name in names:
            lowered = name.lower()
            if lowered in RELATIVE:
                if owner is not None and lowered == "parent":
                    keys.update((self.key(parent), rank) for parent in owner.parents)
                elif owner is not None:
                    keys[owner.key] = rank
            else:
                keys[self.key(name)] = rank
        return keys

    def key(self, name: str) -> str:
        """Return the key of a class name, through aliases."""
        symbol = self.symbols.class_named(name)
        return symbol.key if symbol else name.lower()

    def _variable(self, name: str, place: Place) -> Value:
        values = []
        if place.function is not None or place.owner is not None:
            parameter = place.parameters.get(name)
            if parameter is not None:
                values.append(self._parameter(parameter, place))
        assigned = place.assigned(name)
        values.extend(at_best(self.evaluate(value, place), INFERRED) for value in assigned[:MOST_ASSIGNMENTS])
        if name in place.fact.globals:
            values.append(at_best(self.global_variable(name), INFERRED))
        elif place.is_script and not assigned:
            values.append(at_best(self.global_variable(name), GUESSED))
        return union(values)

    def _parameter(self, parameter: Parameter, place: Place) -> Value:
        """The declared type, else that of the declaration which the method overrides."""
        owner = place.owner
        if owner is None or _says(parameter.type):
            return self.typed(parameter.type, owner)
        position = [other.name for other in place.signature].index(parameter.name)
        for ancestor in self.symbols.lineage(owner)[1:]:
            above = ancestor.methods.get(place.fact.member.lower())
            if above is not None and position < len(above[0].parameters):
                declared = above[0].parameters[position].type
                if _says(declared):
                    return at_best(self.typed(declared, ancestor), INFERRED)
        return NOTHING

    def global_variable(self, name: str) -> Value:
        """Return what a global variable may hold: what any script or any `global` statement's scope assigns."""

        def answer() -> Value:
            assigned = self.symbols.globals.get(name, ())[:MOST_ASSIGNMENTS]
            return union(self.evaluate(value, place) for place, value in assigned)

        return self._once(("global", name), answer)

    def _property_of(self, expression: Property, place: Place) -> Value:
        return self._member_value(self.evaluate(expression.of, place), expression.name)

    def _static_property_of(self, expression: StaticProperty, place: Place) -> Value:
        return self._member_value(self.class_of(expression.of, place), expression.name)

    def _member_value(self, receiver: Value, name: str) -> Value:
        values = []
        for key, rank in receiver.types.items():
            symbol = self.symbols.classes.get(key)
            if symbol is not None:
                values.append(at_best(self.property_of(symbol, name), rank))
            elif is_library(key):
                values.append(FROM_PHP)
        return union(values)

    def _property(self, symbol: ClassSymbol, name: str) -> Value:
        lineage = self.symbols.lineage(symbol)
        for ancestor in lineage:
            field = ancestor.fields.get(name)
            if field is not None and field.type is not None and (field.type.names or field.type.elements):
                return self._bound(self.typed(field.type, ancestor), symbol, field.type)
        values = []
        for ancestor in lineage:
            field = ancestor.fields.get(name)
            if field is not None and field.default is not None:
                place = ancestor.places.get("")
                values.append(self.evaluate(field.default, place) if place else NOTHING)
            for place, value in ancestor.assigned.get(name, ())[:MOST_ASSIGNMENTS]:
                values.append(self.evaluate(value, place))
        return at_best(union(values), INFERRED)

    def _bound(self, value: Value, symbol: ClassSymbol, declared: Type) -> Value:
        """`static` in a property's type means the class that has it."""
        return union([value, of_class(symbol.key, INFERRED)]) if "static" in declared.names else value

    def _constant(self, constant: Constant, place: Place) -> Value:
        """An enum's case is an instance of the enum."""
        if constant.of is None:
            return NOTHING
        owners = self.evaluate(constant.of, place).types
        enums = (key for key in owners if key in self.symbols.classes)
        return union(of_class(k) for k in enums if self.symbols.classes[k].kind is DeclarationKind.ENUM)

    def _returned(self, call: ReturnOf, place: Place) -> Value:
        if call.of is None:
            return self._function_returns(call, place)
        receiver = self.class_of(call.of, place) if call.static else self.evaluate(call.of, place)
        name = call.name.lower()
        values = []
        for key, rank in receiver.types.items():
            symbol = self.symbols.classes.get(key)
            member = self.find_method(symbol, name) if symbol else None
            if member is not None:
                values.append(at_best(_received(self.method_returns(member), key), rank))
            elif symbol is None and is_library(key):
                values.append(FROM_PHP)
        return union(values)

    def _function_returns(self, call: ReturnOf, place: Place) -> Value:
        function = self.symbols.function_named(call.name, call.name.rpartition("\\")[2])
        if function is None:
            return self._builtin_returns(call, place)
        path = place.file.path

        def answer() -> Value:
            declaration = function.declaration(path)
            value = self.typed(declaration.returns, None)
            body = function.places.get(function.meant_by(path))
            if value.known or body is None:
                return value
            return at_best(union(self.evaluate(e, body) for e in declaration.returned), INFERRED)

        return self._once(("function", function.key, function.unit_for(path)), answer)

    def _builtin_returns(self, call: ReturnOf, place: Place) -> Value:
        name = call.name.rpartition("\\")[2].lower()
        if name in ELEMENT_OF and call.arguments:
            return Value(self.evaluate(call.arguments[0], place).elements, {})
        if name in SAME_ELEMENTS and call.arguments:
            return union([self.evaluate(argument, place) for argument in call.arguments])
        return FROM_PHP if gives_objects(name) else NOTHING

    def _method_returns(self, member: Member) -> Value:
        """What the method declares, else what it returns, else what the declaration that it overrides says."""
        method, owner = member.method, member.owner
        if _says(method.returns):
            return self._with_static(method.returns, owner)
        place = owner.places.get(method.name.lower())
        if place is not None and method.returned:
            values = [
                of_class(STATIC) if self._is_receiver(e, owner) else self.evaluate(e, place) for e in method.returned
            ]
            found = at_best(union(values), INFERRED)
            if found.known:
                return found
        for ancestor in self.symbols.lineage(owner)[1:]:
            above = ancestor.methods.get(method.name.lower())
            if above is not None and _says(above[0].returns):
                return at_best(self._with_static(above[0].returns, ancestor), INFERRED)
        return NOTHING

    def _is_receiver(self, expression: Expression, owner: ClassSymbol) -> bool:
        """Whether a method that returns this gives an instance of its receiver's own class: `$this`, `new static`."""
        if isinstance(expression, ReturnOf) and expression.of is not None and not expression.static:
            if not self._is_receiver(expression.of, owner):
                return False
            member = self.find_method(owner, expression.name.lower())
            return member is not None and STATIC in self.method_returns(member).types
        if isinstance(expression, New) and isinstance(expression.of, Named):
            return expression.of.name.lower() == "static"
        return isinstance(expression, This)

    def _with_static(self, declared: Type, owner: ClassSymbol) -> Value:
        """The declared type, `static` (and `self` of a trait) left open for the receiver."""
        open_names = (
            ("static", "$this", "this", "self") if owner.kind is DeclarationKind.TRAIT else ("static", "$this", "this")
        )
        fixed = tuple(name for name in declared.names if name.lower() not in open_names)
        value = self.typed(Type(fixed, declared.elements, declared.documented), owner)
        if len(fixed) == len(declared.names):
            return value
        return union([value, of_class(STATIC, INFERRED if declared.documented else EXACT)])

    def _element(self, element: ElementOf, place: Place) -> Value:
        of = element.of
        if isinstance(of, Variable) and of.name == "GLOBALS":
            return at_best(self.global_variable(element.key), INFERRED) if element.key else NOTHING
        if element.key is not None:
            found = self._once(("element", id(place), element), lambda: self._keyed(element, place))
            if found.known:
                return found
            if found is not _NO_SUCH_KEY:  # what stands there is not known; what stands beside it is a guess
                return at_best(Value(self.evaluate(of, place).elements, {}), GUESSED)
        return Value(self.evaluate(of, place).elements, {})

    def _keyed(self, element: ElementOf, place: Place) -> Value:
        """Return what stands under a key of the literal arrays that an expression may be."""
        of, arrays = element.of, [(place, element.of)]
        if isinstance(of, Variable | Property | StaticProperty):
            arrays = self.sources(of, place)[:MOST_ASSIGNMENTS]
        pairs = [(there, pair) for there, items in arrays if isinstance(items, Items) for pair in items.pairs]
        chosen = [(there, value) for there, (key, value) in pairs if key == element.key]
        if not chosen:
            return _NO_SUCH_KEY
        return at_best(union([self.evaluate(value, there) for there, value in chosen]), INFERRED)

    def _items(self, items: Items, place: Place) -> Value:
        values = (self.evaluate(value, place) for _, value in items.pairs[:MOST_ASSIGNMENTS])
        return Value({}, union(values).types)


def _received(value: Value, receiver: str) -> Value:
    """`static` becomes the receiver's class."""
    if STATIC not in value.types:
        return value
    types = {(receiver if key == STATIC else key): rank for key, rank in value.types.items()}
    return Value(types, value.elements)


def _says(declared: Type | None) -> TypeGuard[Type]:
    return declared is not None and bool(declared.names or declared.elements)
