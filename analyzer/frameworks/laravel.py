"""Laravel and Lumen: Eloquent, the container and its facades, routes, events, views."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Use
from analyzer.frameworks.framework import Framework, Holds, Space, StandIn, extends, has_package
from analyzer.model.expression import Expression, Items, Named, Text, This
from analyzer.model.facts import Call, EntryKind, Listing, ReadFile
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

MODELS = (
    "Illuminate\\Database\\Eloquent\\Model|Eloquent|Illuminate\\Foundation\\Auth\\User|"
    "Illuminate\\Database\\Eloquent\\Builder"
)
ONE = """
    find findOrFail findOrNew first firstOrFail firstOrCreate firstOrNew create forceCreate updateOrCreate make
    newInstance query newQuery where orWhere whereIn whereNotIn whereNull whereNotNull whereHas whereBetween
    whereDate whereRaw orWhereIn whereColumn orderBy orderByDesc latest oldest with withTrashed onlyTrashed
    withCount without withoutGlobalScopes select join leftJoin groupBy having limit take skip offset distinct
    has doesntHave lockForUpdate fresh refresh replicate on newModelQuery load loadMissing fill forceFill
    withoutTrashed scopes when unless tap inRandomOrder sole firstWhere
""".split()  # noqa: SIM905 - one string, so that the list stays short
MANY = "get all findMany paginate simplePaginate cursor chunk each".split()  # noqa: SIM905
RELATIONS = """
    hasOne hasMany belongsTo belongsToMany hasOneThrough hasManyThrough morphOne morphMany morphToMany
    morphedByMany
""".split()  # noqa: SIM905 - one string, so that the list stays short
ALIASES = """
    app arr artisan auth blade broadcast bus cache carbon config cookie crypt date db eloquent event file form
    gate hash html http input lang log mail notification password paginator queue ratelimiter redirect redis
    request response route schema seeder session storage str url validator view
""".split()  # noqa: SIM905 - one string, so that the list stays short
FUNCTIONS = """
    abort abort_if abort_unless action app app_path array_get array_set array_has array_only array_except
    array_first array_last array_pluck array_add array_dot array_forget array_pull array_where array_flatten
    array_sort asset auth back base_path bcrypt broadcast cache camel_case class_basename collect config
    config_path cookie csrf_field csrf_token data_get data_set database_path dd decrypt dispatch dispatch_now
    dispatch_sync dump e elixir encrypt ends_with env event factory fake filled blank head kebab_case info last
    lang_path logger logs link_to link_to_route method_field mix now object_get old optional policy public_path
    redirect report request rescue resolve resource_path response retry route secure_asset secure_url session
    snake_case starts_with storage_path str str_contains str_finish str_is str_limit str_plural str_random
    str_singular str_slug studly_case tap throw_if throw_unless title_case to_route today trans trans_choice
    transform url validator value view with __
""".split()  # noqa: SIM905 - one string, so that the list stays short
IDS = """
    app auth* blade* cache* config cookie db* encrypter events files filesystem* hash* log* mail* migration*
    queue* redirect redis* request router session* translator url validator view* validation* command.* path*
    env routes bus* composer
""".split()  # noqa: SIM905 - one string, so that the list stays short
RETURNING = "redirect response session request view validator cache cookie url back now today link_to str".split()  # noqa: SIM905
FACADES = (
    ("DB", "table"),
    ("Redirect", "to"),
    ("Redirect", "route"),
    ("Response", "json"),
    ("Response", "make"),
    ("View", "make"),
    ("Illuminate\\Support\\Facades\\View", "make"),
    ("Validator", "make"),
    ("Illuminate\\Support\\Facades\\Validator", "make"),
    ("Session", "get"),
    ("Carbon", "now"),
)
TABLE = "<class|last|snake|plural>"  # App\\OrderLine → order_lines
SERVICE = "@container <id> or type Illuminate\\Support\\Service"
RULES = {
    **{f"{MODELS}->{name}()": "type <receiver>" for name in ONE},
    **{f"{MODELS}->{name}()": "type <receiver>[]" for name in MANY},
    **{f"{MODELS}->{name}('<model>')": "class <model> or *\\<model>" for name in RELATIONS},
    f"{MODELS}->observe('<observer>')": "class <observer> or *\\<observer>",
    f"{MODELS}-><name>": "@relation <class>::<name>",
    f"class {MODELS}": f"table $table or {TABLE}",
    **{f"{name}()": "type Illuminate\\Support\\Returned" for name in RETURNING},
    "auth()": "type Illuminate\\Auth\\AuthManager",
    **{f"{facade}::{name}()": "type Illuminate\\Support\\Returned" for facade, name in FACADES},
    "app('<id>')": SERVICE,
    "app()": "type Illuminate\\Foundation\\Application",
    "resolve('<id>')": SERVICE,
    "App::make('<id>')": SERVICE,
    "Illuminate\\Support\\Facades\\App::make('<id>')": SERVICE,
    "Illuminate\\Foundation\\Application|Illuminate\\Contracts\\Container\\Container|"
    "Illuminate\\Contracts\\Foundation\\Application|Illuminate\\Container\\Container->make('<id>')": SERVICE,
    "Illuminate\\Support\\ServiceProvider->app": "type Illuminate\\Foundation\\Application",
    "*->bind('<id>', <target>)": "@container <id> = <target>",
    "*->bindIf('<id>', <target>)": "@container <id> = <target>",
    "*->singleton('<id>', <target>)": "@container <id> = <target>",
    "*->singletonIf('<id>', <target>)": "@container <id> = <target>",
    "*->scoped('<id>', <target>)": "@container <id> = <target>",
    "*->instance('<id>', <target>)": "@container <id> = <target>",
    "event('<event>')": "@event <event>",
    "Event::fire('<event>')": "@event <event>",
    "Event::dispatch('<event>')": "@event <event>",
    "Illuminate\\Support\\Facades\\Event::fire('<event>')": "@event <event>",
    "Illuminate\\Support\\Facades\\Event::dispatch('<event>')": "@event <event>",
    "Event::listen('<event>', <callback>)": "@event <event> = <callback>",
    "Illuminate\\Support\\Facades\\Event::listen('<event>', <callback>)": "@event <event> = <callback>",
    "DB::table('<table>')": "table <table|word>",
    "Illuminate\\Support\\Facades\\DB::table('<table>')": "table <table|word>",
    **{
        f"{schema}::{name}('<table>')": "writes <table>"
        for schema in ("Schema", "Illuminate\\Support\\Facades\\Schema")
        for name in ("create", "table", "dropIfExists", "drop")
    },
}
VERBS = frozenset({"get", "post", "put", "patch", "delete", "options", "any", "match"})
RESOURCE = ("index", "create", "store", "show", "edit", "update", "destroy")


def _interpret(file: ReadFile) -> Iterator[Claim]:
    routed = any(part in file.path.lower() for part in ("route", "web.php", "api.php"))
    for call in file.facts.calls:
        if call.arguments:
            yield from _call(call, file)
            if routed and call.receiver is not None:
                yield from _route(call)
    for listing in file.facts.listings:
        if listing.holder in ("listen", "subscribe", "policies", "observers"):
            yield from _listened(listing)


def _call(call: Call, file: ReadFile) -> Iterator[Claim]:
    origin = Origin(call.scope, call.lines, "laravel")
    first, name, scope = call.arguments[0], call.name, file.facts.scopes[call.scope]
    if isinstance(call.receiver, This) and name in RELATIONS and scope.member:
        model = class_name(first)
        if model:
            yield Provide(origin, "relation", f"{scope.unit}::{scope.member}", Text(model.lstrip("\\")))
    elif isinstance(first, Text) and (
        (call.receiver is None and name.rpartition("\\")[2].lower() == "view")
        or (name == "make" and isinstance(call.receiver, Named) and call.receiver.name.rpartition("\\")[2] == "View")
    ):
        yield TemplateClaim(origin, first.text.replace(".", "/"))


def _listened(listing: Listing) -> Iterator[Claim]:
    """`protected $listen = [Paid::class => [SendReceipt::class, 'App\\Log@write']]`, policies of models."""
    for item in listing.node.children:
        for child in item.children or (item,):
            name = child.value.partition("@")[0].strip("\\")
            if name:
                origin = Origin(listing.scope, (child.line,), "laravel")
                if item.name and listing.holder == "listen":
                    yield Provide(origin, "event", item.name, Text(child.value.strip("\\")))
                yield Use(origin, "listed", name, DependencyKind.LISTENS)


def _route(call: Call) -> Iterator[Claim]:
    """`Route::get('/orders/{id}', 'OrderController@show')`, with an array, a class, or for a resource."""
    name = call.name.lower()
    position = 1 if name == "match" else 0
    if len(call.arguments) < position + 2 or not isinstance(call.arguments[position], Text):
        return
    path, target = "/" + call.arguments[position].text.strip("/"), call.arguments[position + 1]  # type: ignore[union-attr]
    unit, member = _target(target)
    if not unit:
        return
    origin = Origin(call.scope, call.lines, "laravel")
    where = unit if "\\" in unit else f"*\\{unit}"
    if name in ("resource", "apiresource", "resources"):
        for action in RESOURCE:
            yield EntryClaim(origin, EntryKind.CONTROLLER, where, path, "", action)
    elif name in VERBS:
        verb = "" if name in ("any", "match") else name.upper()
        yield EntryClaim(origin, EntryKind.CONTROLLER, where, path, verb, member or "__invoke")
    else:
        return
    yield Use(origin, "controller", unit, DependencyKind.CLASS_NAME)


def _target(target: Expression) -> tuple[str, str]:
    if isinstance(target, Text):
        unit, _, member = target.text.strip("\\").partition("@")
        named = bool(member) or "\\" in unit or unit[:1].isupper()  # else a method of the group's controller
        return (unit, member) if named and unit.replace("\\", "").isidentifier() else ("", "")
    if isinstance(target, Named):
        return target.name, ""
    if isinstance(target, Items):
        keyed = {key: value for key, value in target.pairs if key}
        if "uses" in keyed:
            return _target(keyed["uses"])
        if len(target.pairs) == 2 and isinstance(target.pairs[0][1], Named | Text):
            method = target.pairs[1][1]
            return class_name(target.pairs[0][1]).strip("\\"), method.text if isinstance(method, Text) else ""
    return "", ""


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "laravel/framework", "laravel/lumen-framework", "illuminate/database"):
        return True
    return extends(files, "illuminate\\*")


LARAVEL = Framework(
    "laravel",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space("container", classes=True, concrete=True, sole=True, own=tuple(IDS)),
        Space("relation", classes=True, many=True, quiet=True, meant=lambda name, _: (f"*\\{name}",)),
        Space("event", Holds.CALLABLE, quiet=True),
        Space("listed", classes=True, quiet=True),
        Space("controller", classes=True, meant=lambda name, _: (f"*\\{name}",)),
    ),
    stand_ins=(
        StandIn("illuminate\\support\\facades\\facade", "getfacadeaccessor", "container"),
        StandIn("facade", "getfacadeaccessor", "container"),
    ),
    namespaces=("illuminate\\", "laravel\\", *ALIASES),
    functions=frozenset(FUNCTIONS),
    prefixed=(("illuminate\\database\\eloquent\\model", "scope"), ("eloquent", "scope")),
    variables=(
        ("illuminate\\database\\migrations\\migration", "table", "Illuminate\\Database\\Schema\\Blueprint"),
        ("illuminate\\database\\migrations\\migration", "t", "Illuminate\\Database\\Schema\\Blueprint"),
    ),
)
