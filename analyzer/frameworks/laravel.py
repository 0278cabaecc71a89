"""Laravel: Eloquent relations name another model, a model names its table or follows the convention."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.claims import Claim, ClassClaim, Origin, TableClaim, TemplateClaim
from analyzer.frameworks.framework import Framework, extends, has_package
from analyzer.model.expression import Named, Text, This
from analyzer.model.facts import Call, Declaration, ReadFile, TableMode
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

RELATIONS = frozenset(
    [
        "hasone",
        "hasmany",
        "belongsto",
        "belongstomany",
        "hasonethrough",
        "hasmanythrough",
        "morphone",
        "morphmany",
        "morphto",
        "morphtomany",
        "morphedbymany",
    ]
)
MODELS = frozenset({"illuminate\\database\\eloquent\\model", "illuminate\\foundation\\auth\\user", "eloquent"})
IRREGULAR = {"person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "datum": "data"}
UNCOUNTED = frozenset({"equipment", "information", "news", "series", "species", "stock", "data", "media"})


def table_of(model: str) -> str:
    """Return the table that Eloquent takes for a model's short name: `OrderLine` → `order_lines`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", model).lower()
    head, _, last = words.rpartition("_")
    return f"{head}_{_plural(last)}" if head else _plural(last)


def _plural(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in UNCOUNTED:
        return word
    if re.search(r"[^aeiou]y\Z", word):
        return word[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)\Z", word):
        return word + "es"
    return word + "s"


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for call in file.facts.calls:
        if call.arguments:
            yield from _call(call)
    scopes: dict[str, int] = {}
    for index, scope in enumerate(file.facts.scopes):
        scopes.setdefault(scope.unit, index)
    for declaration in file.facts.declarations:
        if any(parent.lower() in MODELS for parent in declaration.extends):
            yield from _model(declaration, scopes)


def _call(call: Call) -> Iterator[Claim]:
    origin = Origin(call.scope, call.lines, "laravel")
    first, name = call.arguments[0], call.name.lower()
    if isinstance(call.receiver, This) and name in RELATIONS and isinstance(first, Text):
        yield ClassClaim(origin, first.text.lstrip("\\"), DependencyKind.CLASS_NAME)
    elif isinstance(call.receiver, Named) and call.receiver.name.rpartition("\\")[2] == "DB" and name == "table":
        if isinstance(first, Text):
            yield TableClaim(origin, first.text.partition(" ")[0], TableMode.READS, declared_only=False)
    elif call.receiver is None and name.rpartition("\\")[2] == "view" and isinstance(first, Text):
        yield TemplateClaim(origin, first.text.replace(".", "/"))


def _model(declaration: Declaration, scopes: Mapping[str, int]) -> Iterator[Claim]:
    """A model reads and writes its own table."""
    fields = {field.name: field for field in declaration.fields}
    named = fields.get("table")
    if named is not None and isinstance(named.default, Text):
        table, line = named.default.text, named.line
    else:
        table, line = table_of(declaration.name.rpartition("\\")[2]), declaration.line
    scope = scopes.get(declaration.name)
    if scope is not None:
        origin = Origin(scope, (line,), "laravel")
        yield TableClaim(origin, table, TableMode.READS, declared_only=False)
        yield TableClaim(origin, table, TableMode.WRITES, declared_only=False)


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "laravel/framework", "laravel/lumen-framework", "illuminate/database"):
        return True
    return extends(files, "illuminate\\*")


LARAVEL = Framework("laravel", _detect, _interpret, namespaces=("illuminate\\", "laravel\\"))
