"""Template names in; edges to the template files out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analyzer.link.evidence import UNRESOLVED, Evidence, Support
from analyzer.link.nearest import nearest
from analyzer.link.paths import normalise
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.value import GUESSED, INFERRED
from analyzer.model.expression import Text
from analyzer.model.facts import Call
from analyzer.model.linkage import Reason

KIND = "template"
USED = frozenset({"class", "constant", "controller", "filter", "function", "route", "static", "unread"})
PHP_TEMPLATES = (".phtml", ".tpl.php", ".ctp", ".tpl", ".inc.php")
RENDERERS = frozenset(
    [
        "render",
        "renderpartial",
        "renderview",
        "renderfile",
        "display",
        "fetch",
        "view",
        "make",
        "include_template",
        "get_template_part",
        "loadtemplate",
        "load_template",
        "parse",
        "template",
        "settemplate",
    ]
)


class TemplateLinker:
    """Finds templates by the names that code and markup use."""

    def __init__(self, templates: frozenset[str], symbols: Symbols, evidence: Evidence) -> None:
        """`templates` are the paths of markup files; PHP files that are templates by name count too."""
        self._evidence = evidence
        self._templates = templates
        self._by_name: dict[str, list[str]] = {}
        self._found: dict[str, list[str]] = {}  # name → the paths that end with it
        pages = (f.path for f in symbols.files if f.path.endswith(PHP_TEMPLATES) and f.path not in templates)
        for path in sorted({*templates, *pages}):
            name = path.rpartition("/")[2]
            self._by_name.setdefault(name, []).append(path)
            self._by_name.setdefault(name.partition(".")[0], []).append(path)

    def link_file(self, file: FileIn, symbols: Symbols) -> None:
        """Link what markup includes or extends, and literal names that code gives to a renderer."""
        place = symbols.place(file, 0)
        for use in file.facts.templates:
            if use.relation in USED:  # plug-ins know what these mean
                continue
            found = self._component(use.target, file.path) if use.relation == "component" else []
            if not found and not (use.relation == "component" and "::" in use.target):
                found = self.find(use.target, file.path)
            for path in found:
                rank = INFERRED if len(found) == 1 else GUESSED
                self._evidence.edge(place, self.unit(path), "renders", Support(rank, "markup"), (use.line,))
            if found:
                self._evidence.count(place, KIND, INFERRED if len(found) == 1 else GUESSED)
            else:
                self._evidence.unresolved(place, KIND, use.target, Reason.MISSING_TEMPLATE, (use.line,))
        if self._by_name:
            for call in file.facts.calls:
                if call.arguments and _renders(call.name):
                    self._call(call, symbols.place(file, call.scope))

    def claim(self, place: Place, name: str, via: str, lines: Sequence[int]) -> int:
        """Make edges to the templates of a name; return what became of it."""
        return self._render(place, self.find(name, place.file.path), via, lines)

    def claim_below(self, place: Place, name: str, directories: Sequence[str], via: str, lines: Sequence[int]) -> int:
        """Make edges to every template of a name below one of some directories (whole, or the last parts of paths)."""
        starts = tuple(f"/{directory.strip('/')}/" for directory in directories)
        found = [p for p in self._ending(name) if any(start in f"/{p}" for start in starts)]
        return self._render(place, found, via, lines)

    def _render(self, place: Place, found: Sequence[str], via: str, lines: Sequence[int]) -> int:
        for path in found:
            self._evidence.edge(place, self.unit(path), "renders", Support(GUESSED, via), lines)
        return GUESSED if found else UNRESOLVED

    def unit(self, path: str) -> str:
        """Return the unit id of a template file."""
        return ("template:" if path in self._templates else "script:") + path

    def find(self, name: str, including: str) -> list[str]:
        """Return the template files that a name may mean: those whose path ends with it, the nearest if several."""
        bare = name.partition(":")[2] if ":" in name and "::" not in name else name.rpartition("::")[2]
        if bare.startswith("@") and "/" in bare:
            bare = bare.partition("/")[2]
        bare = normalise(bare.replace("\\", "/").replace(":", "/"))  # AcmeBundle:Order:show.html.twig
        while bare.startswith("../"):
            bare = bare[3:]
        found = [path for path in self._ending(bare) if path != including]
        if not found and "." in bare and "/" not in bare:  # Blade and Laravel: dots are directories
            found = [path for path in self._ending(bare.replace(".", "/")) if path != including]
        return nearest(found, including) if len(found) > 1 else found

    def _ending(self, name: str) -> list[str]:
        found = self._found.get(name)
        if found is None:
            paths = self._by_name.get(name.rpartition("/")[2], ())
            found = self._found[name] = [path for path in paths if _names(path, name)]
        return found

    def _component(self, name: str, including: str) -> list[str]:
        """Return what `<x-shop::form.control>` means: `components/form/control`, or its `index`, of that namespace."""
        namespace, _, bare = name.lower().rpartition("::")
        shape = "components/" + bare.replace(".", "/")
        for wanted in (shape, shape + "/index"):
            found = [path for path in self._ending(wanted) if path != including]
            own = [path for path in found if namespace and f"/{namespace}/" in f"/{path.lower()}"]
            if found:
                return nearest(own or found, including)
        return []

    def _call(self, call: Call, place: Place) -> None:
        for argument in call.arguments[:3]:
            if isinstance(argument, Text) and argument.text and len(argument.text) < 200:
                outcome = self.claim(place, argument.text, "php", call.lines)
                if outcome != UNRESOLVED:
                    self._evidence.count(place, KIND, outcome, len(call.lines))


@lru_cache(maxsize=100_000)
def _renders(name: str) -> bool:
    """Whether a function or method of this name may be given a template."""
    return name.rpartition("\\")[2].lower() in RENDERERS


def _names(path: str, name: str) -> bool:
    """Whether a path ends with a name, its extension left out or not."""
    directory, _, last = path.rpartition("/")
    bare = f"{directory}/{last.partition('.')[0]}"
    return any(("/" + one).endswith("/" + name) for one in (path, bare))
