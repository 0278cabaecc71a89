"""Resources as Sylius' ResourceBundle knows them, in configuration trees and YAML, in; what their services are, out.

A resource `app.book` has services that no file defines: `app.repository.book`, `app.factory.book`, `app.manager.book`,
`app.controller.book`. Their classes stand under `classes` of the resource; what is left out is the bundle's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, Origin, Provide
from analyzer.frameworks.framework import Lookup
from analyzer.model.expression import Expression, Items, ReturnOf, Text
from analyzer.model.facts import Call, Node, ReadFile

CONFIGURED, DEFAULT = "resource", "resource default"
_SERVICE = re.compile(r"\w+\.(repository|factory|manager|controller|model|custom_factory)\.(\w+?)(?:\.class)?\Z")
_OWN = {
    "repository": "Sylius\\Bundle\\ResourceBundle\\Doctrine\\ORM\\EntityRepository",
    "factory": "Sylius\\Component\\Resource\\Factory\\Factory",
    "controller": "Sylius\\Bundle\\ResourceBundle\\Controller\\ResourceController",
    "manager": "Doctrine\\Persistence\\ObjectManager",
}


def resources(file: ReadFile, via: str) -> Iterator[Claim]:
    """Yield the classes that a file gives resources."""
    yield from _written(file.facts.nodes, via)
    for call in file.facts.calls:
        if call.name == "prependExtensionConfig":
            yield from _prepended(call, via)
    if file.path.endswith("Configuration.php"):
        for call in file.facts.calls:
            if call.name == "defaultValue" and call.arguments and (name := class_name(call.arguments[0])):
                yield from _default(call, name, via)


def _prepended(call: Call, via: str) -> Iterator[Claim]:
    """`$container->prependExtensionConfig('app', ['resources' => ['book' => ['classes' => ['model' => …]]]])`."""
    for key, holder in _pairs(call.arguments[1]) if len(call.arguments) > 1 else ():
        for name, resource in _pairs(holder) if key == "resources" else ():
            yield from _given(resource, name.rpartition(".")[2], call, via)


def _given(resource: Expression, name: str, call: Call, via: str) -> Iterator[Claim]:
    for key, part in _pairs(resource):
        if key != "classes":
            yield from _given(part, f"{name}_{key}", call, via)
            continue
        for kind, value in _pairs(part):
            if class_name(value):
                origin = Origin(call.scope, call.lines, via)
                yield Provide(origin, f"{CONFIGURED} {kind}", name, Text(class_name(value).strip("\\")))


def _pairs(expression: Expression) -> list[tuple[str, Expression]]:
    return [(key or "", value) for key, value in expression.pairs] if isinstance(expression, Items) else []


def service(name: str, lookup: Lookup) -> Iterator[str]:
    """Yield the class of a resource's service: as configured, by default, the bundle's own."""
    found = _SERVICE.match(name)
    if found is None:
        return
    kind, resource = found[1].removeprefix("custom_"), found[2]
    for space in (CONFIGURED, DEFAULT):
        yield from lookup(f"{space} {kind}", resource)
    if kind in _OWN and any(lookup(f"{space} model", resource) for space in (CONFIGURED, DEFAULT)):
        yield _OWN[kind]


def _written(nodes: Sequence[Node], via: str) -> Iterator[Claim]:
    """`sylius_resource: {resources: {app.book: {classes: {model: App\\Book}}}}`."""
    for node in nodes:
        for holder in node.children:
            for resource in holder.children if holder.name == "resources" else ():
                name = resource.name.rpartition(".")[2]
                yield from _classes(resource, name, via)
                for part in resource.children:  # `product: {review: {classes: …}}` is `app.repository.product_review`
                    if part.name not in ("classes", "translation"):
                        yield from _classes(part, f"{name}_{part.name}", via)


def _classes(resource: Node, name: str, via: str) -> Iterator[Claim]:
    for child in resource.children:
        for one in child.children if child.name == "classes" else ():
            if one.value:
                origin = Origin(0, (one.line,), via)
                yield Provide(origin, f"{CONFIGURED} {one.name}", name, Text(one.value.strip("\\")))
        if child.name == "translation":
            yield from _classes(child, f"{name}_translation", via)


def _default(call: Call, name: str, via: str) -> Iterator[Claim]:
    """`->arrayNode('book')…->arrayNode('classes')…->scalarNode('model')->defaultValue(Book::class)`."""
    around = _around(call)
    if len(around) > 2 and around[1] == "classes":
        resource = f"{around[3]}_translation" if around[2] == "translation" and len(around) > 3 else around[2]
        origin = Origin(call.scope, call.lines, via)
        yield Provide(origin, f"{DEFAULT} {around[0]}", resource, Text(name.strip("\\")))


def _around(call: Call) -> list[str]:
    """The names of the nodes around a call of a configuration's builder, the innermost first."""
    names, closed = [], 0
    chain = call.receiver
    while isinstance(chain, ReturnOf):
        if chain.name == "end":
            closed += 1
        elif chain.name == "children" or chain.name.endswith("Node"):
            if closed:
                closed -= 1
            elif chain.name != "children" and chain.arguments and isinstance(chain.arguments[0], Text):
                names.append(chain.arguments[0].text)
        chain = chain.of
    return names
