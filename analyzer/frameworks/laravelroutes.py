"""Files of routes of Laravel and Lumen in; ways in, names of routes and the controllers behind them out.

Facts do not say where a group ends. What the nearest group before a route says of names, prefixes, name spaces and
controllers is taken for it; what outer groups put in front of a path is not known, and shown as `…`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, Use
from analyzer.model.expression import Expression, Items, Named, ReturnOf, Text
from analyzer.model.facts import Call, EntryKind, ReadFile
from analyzer.model.linkage import DependencyKind

VERBS = frozenset({"get", "post", "put", "patch", "delete", "options", "any", "match"})
RESOURCE = {
    "index": ("GET", ""),
    "create": ("GET", "/create"),
    "store": ("POST", ""),
    "show": ("GET", "/{id}"),
    "edit": ("GET", "/{id}/edit"),
    "update": ("PUT", "/{id}"),
    "destroy": ("DELETE", "/{id}"),
}
FORMS = ("create", "edit")  # an API has none
RESOURCES = ("resource", "apiresource", "resources")
TOLD = {"as": "name", "name": "name", "namespace": "namespace", "controller": "controller", "prefix": "prefix"}


class Group(NamedTuple):
    """What groups say of the routes in them."""

    name: str = ""
    namespace: str = ""
    controller: str = ""
    prefix: str = ""
    within: bool = False  # whether any group begins before

    def path(self, path: str) -> str:
        """Return a route's path; within a group as far as the nearest prefix, and `…` for what may stand before."""
        whole = "/".join(part for part in (self.prefix.strip("/"), path.strip("/")) if part)
        return f"…/{whole}" if self.within else f"/{whole}"

    def where(self, unit: str) -> str:
        """Return how the class of a controller may be called, the likeliest first."""
        if "\\" in unit:
            return f"{unit} or *\\{unit}"
        inner = f"*\\{self.namespace}\\{unit} or " if self.namespace else ""
        return f"{inner}*\\Controllers\\{unit} or *\\{unit}"


def routes(file: ReadFile) -> Iterator[Claim]:
    """Yield what the routes of a file say."""
    told = sorted((line, *said) for call in file.facts.calls for said in _said(call) for line in call.lines)
    grouped = min((line for line, _, _ in told), default=0)
    for fact in file.facts.calls:
        for line in fact.lines if fact.arguments and fact.receiver is not None else ():
            call = replace(fact, lines=(line,))  # a fact holds all calls that are alike, in whatever group
            said = {key: value for at, key, value in told if at <= line}
            name, namespace, controller, prefix = (said.get(field, "") for field in Group._fields[:4])
            group = Group(name, namespace, controller, prefix, 0 < grouped <= line)
            yield from _named(call, group)
            yield from _route(call, group)


def _said(call: Call) -> Iterator[tuple[str, str]]:
    """`group(['as' => 'shop.', 'namespace' => 'Shop'], …)`, `controller(X::class)->name('shop.')->group(…)`."""
    if call.name != "group" or not call.arguments:
        return
    yield "prefix", ""  # unlike a name space, a prefix that an earlier group had would be plainly wrong
    if isinstance(call.arguments[0], Items):
        for key, value in call.arguments[0].pairs:
            if key in TOLD and isinstance(value, Text):
                yield TOLD[key], value.text.strip("\\")
    chain = call.receiver
    while isinstance(chain, ReturnOf):
        if chain.name in TOLD and len(chain.arguments) == 1 and (said := class_name(chain.arguments[0])):
            yield TOLD[chain.name], said.strip("\\")
        chain = chain.of


def _route(call: Call, group: Group) -> Iterator[Claim]:
    """`Route::get('/orders/{id}', 'OrderController@show')`, with an array, a class, or for a resource."""
    how = call.name.lower()
    position = 1 if how == "match" else 0
    path = call.arguments[position] if len(call.arguments) > position + 1 else None
    if not isinstance(path, Text) or (how not in VERBS and how not in RESOURCES):
        return
    route = group.path(path.text)
    unit, member = _target(call.arguments[position + 1], group)
    if not unit:
        return
    origin, where = Origin(call.scope, call.lines, "laravel"), group.where(unit)
    if how in VERBS:
        verb = "" if how in ("any", "match") else how.upper()
        yield EntryClaim(origin, EntryKind.CONTROLLER, where, route, verb, member or "__invoke")
    else:
        said = call.arguments[2] if len(call.arguments) > 2 else None
        names = dict(said.pairs).get("names") if isinstance(said, Items) else None
        own = dict(names.pairs) if isinstance(names, Items) else {}
        for action, (verb, rest) in RESOURCE.items():
            if how == "apiresource" and action in FORMS:
                continue
            yield EntryClaim(origin, EntryKind.CONTROLLER, where, route + rest, verb, action)
            name = own.get(action, Text(f"{path.text.strip('/').replace('/', '.')}.{action}"))
            if isinstance(name, Text):
                yield Provide(origin, "route name", group.name + name.text, Text(where))
    yield Use(origin, "controller", where, DependencyKind.CLASS_NAME)


def _named(call: Call, group: Group) -> Iterator[Claim]:
    """`->get('/orders', …)->name('orders')`, `->get('/orders', ['as' => 'orders', 'uses' => …])`."""
    name, route = call.name.lower(), call.receiver
    said: Expression = call.arguments[-1]
    if name == "name" and isinstance(call.arguments[0], Text):
        while isinstance(route, ReturnOf) and route.name.lower() not in VERBS:
            route = route.of
        arguments = route.arguments if isinstance(route, ReturnOf) else ()
    else:
        keyed = dict(said.pairs) if isinstance(said, Items) and name in VERBS else {}
        arguments, said = (call.arguments if "as" in keyed else ()), keyed.get("as", said)
    unit = _target(arguments[-1], group)[0] if arguments else ""
    if unit and isinstance(said, Text):
        origin = Origin(call.scope, call.lines, "laravel")
        yield Provide(origin, "route name", group.name + said.text, Text(group.where(unit)))


def _target(target: Expression, group: Group) -> tuple[str, str]:
    """The class and the method that a route leads to; a method alone is one of the group's controller."""
    if isinstance(target, Text):
        unit, _, member = target.text.strip("\\").partition("@")
        named = bool(member) or "\\" in unit or unit[:1].isupper()  # else a method of the group's controller
        if not named and group.controller and unit.isidentifier():
            return group.controller, unit
        return (unit, member) if named and unit.replace("\\", "").isidentifier() else ("", "")
    if isinstance(target, Named):
        return target.name, ""
    if isinstance(target, Items):
        keyed = {key: value for key, value in target.pairs if key}
        if "uses" in keyed:
            return _target(keyed["uses"], group)
        if len(target.pairs) == 2 and isinstance(target.pairs[0][1], Named | Text):
            method = target.pairs[1][1]
            return class_name(target.pairs[0][1]).strip("\\"), method.text if isinstance(method, Text) else ""
    return "", ""
