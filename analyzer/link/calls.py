"""Calls in; edges to the units that declare what is called out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.link.blame import Blame
from analyzer.link.builtin import BUILTIN_FUNCTIONS, is_traversable
from analyzer.link.evaluate import Member
from analyzer.link.evidence import EXTERNAL, UNRESOLVED, Evidence, Support
from analyzer.link.fold import Folder
from analyzer.link.knowledge import Generation
from analyzer.link.mixed import Said, mixed_in
from analyzer.link.narrower import nearest_guesses
from analyzer.link.references import ClassLinker
from analyzer.link.show import show
from analyzer.link.symbols import ClassSymbol, FileIn, FunctionSymbol, Place, Symbols
from analyzer.link.value import GUESSED, INFERRED, Value
from analyzer.link.wrappers import Wrappers
from analyzer.model.expression import Expression, Named, Narrowed, New, Variable
from analyzer.model.facts import INDEX, LOOP, Call, DeclarationKind
from analyzer.model.linkage import Reason

METHOD = "method-call"
STATIC = "static-call"
FUNCTION = "function-call"
CLASS = "class-reference"
SAID = tuple(Support(rank, "php") for rank in (0, 1, 2))
BY_ENGINE = {LOOP: ("getiterator", "current"), INDEX: ("offsetget", "offsetexists")}
MOST_NAMES = 20  # values of a variable that has a method's name
MOST_HEIRS = 10  # classes below that may be meant by a method the receiver's class lacks


class Found(NamedTuple):
    """What a method call reaches: declaring members with rank, or why there are none."""

    members: tuple[tuple[Member, int], ...] = ()
    classes: tuple[tuple[ClassSymbol, int], ...] = ()  # reached by `__call` only
    made: tuple[tuple[ClassSymbol, int], ...] = ()  # a factory that a framework writes makes instances of these
    external: bool = False
    reason: Reason | None = None
    via: str = "php"  # who says so


class CallLinker:
    """Links calls of functions, methods and constructors."""

    def __init__(self, symbols: Symbols, folder: Folder, classes: ClassLinker, evidence: Evidence) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self.mixed: Said = {}
        self._folder = folder
        self.evaluator = folder.evaluator
        self._blame = Blame(self.evaluator)
        self._classes = classes
        self.evidence = evidence
        self._wrappers = Wrappers(folder)
        self._functions: dict[tuple[str, str | None], FunctionSymbol | None] = {}
        self._found: dict[tuple[str, str, bool], Found] = {}

    def link_file(self, file: FileIn) -> None:
        """Link every call of a file."""
        place = self._symbols.place(file, 0)
        counts = self.evidence.counts(file, FUNCTION)
        counts[EXTERNAL] += sum([times for _, times in file.facts.builtin_calls])
        for call in file.facts.calls:
            if place.index != call.scope:
                place = self._symbols.place(file, call.scope)
            if call.receiver is None:
                if call.name not in BUILTIN_FUNCTIONS:
                    self._function(call, place, counts)
            elif call.name in BY_ENGINE:
                self._by_engine(call, call.receiver, place)
            elif call.name == "__invoke":
                self._value(call, call.receiver, place)
            elif call.name == "__construct" and isinstance(call.receiver, New):
                self._construction(call, call.receiver.of, place)
            else:
                self._method(call, call.receiver, place)

    def function(self, call: Call) -> FunctionSymbol | None:
        """Return the declared function that a call names."""
        key = (call.name, call.fallback)
        if key not in self._functions:
            self._functions[key] = self._symbols.function_named(call.name, call.fallback)
        return self._functions[key]

    def _function(self, call: Call, place: Place, counts: list[int]) -> None:
        function = self.function(call)
        if function is not None:
            target, rank = function.id, 0
            if len(function.declarations) > 1:
                here = any(file is place.file for file, _ in function.declarations)
                target, rank = function.unit_for(place.file.path), 0 if here else INFERRED
            self.evidence.edge(place, target, "calls", SAID[rank], call.lines)
            counts[rank] += len(call.lines)
        elif (call.fallback or call.name).lower() in self.evaluator.wiring.functions:
            counts[EXTERNAL] += len(call.lines)
        else:
            self.evidence.unresolved(place, FUNCTION, f"{call.name}()", Reason.UNKNOWN_FUNCTION, call.lines)

    def _value(self, call: Call, receiver: Expression, place: Place) -> None:
        """`$f()`: a string or a pair names what is called, an object has `__invoke`, a closure's code is here."""
        targets: dict[str, int] = {}
        for found in self.evaluator.callables.targets(receiver, place):
            target = found.function.unit_for(place.file.path) if found.function else ""
            if found.member:
                target = found.member.owner.id
                self.evidence.operation(place, target, found.member.method.name, call.lines)
            targets[target] = min(found.rank, targets.get(target, GUESSED))
        value = self.evaluator.evaluate(receiver, place)
        for target, rank in targets.items():
            self.evidence.edge(place, target, "calls", SAID[rank], call.lines)
        if targets:
            self.evidence.count(place, FUNCTION, min(targets.values()), len(call.lines))
        elif value.types:
            self.evidence.count(place, FUNCTION, EXTERNAL, len(call.lines))
        else:
            self.evidence.unresolved(place, FUNCTION, f"{show(receiver)}()", Reason.DYNAMIC_NAME, call.lines)

    def _by_engine(self, call: Call, receiver: Expression, place: Place) -> None:
        """PHP calls an object's methods for `foreach` and `[]`; of anything else this is no call, and no question."""
        for key, known in self.evaluator.evaluate(receiver, place).types.items():
            symbol = self._symbols.classes.get(key)
            if symbol is not None:
                methods = [self.evaluator.find_method(symbol, name) for name in BY_ENGINE[call.name]]
                member = next((method for method in methods if method is not None), None)
                if member is not None or (call.name == LOOP and self._is_traversable(symbol)):
                    owner = member.owner if member is not None else symbol
                    self.evidence.edge(place, owner.id, "calls", SAID[max(known, INFERRED)], call.lines)

    def _is_traversable(self, symbol: ClassSymbol) -> bool:
        """Whether a class or interface is one of PHP's own that can be looped over."""
        lineage = self._symbols.lineage(symbol)
        return any(is_traversable(name.lower()) for ancestor in lineage for name in ancestor.supertypes)

    def _construction(self, call: Call, of: Expression, place: Place) -> None:
        """`new X` names its class and is linked as a reference; here who declares its constructor, and `new $x`."""
        if isinstance(of, Named):
            symbol = self._symbols.class_named(of.name)
            if symbol is not None and "__construct" not in symbol.methods:
                self._constructor(symbol, place, INFERRED, call.lines)
            return
        named = self.evaluator.class_of(of, place)
        if not any(rank < GUESSED for rank in named.types.values()) and self._by_callers(of, place):
            self.evidence.count(place, CLASS, INFERRED, len(call.lines))
            return
        if not named.types:
            text = f"new {show(of)}"
            self.evidence.unresolved(place, CLASS, text, Reason.DYNAMIC_CLASS, call.lines)
            return
        outcome = EXTERNAL
        for key, rank in named.types.items():
            symbol = self._symbols.classes.get(key)
            if symbol is not None:
                rank = max(rank, INFERRED)
                outcome = min(outcome, rank)
                self.evidence.edge(place, symbol.id, "new", SAID[rank], call.lines)
                self._constructor(symbol, place, rank, call.lines)
        self.evidence.count(place, CLASS, outcome, len(call.lines))

    def _by_callers(self, of: Expression, place: Place) -> bool:
        """Link those who call the function around `new $class` with the name that makes it; whether any is known."""
        explained = False
        for given in self._wrappers.of(of, place):
            made = self.evaluator.class_of(of, given.body)
            for key, rank in nearest_guesses(made, given.place.file.path, self._symbols).types.items():
                symbol = self._symbols.classes.get(key)
                if symbol is not None and not symbol.abstract:  # which nobody can make
                    self.evidence.edge(given.place, symbol.id, "new", SAID[max(rank, INFERRED)], given.lines)
                    explained = True
        return explained

    def _constructor(self, symbol: ClassSymbol, place: Place, rank: int, lines: Sequence[int]) -> None:
        """Making an instance runs the constructor of the nearest ancestor that has one."""
        member = self.evaluator.find_method(symbol, "__construct")
        if member is not None and member.owner is not symbol and not member.method.abstract:
            self.evidence.edge(place, member.owner.id, "calls", SAID[rank], lines)

    def _method(self, call: Call, receiver: Expression, place: Place) -> None:
        kind = STATIC if call.static else METHOD
        if call.name[:1] == "$":
            self._named_by_variable(call, receiver, place, kind)
            return
        if not call.name:
            self.evidence.unresolved(place, kind, show_call(call), Reason.DYNAMIC_NAME, call.lines)
            return
        value = self.receiver(call, receiver, place)
        outcome, reason = UNRESOLVED, Reason.UNTYPED_RECEIVER
        named = self._named_unit(receiver) if call.static else ""
        for key, known in value.types.items():
            found = self.reach(key, call.name, isinstance(receiver, Named) and receiver.name == "parent")
            called = (*((member.owner, member.method.name, rank) for member, rank in found.members),
                      *((owner, call.name, rank) for owner, rank in found.classes))  # fmt: skip
            for owner, method, rank in called:
                if rank == known == GUESSED:  # one of the heirs of what may be meant: no evidence is left
                    continue
                self.evidence.operation(place, owner.id, method, call.lines)
                said = SAID[max(rank, known)] if found.via == "php" else Support(max(rank, known), found.via)
                outcome = min(outcome, self._call(call, place, owner, said, named))
            for symbol, rank in found.made:
                outcome = min(outcome, max(rank, known))
                self._made(symbol, place, Support(max(rank, known), found.via), call.lines)
            if found.external:
                outcome = min(outcome, EXTERNAL)
            reason = found.reason or reason if known < GUESSED else reason
            self._concrete(call, place, key)
        if outcome == UNRESOLVED and isinstance(
            receiver, Narrowed
        ):  # the test named an interface that lacks the method
            self._method(call, receiver.of, place)
        elif outcome == UNRESOLVED:
            missing = self._blame.of(receiver, place) if reason is Reason.UNTYPED_RECEIVER else ""
            self.evidence.unresolved(place, kind, show_call(call), reason, call.lines, missing=missing)
        else:
            self.evidence.count(place, kind, outcome, len(call.lines))

    def _made(self, symbol: ClassSymbol, place: Place, said: Support, lines: Sequence[int]) -> None:
        self.evidence.edge(place, symbol.id, "new", said, lines)
        self._constructor(symbol, place, said.rank, lines)

    def _named_by_variable(self, call: Call, receiver: Expression, place: Place, kind: str) -> None:
        """`$object->$name()`, as far as the variable's values are known."""
        names = self._folder.fold(Variable(call.name[1:]), place).known[:MOST_NAMES]
        targets: dict[str, int] = {}
        for key, known in self.receiver(call, receiver, place).types.items():
            for name in names:
                for member, rank in self.reach(key, name).members:
                    self.evidence.operation(place, member.owner.id, member.method.name, call.lines)
                    targets[member.owner.id] = min(max(rank, known, INFERRED), targets.get(member.owner.id, GUESSED))
        for target, rank in targets.items():
            self.evidence.edge(place, target, "calls", SAID[rank], call.lines)
        if targets:
            self.evidence.count(place, kind, min(targets.values()), len(call.lines))
        else:
            self.evidence.unresolved(place, kind, show_call(call), Reason.DYNAMIC_NAME, call.lines)

    def receiver(self, call: Call, receiver: Expression, place: Place) -> Value:
        """Return the classes a call's receiver may be of."""
        evaluate = self.evaluator.class_of if call.static else self.evaluator.evaluate
        return evaluate(receiver, place)

    def _named_unit(self, receiver: Expression) -> str:
        """The unit that a static call already names by a reference of its own."""
        if not isinstance(receiver, Named) or receiver.name in ("self", "static", "parent"):
            return ""
        return self._classes.target(receiver.name)[0]

    def _concrete(self, call: Call, place: Place, key: str) -> None:
        """Whoever calls an interface calls what the container gives for it, too."""
        for concrete, via in self.evaluator.wiring.concrete(key):
            for member, rank in self.reach(concrete, call.name).members:
                support = Support(max(rank, INFERRED), via)
                self.evidence.operation(place, member.owner.id, member.method.name, call.lines)
                self.evidence.edge(place, member.owner.id, "calls", support, call.lines)

    def _call(self, call: Call, place: Place, owner: ClassSymbol, said: Support, named: str) -> int:
        """`Foo::bar()` is a `static-call` of Foo already; it also `calls` a parent that declares bar."""
        if owner.id != named:
            self.evidence.edge(place, owner.id, "calls", said, call.lines)
        return said.rank

    def reach(self, key: str, name: str, upwards: bool = False) -> Found:
        """Return what calling a method on a class reaches; `parent::` looks `upwards` only."""
        question = (key, name, upwards)
        found = self._found.get(question)
        if found is None:
            found = self._found[question] = self._reach(key, name.lower(), upwards)
        return found

    def _reach(self, key: str, name: str, upwards: bool) -> Found:
        symbol = self._symbols.classes.get(key)
        if symbol is None:
            generated = self.evaluator.wiring.generated(key)
            if generated is not None:
                return self._generated(generated, name)
            if (behind := self._behind(key, name)) is not None:
                return behind
            known = key[0] in "({" or key[-1] == "*" or self._classes.is_foreign(key)
            return Found(external=True) if known else Found(reason=Reason.UNKNOWN_CLASS)
        member = self.evaluator.find_method(symbol, name)
        if member is not None:
            via = mixed_in(self._symbols, symbol, member.owner, self.mixed) if member.owner is not symbol else ""
            return Found(members=((member, INFERRED),), via=via) if via else Found(members=((member, 0),))
        if name == "__construct" and (old := self._old_constructor(symbol)):
            return Found(members=((old, 0),))
        wired = self._wired(symbol, name)
        if wired is not None:
            return wired
        magic = self.evaluator.find_method(symbol, "__call") or self.evaluator.find_method(symbol, "__callstatic")
        if magic is not None:
            return Found(classes=((magic.owner, INFERRED),))
        heirs = [] if upwards else self._heirs(symbol, name)
        if heirs:
            rank = INFERRED if symbol.kind is DeclarationKind.TRAIT or len(heirs) == 1 else GUESSED
            return Found(members=tuple((heir, rank) for heir in heirs))
        if not self._is_rooted(symbol) or symbol.kind is DeclarationKind.ENUM or name == "__construct":
            return Found(external=True)
        return Found(reason=Reason.UNKNOWN_METHOD)

    def _is_rooted(self, symbol: ClassSymbol) -> bool:
        """Whether every ancestor is declared here; those of a trait are those of the classes that use it."""
        self._symbols.lineage(symbol)  # says whether it is rooted
        users = symbol.subclasses if symbol.kind is DeclarationKind.TRAIT else ()
        return symbol.rooted and all(self._is_rooted(user) for user in users if user is not symbol)

    def _generated(self, generated: Generation, name: str) -> Found:
        """A class that a framework writes: what it stands for is called, or made."""
        symbols = [(self._symbols.classes[key], INFERRED) for key in generated.of.types if key in self._symbols.classes]
        if generated.method:
            made = tuple(symbols) if name == generated.method else ()
            return Found(made=made, external=not made, via=generated.via)
        members = tuple(pair for symbol, _ in symbols for pair in self.reach(symbol.key, name).members)
        return Found(members=members, external=not members, via=generated.via)

    def _wired(self, symbol: ClassSymbol, name: str) -> Found | None:
        """What a framework says of a method that a class lacks: another name, or an object that stands behind it."""
        for other in self.evaluator.wiring.also_called(symbol, name):
            member = self.evaluator.find_method(symbol, other)
            if member is not None:
                return Found(members=((member, INFERRED),))
        stand_ins = list(self.evaluator.wiring.stand_ins(symbol))
        for other, via in stand_ins:
            found = self.reach(other, name)
            if found.members:
                return Found(tuple((one, max(rank, INFERRED)) for one, rank in found.members), via=via)
        if stand_ins:
            return Found(external=True)
        return self._behind(symbol.key, name)

    def _behind(self, key: str, name: str) -> Found | None:
        """The objects that a framework puts behind a method which a class lacks."""
        members: list[tuple[Member, int]] = []
        classes: list[tuple[ClassSymbol, int]] = []
        stood = self.evaluator.wiring.behind(key, name)
        for one in stood:
            found = next((f for f in (self.reach(one.key, method) for method in one.methods) if f.members), None)
            symbol = self._symbols.classes.get(one.key)
            if found is not None:
                members += [(member, max(INFERRED, one.rank, rank)) for member, rank in found.members]
            elif symbol is not None:  # an object that cannot be called is given itself
                classes.append((symbol, max(INFERRED, one.rank)))
        if not stood:
            return None
        return Found(tuple(members), tuple(classes), external=not members and not classes, via=stood[0].via)

    def _old_constructor(self, symbol: ClassSymbol) -> Member | None:
        """PHP 4: a method that is named as its class."""
        for ancestor in self._symbols.lineage(symbol):
            name = ancestor.key.rpartition("\\")[2]
            if name in ancestor.methods:
                return Member(ancestor, *ancestor.methods[name])
        return None

    def _heirs(self, symbol: ClassSymbol, name: str) -> list[Member]:
        """Methods of classes below: what an abstract class or a trait expects of whoever extends or uses it."""
        heirs: dict[str, Member] = {}
        waiting, seen = list(symbol.subclasses), {symbol.key}
        while waiting and len(seen) < 200:
            below = waiting.pop(0)
            if below.key in seen:
                continue
            seen.add(below.key)
            member = self.evaluator.find_method(below, name)
            if member is not None:
                heirs[member.owner.key] = member
            else:
                waiting.extend(below.subclasses)
        return [heirs[key] for key in sorted(heirs)] if len(heirs) <= MOST_HEIRS else []


def show_call(call: Call) -> str:
    """Return the call as the ledger shows it."""
    arrow = "::" if call.static else "->"
    return f"{show(call.receiver)}{arrow}{call.name or '$…'}()"
