"""Names that frameworks give meanings (services, aliases, events, hooks) in; the classes and units they mean out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks import Behind, Framework, Holds, Meaning, PropertyPattern, Provide, Space, StandIn
from analyzer.link.autoload import within
from analyzer.link.builtin import from_package
from analyzer.link.evaluate import Evaluator
from analyzer.link.handing import Handing
from analyzer.link.knowledge import Generation, Stood
from analyzer.link.matching import Matcher, Site, spaces
from analyzer.link.memory import Memory
from analyzer.link.opennames import Given, OpenNames
from analyzer.link.others import DEEPEST, Others
from analyzer.link.symbols import ClassSymbol, Place, Symbols
from analyzer.link.texts import HOLE
from analyzer.link.value import GUESSED, INFERRED, NOTHING, Value, at_best, of_class, union
from analyzer.link.views import VARIABLE, Views
from analyzer.model.expression import Closure, ReturnOf, Text
from analyzer.model.facts import DeclarationKind

MOST_MEANT = 200  # listeners of one event; more are left out


class Wiring:
    """What names mean, and what calls and properties give because of it."""

    def __init__(
        self,
        symbols: Symbols,
        evaluator: Evaluator,
        frameworks: Sequence[Framework],
        vendors: frozenset[str] = frozenset(),
    ) -> None:
        """Know the frameworks' rules and spaces; what names mean is told by `give`."""
        self.symbols = symbols
        self.matcher = Matcher(symbols, evaluator, frameworks)
        self.spaces = spaces(frameworks)
        self.functions = frozenset(name for framework in frameworks for name in framework.functions)
        self._prefixed = tuple(pair for framework in frameworks for pair in framework.prefixed)
        self._variables = tuple(one for framework in frameworks for one in framework.variables)
        self._own = tuple(own.strip("\\") for framework in frameworks for own in framework.namespaces)
        self._generated = tuple((framework.name, one) for framework in frameworks for one in framework.generated)
        self._generations: dict[str, Generation | None] = {}
        self._bundled = {framework.name: framework.namespaces for framework in frameworks if framework.bundled}
        self.evaluator = evaluator
        self._memory = Memory()
        self._endings: dict[str, list[str]] | None = None  # keys of classes by their last part
        self._open = OpenNames()
        self.hands = Handing(evaluator, self.matcher, frameworks).of
        self._views = Views(frameworks, self.instance, self._memory)
        self._given: dict[tuple[str, str], list[Given]] = {}
        self._others = Others(self._given, vendors)
        self._concrete = tuple(name for name, (_, space) in sorted(self.spaces.items()) if space.concrete)
        self._stand_ins: tuple[tuple[str, StandIn], ...] = tuple(
            (framework.name, stand_in) for framework in frameworks for stand_in in framework.stand_ins
        )
        self._behind: tuple[tuple[str, Behind], ...] = tuple(
            (framework.name, behind) for framework in frameworks for behind in framework.behind
        )
        self._backed: dict[str, list[tuple[str, Behind]]] = {}  # those of a class
        self._properties = [
            (rule.pattern, rule.meanings)
            for framework in frameworks
            for rule in framework.rules
            if isinstance(rule.pattern, PropertyPattern)
        ]

    def give(self, claim: Provide, name: str, place: Place) -> None:
        """Give a name the meaning that a claim says."""
        given = Given(claim.means, place, claim.origin.via)
        if HOLE in name:
            if self.space(claim.space).holds is Holds.CALLABLE:
                self._open.give(claim.space, _key(name), given)
            return
        self._views.passes = self._views.passes or claim.space == VARIABLE
        self._given.setdefault((claim.space, _key(name)), []).append(given)

    def texts(self, space: str, name: str) -> Sequence[str]:
        """Return the texts that a name was given, else those that it means by convention."""
        known, found = self.space(space), self._texts(space, name)
        if found or known.holds is not Holds.TEXT or known.meant is None:
            return found
        return tuple(dict.fromkeys(known.meant(name, self._texts)))

    def _texts(self, space: str, name: str) -> Sequence[str]:
        """The texts that a name was given: conventions build on these alone, and so never on themselves."""
        given = self._told(space, name)
        if self.space(space).holds is not Holds.TEXT:
            return tuple(dict.fromkeys(one.means.text for one in given if isinstance(one.means, Text)))
        return tuple(dict.fromkeys(text for one in given for text in self.evaluator.texts(one.means, one.place)))

    def _told(self, space: str, name: str) -> Sequence[Given]:
        """What a name was given, or the class of that name inherits."""
        key = _key(name)
        given = self._given.get((space, key), ())
        symbol = self.symbols.classes.get(key) if not given and self.space(space).inherited else None
        for ancestor in self.symbols.lineage(symbol)[1:] if symbol is not None else ():
            given = given or self._given.get((space, ancestor.key), ())
        return given

    def is_own_code(self, place: Place, via: str) -> bool:
        """Whether code is a framework's own, as far as it may stand in the tree."""
        return place.owner is not None and via in self._bundled and within(place.owner.key, self._bundled[via])

    def rendering(self, path: str) -> Value:
        """Return what `$this` is in a script that methods include: what renders it, or all of its directory."""
        return self._views.rendering(path)

    def said(self, call: ReturnOf, place: Place) -> tuple[str, ...]:
        """Return the texts that a call gives because a framework's rule says so."""
        found: dict[str, None] = {}
        for known in self.matcher.named(call.name):
            if known.rule.meanings[0].head == "text":
                for match in self.matcher.whole(known.pattern, _site(call), place):
                    found |= dict.fromkeys(self.meant_texts(known.rule.meanings, match.texts))
        return tuple(found)

    def meant_texts(self, meanings: Sequence[Meaning], texts: Mapping[str, str]) -> Sequence[str]:
        """Return the texts that the first of some meanings gives which gives any."""
        for meaning in meanings:
            said = meaning.wording.said(texts)
            found = self.texts(meaning.kept, said) if said and meaning.kept else [said] if said else ()
            if found:
                return found
        return ()

    def instance(self, space: str, name: str, depth: int = 0) -> Value:
        """Return the object that a name stands for."""
        found = self._memory.once((space, _key(name)), lambda: self._instance(space, name, depth))
        return Value(found.types, found.types) if self.space(space).many else found

    def units(self, space: str, name: str, around: Place) -> dict[str, int]:
        """Return the units that a name stands for, each with its rank."""
        if self.space(space).holds is Holds.CALLABLE:
            found: dict[str, int] = {}
            exact = self._given.get((space, _key(name)), ())
            fitting = [*exact, *self._open.fitting(space, _key(name), self._given)]
            for given in fitting[:MOST_MEANT]:
                if given.place.file.test and not around.file.test:
                    continue  # what tests listen to, is not what the program runs
                for unit, rank in self.called(given, around):
                    found[unit] = min(rank if given in exact else GUESSED, found.get(unit, GUESSED))
            return found
        types = self.instance(space, name).types
        units = {self.symbols.classes[key].id: rank for key, rank in types.items() if key in self.symbols.classes}
        generated = self.generated(_key(name)) if not units else None
        return {self.symbols.classes[key].id: INFERRED for key in generated.names} if generated else units

    def is_others(self, space: str, name: str) -> bool:
        """Whether a name is not the code's: the framework's own, or a package's."""
        return self._others.have(self.space(space), name)

    def space(self, name: str) -> Space:
        """Return a space by its name."""
        found = self.spaces.get(name)
        return found[1] if found else Space(name)

    def gives(self, call: ReturnOf, place: Place, typed: bool = False) -> Value:
        """Return what a call gives because a framework's rule names it; with `typed` because a rule gives its type."""
        for known in self.matcher.telling(call.name, typed):
            matches = self.matcher.matches(known.pattern, _site(call), place)
            values = [self._meant(known.rule.meanings, match.texts) for match in matches if not match.dynamic]
            found = union(values)
            if found.known:
                return found
        return NOTHING

    def property(self, key: str, name: str) -> Value:
        """Return what a property of a class, declared or not, holds because a framework's rule says so."""
        if not self._properties:
            return NOTHING
        return self._memory.once(("property", key, name), lambda: self._property(key, name))

    def _property(self, key: str, name: str) -> Value:
        symbol = self.symbols.classes.get(key)
        owners = [owner.name for owner in self.symbols.lineage(symbol)] if symbol is not None else [key]
        for pattern, meanings in self._properties:
            found = pattern.name.match(name)
            if found and (not pattern.classes or self.matcher.descends(key, pattern.classes)):
                for owner in owners:
                    value = self._meant(meanings, {**found.groupdict(), "class": owner})
                    if value.known:
                        return value
        return NOTHING

    def concrete(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield the classes that a container gives for an interface or class, with who says so."""
        for space in self._concrete:
            via, known = self.spaces[space]
            if (space, key) in self._given:
                yield from ((other, via) for other in self.instance(space, key).types if other != key)
            elif known.sole and (sole := self._sole(key)):
                yield sole, via

    def _sole(self, key: str) -> str:
        """The only class that implements an interface, which a container gives without being told."""
        symbol = self.symbols.classes.get(key)
        if symbol is None or symbol.kind is not DeclarationKind.INTERFACE:
            return ""
        heirs = [below for below in symbol.subclasses if not below.file.test and not below.anonymous]
        return heirs[0].key if len(heirs) == 1 and not heirs[0].abstract and not heirs[0].subclasses else ""

    def also_called(self, symbol: ClassSymbol, name: str) -> Iterator[str]:
        """Yield the lower-case names under which a method that a class lacks may be declared."""
        for base, prefix in self._prefixed:
            if self.matcher.descends(symbol.key, (base,)):
                yield prefix + name.lower()

    def variable(self, name: str, place: Place) -> Value:
        """Return what a variable holds of which nobody says anything, because of the script or the class around it."""
        if place.is_script:
            return self._views.variable(name, place.file.path)
        for base, variable, given in self._variables:
            if variable == name and base and place.owner and self.matcher.descends(place.owner.key, (base,)):
                return of_class(given.lower(), INFERRED)
        return NOTHING

    def generated(self, key: str) -> Generation | None:
        """Return what a class is made for that nobody declares, because a framework writes it."""
        if self._generated and key not in self._generations:
            self._generations[key] = self._generation(key)
        return self._generations.get(key)

    def _generation(self, key: str) -> Generation | None:
        for via, one in self._generated:
            bare = key.removesuffix(one.ending)
            if bare != key:
                of = self.instance(one.space, bare)
                names = tuple(key for key in dict.fromkeys((bare, *of.types)) if key in self.symbols.classes)
                if names:
                    return Generation(of, names, one.method, via)
        return None

    def stand_ins(self, symbol: ClassSymbol) -> Iterator[tuple[str, str]]:
        """Yield the classes to which a class passes on its static calls, with who says so."""
        for via, stand_in in self._stand_ins:
            if self.matcher.descends(symbol.key, (stand_in.base,)):
                member = self.evaluator.find_method(symbol, stand_in.method)
                place = symbol.places.get(stand_in.method)
                for returned in member.method.returned if member and place else ():
                    assert place is not None
                    for name in self.evaluator.texts(returned, place):
                        for key in self.instance(stand_in.space, name).types:
                            if not self.matcher.descends(key, (stand_in.base,)):  # one never stands for another
                                yield key, via

    def behind(self, key: str, name: str) -> Sequence[Stood]:
        """Return the objects behind a method that a class lacks."""
        if not self._behind:
            return ()
        backed = self._backed.get(key)
        if backed is None:
            backed = [pair for pair in self._behind if self.matcher.descends(key, pair[1].bases)]
            self._backed[key] = backed
        return [
            Stood(other, tuple(method or name.lower() for method in behind.methods), rank, via)
            for via, behind in backed
            for other, rank in self.instance(behind.space, name).types.items()
        ]

    def given_behind(self, key: str, call: ReturnOf, place: Place) -> Value:
        """Return what a class written by a framework makes, or the objects give that stand behind a method it lacks."""
        generated = self.generated(key)
        if generated is not None and generated.method == call.name.lower():
            return at_best(generated.of, INFERRED)
        values = []
        for stood in self.behind(key, call.name):
            symbol = self.symbols.classes.get(stood.key)
            found = [self.evaluator.find_method(symbol, method) for method in stood.methods] if symbol else []
            member = next((one for one in found if one is not None), None)
            if member is not None:
                given = self.evaluator.returned_by(member, stood.key, of_class(stood.key), (call.arguments, place))
            else:  # an object that cannot be called is given itself
                given = of_class(stood.key) if symbol else from_package((stood.key,), stood.methods[0])
            values.append(given)
        return at_best(union(values), INFERRED)

    def class_meant(self, meaning: Meaning, texts: Mapping[str, str]) -> tuple[str, ClassSymbol | None]:
        """Return the name of the class that a meaning makes, and the class when it is declared."""
        name = (meaning.wording.said(texts) or "").strip("\\")
        return name, self.class_named(name) if name else None

    def class_named(self, name: str) -> ClassSymbol | None:
        """Return a declared class; `*\\Model\\Order` is one of any namespace that ends so, the first by name.

        ` or ` separates alternatives: the first that is declared counts.
        """
        if " or " in name:
            return next((one for part in name.split(" or ") if (one := self.class_named(part)) is not None), None)
        if not name.startswith("*\\"):
            return self.symbols.class_named(name)
        ending = name[1:].lower()
        if self._endings is None:
            self._endings = {}
            for key in sorted(self.symbols.classes):
                self._endings.setdefault(key.rpartition("\\")[2], []).append(key)
        same = self._endings.get(ending.rpartition("\\")[2], ())
        found = next((key for key in same if ("\\" + key).endswith(ending)), None)
        return self.symbols.classes[found] if found else None

    def _meant(self, meanings: Sequence[Meaning], texts: Mapping[str, str]) -> Value:
        for meaning in meanings:
            if meaning.head == "type" and meaning.kept:
                said = meaning.wording.said(texts)
                found = self.instance(meaning.kept, said) if said else NOTHING
                if found.known:
                    return found
            elif meaning.head in ("class", "new", "type"):
                name, symbol = self.class_meant(meaning, texts)
                if name.endswith("[]"):  # `Order[]`, or `Collection|Order[]`
                    holder, _, element = name[:-2].rpartition("|")
                    held = self.class_named(element)
                    types = {holder.lower(): INFERRED} if holder else {}
                    return Value(types, {held.key if held is not None else element.lower(): INFERRED})
                rank = INFERRED if meaning.head == "type" else GUESSED
                if symbol is not None:
                    return of_class(symbol.key, rank)
                if within(name.lower(), self._own):
                    return of_class(name.lower(), rank)
            elif meaning.space and not meaning.gives and self.space(meaning.space).holds is Holds.INSTANCE:
                said = meaning.wording.said(texts)
                found = self.instance(meaning.space, said) if said else NOTHING
                if found.known:
                    return found
        return NOTHING

    def _instance(self, space: str, name: str, depth: int) -> Value:
        given = self._told(space, name)
        found = at_best(union(self._of(one, space, depth) for one in given[:MOST_MEANT]), INFERRED)
        if found.known:
            return found
        known = self.space(space)
        bare = name.strip("\\")
        if known.classes:
            symbol = self.symbols.class_named(bare)
            if symbol is not None:
                return of_class(symbol.key, INFERRED)
        told: list[str] = []

        def lookup(space: str, name: str) -> Sequence[str]:
            found = self._texts(space, name)
            told.extend(text.lower() for text in found)
            return found

        for one in known.meant(name, lookup) if known.meant is not None else ():
            symbol = self.class_named(one.strip("\\"))
            if symbol is not None:  # a name that is built on what was configured is no guess
                sure = known.certain or symbol.key.startswith(tuple(told))
                return of_class(symbol.key, INFERRED if sure else GUESSED)
            if within(one.lower(), self._own):
                return of_class(one.lower(), GUESSED)
        return of_class(bare.lower(), INFERRED) if known.classes and "\\" in bare else NOTHING

    def _of(self, given: Given, space: str, depth: int) -> Value:
        """What a meaning is an instance of."""
        if isinstance(given.means, Text):
            symbol = self.class_named(given.means.text.strip("\\"))
            if symbol is not None:
                return of_class(symbol.key)
            if depth < DEEPEST and ((space, _key(given.means.text)) in self._given or self.space(space).meant):
                found = self.instance(space, given.means.text, depth + 1)
                if found.known:
                    return found
            return of_class(given.means.text.strip("\\").lower()) if "\\" in given.means.text else NOTHING
        if isinstance(given.means, Closure):
            return self.evaluator.callables.returns(given.means, given.place)
        return self.evaluator.evaluate(given.means, given.place)

    def called(self, given: Given, around: Place) -> Iterator[tuple[str, int]]:
        """Yield the units that run when a callable runs; a closure is a part of the unit around it."""
        if isinstance(given.means, Closure) and given.means.of is None:
            yield given.place.unit, INFERRED
            return
        if isinstance(given.means, Text):
            symbol = self.symbols.class_named(given.means.text.partition("@")[0].strip("\\"))
            if symbol is not None:
                yield symbol.id, INFERRED
                return
        callables = self.evaluator.callables
        yield from ((there.unit, INFERRED) for there in callables.closures(given.means, given.place))
        for target in callables.targets(given.means, given.place):
            if target.function is not None:
                yield target.function.unit_for(around.file.path), max(INFERRED, target.rank)
            elif target.member is not None:
                yield target.member.owner.id, max(INFERRED, target.rank)


def _site(call: ReturnOf) -> Site:
    return Site(call.of, call.name, call.static, call.arguments)


def _key(name: str) -> str:
    return name.strip("\\").lower()
