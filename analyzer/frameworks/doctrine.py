"""Doctrine's mapping (annotations, attributes, XML, YAML) in; tables, associations and repositories as claims out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.frameworks.claims import Claim, ClassClaim, Origin, Provide, TableClaim
from analyzer.frameworks.framework import Lookup
from analyzer.frameworks.inflection import snake
from analyzer.model.expression import Text
from analyzer.model.facts import Annotation, Node, ReadFile
from analyzer.model.linkage import DependencyKind
from analyzer.model.statements import TableMode

MAPPING = "Doctrine\\ORM\\Mapping\\"
ASSOCIATIONS = frozenset({"OneToOne", "OneToMany", "ManyToOne", "ManyToMany"})
XML_ASSOCIATIONS = frozenset({"one-to-one", "one-to-many", "many-to-one", "many-to-many"})
YAML_ASSOCIATIONS = frozenset({"oneToOne", "oneToMany", "manyToOne", "manyToMany"})


def mapped(file: ReadFile, via: str) -> Iterator[Claim]:
    """Yield what a file says about entities: of its own, or of those that a mapping file names."""
    yield from _annotated(file, via)
    for node in file.facts.nodes:
        if node.name == "doctrine-mapping":
            for entity in node.children:
                if entity.name in ("entity", "mapped-superclass"):
                    yield from _xml(entity, via)
        elif "\\" in node.name and any(child.name == "type" and child.value == "entity" for child in node.children):
            yield from _yaml(node, via)


def _annotated(file: ReadFile, via: str) -> Iterator[Claim]:
    entities: dict[str, Annotation] = {}
    tables: dict[str, tuple[str, int]] = {}
    for annotation in file.facts.annotations:
        short = annotation.name.removeprefix(MAPPING)
        if short == annotation.name:
            continue
        said = {node.name: node for node in annotation.arguments}
        if not annotation.member and short == "Entity":
            entities[annotation.unit] = annotation
        elif not annotation.member and short == "Table" and (name := _name(annotation.arguments)):
            tables[annotation.unit] = (name, annotation.line)
        elif short in ASSOCIATIONS and "targetEntity" in said:
            target, field = said["targetEntity"].value, annotation.member.lstrip("$")
            yield from _association(annotation.unit, target, (said["targetEntity"].line, field), via)
        elif short == "JoinTable" and (name := _name(annotation.arguments)):
            yield from _uses(annotation.unit, name, annotation.line, via)
    for unit, annotation in entities.items():
        name, line = tables.get(unit, (snake(unit.rpartition("\\")[2]), annotation.line))
        yield from _table(unit, name, line, via)
        for node in annotation.arguments:
            if node.name == "repositoryClass" and node.value:
                yield from _repository(unit, node.value, node.line, via)


def _xml(entity: Node, via: str) -> Iterator[Claim]:
    said = dict(entity.attributes)
    unit = said.get("name", "")
    if said.get("table"):
        yield from _table(unit, said["table"], entity.line, via)
    if said.get("repository-class"):
        yield from _repository(unit, said["repository-class"], entity.line, via)
    waiting = list(entity.children)
    while waiting:
        node = waiting.pop()
        waiting += node.children
        given = dict(node.attributes)
        if node.name in XML_ASSOCIATIONS and given.get("target-entity"):
            yield from _association(unit, given["target-entity"], (node.line, given.get("field", "")), via)
        elif node.name == "join-table" and given.get("name"):
            yield from _uses(unit, given["name"], node.line, via)


def _yaml(entity: Node, via: str) -> Iterator[Claim]:
    for child in entity.children:
        if child.name == "table" and child.value:
            yield from _table(entity.name, child.value, child.line, via)
        elif child.name == "repositoryClass" and child.value:
            yield from _repository(entity.name, child.value, child.line, via)
        elif child.name in YAML_ASSOCIATIONS:
            for field in child.children:
                for one in field.children:
                    if one.name == "targetEntity" and one.value:
                        yield from _association(entity.name, one.value, (one.line, field.name), via)


def _name(arguments: Sequence[Node]) -> str:
    return next((node.value for node in arguments if node.name in ("name", "") and node.value), "")


def association_tables(name: str, lookup: Lookup) -> Iterator[str]:
    """Yield the tables behind `App\\Entity\\Order::lines`, and behind further steps of such a path."""
    entities: Sequence[str] = (name.partition("::")[0],)
    for field in name.split("::")[1:]:
        entities = [
            target for entity in entities for target in lookup("entity association", f"{_key(entity)}::{field}")
        ]
    for entity in entities:
        yield from lookup("entity table", entity)


def repository_tables(name: str, lookup: Lookup) -> Iterator[str]:
    """Yield the table of the entity that a repository keeps."""
    for entity in lookup("entity of", name):
        yield from lookup("entity table", entity)


def entity_tables(name: str, lookup: Lookup) -> Iterator[str]:
    """Yield the table of `AcmeBundle:Order`."""
    if "\\" not in name and ":" in name:
        yield from lookup("entity table", _key(name))


def _key(entity: str) -> str:
    return entity if "\\" in entity or ":" not in entity else ":" + entity.rpartition(":")[2]


def _table(unit: str, name: str, line: int, via: str) -> Iterator[Claim]:
    yield from _uses(unit, name, line, via)
    for key in (unit, ":" + unit.rpartition("\\")[2]):
        yield Provide(Origin(0, (line,), via), "entity table", key, Text(name.strip('`"[]')))


def _uses(unit: str, name: str, line: int, via: str) -> Iterator[Claim]:
    origin = Origin(0, (line,), via, unit)
    for mode in (TableMode.READS, TableMode.WRITES):
        yield TableClaim(origin, name.strip('`"[]'), mode, declared_only=False)


def _association(unit: str, target: str, said: tuple[int, str], via: str) -> Iterator[Claim]:
    """A target without a namespace is in that of the entity; `said` has the line and the field."""
    line, field = said
    if target and "%" not in target:
        whole = target.strip("\\") if "\\" in target else f"{unit.rpartition(chr(92))[0]}\\{target}".strip("\\")
        yield ClassClaim(Origin(0, (line,), via, unit), whole, DependencyKind.CLASS_NAME)
        for key in (unit, ":" + unit.rpartition("\\")[2]) if field else ():
            yield Provide(Origin(0, (line,), via), "entity association", f"{key}::{field}", Text(whole))


def _repository(unit: str, name: str, line: int, via: str) -> Iterator[Claim]:
    """The repository of an entity, under its name and, for `AcmeBundle:Order`, under its short one."""
    bare = name.strip("\\")
    whole = bare if "\\" in bare else f"{unit.rpartition(chr(92))[0]}\\{bare}"
    origin = Origin(0, (line,), via, unit)
    yield ClassClaim(origin, whole, DependencyKind.CLASS_NAME)
    for key in (unit, ":" + unit.rpartition("\\")[2]):
        yield Provide(origin, "repository", key, Text(whole))
    yield Provide(origin, "entity of", whole, Text(unit))
