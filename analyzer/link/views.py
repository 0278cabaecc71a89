"""Scripts that something renders in; what `$this` and their variables are there out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from analyzer.frameworks import Framework
from analyzer.link.memory import Memory
from analyzer.link.value import INFERRED, NOTHING, Value, at_best, of_class, union

PAGE: Final = "page"  # the space of what renders files: named by the ends of their paths, or of their directories
VARIABLE: Final = "template variable"  # the space of what scripts are given: `path/of/script.phtml::name`


class Views:
    """What frameworks say of scripts."""

    def __init__(self, frameworks: Sequence[Framework], instance: Callable[[str, str], Value], memory: Memory) -> None:
        """Ask `instance` what the names of spaces mean."""
        self._instance = instance
        self._memory = memory
        self._rendered_by = frozenset(framework.rendered_by for framework in frameworks if framework.rendered_by)
        self._pages = [page for framework in frameworks for page in framework.pages]
        self._found = {name: given for framework in frameworks for base, name, given in framework.variables if not base}
        self.passes = False  # whether anybody gives scripts variables

    def rendering(self, path: str) -> Value:
        """Return what `$this` is in a script that methods include: what renders it, or all of its directory."""
        return self._memory.once((PAGE, path), lambda: self._rendering(path))

    def variable(self, name: str, path: str) -> Value:
        """Return what a variable holds: what renders the script, what that gives it, or what every script finds."""
        if name in self._rendered_by:
            return self.rendering(path)
        passed = self._memory.once((VARIABLE, path, name), lambda: self._passed(name, path)) if self.passes else NOTHING
        if not passed.known and name in self._found:
            return of_class(self._found[name].lower(), INFERRED)
        return passed

    def _passed(self, name: str, path: str) -> Value:
        """What those who render a script, named by the end of its path, give a variable."""
        whole = path
        while whole:
            found = self._instance(VARIABLE, f"{whole}::{name}")
            if found.known:
                return found
            whole = whole.partition("/")[2]
        return NOTHING

    def _rendering(self, path: str) -> Value:
        directory = path.rpartition("/")[0] + "/"
        for whole in (path, directory):
            while whole:
                found = self._instance(PAGE, whole)
                if found.known:
                    return at_best(found, INFERRED)
                whole = whole.partition("/")[2]
        return union([of_class(page, INFERRED) for part, page in self._pages if part in f"/{path}"])
