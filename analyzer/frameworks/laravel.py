"""Laravel and Lumen: Eloquent, the container and its facades, routes, events, views."""

import re
from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import (
    Alias,
    Claim,
    ClassClaim,
    FunctionClaim,
    Origin,
    Provide,
    TemplateClaim,
    Unread,
    Use,
)
from analyzer.frameworks.framework import Framework, Hands, Holds, Lookup, Space, StandIn, extends, has_package
from analyzer.frameworks.laraveljobs import jobs
from analyzer.frameworks.laravelroutes import Group, loaded, routes
from analyzer.frameworks.laravelwatch import OBSERVERS, commands, watched
from analyzer.model.expression import Named, Text, This
from analyzer.model.facts import Call, Declaration, Listing, ReadFile
from analyzer.model.linkage import Confidence, DependencyKind
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
COLLECTION = "Illuminate\\Database\\Eloquent\\Collection"
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
COMMANDS = """
    migrate* db:* cache:* config:* route:* view:* queue:* key:* make:* optimize* storage:* schedule:* event:* vendor:*
    passport:* horizon* telescope* down up clear-compiled auth:* session:* list help inspire model:* lang:* env*
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
GUARDS = (
    "Auth",
    "Illuminate\\Support\\Facades\\Auth",
    "Illuminate\\Http\\Request|Illuminate\\Foundation\\Http\\FormRequest",
    "Illuminate\\Contracts\\Auth\\Guard|Illuminate\\Contracts\\Auth\\StatefulGuard|Illuminate\\Auth\\AuthManager",
)
PROXIES = "Konekt\\Concord\\Proxies\\ModelProxy|Konekt\\Concord\\Proxies\\BaseProxy"
REPOSITORIES = "Prettus\\Repository\\Eloquent\\BaseRepository"
FOUND = """
    create find findOrFail first firstOrCreate firstOrNew getModel makeModel resetModel update updateOrCreate
""".split()  # noqa: SIM905 - one string, so that the list stays short
FOUND_MANY = "all get findByField findWhere findWhereIn findWhereNotIn findWhereBetween paginate simplePaginate".split()  # noqa: SIM905
OF_RELATIONS = """
    has orHas doesntHave whereHas orWhereHas whereDoesntHave orWhereDoesntHave withWhereHas with load loadMissing
    withCount
""".split()  # noqa: SIM905 - one string, so that the list stays short
CONTAINERS = (
    "Illuminate\\Foundation\\Application|Illuminate\\Contracts\\Container\\Container|"
    "Illuminate\\Contracts\\Foundation\\Application|Illuminate\\Container\\Container"
)
TABLE = "<class|last|snake|plural>"  # App\\OrderLine → order_lines
SERVICE = "@container <id> or type Illuminate\\Support\\Service"
RULES = {
    **{f"{MODELS}->{name}()": "type <receiver>" for name in ONE},
    **{f"{MODELS}->{name}()": f"type {COLLECTION}|<receiver>[]" for name in MANY},
    f"{MODELS}->where*()": "type <receiver>",
    f"{MODELS}->orWhere*()": "type <receiver>",
    "collect()": f"type {COLLECTION}",
    **{f"{MODELS}->{name}('<model>')": "class <model> or *\\<model>" for name in RELATIONS},
    f"{MODELS}->observe('<observer>')": "class <observer> or *\\<observer>",
    f"{MODELS}-><name>": "@relation <class>::<name>",
    f"class {MODELS}": f"table $table or {TABLE}",
    **{f"{name}()": "type Illuminate\\Support\\Returned" for name in RETURNING},
    "auth()": "type Illuminate\\Auth\\AuthManager",
    **{f"{facade}::{name}()": "type Illuminate\\Support\\Returned" for facade, name in FACADES},
    **{f"{guard}->user()": "@user user" for guard in GUARDS},
    "auth()->user()": "@user user",
    "factory('<model>')": "type <model> or *\\<model>",
    f"{PROXIES}::modelClass()": "text @model-behind <receiver>",
    **{f"{REPOSITORIES}->{name}()": "type @repository-model <receiver>" for name in FOUND},
    **{f"{REPOSITORIES}->{name}()": "type @repository-models <receiver>" for name in FOUND_MANY},
    **{f"{REPOSITORIES}->{name}()": "type @repository-model <receiver>" for name in sorted({*ONE} - {*FOUND})},
    f"{REPOSITORIES}->model": "type @repository-model <class>",
    "app('<id>')": SERVICE,
    "app()": "type Illuminate\\Foundation\\Application",
    "resolve('<id>')": SERVICE,
    "App::make('<id>')": SERVICE,
    "Illuminate\\Support\\Facades\\App::make('<id>')": SERVICE,
    f"{CONTAINERS}->make('<id>')": SERVICE,
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
    "Gate::policy('<model>', <policy>)": "@policy <model> = <policy>",
    "Illuminate\\Support\\Facades\\Gate::policy('<model>', <policy>)": "@policy <model> = <policy>",
    **{
        f"{caller}('<command>')": "@command <command|word>"
        for caller in (
            "Artisan::call",
            "Artisan::queue",
            "Illuminate\\Support\\Facades\\Artisan::call",
            "Illuminate\\Support\\Facades\\Artisan::queue",
            "Illuminate\\Console\\Scheduling\\Schedule->command",
            "Illuminate\\Console\\Command->call",
            "Illuminate\\Console\\Command->callSilent",
        )
    },
    "route('<name>')": "@route-name <name>",
    "redirect()->route('<name>')": "@route-name <name>",
    **{
        f"{schema}::{name}('<table>')": "writes <table>"
        for schema in ("Schema", "Illuminate\\Support\\Facades\\Schema")
        for name in ("create", "table", "dropIfExists", "drop")
    },
}


OBSERVING = (DependencyKind.DISPATCHES, Confidence.INFERRED)


def _hands(classes: str, methods: str, what: str) -> Hands:
    return Hands(tuple(classes.lower().split("|")), frozenset(methods.lower().split()), what)


HANDS = (
    _hands(MODELS, " ".join(OF_RELATIONS), "<relation>"),
    _hands(MODELS, "join leftJoin rightJoin joinWhere crossJoin", "Illuminate\\Database\\Query\\JoinClause"),
    _hands(MODELS, "chunk chunkById", f"{COLLECTION}<receiver>"),
    _hands(MODELS, "", "<receiver>"),
    _hands(CONTAINERS, "bind bindIf singleton singletonIf scoped", "<receiver>"),
)


def _interpret(file: ReadFile) -> Iterator[Claim]:
    routed = any(part in file.path.lower() for part in ("route", "web.php", "api.php"))
    for call in file.facts.calls:
        if call.arguments:
            yield from _call(call, file)
    if routed:
        yield from routes(file)
    yield from loaded(file)
    yield from jobs(file)
    yield from watched(file)
    yield from commands(file)
    if file.path.endswith(".blade.php"):
        yield from _shown(file)
    for declaration in file.facts.declarations:
        yield from _repository(declaration)
    if file.path.endswith("auth.php"):
        yield from _users(file)
    for listing in file.facts.listings:
        if listing.holder in ("listen", "subscribe", "policies", "observers"):
            yield from _listened(listing)
        elif listing.holder == "return" and file.path.endswith("app.php"):
            yield from _aliases(listing)


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


def _repository(declaration: Declaration) -> Iterator[Claim]:
    """`function model() { return Order::class; }` of a repository."""
    for method in declaration.methods:
        if method.name == "model" and len(method.returned) == 1 and (name := class_name(method.returned[0])):
            origin = Origin(0, (method.line,), "laravel")
            for space in ("repository model", "repository models"):
                for model in dict.fromkeys((name, name.replace("\\Contracts\\", "\\Models\\"))):  # Concord's convention
                    yield Provide(origin, space, declaration.name, Text(model.strip("\\")))


def _users(file: ReadFile) -> Iterator[Claim]:
    """Whoever is logged in: `providers.*.model` of `config/auth.php`, or its `model` in old versions."""
    for listing in file.facts.listings:
        waiting = list(listing.node.children) if listing.holder == "return" else []
        while waiting:
            node = waiting.pop(0)
            waiting += node.children
            if node.name == "model" and node.value:
                origin = Origin(listing.scope, (node.line,), "laravel")
                yield Provide(origin, "user", "user", Text(node.value.strip("\\")))


def _shown(file: ReadFile) -> Iterator[Claim]:
    """What a Blade template uses: named routes, actions, classes, functions, components."""
    for use in file.facts.templates:
        origin = Origin(0, (use.line,), "laravel")
        if use.relation == "route":
            yield Use(origin, "route name", use.target)
        elif use.relation == "controller":
            yield Use(origin, "controller", Group().where(use.target.partition("@")[0].strip("\\")))
        elif use.relation in ("class", "static"):
            kind = DependencyKind.STATIC_CALL if use.relation == "static" else DependencyKind.CLASS_NAME
            yield ClassClaim(origin, use.target, kind, Confidence.INFERRED)
        elif use.relation == "function":
            yield FunctionClaim(origin, use.target)
        elif use.relation == "component":
            name = use.target.rpartition("::")[2]
            yield Use(origin, "component", "\\".join(_studly(part) for part in name.split(".")))
        elif use.relation == "unread":
            yield Unread(origin, use.target.partition(" ")[0], use.target.partition(" ")[2])


def _studly(text: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_]", text))


def _components(name: str, _lookup: Lookup) -> Iterator[str]:
    for holder in ("View\\Components", "Http\\Livewire", "Livewire"):
        yield f"*\\{holder}\\{name}"


def _route_names(name: str, lookup: Lookup) -> Iterator[str]:
    """A route is named below the names of the groups around it, of which only the nearest is read: never a guess among
    several."""
    rest = name
    while rest.count(".") > 1:
        rest = rest.partition(".")[2]
        found = lookup("route name", rest)
        if found:
            yield from found if len(found) == 1 else ()
            return


def _aliases(listing: Listing) -> Iterator[Claim]:
    """`'aliases' => ['Utils' => App\\Libraries\\Utils::class]` of `config/app.php`."""
    for node in listing.node.children:
        for child in node.children if node.name == "aliases" else ():
            if child.name and child.value:
                origin = Origin(listing.scope, (child.line,), "laravel")
                yield Alias(origin, child.name.strip("\\"), child.value.strip("\\"))


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
                if item.name and listing.holder == "policies":
                    yield Provide(origin, "policy", item.name.strip("\\"), Text(name))
                elif item.name and listing.holder == OBSERVERS:
                    yield ClassClaim(Origin(listing.scope, (child.line,), "laravel", item.name), name, *OBSERVING)


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
        Space(
            "policy",
            quiet=True,
            meant=lambda name, _: (f"*\\Policies\\{name.rpartition(chr(92))[2]}Policy",),
        ),
        Space("command", own=tuple(COMMANDS)),
        Space("controller", classes=True, meant=lambda name, _: (name,)),
        Space("route name", meant=_route_names),
        Space("route file", Holds.TEXT, quiet=True),
        Space("user", quiet=True, meant=lambda _name, _: ("App\\User", "App\\Models\\User")),
        Space("repository model", classes=True, quiet=True, inherited=True),
        Space("repository models", classes=True, quiet=True, inherited=True, many=True),
        Space("model behind", Holds.TEXT, meant=lambda name, _: (name.removesuffix("Proxy"),)),
        Space("component", quiet=True, meant=_components),
    ),
    stand_ins=(
        StandIn("illuminate\\support\\facades\\facade", "getfacadeaccessor", "container"),
        StandIn("facade", "getfacadeaccessor", "container"),
    ),
    namespaces=("illuminate\\", "laravel\\", *ALIASES),
    functions=frozenset(FUNCTIONS),
    prefixed=(("illuminate\\database\\eloquent\\model", "scope"), ("eloquent", "scope")),
    hands=HANDS,
    variables=(
        ("", "factory", "Illuminate\\Database\\Eloquent\\Factory"),
        ("", "router", "Laravel\\Lumen\\Routing\\Router"),
        ("illuminate\\database\\eloquent\\model", "query", "Illuminate\\Database\\Eloquent\\Builder"),
        ("eloquent", "query", "Illuminate\\Database\\Eloquent\\Builder"),
        ("illuminate\\database\\migrations\\migration", "table", "Illuminate\\Database\\Schema\\Blueprint"),
        ("illuminate\\database\\migrations\\migration", "t", "Illuminate\\Database\\Schema\\Blueprint"),
    ),
)
