"""An expression and its place in; the strings it may be out, with `HOLE` for what nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any, Final, NamedTuple

from analyzer.link.evaluate import Evaluator
from analyzer.link.symbols import ClassSymbol, Place, Symbols
from analyzer.link.value import EXACT, GUESSED, INFERRED
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

ROOT: Final = "\x00"  # the analysed root as an absolute directory
HOLE: Final = "\x01"
MOST: Final = 60  # strings an expression may be; more are one hole
DEEPEST: Final = 24
_FILE_NAME = re.compile(r"/?[A-Za-z_][\w-]{2,}(?:[./-][\w-]+)*")
PHP_CONSTANTS = {"DIRECTORY_SEPARATOR": "/", "PATH_SEPARATOR": ":", "PHP_EOL": "\n", "DS": "/"}


class Folded(NamedTuple):
    """The possible strings and how surely we know them."""

    values: tuple[str, ...]
    rank: int = EXACT

    @property
    def known(self) -> tuple[str, ...]:
        """The strings without a hole."""
        return tuple(value for value in self.values if HOLE not in value)


UNKNOWN = Folded((HOLE,), GUESSED)


class Folder:
    """Folds constants, paths and concatenations, each question once; cycles are holes."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator) -> None:
        """Remember answers for one run."""
        self._symbols = symbols
        self.evaluator = evaluator
        self._memo: dict[tuple[Any, ...], Folded] = {}
        self._depth = 0
        self._cases: dict[type, Callable[[Any, Place], Folded]] = {
            Text: lambda text, _: Folded((text.text,)),
            Named: lambda named, _: Folded((named.name,)),
            Joined: self._joined,
            Constant: self._constant,
            Variable: lambda variable, place: self.variable(variable.name, place),
            Property: lambda e, place: self._property(self.evaluator.evaluate(e.of, place).types, e.name),
            StaticProperty: lambda e, place: self._property(self.evaluator.class_of(e.of, place).types, e.name),
            ReturnOf: self._returned,
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
        return self._once(("variable", place.file.order, place.index, name), lambda: self._variable(name, place))

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
        parts = [self.fold(part, place) for part in joined.parts]
        size = 1
        for part in parts:
            size *= len(part.values)
        if size > MOST:
            parts = [part if len(part.values) == 1 else UNKNOWN for part in parts]
        values = dict.fromkeys("".join(choice) for choice in product(*(part.values for part in parts)))
        return Folded(tuple(values), max(part.rank for part in parts) if parts else EXACT)

    def _variable(self, name: str, place: Place) -> Folded:
        folded = [self.fold(value, place) for value in place.assigned(name)]
        if (place.owner or place.function) and name in place.parameters:
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

    def _returned(self, call: ReturnOf, place: Place) -> Folded:
        name = call.name.rpartition("\\")[2].lower()
        if call.of is None:
            if name == "dirname" and call.arguments:
                return self._dirname(call, place)
            if name == "constant" and call.arguments:
                return any_of(self.constant(value) for value in self.fold(call.arguments[0], place).known)
            if name == "getcwd":
                return Folded((ROOT,), GUESSED)
            if name in CASES and call.arguments:
                folded = self.fold(call.arguments[0], place)
                return Folded(tuple(_keep_holes(CASES[name], value) for value in folded.values), folded.rank)
            return self._function(call, place)
        return self._method(call, place)

    def _dirname(self, call: ReturnOf, place: Place) -> Folded:
        levels = 1
        if len(call.arguments) > 1:
            count = self.fold(call.arguments[1], place).values[0]
            levels = int(count) if count.isdecimal() and len(count) < 3 else 1
        folded = self.fold(call.arguments[0], place)
        return Folded(tuple(dict.fromkeys(dirname(value, levels) for value in folded.values)), folded.rank)

    def _function(self, call: ReturnOf, place: Place) -> Folded:
        function = self._symbols.function_named(call.name, call.name.rpartition("\\")[2])
        if function is None:
            return UNKNOWN
        path = place.file.path
        body = function.places.get(function.meant_by(path))
        returned = function.declaration(path).returned
        if body is None or not returned:
            return UNKNOWN
        key = ("function", function.key, function.unit_for(path))
        found = self._once(key, lambda: any_of(self.fold(value, body) for value in returned))
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
                folded.append(
                    self._once(question, lambda m=member, b=body: any_of(self.fold(v, b) for v in m.method.returned))  # type: ignore[misc]
                )
        found = any_of(folded)
        return Folded(found.values, max(found.rank, INFERRED))

    def _element(self, element: ElementOf, place: Place) -> Folded:
        if isinstance(element.of, Variable):
            if element.of.name == "_SERVER":
                known = element.key == "DOCUMENT_ROOT"
                return Folded((ROOT,), GUESSED) if known else UNKNOWN
            if element.of.name == "GLOBALS" and element.key:
                assigned = self._symbols.globals.get(element.key, ())
                return any_of(self.fold(value, other) for other, value in assigned[:MOST])
        items = self._items(element.of, place)
        chosen = [pair for pair in items if pair[0] == element.key] if element.key is not None else items
        return any_of(self.fold(value, there) for _, value, there in chosen[:MOST]) if chosen else UNKNOWN

    def _items(self, of: Expression, place: Place) -> list[tuple[str | None, Expression, Place]]:
        """The literal arrays that an expression may be."""
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


def any_of(folded: Iterable[Folded]) -> Folded:
    """Return any of the given strings; one hole when there are none or too many."""
    values: dict[str, None] = {}
    rank = EXACT
    for one in folded:
        values.update(dict.fromkeys(one.values))
        rank = max(rank, one.rank)
    if not values or len(values) > MOST:
        return UNKNOWN
    return Folded(tuple(values), rank if len(values) == 1 else max(rank, INFERRED))


def dirname(path: str, levels: int = 1) -> str:
    """Return PHP's dirname; above the analysed root it is `ROOT/..`."""
    for _ in range(levels):
        trimmed = path.rstrip("/")
        if trimmed == ROOT or trimmed.endswith("/.."):
            path = trimmed + "/.."
        elif "/" in trimmed:
            path = trimmed.rpartition("/")[0].rstrip("/") or "/"
        else:
            path = HOLE if HOLE in trimmed else "."
    return path


def _keep_holes(change: Callable[[str], str], text: str) -> str:
    return HOLE.join(change(piece) for piece in text.split(HOLE))


CASES: dict[str, Callable[[str], str]] = {
    "strtolower": str.lower,
    "mb_strtolower": str.lower,
    "strtoupper": str.upper,
    "ucfirst": lambda text: text[:1].upper() + text[1:],
    "lcfirst": lambda text: text[:1].lower() + text[1:],
    "trim": str.strip,
    "rtrim": lambda text: text.rstrip("/ \\"),
    "untrailingslashit": lambda text: text.rstrip("/"),
    "trailingslashit": lambda text: text.rstrip("/") + "/",
    "realpath": str,
    "strval": str,
    "plugin_dir_path": lambda text: dirname(text) + "/",
    "basename": lambda text: text.rpartition("/")[2],
}


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
