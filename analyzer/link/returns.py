"""A method or function and a call of it in; what the call gives out.

A declared result wins, then what the body returns, then what the overridden declaration says. Where the body's result
depends on its parameters, it is evaluated with this call's arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeGuard

from analyzer.link.builtin import ELEMENT_OF, FROM_PHP, LIST_OF, SAME_ELEMENTS, gives_objects
from analyzer.link.callables import Callables, received
from analyzer.link.calledclass import CalledClass, handed_on
from analyzer.link.generics import Generics
from analyzer.link.knowledge import Knowledge, Member
from analyzer.link.memory import Memory
from analyzer.link.narrower import is_below, narrower
from analyzer.link.symbols import ClassSymbol, FunctionSymbol, Place
from analyzer.link.value import (
    EXACT,
    INFERRED,
    NOTHING,
    STATIC,
    Value,
    at_best,
    closed,
    held,
    listed,
    of_class,
    union,
)
from analyzer.model.expression import (
    Closure,
    Either,
    ElementOf,
    Expression,
    Items,
    Joined,
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

MOST_CONTEXTS = 6  # calls within calls that are evaluated with their own arguments
MOST_HEIRS = 10  # implementations of an abstract method that are asked for what it gives
LONGEST = 120  # characters of a literal argument that may name something
Call = tuple[Sequence[Expression], Place]


class Returns:
    """Follows results."""

    def __init__(self, knowledge: Knowledge, memory: Memory) -> None:
        """Share the run's knowledge and memory."""
        self._knowledge = knowledge
        self._memory = memory
        self._contexts = 0
        self._makers: dict[tuple[int, int], bool] = {}
        self._mentions: dict[tuple[int, int], frozenset[str]] = {}
        self._called = CalledClass()
        self.generics = Generics(knowledge)
        self.callables = Callables(knowledge, self.plain_function)

    def method(self, member: Member, key: str, receiver: Value, call: Call) -> Value:
        """Return what a call of a method gives on a receiver of the class `key`."""
        value = self.plain(member)
        makes = self._makes_by_name(member.method.returned, member.body)
        if makes and says(member.method.returns):
            value = self._made(value, self._with_arguments(member, call)) or value
        elif not settled(member.method.returns) and (makes or _vague(value) or _by_key(member.method.returned)):
            value = self._with_arguments(member, call) or value
        symbol = self._knowledge.symbols.classes.get(key)
        value = self.generics.bind_call(value, member.method.parameters, *call)
        if symbol is not None:
            value = self.generics.bind_class(value, symbol, member.owner, Value({}, receiver.elements))
        return handed_on(received(closed(value), key), member, receiver, STATIC in self.plain(member).types)

    def gives_itself(self, member: Member) -> bool:
        """Whether a method gives its receiver."""
        return STATIC in self.plain(member).types

    def function(self, call: ReturnOf, place: Place) -> Value:
        """Return what a function gives: a declared one, or one of PHP's own."""
        function = self._knowledge.symbols.function_named(call.name, call.name.rpartition("\\")[2])
        if function is None:
            return self._builtin(call.name.rpartition("\\")[2].lower(), call.arguments, place)
        declaration = function.declaration(place.file.path)
        body = function.places.get(function.meant_by(place.file.path))
        value = self.plain_function(function, place)
        makes = _vague(value) or self._makes_by_name(declaration.returned, body)
        if (makes or _by_key(declaration.returned)) and not settled(declaration.returns):
            value = self._bound(declaration.parameters, declaration.returned, body, (call.arguments, place)) or value
        return closed(self.generics.bind_call(value, declaration.parameters, call.arguments, place))

    def plain_function(self, function: FunctionSymbol, place: Place) -> Value:
        """Return what a function gives whatever it is called with."""
        path = place.file.path

        def answer() -> Value:
            declaration = function.declaration(path)
            value = self._knowledge.typed(declaration.returns, None)
            body = function.places.get(function.meant_by(path))
            if body is None or (settled(declaration.returns) and (not value.known or self._knowledge.is_real(value))):
                return value
            given = union(self._knowledge.evaluate(e, body) for e in declaration.returned)
            return at_best(given, INFERRED) if given.known else value

        return self._memory.once(("function", function.key, function.unit_for(path)), answer)

    def with_static(self, declared: Type, owner: ClassSymbol) -> Value:
        """Return the declared type, `static` (and `self` of a trait) left open for the receiver."""
        is_trait = owner.kind is DeclarationKind.TRAIT
        open_names = ("static", "$this", "this", "self") if is_trait else ("static", "$this", "this")
        parts = [self._knowledge.typed(_keeping(declared, lambda name: name.lower() not in open_names), owner)]
        rank = INFERRED if declared.documented else EXACT
        if any(name.lower() in open_names for name in declared.names):
            parts.append(of_class(STATIC, rank))
        if any(name.lower() in open_names for name in declared.elements):
            parts.append(Value({}, {STATIC: INFERRED}))
        return union(parts)

    def plain(self, member: Member) -> Value:
        """What a method gives whatever it is called with, and on whatever receiver."""
        question = ("method", member.owner.key, member.method.name)
        return self._memory.once(question, lambda: self._method(member))

    def _method(self, member: Member) -> Value:
        """What the method declares, else what it returns, else what the declaration that it overrides says."""
        method, owner = member.method, member.owner
        if method.returns is not None and method.returns.scalar:
            return NOTHING
        declared = self.with_static(method.returns, owner) if says(method.returns) else NOTHING
        unreal = method.returns is not None and method.returns.documented and not self._knowledge.is_real(declared)
        if declared.known and not only_open(declared) and not unreal:
            return union([declared, self._narrower(member, declared)])
        place = owner.places.get(method.name.lower())
        found = self._body(method.returned, place, owner) if place is not None else NOTHING
        if found.known or declared.known:
            return found if found.known and unreal else union([declared, found])
        return self._above(member) if not method.abstract else union([self._above(member), self._below(member)])

    def _narrower(self, member: Member, declared: Value) -> Value:
        """What a factory gives beside what it declares."""
        place = member.body
        if place is None or not member.method.returned:
            return NOTHING
        return narrower(
            declared, lambda: self._body(member.method.returned, place, member.owner), self._knowledge.symbols
        )

    def _body(self, returned: Iterable[Expression], place: Place, owner: ClassSymbol | None) -> Value:
        values = []
        for expression in returned:
            itself = owner is not None and self._is_receiver(expression, owner)
            if itself:
                values.append(of_class(STATIC))
                continue
            value = self._knowledge.evaluate(expression, place)
            if owner is not None:
                value = self._called.on_called(expression, value, owner, place)
                value = self._called.made(expression, value, place)
            values.append(value)
        return at_best(union(values), INFERRED)

    def _above(self, member: Member) -> Value:
        method, owner = member.method, member.owner
        for ancestor in self._knowledge.symbols.lineage(owner)[1:]:
            above = ancestor.methods.get(method.name.lower())
            if above is not None and above[0].returns is not None and above[0].returns.scalar:
                return NOTHING
            if above is not None and says(above[0].returns):
                value = at_best(self.with_static(above[0].returns, ancestor), INFERRED)
                return self.generics.bind_class(value, owner, ancestor, NOTHING)
        return NOTHING

    def _below(self, member: Member) -> Value:
        """What the implementations of an abstract method give."""
        name, values = member.method.name.lower(), []
        for symbol in member.owner.subclasses[:MOST_HEIRS]:
            below = self._knowledge.find_method(symbol, name)
            if below is not None and below.owner is not member.owner:
                values.append(received(self.plain(below), symbol.key))
        return at_best(union(values), INFERRED)

    def _is_receiver(self, expression: Expression, owner: ClassSymbol) -> bool:
        """Whether a method that returns this gives an instance of its receiver's own class: `$this`, `new static`."""
        if isinstance(expression, ReturnOf) and expression.of is not None and not expression.static:
            if not self._is_receiver(expression.of, owner):
                return False
            member = self._knowledge.find_method(owner, expression.name.lower())
            return member is not None and self.gives_itself(member)
        if isinstance(expression, New) and isinstance(expression.of, Named):
            return expression.of.name.lower() == "static"
        return isinstance(expression, This)

    def _with_arguments(self, member: Member, call: Call) -> Value | None:
        """Return what the body gives to these arguments; None when they do not matter."""
        if not member.method.returned:
            return None
        return self._bound(member.method.parameters, member.method.returned, member.body, call, member.owner)

    def _makes_by_name(self, returned: Sequence[Expression], body: Place | None) -> bool:
        """Whether a body gives an instance of a class whose name it puts together."""
        if body is None or not returned:
            return False
        question = (body.file.order, body.index)
        if question not in self._makers:
            given = [value for one in returned if isinstance(one, Variable) for value in body.assigned(one.name)]
            made = (one.of for one in (*returned, *given) if isinstance(one, New))
            self._makers[question] = any(not isinstance(of, Named) for of in made)
        return self._makers[question]

    def _made(self, declared: Value, made: Value | None) -> Value | None:
        """What a factory makes for its arguments: the descendants of what it declares."""
        types = made.types.items() if made is not None else ()
        below = {key: rank for key, rank in types if is_below(key, declared, self._knowledge.symbols)}
        return Value(below, {}) if below else None

    def _bound(
        self,
        parameters: Sequence[Parameter],
        returned: Sequence[Expression],
        body: Place | None,
        call: Call,
        owner: ClassSymbol | None = None,
    ) -> Value | None:
        arguments, place = call
        if body is None or not arguments:
            return None
        if self._contexts >= MOST_CONTEXTS:
            self._memory.cut()
            return None
        mentioned = self._mentioned(returned, body)
        given = []
        for parameter, argument in zip(parameters, arguments, strict=False):
            if parameter.name in mentioned:
                known = self._closed(argument, place)
                if known is not None:
                    given.append((parameter.name, known))
        if not given:
            return None
        there = body.called_with(tuple(given))
        self._contexts += 1
        try:
            question = ("given", body.file.order, body.index, there.given, owner.key if owner else "")
            found = self._memory.once(question, lambda: self._body(returned, there, owner))
        finally:
            self._contexts -= 1
        return found if found.known else None

    def _closed(self, argument: Expression, place: Place) -> Expression | None:
        """Return an argument so that it means the same elsewhere: a literal, or a type."""
        texts = self._knowledge.texts(argument, place) if not isinstance(argument, Items) else ()
        if len(texts) == 1 and len(texts[0]) <= LONGEST:
            return Text(texts[0])
        value = self._knowledge.evaluate(argument, place)
        if not value.known:
            return None
        return Typed(Type(tuple(sorted(value.types)), tuple(sorted(value.elements)), True))

    def _mentioned(self, returned: Sequence[Expression], body: Place) -> frozenset[str]:
        """The variables that a result depends on, through assignments."""
        key = (body.file.order, body.index)
        found = self._mentions.get(key)
        if found is None:
            names: dict[str, None] = {}
            waiting = list(returned)
            while waiting and len(names) < 60:
                for name in _variables(waiting.pop()):
                    if name not in names:
                        names[name] = None
                        waiting.extend(body.assigned(name)[:20])
            found = self._mentions[key] = frozenset(names)
        return found

    def _builtin(self, name: str, arguments: Sequence[Expression], place: Place) -> Value:
        if not arguments:
            return FROM_PHP if gives_objects(name) else NOTHING
        evaluate = self._knowledge.evaluate
        if name in ELEMENT_OF:
            return held(evaluate(arguments[0], place))
        if name == "iterator_to_array":
            return Value({}, evaluate(ElementOf(arguments[0]), place).types)
        if name in SAME_ELEMENTS:
            return at_best(Value({}, union([evaluate(argument, place) for argument in arguments]).elements), INFERRED)
        if name in LIST_OF:
            position = LIST_OF[name]
            return listed(evaluate(arguments[position], place)) if position < len(arguments) else NOTHING
        if name == "array_map":
            if len(arguments) < 2 or not isinstance(arguments[0], Closure | Text | Items | Variable | Property):
                return evaluate(arguments[1], place) if len(arguments) > 1 else NOTHING
            return listed(self.callables.returns(arguments[0], place, (ElementOf(arguments[1]),)))
        if name == "array_reduce" and len(arguments) > 1:
            return self.callables.returns(arguments[1], place)
        if name in ("call_user_func", "call_user_func_array", "forward_static_call", "forward_static_call_array"):
            given = () if name.endswith("_array") else arguments[1:]
            return self.callables.returns(arguments[0], place, given)
        return FROM_PHP if gives_objects(name) else NOTHING


def says(declared: Type | None) -> TypeGuard[Type]:
    """Whether a type names anything that can be followed."""
    return declared is not None and bool(declared.names or declared.elements)


def settled(declared: Type | None) -> bool:
    """Whether a type says all there is to follow: classes, or that there are none."""
    return declared is not None and bool(declared.names or declared.elements or declared.scalar)


def _vague(value: Value) -> bool:
    """Whether more than one class is possible, or none is known: then arguments may say more."""
    return len(value.types) != 1 or bool(value.elements)


def _by_key(returned: Sequence[Expression]) -> bool:
    """Whether a body gives what stands under a key that it is told."""
    return any(isinstance(one, ElementOf) and one.key is not None and one.key[:1] == "$" for one in returned)


def only_open(value: Value) -> bool:
    """Whether nothing but unbound type parameters is known."""
    return not closed(value).known


def _keeping(declared: Type, wanted: Callable[[str], bool]) -> Type:
    names = tuple(name for name in declared.names if wanted(name))
    return Type(names, tuple(name for name in declared.elements if wanted(name)), declared.documented)


def _variables(expression: Expression) -> Iterable[str]:  # noqa: C901 (one row a kind of expression)
    """The local variables that an expression mentions, as names of members and keys too."""
    waiting: list[Expression | None] = [expression]
    while waiting:
        match waiting.pop():
            case Variable(name) | Narrowed(Variable(name)):
                yield name
            case Property(of, name):
                waiting.append(of)
                if name[:1] == "$":
                    yield name[1:]
            case New(of) | StaticProperty(of, _):
                waiting.append(of)
            case ElementOf(of, key):
                waiting.append(of)
                if key and key[:1] == "$":
                    yield key[1:]
            case ReturnOf(of, name, _, arguments):
                waiting += [of, *arguments]
                if name[:1] == "$":
                    yield name[1:]
            case Joined(parts) | Either(parts):
                waiting += parts
            case Items(pairs):
                waiting += [value for _, value in pairs]
