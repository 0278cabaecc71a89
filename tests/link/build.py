"""A few words in, facts out: enough to say by hand what a file holds."""

from analyzer.frameworks import Framework
from analyzer.link import link
from analyzer.model.facts import FileFacts, ReadFile, Scope
from analyzer.model.linkage import Linkage
from analyzer.model.project import FileKind, FileRole, Project, SourceFile

SCRIPT = Scope("")


def linked(files: dict[str, FileFacts], frameworks: tuple[Framework, ...] = (), **project: object) -> Linkage:
    """Link hand-made facts; files under tests/ are tests, those under vendor/ third-party, *.twig templates."""
    sources = tuple(SourceFile(path, "", 1, kind(path), role(path)) for path in sorted(files))
    read = [ReadFile(path, facts) for path, facts in files.items()]
    return link(Project("p", sources, **project), read, frameworks)  # type: ignore[arg-type]


def kind(path: str) -> FileKind:
    """The kind of a file by its extension."""
    if path.endswith((".twig", ".tpl", ".blade.php")):
        return FileKind.TEMPLATE
    if path.endswith((".yml", ".yaml", ".xml", ".json")):
        return FileKind.CONFIG
    return FileKind.SQL if path.endswith(".sql") else FileKind.PHP


def role(path: str) -> FileRole:
    """The role of a file by its directory."""
    if path.startswith("tests/"):
        return FileRole.TEST
    return FileRole.THIRD_PARTY if path.startswith("vendor/") else FileRole.OWN


def edges(linkage: Linkage) -> list[str]:
    """Edges as lines: `source kind target confidence :lines`."""
    return [
        f"{d.source} {d.kind} {d.target} {d.confidence} :{','.join(str(o.line) for o in d.occurrences)}"
        for d in linkage.dependencies
    ]


def ledger(linkage: Linkage) -> list[str]:
    """The ledger as lines."""
    return [f"{u.path}:{u.line} {u.kind} {u.text}: {u.reason}" for u in linkage.unresolved]
