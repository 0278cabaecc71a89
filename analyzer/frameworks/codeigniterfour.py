"""CodeIgniter 4: what its classes hold, services and filters by name, entities of models, routes with their groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, Use
from analyzer.frameworks.framework import Holds, Space
from analyzer.model.expression import Closure, Expression, Items, Joined, Named, New, ReturnOf, Text, Unknown
from analyzer.model.facts import Call, Declaration, EntryKind, ReadFile, Visibility

VIA = "codeigniter"
VERBS = frozenset({"get", "post", "put", "patch", "delete", "options", "head", "add", "cli", "match"})
ROUTED = VERBS | {"resource", "presenter"}
MODELS = "CodeIgniter\\Model|CodeIgniter\\BaseModel|CodeIgniter\\Shield\\Models\\BaseModel|Michalsn\\Uuid\\UuidModel"
HOLDERS = (
    f"{MODELS}|CodeIgniter\\Controller|CodeIgniter\\RESTful\\ResourceController|"
    "CodeIgniter\\Database\\Migration|CodeIgniter\\Database\\Seeder|CodeIgniter\\CLI\\BaseCommand"
)
HELD = {
    "db": "Database\\BaseConnection",
    "forge": "Database\\Forge",
    "logger": "Log\\Logger",
    "request": "HTTP\\IncomingRequest",
    "response": "HTTP\\Response",
    "session": "Session\\Session",
    "validation": "Validation\\Validation",
    "validator": "Validation\\Validation",
}
FUNCTIONS = {  # that give an object of its own
    "cache": "Cache\\CacheInterface",
    "db_connect": "Database\\BaseConnection",
    "redirect": "HTTP\\RedirectResponse",
    "request": "HTTP\\IncomingRequest",
    "response": "HTTP\\Response",
    "session": "Session\\Session",
    "timer": "Debug\\Timer",
    "auth": "Shield\\Auth",
    "setting": "Settings\\Settings",
    "settings": "Settings\\Settings",
}
CONNECTION, BUILDER = "CodeIgniter\\Database\\BaseConnection", "CodeIgniter\\Database\\BaseBuilder"
CHAINED = """
    allowCallbacks asArray asObject builder distinct groupBy groupEnd groupStart having join like limit notLike offset
    onlyDeleted orGroupStart orHaving orLike orWhere orWhereIn orderBy protect select selectAvg selectCount selectMax
    selectMin selectSum set setTable skipValidation where whereIn whereNotIn withDeleted
""".split()  # noqa: SIM905 - one string, so that the list stays short
VIEW = "view Views/<name>.php or views/<name>.php or <name|files>.php or <name|files>"
RULES = {
    **{f"{HOLDERS}->{name}": f"type CodeIgniter\\{held}" for name, held in HELD.items()},
    **{f"{name}()": f"type CodeIgniter\\{given}" for name, given in FUNCTIONS.items()},
    "service('<name>')": "@codeigniter-service <name> or type CodeIgniter\\Service",
    "single_service('<name>')": "@codeigniter-service <name> or type CodeIgniter\\Service",
    **{f"{MODELS}->{name}()": "type <receiver>" for name in CHAINED if name != "builder"},
    f"{MODELS}->builder()": f"type {BUILDER}",
    **{f"{MODELS}->{name}()": "type @returned <receiver>" for name in ("first", "find")},
    **{f"{MODELS}->{name}()": "type @returned-many <receiver>" for name in ("findAll", "paginate")},
    **{f"{BUILDER}->{name}()": f"type {BUILDER}" for name in CHAINED},
    "CodeIgniter\\Events\\Events::on('<event>', <callback>)": "@event <event> = <callback>",
    "CodeIgniter\\Events\\Events::trigger('<event>')": "@event <event>",
    f"{BUILDER}->join('<table>')#table": "joins <table|word>",
    f"{BUILDER}->from('<table>')": "table <table|word>",
    f"{CONNECTION}->table()": f"type {BUILDER}",
    f"{CONNECTION}->table('<table>')#table": "table <table|word>",
    "model('<name>')": "class <name> or App\\Models\\<name> or *\\Models\\<name>",
    "config('<name>')": "class <name> or Config\\<name> or *\\Config\\<name> or type CodeIgniter\\Config\\BaseConfig",
    "view('<name>')": VIEW,
    "$this->extend('<name>')": VIEW,
    "$this->include('<name>')": VIEW,
    "class CodeIgniter\\Model": "table $table",
    "class Michalsn\\Uuid\\UuidModel": "table $table",
    "class CodeIgniter\\Shield\\Models\\BaseModel": "table $table",
}
SPACES = (
    Space("codeigniter service", quiet=True),
    Space("filter", quiet=True),
    Space("auto routes", Holds.TEXT, quiet=True),
    Space("returned", quiet=True, inherited=True),
    Space("returned many", quiet=True, inherited=True),
)
NO_AUTO_ROUTES = "@auto-routes off"
SWITCHED_OFF = Unknown("false")
_SEGMENT = "/(:segment)"
# What `resource()` and `presenter()` make: the method, its verb, and what comes behind the path.
RESOURCE = (
    ("index", "GET", ""),
    ("new", "GET", "/new"),
    ("edit", "GET", _SEGMENT + "/edit"),
    ("show", "GET", _SEGMENT),
    ("create", "POST", ""),
    ("update", "PUT|PATCH", _SEGMENT),
    ("delete", "DELETE", _SEGMENT),
)
PRESENTER = (
    ("index", "GET", ""),
    ("new", "GET", "/new"),
    ("edit", "GET", "/edit" + _SEGMENT),
    ("show", "GET", "/show" + _SEGMENT),
    ("create", "POST", "/create"),
    ("update", "POST", "/update" + _SEGMENT),
    ("remove", "GET", "/remove" + _SEGMENT),
    ("delete", "POST", "/delete" + _SEGMENT),
)


class _Around(NamedTuple):
    """What the groups around a route say."""

    path: tuple[str, ...] = ()
    namespace: str = ""
    filters: tuple[str, ...] = ()


def of_four(file: ReadFile) -> Iterator[Claim]:
    """Yield what a file of an application of CodeIgniter 4 says."""
    if file.path.endswith("Routes.php"):
        yield from _routes(file)
    yield from _without_auto_routes(file)
    for declaration in file.facts.declarations:
        if file.path.endswith("Config/Services.php"):
            yield from _services(declaration)
        elif file.path.endswith("Config/Filters.php"):
            yield from _filters(declaration)
        yield from _returned(declaration)


def _without_auto_routes(file: ReadFile) -> Iterator[Claim]:
    """`public bool $autoRoute = false` in `Config/Routing.php`."""
    if file.path.endswith("Config/Routing.php"):
        for field in [field for declaration in file.facts.declarations for field in declaration.fields]:
            if field.name == "autoRoute" and field.default == SWITCHED_OFF:
                yield Provide(Origin(0, (field.line,), VIA), "auto routes", "off", Text("off"))


def _services(declaration: Declaration) -> Iterator[Claim]:
    """`Config\\Services::basket()` is the service `basket`."""
    for method in declaration.methods:
        if method.static and method.visibility is Visibility.PUBLIC and not method.magic:
            means = ReturnOf(Named(declaration.name), method.name, True)
            yield Provide(Origin(0, (method.line,), VIA), "codeigniter service", method.name, means)


def _filters(declaration: Declaration) -> Iterator[Claim]:
    """`public $aliases = ['login' => LoginFilter::class]`, or a list of classes."""
    for field in declaration.fields:
        for name, value in field.default.pairs if field.name == "aliases" and isinstance(field.default, Items) else ():
            for one in [one for _, one in value.pairs] if isinstance(value, Items) else [value]:
                if name and class_name(one):
                    yield Provide(Origin(0, (field.line,), VIA), "filter", name, Text(class_name(one).strip("\\")))


def _returned(declaration: Declaration) -> Iterator[Claim]:
    """`protected $returnType = Order::class` of a model: what finding gives."""
    for field in declaration.fields:
        name = class_name(field.default) if field.name == "returnType" else ""
        if name and name not in ("array", "object"):
            origin, made = Origin(0, (field.line,), VIA), New(Named(name.strip("\\")))
            yield Provide(origin, "returned", declaration.name, made)
            yield Provide(origin, "returned many", declaration.name, Items(((None, made),)))


def _routes(file: ReadFile) -> Iterator[Claim]:
    """`$routes->get('orders/(:num)', 'Orders::show/$1')`, `[Orders::class, 'show']`; in groups, resources."""
    ends = {number: (first, last) for number, first, last in file.facts.closures}
    groups = []
    for call in file.facts.calls:
        closure = call.arguments[-1] if call.name == "group" and call.arguments else None
        if isinstance(closure, Closure) and closure.number in ends:
            groups.append((ends[closure.number], call))
    groups.sort(key=lambda group: group[0])
    for call in file.facts.calls if groups or file.path.endswith("Config/Routes.php") else ():
        if call.receiver is not None and call.arguments:
            for line in call.lines:
                around = _around([said for (first, last), said in groups if first <= line <= last])
                yield from _route(call, line, around)


def _around(groups: Sequence[Call]) -> _Around:
    path, namespace, filters = [], "", []
    for group in groups:
        options = _options(group.arguments[1:-1])
        path.append(_path(group.arguments[0]))
        namespace = _text(options.get("namespace")) or namespace
        filters += _names(options.get("filter"))
    return _Around(tuple(path), namespace, tuple(filters))


def _options(arguments: Sequence[Expression]) -> Mapping[str, Expression]:
    found = next((one for one in arguments if isinstance(one, Items)), None)
    return {key: value for key, value in found.pairs if key} if found is not None else {}


def _route(call: Call, line: int, around: _Around) -> Iterator[Claim]:
    how = call.name.lower()
    arguments = call.arguments[1:] if how == "match" else call.arguments
    path = _path(arguments[0]) if arguments and how in ROUTED else ""
    if not path:
        return
    options = _options(arguments[1 if how in ("resource", "presenter") else 2 :])
    within = _text(options.get("namespace")) or around.namespace
    filters = (*around.filters, *_names(options.get("filter")))
    route = "/" + "/".join(part.strip("/") for part in (*around.path, path) if part.strip("/"))
    if how in ("resource", "presenter"):
        name = class_name(options.get("controller")) or _controller(path)
        yield from _resource(RESOURCE if how == "resource" else PRESENTER, options, (call, line, name, within, route))
        yield from _filtered(filters, (call.scope, line), _where(name, within))
    elif how in VERBS:
        unit, member = _target(arguments[1] if len(arguments) > 1 else None)
        if unit:
            verb = "|".join(_names(call.arguments[0])).upper() if how == "match" else how.upper()
            kind = EntryKind.COMMAND if how == "cli" else EntryKind.CONTROLLER
            name = route.lstrip("/") if how == "cli" else route
            origin = Origin(call.scope, (line,), VIA)
            yield EntryClaim(origin, kind, _where(unit, within), name, "" if how in ("add", "cli") else verb, member)
            yield from _filtered(filters, (call.scope, line), _where(unit, within))


def _resource(
    made: Sequence[tuple[str, str, str]], options: Mapping[str, Expression], said: tuple[Call, int, str, str, str]
) -> Iterator[Claim]:
    call, line, name, within, route = said
    only, left_out = _names(options.get("only")), _names(options.get("except"))
    for member, verb, behind in made:
        if (not only or member in only) and member not in left_out:
            origin = Origin(call.scope, (line,), VIA)
            yield EntryClaim(origin, EntryKind.CONTROLLER, _where(name, within), route + behind, verb, member)


def _filtered(filters: Sequence[str], at: tuple[int, int], where: str) -> Iterator[Claim]:
    """The controller of a route runs behind its filters: `permission:orders.manage` is the filter `permission`."""
    for name in filters:
        yield Use(Origin(at[0], (at[1],), VIA, where), "filter", name.partition(":")[0])


def _where(unit: str, within: str) -> str:
    first = f"{within.strip(chr(92))}\\{unit} or " if within else ""
    return f"{first}{unit} or App\\Controllers\\{unit} or *\\Controllers\\{unit} or *\\{unit}"


def _controller(path: str) -> str:
    """`order-lines` → `OrderLines`, as CodeIgniter names a resource's controller."""
    return "".join(part[:1].upper() + part[1:] for part in path.strip("/").rpartition("/")[2].split("-"))


def _path(expression: Expression) -> str:
    """A path as written; what is computed in it is shown as `…`."""
    if isinstance(expression, Joined):
        return "".join(part.text if isinstance(part, Text) else "…" for part in expression.parts)
    return expression.text if isinstance(expression, Text) else "…"


def _text(expression: Expression | None) -> str:
    return expression.text if isinstance(expression, Text) else ""


def _names(expression: Expression | None) -> list[str]:
    """A text, one of several separated by commas, or those of a list; of `X::class` the class."""
    if isinstance(expression, Items):
        return [name for _, value in expression.pairs for name in _names(value)]
    if isinstance(expression, Named):
        return [expression.name]
    return [name.strip() for name in _text(expression).split(",") if name.strip()]


def _target(target: Expression | None) -> tuple[str, str]:
    """The controller and the method that a route names."""
    if isinstance(target, Text):
        unit, _, member = target.text.partition("::")
        return unit.strip("\\"), member.partition("/")[0] or "index"
    if isinstance(target, Named):
        return target.name, "index"
    if isinstance(target, Items) and len(target.pairs) == 2:
        (_, of), (_, method) = target.pairs
        return class_name(of).strip("\\"), method.text.partition("/")[0] if isinstance(method, Text) else ""
    return "", ""
