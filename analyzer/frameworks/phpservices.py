"""A file of a Symfony application in; services configured in PHP, and who is given all services of a tag, out."""

from collections.abc import Iterator

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, Origin, Provide, Use
from analyzer.frameworks.container import SERVICE, class_of, services
from analyzer.model.expression import Expression, Items, ReturnOf, Text
from analyzer.model.facts import Call, ReadFile
from analyzer.model.linkage import DependencyKind

TAG = "tag"
ATTRIBUTES = "Symfony\\Component\\DependencyInjection\\Attribute\\"
GIVEN = frozenset({"TaggedIterator", "TaggedLocator", "AutowireIterator", "AutowireLocator"})
GIVES = frozenset({"AutoconfigureTag", "AsTaggedItem"})
TAKES = frozenset({"args", "arg", "bind", "call", "factory", "configurator", "property", "decorate", "parent"})
REFERENCES = frozenset({"service", "ref", "service_closure"})
COLLECTIONS = frozenset({"tagged_iterator", "tagged_locator", "tagged"})


def configured(file: ReadFile) -> Iterator[Claim]:
    """Yield what `$services->set(X::class)->args([service('mailer')])->tag('shop.step')` says."""
    for call in file.facts.calls:
        name = call.name.lower()
        if name in TAKES or name == "tag":
            service = _service(call.receiver)
            unit = class_name(service[-1]).strip("\\") if service else ""
            if unit and name == "tag":
                first = call.arguments[0] if call.arguments else None
                if isinstance(first, Text):
                    yield Provide(_origin(call, unit), TAG, first.text, Text(unit))
            elif unit:
                yield from _given(call, unit)


def _service(receiver: Expression | None) -> tuple[Expression, ...]:
    """The arguments of `set` at the root of a chain of calls: an id, maybe a class."""
    while isinstance(receiver, ReturnOf):
        if receiver.name == "set" and receiver.of is not None and receiver.arguments:
            return receiver.arguments[:2]
        receiver = receiver.of
    return ()


def _given(call: Call, unit: str) -> Iterator[Claim]:
    waiting = list(call.arguments)
    if call.name.lower() in ("decorate", "parent"):
        waiting = [ReturnOf(None, "service", False, call.arguments[:1])]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Items):
            waiting += [value for _, value in one.pairs]
        elif isinstance(one, ReturnOf) and one.of is None and one.arguments:
            how, said = one.name.rpartition("\\")[2], class_name(one.arguments[0])
            if said and how in REFERENCES:
                yield Use(_origin(call, unit), SERVICE, said.strip("\\"))
            elif said and how in COLLECTIONS:
                yield Use(_origin(call, unit), TAG, said.strip("\\"), DependencyKind.CLASS_NAME)


def tagged(file: ReadFile) -> Iterator[Claim]:
    """Yield who has a tag (attributes, configuration files) and whose parameters are given all that have it."""
    for annotation in file.facts.annotations:
        short = annotation.name.removeprefix(ATTRIBUTES)
        first = next((n.value for n in annotation.arguments if n.name in ("", "tag", "name") and n.value), "")
        origin = Origin(0, (annotation.line,), "symfony", annotation.unit)
        if short != annotation.name and first and short in GIVEN:
            yield Use(origin, TAG, first.strip("\\"), DependencyKind.CLASS_NAME)
        elif short != annotation.name and first and short in GIVES:
            yield Provide(origin, TAG, first.strip("\\"), Text(annotation.unit))
    for service in services(file.facts.nodes):
        name = class_of(service).strip("\\")
        for tag, _, line in service.tags if name else ():
            yield Provide(Origin(0, (line,), "symfony"), TAG, tag, Text(name))
        for tag, line in service.collects if name else ():
            yield Use(Origin(0, (line,), "symfony", name), TAG, tag, DependencyKind.CLASS_NAME)


def _origin(call: Call, unit: str) -> Origin:
    return Origin(call.scope, call.lines, "symfony", unit)
