"""Service definitions in YAML or XML (Symfony's format, which Drupal shares) in; claims about the container out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.frameworks.claims import Claim, ClassClaim, Origin, Provide, Use
from analyzer.model.expression import Text
from analyzer.model.facts import Node
from analyzer.model.linkage import DependencyKind

_TAGGED = frozenset({"tagged", "tagged_iterator", "tagged_locator"})
_CLASS = re.compile(r"\\?[A-Za-z_]\w*(?:\\\w+)*\Z")
_PARAMETER = re.compile(r"%[^%\s]+%")
SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Service:
    """A definition: names of other services with their lines, and tags as (name, attributes, line)."""

    id: str
    line: int
    name: str = ""  # of its class, maybe `%parameter%`
    alias: str = ""
    parent: str = ""
    decorates: str = ""
    inner: str = ""  # how the decorated service is called for the decorator
    uses: tuple[tuple[str, int], ...] = ()
    classes: tuple[tuple[str, int], ...] = ()  # named beside its own: factories
    tags: tuple[tuple[str, dict[str, str], int], ...] = ()
    collects: tuple[tuple[str, int], ...] = ()  # tags: it is given all services that have one


def services(nodes: Sequence[Node]) -> Iterator[Service]:
    """Yield the services that a configuration file defines."""
    for node in nodes:
        if node.name == "services":
            yield from (_yaml(child) for child in node.children if not child.name.startswith("_"))
        elif node.name == "container":
            for child in node.children:
                if child.name == "services":
                    yield from (_xml(one) for one in child.children if one.name == "service")


def parameters(nodes: Sequence[Node]) -> Iterator[tuple[str, str, int]]:
    """Yield the parameters that a configuration file sets to a single text: name, value, line."""
    for node in nodes:
        if node.name == "parameters":
            yield from ((child.name, child.value, child.line) for child in node.children if child.value)
        elif node.name == "container":
            for child in node.children:
                for one in child.children if child.name == "parameters" else ():
                    yield dict(one.attributes).get("key", ""), one.value, one.line


def wired(nodes: Sequence[Node], via: str) -> Iterator[Claim]:
    """Yield what a configuration file says of services: what their ids mean, and what each class is given."""
    for name, value, line in parameters(nodes):
        if _CLASS.match(value) or _PARAMETER.fullmatch(value):
            yield Provide(Origin(0, (line,), via), SERVICE, f"%{name}%", Text(value))
    for service in services(nodes):
        yield from _claims(service, via)


def class_of(service: Service) -> str:
    """Return the class that a definition names; its id when that is one."""
    return service.name or (service.id if "\\" in service.id or service.id[:1].isupper() else "")


def _claims(service: Service, via: str) -> Iterator[Claim]:
    origin = Origin(0, (service.line,), via)
    if service.alias:
        yield Provide(origin, SERVICE, service.id, Text(service.alias))
        return
    name = class_of(service)
    if not name:
        if service.parent:
            yield Provide(origin, SERVICE, service.id, Text(service.parent))
        return
    yield Provide(origin, SERVICE, service.id, Text(name.strip("\\")))
    if service.decorates:
        yield Use(Origin(0, (service.line,), via, name), SERVICE, service.decorates)
        yield Provide(origin, SERVICE, service.inner or f"{service.id}.inner", Text(service.decorates))
    for used, line in service.uses:
        yield Use(Origin(0, (line,), via, name), SERVICE, used)
    for named, line in service.classes:
        yield ClassClaim(Origin(0, (line,), via, name), named.strip("\\"), DependencyKind.CLASS_NAME)


def _yaml(node: Node) -> Service:
    if node.value:
        return Service(node.name, node.line, alias=node.value.lstrip("@?"))
    keyed = {child.name: child for child in node.children}
    classes = []
    factory = keyed.get("factory")
    if factory is not None and factory.children and not factory.children[0].value.startswith("@"):
        classes.append((factory.children[0].value, factory.line))
    return Service(
        node.name,
        node.line,
        _value(keyed, "class"),
        _value(keyed, "alias").lstrip("@"),
        _value(keyed, "parent"),
        _value(keyed, "decorates"),
        _value(keyed, "decoration_inner_name"),
        tuple((text, line) for part in node.children if part.name != "tags" for text, line in _references(part)),
        tuple(classes),
        tuple(_tags(keyed["tags"])) if "tags" in keyed else (),
        tuple(pair for part in node.children if part.name != "tags" for pair in _collected(part)),
    )


def _value(keyed: dict[str, Node], name: str) -> str:
    return keyed[name].value if name in keyed else ""


def _references(node: Node) -> Iterator[tuple[str, int]]:
    """Every `@id` below a node; `@=` begins an expression, `@@` an at sign."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        waiting += one.children
        if one.value[:1] == "@" and one.value[1:2] not in ("@", "="):
            yield one.value.lstrip("@?!"), one.line


def _collected(node: Node) -> Iterator[tuple[str, int]]:
    """Every `!tagged_iterator shop.step` below a node, also with keys: `!tagged_locator {tag: shop.step}`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        waiting += one.children
        if dict(one.attributes).get("tag", "").lstrip("!") in _TAGGED:
            tag = one.value or next((child.value for child in one.children if child.name == "tag"), "")
            if tag:
                yield tag, one.line


def _tags(node: Node) -> Iterator[tuple[str, dict[str, str], int]]:
    for tag in node.children:
        said = {child.name: child.value for child in tag.children}
        name = said.get("name") or tag.value or (tag.children[0].name if len(tag.children) == 1 else "")
        yield name, said, tag.line


def _xml(node: Node) -> Service:
    said = dict(node.attributes)
    uses, classes, tags, collects = [], [], [], []
    waiting = list(node.children)
    while waiting:
        child = waiting.pop()
        waiting += child.children
        given = dict(child.attributes)
        if child.name == "argument" and given.get("type") in ("service", "service_closure") and given.get("id"):
            uses.append((given["id"], child.line))
        elif child.name == "argument" and given.get("type") in _TAGGED and given.get("tag"):
            collects.append((given["tag"], child.line))
        elif child.name == "factory":
            if given.get("service"):
                uses.append((given["service"], child.line))
            if given.get("class"):
                classes.append((given["class"], child.line))
        elif child.name == "tag":
            tags.append((given.get("name", child.value), given, child.line))
    return Service(
        said.get("id", ""),
        node.line,
        said.get("class", ""),
        said.get("alias", ""),
        said.get("parent", ""),
        said.get("decorates", ""),
        said.get("decoration-inner-name", ""),
        tuple(sorted(uses, key=lambda pair: pair[1])),
        tuple(classes),
        tuple(sorted(tags, key=lambda tag: tag[2])),
        tuple(sorted(collects, key=lambda pair: pair[1])),
    )
