"""An expression and its place in; the strings it may be out, with `HOLE` for what nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from analyzer.link.evaluate import Evaluator
from analyzer.link.folded import MOST, UNKNOWN, Folded, any_of, combined
from analyzer.link.symbols import ClassSymbol, Place, Symbols
from analyzer.link.textcalls import TextCalls
from analyzer.link.texts import HOLE, ROOT, dirname
from analyzer.link.value import GUESSED, INFERRED
from analyzer.model.expression import (
    Constant,
    Either,
    ElementOf,
    Expression,
    Items,
    Joined,
    Named,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    Variable,
)

__all__ = ["HOLE", "ROOT", "UNKNOWN", "Folded", "Folder", "any_of", "dirname"]

DEEPEST: Final = 24
_FILE_NAME = re.compile(r"/?[A-Za-z_][\w-]{2,}(?:[./-][\w-]+)*")
_MOST_BINDINGS = 60  # sets of arguments with which one function's result is asked for
_REASSIGNED = 3  # times that a parameter may be made of itself
_DEEPEST_BINDING = 3  # functions that hand their arguments on to functions
PHP_CONSTANTS = {
    "DIRECTORY_SEPARATOR": "/", "PATH_SEPARATOR": ":", "PHP_EOL": "\n", "DS": "/", "PHP_EXT": "php",
    "PATHINFO_DIRNAME": "1", "PATHINFO_BASENAME": "2", "PATHINFO_EXTENSION": "4", "PATHINFO_FILENAME": "8",
}  # fmt: skip


class Folder:
    """Folds constants, paths and concatenations, each question once; cycles are holes."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator) -> None:
        """Remember answers for one run."""
        self._symbols = symbols
        self.evaluator = evaluator
        self._memo: dict[tuple[Any, ...], Folded] = {}
        self._depth = 0
        self._bindings = 0
        self._asked: dict[tuple[Any, ...], set[tuple[tuple[str, Expression], ...]]] = {}
        self._text_calls = TextCalls(self)
        evaluator.texts = lambda expression, place: self.fold(expression, place).known
        evaluator.patterns = lambda expression, place: self.fold(expression, place).values
        self._cases: dict[type, Callable[[Any, Place], Folded]] = {
            Text: lambda text, _: Folded((text.text,)),
            Named: lambda named, _: Folded((named.name,)),
            Joined: self._joined,
            Constant: self._constant,
            Variable: lambda variable, place: self.variable(variable.name, place),
            Property: lambda e, place: self._property(self.evaluator.evaluate(e.of, place).types, e.name),
            StaticProperty: lambda e, place: self._property(self.evaluator.class_of(e.of, place).types, e.name),
            ReturnOf: self._returned_once,
            ElementOf: self._element,
            Either: lambda either, place: any_of(self.fold(option, place) for option in either.options),
        }

    def fold(self, expression: Expression, place: Place) -> Folded:
        """Return the strings an expression may be."""
        case = self._cases.get(type(expression))
        if case is None or self._depth > DEEPEST:
            return UNKNOWN
        self._depth += 1
        try:
            return case(expression, place)
        finally:
            self._depth -= 1

    def named_path(self, path: Expression, place: Place) -> tuple[Folded, bool] | None:
        """Return a path that ends in a call nobody can fold, by the one file name that the call is given.

        `require DIR . theme_file('head.php')`: whoever is given the name of a file most likely answers a path to it.
        Whether the name has an extension, and so is surely one, comes with the answer.
        """
        parts = path.parts if isinstance(path, Joined) else (path,)
        call = parts[-1] if parts else None
        if not isinstance(call, ReturnOf):
            return None
        values = [value for argument in call.arguments for value in self.fold(argument, place).known]
        names = {value for value in values if _FILE_NAME.fullmatch(value)}
        if len(names) != 1:
            return None
        name = names.pop()
        whole = "." in name
        name = name if whole else name + ".php"
        before = self._joined(Joined(tuple(parts[:-1])), place).values
        values = [f"{lead}{hole}/{name}" for lead in before for hole in ("", HOLE) if lead or hole]
        return Folded(tuple(values), GUESSED), whole

    def variable(self, name: str, place: Place) -> Folded:
        """Return what a variable may be: everything assigned to it; a parameter may also be anything else."""
        question = ("variable", place.file.order, place.index, place.given, name)
        given = [value for parameter, value in place.given if parameter == name]
        if not given or question in self._memo:
            return self._once(question, lambda: self._variable(name, place))
        found = any_of(self.fold(value, place) for value in given)
        for _ in range(_REASSIGNED):  # `$class = strtr($class, …)` sees what was given
            self._memo[question] = seen = found
            found = self._memo[question] = self._variable(name, place)
            if found.values == seen.values:
                break
        return found

    def constant(self, name: str) -> Folded:
        """Return what a global constant may be, over all its definitions."""
        defined = self._symbols.constants_named(name)
        if not defined:
            known = PHP_CONSTANTS.get(name.rpartition("\\")[2])
            return Folded((known,)) if known is not None else UNKNOWN
        return self._once(
            ("constant", defined[0][1].name),
            lambda: any_of(self.fold(c.value, self._symbols.place(file, 0)) for file, c in defined),
        )

    def _once(self, key: tuple[Any, ...], answer: Callable[[], Folded]) -> Folded:
        found = self._memo.get(key)
        if found is None:
            self._memo[key] = UNKNOWN  # what a cycle sees
            found = self._memo[key] = answer()
        return found

    def _joined(self, joined: Joined, place: Place) -> Folded:
        return combined([self.fold(part, place) for part in joined.parts])

    def _variable(self, name: str, place: Place) -> Folded:
        folded = [self.fold(value, place) for value in place.assigned(name)]
        given = [value for parameter, value in place.given if parameter == name]
        if given:
            folded += [self.fold(value, place) for value in given]
        elif (place.owner or place.function) and name in place.parameters:
            folded.append(UNKNOWN)
        if not folded and (name in place.fact.globals or place.is_script):
            assigned = self._symbols.globals.get(name, ())
            folded = [self.fold(value, other) for other, value in assigned[:MOST] if other is not place]
        found = any_of(folded)
        return Folded(found.values, max(found.rank, INFERRED))

    def _constant(self, constant: Constant, place: Place) -> Folded:
        if constant.of is not None:
            return self._class_constant(constant, place)
        magic = _magic(constant.name, place)
        return Folded((magic,)) if magic is not None else self.constant(constant.name)

    def _class_constant(self, constant: Constant, place: Place) -> Folded:
        assert constant.of is not None
        found = []
        for key in self.evaluator.class_of(constant.of, place).types:
            symbol = self._symbols.classes.get(key)
            if symbol is not None:
                found.append(self._constant_of(symbol, constant.name))
        return any_of(found)

    def _constant_of(self, symbol: ClassSymbol, name: str) -> Folded:
        for ancestor in self._symbols.lineage(symbol):
            if name in ancestor.constants:
                file, constant = ancestor.constants[name]
                place = ancestor.places.get("") or self.evaluator.home(ancestor, file)
                return self._once(("class", ancestor.key, name), lambda p=place, c=constant: self.fold(c.value, p))  # type: ignore[misc]
        return UNKNOWN

    def _property(self, owners: Iterable[str], name: str) -> Folded:
        found = []
        for key in owners:
            symbol = self._symbols.classes.get(key)
            if symbol is not None:
                found.append(self._once(("property", key, name), lambda s=symbol: self._property_of(s, name)))  # type: ignore[misc]
        return any_of(found)

    def _property_of(self, symbol: ClassSymbol, name: str) -> Folded:
        folded = []
        for ancestor in self._symbols.lineage(symbol):
            field = ancestor.fields.get(name)
            if field is not None and field.default is not None:
                default = self.fold(field.default, self.evaluator.home(ancestor, ancestor.file))
                folded.extend([default] if default.values != ("",) else [])
            folded.extend(self.fold(value, place) for place, value in ancestor.assigned.get(name, ())[:MOST])
            if folded:
                break
        found = any_of(folded)
        return Folded(found.values, max(found.rank, INFERRED))

    def _returned_once(self, call: ReturnOf, place: Place) -> Folded:
        """Each link of a long chain is asked for by every longer one, twice: without memory, that doubles with each."""
        question = ("call", place.file.order, place.index, place.given, call, self._bindings)
        return self._once(question, lambda: self._returned(call, place))

    def _returned(self, call: ReturnOf, place: Place) -> Folded:
        wired = self.evaluator.wiring.said(call, place)
        if wired:
            return Folded(wired[:MOST], INFERRED)
        if call.of is not None:
            found = self._text_calls.method(call, place)
            return found if found is not None else self._method(call, place)
        name = call.name.rpartition("\\")[2].lower()
        if name == "constant" and call.arguments:
            return any_of(self.constant(value) for value in self.fold(call.arguments[0], place).known)
        if name == "getcwd":
            return Folded((ROOT,), GUESSED)
        found = self._text_calls.function(name, call, place)
        return found if found is not None else self._function(call, place)

    def _function(self, call: ReturnOf, place: Place) -> Folded:
        function = self._symbols.function_named(call.name, call.name.rpartition("\\")[2])
        if function is None:
            return UNKNOWN
        path = place.file.path
        body = function.places.get(function.meant_by(path))
        returned = function.declaration(path).returned
        if body is None or not returned:
            return UNKNOWN
        found = self._result(("function", function.key, function.unit_for(path)), body, returned, (call, place))
        return Folded(found.values, max(found.rank, INFERRED))

    def _method(self, call: ReturnOf, place: Place) -> Folded:
        assert call.of is not None
        evaluate = self.evaluator.class_of if call.static else self.evaluator.evaluate
        folded = []
        for key in evaluate(call.of, place).types:
            symbol = self._symbols.classes.get(key)
            member = self.evaluator.find_method(symbol, call.name.lower()) if symbol else None
            body = member.owner.places.get(call.name.lower()) if member else None
            if member and body and member.method.returned:
                question = ("method", member.owner.key, call.name.lower())
                folded.append(self._result(question, body, member.method.returned, (call, place)))
        found = any_of(folded)
        return Folded(found.values, max(found.rank, INFERRED))

    def _result(
        self, key: tuple[Any, ...], body: Place, returned: Sequence[Expression], call: tuple[ReturnOf, Place]
    ) -> Folded:
        """What a body returns for the arguments of a call, as far as these are known."""
        given = self.given(body, call[0].arguments, call[1]) if self._bindings < _DEEPEST_BINDING else ()
        asked = self._asked.setdefault(key, set())
        if given and len(asked) < _MOST_BINDINGS:
            asked.add(given)
        elif given not in asked:
            given = ()
        bound = body.called_with(given) if given else body
        self._bindings += 1
        try:
            return self._once((*key, given), lambda: any_of(self.fold(value, bound) for value in returned))
        finally:
            self._bindings -= 1

    def given(self, body: Place, arguments: Sequence[Expression], place: Place) -> tuple[tuple[str, Expression], ...]:
        """Return what a call gives the parameters of a body: each as far as its text is known."""
        names = [parameter.name for parameter in body.signature]
        return self.bound(list(zip(names, arguments, strict=False)), place)

    def bound(self, given: Sequence[tuple[str, Expression]], place: Place) -> tuple[tuple[str, Expression], ...]:
        """Return named expressions of a place as the texts that they may be, those of which something is known."""
        found: list[tuple[str, Expression]] = []
        for name, argument in given:
            folded = self.fold(argument, place)
            if folded.values == (HOLE,):  # a list stands for what a loop over it sees
                folded = any_of(self.fold(value, there) for _, value, there in self.items(argument, place))
            if folded.values != (HOLE,):
                texts = tuple(Text(value) for value in folded.values)
                found.append((name, texts[0] if len(texts) == 1 else Either(texts)))
        return tuple(found)

    def _element(self, element: ElementOf, place: Place) -> Folded:
        if isinstance(element.of, Variable):
            if element.of.name == "_SERVER":
                return _server(element.key, place)
            if element.of.name == "GLOBALS" and element.key:
                assigned = self._symbols.globals.get(element.key, ())
                return any_of(self.fold(value, other) for other, value in assigned[:MOST])
        question = ("element", place.file.order, place.index, place.given, element)
        return self._once(question, lambda: self._of_items(element, place))

    def _of_items(self, element: ElementOf, place: Place) -> Folded:
        items = self.items(element.of, place)
        key = element.key if element.key is None or element.key[:1] != "$" else None
        chosen = [pair for pair in items if pair[0] == key] if key is not None else items
        if not chosen and element.key is None and isinstance(element.of, Variable) and _is_given(element.of, place):
            return self.fold(element.of, place)
        if not chosen:
            return self._text_calls.element(element, place) or UNKNOWN
        found = any_of(self.fold(value, there) for _, value, there in chosen[:MOST])
        return found if isinstance(element.of, Items | Constant) else Folded(found.values, max(found.rank, INFERRED))

    def sources(self, variable: Variable, place: Place) -> list[tuple[Place, Expression]]:
        """Return everything assigned to a variable, each with where that stands."""
        return self.evaluator.sources(variable, place)

    def items(self, of: Expression, place: Place) -> list[tuple[str | None, Expression, Place]]:
        """Return the pairs of the literal arrays that an expression may be."""
        if isinstance(of, Items):
            return [(key, value, place) for key, value in of.pairs]
        found: list[tuple[str | None, Expression, Place]] = []
        if isinstance(of, Variable | Property | StaticProperty):
            sources = self.evaluator.sources(of, place)
        elif isinstance(of, Constant) and of.of is None:
            sources = [(self._symbols.place(file, 0), c.value) for file, c in self._symbols.constants_named(of.name)]
        else:
            return found
        for there, value in sources:
            if isinstance(value, Items):
                found.extend((key, item, there) for key, item in value.pairs)
        return found


def _is_given(variable: Variable, place: Place) -> bool:
    return any(name == variable.name for name, _ in place.given)


def _server(key: str | None, place: Place) -> Folded:
    """What the server says, if it runs what it is taken to run: the root as a site, this script as the entry."""
    if key == "DOCUMENT_ROOT":
        return Folded((ROOT,), GUESSED)
    return Folded((f"{ROOT}/{place.file.path}",), GUESSED) if key == "SCRIPT_FILENAME" and place.is_script else UNKNOWN


def _magic(name: str, place: Place) -> str | None:
    path = place.file.path
    match name:
        case "__DIR__":
            return dirname(f"{ROOT}/{path}")
        case "__FILE__":
            return f"{ROOT}/{path}"
        case "__CLASS__":
            return place.owner.name if place.owner else ""
        case "__FUNCTION__" | "__METHOD__":
            return place.fact.member or place.fact.unit
        case "__NAMESPACE__":
            return place.fact.unit.rpartition("\\")[0]
    return None
