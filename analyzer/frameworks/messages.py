"""A file of an application with a message bus in; which methods take which messages out.

A handler says so by its name and its interface, by `#[AsMessageHandler]` at the class or a method (with `handles:` and
`method:`), or by what `getHandledMessages` yields; a message is told by the type of the method's first parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import method_of
from analyzer.frameworks.claims import Claim, Origin, Provide
from analyzer.model.expression import Named, Text
from analyzer.model.facts import Annotation, Declaration, Node, ReadFile

BUS = "Symfony\\Component\\Messenger\\MessageBusInterface"
HANDLER = "Symfony\\Component\\Messenger\\Attribute\\AsMessageHandler"


def handlers(file: ReadFile, via: str) -> Iterator[Claim]:
    """Yield what the classes of a file handle."""
    said = [one for one in file.facts.annotations if one.name == HANDLER]
    for declaration in file.facts.declarations:
        marked = [one for one in said if one.unit == declaration.name]
        for annotation in marked:
            yield from _marked(annotation, declaration, via)
        if not marked and _is_handler(declaration):
            yield from _taken(declaration, "__invoke", (), via)
    for listing in file.facts.listings:
        scope = file.facts.scopes[listing.scope]
        if listing.holder in ("yield", "return") and scope.member.lower() == "gethandledmessages":
            for item in listing.node.children:
                name = item.name or item.value
                method = next((child.value for child in item.children if child.name == "method"), "__invoke")
                if "\\" in name:
                    means = method_of(Named(scope.unit), method)
                    yield Provide(Origin(listing.scope, (item.line,), via), "event", name, means)


def buses(nodes: Sequence[Node], via: str) -> Iterator[Claim]:
    """Yield the services that `framework: {messenger: {buses: {shop.bus: ~}}}` makes: the framework's own."""
    for node in nodes:
        for part in node.children if node.name == "framework" else ():
            for one in part.children if part.name == "messenger" else ():
                for bus in one.children if one.name == "buses" else ():
                    yield Provide(Origin(0, (bus.line,), via), "service", bus.name, Text(BUS))


def _is_handler(declaration: Declaration) -> bool:
    named = declaration.name.endswith("Handler")
    return named or any(name.endswith("HandlerInterface") for name in declaration.implements)


def _marked(annotation: Annotation, declaration: Declaration, via: str) -> Iterator[Claim]:
    said = {node.name: node.value for node in annotation.arguments}
    method = annotation.member or said.get("method") or "__invoke"
    yield from _taken(declaration, method, (said["handles"].strip("\\"),) if said.get("handles") else (), via)


def _taken(declaration: Declaration, name: str, messages: Sequence[str], via: str) -> Iterator[Claim]:
    """A method takes messages, those of its first parameter's type where nobody names others."""
    method = next((one for one in declaration.methods if one.name.lower() == name.lower()), None)
    if method is None:
        return
    first = method.parameters[0].type if method.parameters else None
    for message in messages or (first.names if first is not None else ()):
        origin = Origin(0, (method.line,), via)
        yield Provide(origin, "event", message, method_of(Named(declaration.name), method.name))
