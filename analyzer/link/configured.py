"""What the user says of names in; the same said in the symbol table, and what speaks of nothing there is, out.

A type is taken as a docblock at the name would be: where the code has a type or a docblock of its own, that one stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import msgspec
from pathspec import GitIgnoreSpec

from analyzer.link.autoload import Autoloading
from analyzer.link.evidence import shown
from analyzer.link.symbols import ClassSymbol, Symbols
from analyzer.link.texts import ROOT
from analyzer.link.used import UsedNames
from analyzer.link.value import INFERRED
from analyzer.model.config import Hint, LinkConfig
from analyzer.model.expression import Either, Text, Type, Typed
from analyzer.model.facts import ConstantValue, Field, Method, ProblemKind
from analyzer.model.linkage import FileProblem
from analyzer.php import BUILTIN_CLASSES, read_type

NOTHING_SAID = LinkConfig()
FILE = "secateur.yaml"
_NAME = re.compile(r"\$?[^\W\d][\w\\]*")
_GLOB = re.compile(r"[*?\[]")
_RELATIVE = frozenset({"self", "static", "parent", "$this", "this"})


class Configured:
    """Says in a symbol table what the configuration says; what speaks of nothing there is in `problems`."""

    def __init__(self, config: LinkConfig, third_party: frozenset[str], autoloading: Autoloading) -> None:
        """Prepare; paths of `third_party` files may be included, classes of packages are known."""
        self._config = config
        self._third_party = third_party
        self._autoloading = autoloading
        self.aliases = [(hint.name, hint.means[0]) for hint in config.aliases]
        self.problems: list[FileProblem] = []
        self._texts: dict[str, dict[str, int]] = {}

    def told(self, symbols: Symbols) -> Symbols:
        """Return the same symbols, which now know what the configuration says."""
        if self._config == NOTHING_SAID or not symbols.files:
            return symbols
        self._symbols = symbols
        self._used = UsedNames(symbols)
        self._known = sorted({file.path for file in symbols.files} | self._third_party)
        self._texts = {shown(hint.name): self._files(hint.means) for hint in self._config.includes}
        self.problems = []
        for say, hints in (
            (self._type, self._config.types),
            (self._alias, self._config.aliases),
            (self._include, self._config.includes),
        ):
            for hint in hints:
                say(hint)
        return symbols

    def included(self, text: str) -> dict[str, int]:
        """Return the files that an include of this text is said to load, each with how sure that is."""
        return self._texts.get(shown(text), {}) if self._texts else {}

    def _problem(self, key: str, hint: Hint, message: str) -> None:
        self.problems.append(FileProblem(FILE, hint.line, ProblemKind.SETTING, f"{key}: {message}"))

    def _type(self, hint: Hint) -> None:
        declared = read_type(hint.means[0], lambda name: name.lstrip("\\"), frozenset()).type
        for name in dict.fromkeys((*declared.names, *declared.elements)):
            self._known_class("types", name.removesuffix("[]"), hint)
        owner, colons, member = hint.name.partition("::")
        if colons:
            self._member(owner, member, declared, hint)
        elif hint.name.startswith("$"):
            self._global(hint.name[1:], declared, hint)
        else:
            self._function(hint.name.removesuffix("()"), declared, hint)

    def _known_class(self, key: str, name: str, hint: Hint) -> ClassSymbol | None:
        name = re.sub(r"^class-string<(.*)>$", r"\1", name)
        symbol = self._symbols.class_named(name)
        if symbol is None and not self._is_foreign(name.lower()):
            names = [declared.name for declared in self._symbols.classes.values()]
            self._problem(key, hint, f"there is no class {name}{_nearest(name, names)}")
        return symbol

    def _is_foreign(self, key: str) -> bool:
        return key in _RELATIVE or key in BUILTIN_CLASSES or self._autoloading.is_third_party(key)

    def _global(self, name: str, declared: Type, hint: Hint) -> None:
        if not self._used.variable(name):
            names = ["$" + known for known in self._used.variables()]
            self._problem("types", hint, f"no script and no 'global' names ${name}{_nearest('$' + name, names)}")
        said = Typed(declared)
        self._symbols.said[name] = said
        place = self._symbols.place(self._symbols.files[0], 0)
        self._symbols.globals.setdefault(name, []).insert(0, (place, said))

    def _function(self, name: str, declared: Type, hint: Hint) -> None:
        function = self._symbols.function_named(name)
        if function is None:
            names = [known.name + "()" for known in self._symbols.functions.values()]
            self._problem("types", hint, f"there is no function {name}(){_nearest(name + '()', names)}")
            return
        function.declarations = [
            (file, found if _says(found.returns) else msgspec.structs.replace(found, returns=declared))
            for file, found in function.declarations
        ]

    def _member(self, owner: str, member: str, declared: Type, hint: Hint) -> None:
        symbol = self._known_class("types", owner, hint)
        if symbol is None:
            return
        lineage = self._symbols.lineage(symbol)
        if member.startswith("$"):
            self._property(symbol, lineage, member[1:], declared, hint)
            return
        name = member.removesuffix("()").lower()
        holder = next((above for above in lineage if name in above.methods), None)
        if holder is not None:
            method, file = holder.methods[name]
            if not _says(method.returns):
                holder.methods[name] = (msgspec.structs.replace(method, returns=declared), file)
        elif _has(lineage, "__call", "__callstatic"):
            line = symbol.declarations[0][1].line
            symbol.methods[name] = (Method(member[:-2], line, line, returns=declared, magic=True), symbol.file)
        else:
            names = [method.name + "()" for above in lineage for method, _ in above.methods.values()]
            self._problem("types", hint, f"{symbol.name} has no method {member}{_nearest(member, names)}")

    def _property(
        self, symbol: ClassSymbol, lineage: Sequence[ClassSymbol], name: str, declared: Type, hint: Hint
    ) -> None:
        holder = next((above for above in lineage if name in above.fields), None)
        if holder is not None:
            field = holder.fields[name]
            if not _says(field.type):
                holder.fields[name] = msgspec.structs.replace(field, type=declared)
            return
        symbol.fields[name] = Field(name, symbol.declarations[0][1].line, declared, magic=True)
        assigned = any(name in above.assigned for above in lineage) or self._used.member(name)
        if not assigned and not _has(lineage, "__get"):
            names = ["$" + known for above in lineage for known in above.fields if known != name]
            self._problem("types", hint, f"{symbol.name} has no property ${name}{_nearest('$' + name, names)}")

    def _alias(self, hint: Hint) -> None:
        self._known_class("aliases", hint.means[0], hint)
        if hint.name.lower() in self._symbols.classes:
            self._problem("aliases", hint, f"{hint.name} is declared in the code, so that the alias says nothing")
        elif not self._used.class_name(hint.name):
            names = self._used.class_names()
            self._problem("aliases", hint, f"nothing names a class {hint.name}{_nearest(hint.name, names)}")

    def _include(self, hint: Hint) -> None:
        named = _NAME.fullmatch(hint.name) is not None
        for meaning in hint.means:
            if meaning and (_GLOB.search(meaning) or not named) and not self._files((meaning,)):
                self._problem("includes", hint, f"no file matches {meaning}")
        if (named and self._path_of(hint)) or self._used.include(shown(hint.name)):
            return
        near = _nearest(hint.name, [*self._used.includes(), *self._symbols.constants])
        self._problem("includes", hint, f"no include and no name of this code is {hint.name}{near}")

    def _path_of(self, hint: Hint) -> bool:
        """Give a constant or a global variable its path, with a final slash and without; say whether there is one."""
        paths: list[str] = []
        for meaning in hint.means:
            bare = meaning.rstrip("/")
            paths += self._files((meaning,)) if _GLOB.search(meaning) else [bare, bare + "/"]
        said = Either(tuple(Text(f"{ROOT}/{path}") for path in paths))
        file = self._symbols.files[0]
        if not hint.name.startswith("$"):
            there = hint.name in self._symbols.constants or self._used.constant(hint.name)
            if there:
                self._symbols.constants[hint.name] = [(file, ConstantValue(hint.name, 0, said))]
            return there
        name = hint.name[1:]
        there = self._used.variable(name)
        self._symbols.globals[name] = [(self._symbols.place(file, 0), said)]
        for other in self._symbols.files:
            self._symbols.place(other, 0).hold(name, said)
        return there

    def _files(self, means: Iterable[str]) -> dict[str, int]:
        """Return the files that paths and globs as in .gitignore mean; a path that is there means that file alone."""
        found: dict[str, int] = {}
        for meaning in means:
            if meaning in self._known:
                found[meaning] = INFERRED
            elif meaning:
                spec = GitIgnoreSpec.from_lines([meaning])
                found.update((path, INFERRED) for path in self._known if spec.check_file(path).include)
        return found


def _says(declared: Type | None) -> bool:
    return declared is not None and bool(declared.names or declared.elements)


def _has(lineage: Iterable[ClassSymbol], *methods: str) -> bool:
    return any(name in symbol.methods for symbol in lineage for name in methods)


def _nearest(name: str, names: Iterable[str]) -> str:
    """Return "; did you mean …?" with the name that is most like this one, or ""."""
    known = sorted(set(names))
    last = name.rpartition("\\")[2].lower()
    same = [other for other in known if other.rpartition("\\")[2].lower() == last and other != name]
    near = same[:1] or get_close_matches(name, known, 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""
