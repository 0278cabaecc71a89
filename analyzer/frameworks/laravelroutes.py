"""Files of routes of Laravel and Lumen in; ways in, names of routes and the controllers behind them out.

What the groups around a route say of names, prefixes, name spaces and controllers holds for it, the outermost first; a
group may also hold a whole file, which it names or includes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import normpath
from typing import NamedTuple

from msgspec.structs import replace

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, Use
from analyzer.model.expression import Closure, Constant, Expression, Items, Joined, Named, ReturnOf, Text
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
COMPUTED = "…"  # a prefix that nobody can tell


class Group(NamedTuple):
    """What the groups around a route say of it; `file` names the file of routes, of which other files may speak."""

    name: str = ""
    namespace: str = ""
    controller: str = ""
    prefix: str = ""
    file: str = ""

    def path(self, path: str) -> str:
        """Return a route's path."""
        return "/" + "/".join(part for part in (self.prefix.strip("/"), path.strip("/")) if part)

    def where(self, unit: str) -> str:
        """Return how the class of a controller may be called, the likeliest first."""
        if "\\" in unit:
            return f"{unit} or *\\{unit}"
        inner = f"*\\{self.namespace}\\{unit} or " if self.namespace else ""
        return f"{inner}*\\Controllers\\{unit} or *\\{unit}"

    def within(self, said: Mapping[str, str]) -> Group:
        """Return what holds in a group inside this one."""
        joined = {
            "name": self.name + said.get("name", ""),
            "namespace": "\\".join(part for part in (self.namespace, said.get("namespace", "")) if part),
            "controller": said.get("controller", self.controller),
            "prefix": "/".join(part for part in (self.prefix, said.get("prefix", "").strip("/")) if part),
        }
        return self._replace(**joined)


def routes(file: ReadFile) -> Iterator[Claim]:
    """Yield what the routes of a file say."""
    groups = sorted(_groups(file))
    for fact in file.facts.calls:
        for line in fact.lines if fact.arguments and fact.receiver is not None else ():
            call = replace(fact, lines=(line,))  # a fact holds all calls that are alike, in whatever group
            group = _around(line, groups, Group(file=_short(file.path)))
            yield from _named(call, group)
            yield from _route(call, group)


def loaded(file: ReadFile) -> Iterator[Claim]:
    """Yield the prefixes of files of routes that groups name or include: `prefix('api')->group('routes/api.php')`."""
    groups = sorted(_groups(file))
    for call in file.facts.calls:
        if call.name == "group" and call.arguments and (path := _file(call.arguments[-1], file.path)):
            group = _around(call.lines[0], groups, Group()).within(dict(_said(call)))
            yield from _prefixed(group, path, Origin(call.scope, call.lines, "laravel"))
    for include in file.facts.includes if groups else ():
        if path := _file(include.path, file.path):
            group = _around(include.line, groups, Group())
            yield from _prefixed(group, path, Origin(include.scope, (include.line,), "laravel"))


def _prefixed(group: Group, path: str, origin: Origin) -> Iterator[Claim]:
    if group.prefix:
        yield Provide(origin, "route file", _short(path), Text("/" + group.prefix))


def _file(path: Expression, including: str) -> str:
    """The path in `base_path('routes/api.php')`, `__DIR__ . '/../routes.php'`."""
    if isinstance(path, ReturnOf) and path.of is None and len(path.arguments) == 1:
        return _file(path.arguments[0], including)
    text, home = path, ""
    if isinstance(path, Joined) and len(path.parts) == 2:
        home = including.rpartition("/")[0] if path.parts[0] == Constant(None, "__DIR__") else ""
        text = path.parts[1]
    named = text.text if isinstance(text, Text) and text.text.endswith(".php") else ""
    return normpath(f"{home}/{named}") if home and named else named


def _short(path: str) -> str:
    """A file and its directory: how files of routes are told apart."""
    return "/".join(path.strip("/").split("/")[-2:])


def _groups(file: ReadFile) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Where each group with a closure begins, where it ends (negative: outer ones sort first), and what it says."""
    ends = {number: (first, last) for number, first, last in file.facts.closures}
    for call in file.facts.calls:
        closure = call.arguments[-1] if call.name == "group" and call.arguments else None
        if isinstance(closure, Closure) and closure.number in ends:
            first, last = ends[closure.number]
            yield first, -last, tuple(_said(call))


def _around(line: int, groups: Sequence[tuple[int, int, tuple[tuple[str, str], ...]]], outer: Group) -> Group:
    for first, last, said in groups:
        if first <= line <= -last:
            outer = outer.within(dict(said))
    return outer


def _said(call: Call) -> Iterator[tuple[str, str]]:
    """`group(['as' => 'shop.', 'namespace' => 'Shop'], …)`, `controller(X::class)->name('shop.')->group(…)`."""
    if isinstance(call.arguments[0], Items):
        for key, value in call.arguments[0].pairs:
            if key in TOLD and isinstance(value, Text):
                yield TOLD[key], value.text.strip("\\")
            elif key == "prefix":
                yield key, COMPUTED
    chain = call.receiver
    while isinstance(chain, ReturnOf):
        if chain.name in TOLD and len(chain.arguments) == 1 and (said := class_name(chain.arguments[0])):
            yield TOLD[chain.name], said.strip("\\")
        elif chain.name == "prefix":
            yield chain.name, COMPUTED
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
    below = f"@route-file {group.file}"
    if how in VERBS:
        verb = "" if how in ("any", "match") else how.upper()
        yield EntryClaim(origin, EntryKind.CONTROLLER, where, route, verb, member or "__invoke", below)
    else:
        said = call.arguments[2] if len(call.arguments) > 2 else None
        names = dict(said.pairs).get("names") if isinstance(said, Items) else None
        own = dict(names.pairs) if isinstance(names, Items) else {}
        for action, (verb, rest) in RESOURCE.items():
            if how == "apiresource" and action in FORMS:
                continue
            yield EntryClaim(origin, EntryKind.CONTROLLER, where, route + rest, verb, action, below)
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
