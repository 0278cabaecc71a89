"""Zend Framework 2 and 3, Laminas, Mezzio: service managers, factories, plug-ins of views and controllers, routes."""

import re
from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Use
from analyzer.frameworks.framework import Behind, Framework, Holds, Lookup, Space, extends, has_package, has_path
from analyzer.frameworks.inflection import snake
from analyzer.frameworks.rendered import VARIABLE, calls_by_scope, given, partial
from analyzer.model.expression import Constant, Either, Expression, Items, Named, New, ReturnOf, Text, Variable
from analyzer.model.facts import Call, Declaration, DeclarationKind, EntryKind, Listing, Node, ReadFile, Visibility
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project


def _both(*names: str) -> str:
    """Laminas was called Zend."""
    return "|".join(f"{vendor}\\{name}" for name in names for vendor in ("Laminas", "Zend"))


CONTAINERS = "Psr\\Container\\ContainerInterface|Interop\\Container\\ContainerInterface|" + _both(
    "ServiceManager\\ServiceLocatorInterface", "ServiceManager\\ServiceManager"
)
CONTROLLERS = _both(
    *("Mvc\\Controller\\AbstractActionController", "Mvc\\Controller\\AbstractController"),
    *("Mvc\\Controller\\AbstractRestfulController", "Mvc\\Controller\\AbstractConsoleController"),
)
VIEWS = _both("View\\Renderer\\PhpRenderer", "View\\Renderer\\RendererInterface")
VIEW_HELPERS = _both(
    "View\\Helper\\AbstractHelper", "View\\Helper\\AbstractHtmlElement", "View\\Helper\\HelperInterface"
)
MODELS = _both("View\\Model\\ViewModel", "View\\Model\\ModelInterface")
EVENTS = _both("EventManager\\EventManagerInterface", "EventManager\\EventManager")
SHARED = _both("EventManager\\SharedEventManagerInterface", "EventManager\\SharedEventManager")
GATEWAYS = _both("Db\\TableGateway\\TableGateway", "Db\\TableGateway\\AbstractTableGateway")
SQL = _both("Db\\Sql\\Sql")
SELECTS = _both("Db\\Sql\\Select")
RENDERER = "type Laminas\\View\\Renderer\\PhpRenderer"
VIEW = "template <view> or view <view>.phtml"
RULES = {
    f"{CONTAINERS}->get('<id>')": "@managed-service <id>",
    f"{CONTAINERS}->build('<id>')": "@managed-service <id>",
    "*->getServiceLocator()": "type Laminas\\ServiceManager\\ServiceManager",
    "*->getServiceManager()": "type Laminas\\ServiceManager\\ServiceManager",
    "*->getEventManager()": "type Laminas\\EventManager\\EventManager",
    f"{EVENTS}->getSharedManager()": "type Laminas\\EventManager\\SharedEventManager",
    f"{EVENTS}->attach('<event>', <callback>)": "@event <event> = <callback>",
    f"{EVENTS}->trigger('<event>')": "@event <event>",
    f"{SHARED}->attach(*, '<event>', <callback>)": "@event <event> = <callback>",
    f"{_both('EventManager' + chr(92) + 'Event')}->__construct('<event>')": "@event <event>",
    f"{_both('View' + chr(92) + 'HelperPluginManager')}->get('<name>')": "@template-helper <name>",
    f"{VIEWS}->plugin('<name>')": "@template-helper <name>",
    f"{_both('Mvc' + chr(92) + 'Controller' + chr(92) + 'PluginManager')}->get('<name>')": "@controller-plugin <name>",
    f"{CONTROLLERS}->plugin('<name>')": "@controller-plugin <name>",
    f"{CONTROLLERS}->getForm('<name>')": "@form-element <name>",
    f"{_both('Form' + chr(92) + 'FormElementManager')}->get('<name>')": "@form-element <name>",
    f"{_both('ServiceManager' + chr(92) + 'AbstractPluginManager')}->get()": "type @instance-of <receiver>",
    f"{VIEW_HELPERS}->getView()": RENDERER,
    f"{VIEW_HELPERS}->view": RENDERER,
    f"{MODELS}->setTemplate('<view>')": VIEW,
    f"{MODELS}->__construct()": "type <receiver>",
    f"{VIEWS}->render('<view>')": VIEW,
    f"{VIEWS}->partial('<view>')": VIEW,
    f"{VIEWS}->partialLoop('<view>')": VIEW,
    f"{GATEWAYS}->__construct('<table>')#1": "table <table>",
    f"{GATEWAYS}->__construct('<table>')#2": "writes <table>",
    f"class {_both('Db' + chr(92) + 'TableGateway' + chr(92) + 'AbstractTableGateway')}|{GATEWAYS}": "table $table",
    "class ZfcBase\\Mapper\\AbstractDbMapper|ZfcUser\\Mapper\\User": "table $tableName",
    f"{GATEWAYS}->select()": "type Laminas\\Db\\ResultSet\\ResultSet",
    f"{GATEWAYS}->getSql()": "type Laminas\\Db\\Sql\\Sql",
    f"{SQL}->select()": "type Laminas\\Db\\Sql\\Select",
    f"{SQL}->select('<table>')": "table <table>",
    **{f"{SQL}->{name}('<table>')": "writes <table>" for name in ("insert", "update", "delete")},
    **{
        f"{_both('Db' + chr(92) + 'Sql' + chr(92) + name)}->{method}('<table>')": "writes <table>"
        for name, method in (("Insert", "into"), ("Update", "table"), ("Delete", "from"))
    },
    f"{SELECTS}->from('<table>')": "table <table>",
    f"{SELECTS}->join('<table>')": "joins <table>",
    **{f"{SELECTS}->{name}()": "type <receiver>" for name in ("from", "join", "columns", "where", "order", "limit")},
}
SECTIONS = {
    "service_manager": "managed service",
    "dependencies": "managed service",
    "controllers": "routed controller",
    "view_helpers": "template helper",
    "controller_plugins": "controller plugin",
    "form_elements": "form element",
}
METHODS = {  # of a module or a configuration provider: the section that they give
    "getserviceconfig": "managed service",
    "getdependencies": "managed service",
    "getdependencyconfig": "managed service",
    "getcontrollerconfig": "routed controller",
    "getviewhelperconfig": "template helper",
    "getcontrollerpluginconfig": "controller plugin",
    "getformelementconfig": "form element",
}
# What the framework itself puts into its service manager.
SERVICES = {
    "application": "Laminas\\Mvc\\Application",
    "controllermanager": "Laminas\\Mvc\\Controller\\ControllerManager",
    "controllerpluginmanager": "Laminas\\Mvc\\Controller\\PluginManager",
    "eventmanager": "Laminas\\EventManager\\EventManager",
    "formelementmanager": "Laminas\\Form\\FormElementManager",
    "httprouter": "Laminas\\Router\\Http\\TreeRouteStack",
    "modulemanager": "Laminas\\ModuleManager\\ModuleManager",
    "mvctranslator": "Laminas\\Mvc\\I18n\\Translator",
    "translator": "Laminas\\I18n\\Translator\\Translator",
    "request": "Laminas\\Http\\Request",
    "response": "Laminas\\Http\\Response",
    "router": "Laminas\\Router\\Http\\TreeRouteStack",
    "servicemanager": "Laminas\\ServiceManager\\ServiceManager",
    "sharedeventmanager": "Laminas\\EventManager\\SharedEventManager",
    "viewhelpermanager": "Laminas\\View\\HelperPluginManager",
    "viewmanager": "Laminas\\Mvc\\View\\Http\\ViewManager",
    "viewrenderer": "Laminas\\View\\Renderer\\PhpRenderer",
    "doctrine.entitymanager.orm_default": "Doctrine\\ORM\\EntityManager",
}
NOT_TYPED = ("zfcuser_*", "viewresolver*", "viewtemplate*", "doctrine.*")
NOT_OBJECTS = ("config", "configuration", "applicationconfig")
VIEW_PLUGINS = frozenset(
    """
    asset basepath cycle declarevars doctype escapecss escapehtml escapehtmlattr escapejs escapeurl flashmessenger
    form formbutton formcaptcha formcheckbox formcollection formcolor formdate formdatetime formelement
    formelementerrors formemail formfile formhidden formimage forminput formlabel formmulticheckbox formnumber
    formpassword formradio formreset formrow formselect formsubmit formtext formtextarea formurl gravatar headlink
    headmeta headscript headstyle headtitle htmlattributes htmlflash htmllist htmltag inlinescript json layout
    navigation paginationcontrol partial partialloop placeholder renderchildmodel rendertoplaceholder serverurl
    currencyformat dateformat numberformat plural translate translateplural url viewmodel
    """.split()  # noqa: SIM905 - one string, so that the list stays short
)
CONTROLLER_PLUGINS = frozenset(
    """
    acceptableviewmodelselector createhttpnotfoundmodel createconsolenotfoundmodel fileprg flashmessenger forward
    layout params postredirectget prg redirect url
    """.split()  # noqa: SIM905 - one string, so that the list stays short
)
VERBS = frozenset({"get", "post", "put", "patch", "delete", "any", "route"})
PACKAGES = (
    *("mvc", "servicemanager", "component-installer", "modulemanager", "expressive", "expressive-router"),
    *("tablegateway", "view"),
)
_CLASS = re.compile(r"[A-Za-z_]\w*(?:\\\w+)*\Z")


def _services(name: str, _lookup: Lookup) -> Iterator[str]:
    if name.lower() in SERVICES:
        yield SERVICES[name.lower()]


def _template_helpers(name: str, _lookup: Lookup) -> Iterator[str]:
    if name.lower() in VIEW_PLUGINS:
        yield f"Laminas\\View\\Helper\\{name}"


def _controller_plugins(name: str, _lookup: Lookup) -> Iterator[str]:
    if name.lower() in CONTROLLER_PLUGINS:
        yield f"Laminas\\Mvc\\Controller\\Plugin\\{name}"


def _routed(name: str, lookup: Lookup) -> Iterator[str]:
    """The paths of `Shop\\Controller\\OrderController::addNote`: of its routes, else by the names of both."""
    unit, _, action = name.partition("::")
    short = _dashed(unit.rpartition("\\")[2].removesuffix("Controller"))
    names = [unit, unit.removesuffix("Controller"), *lookup("controller name", unit)]
    found = [path for one in names for path in lookup("routed action", f"{one}::{_bare(action)}")]
    found += [f"{path}/{_dashed(action)}" for one in names for path in lookup("routed below", one)]
    around = unit.rpartition("\\")[0]
    found += [f"{path}/{short}/{_dashed(action)}" for path in lookup("routed namespace", around)]
    yield from found or [f"/{short}/{_dashed(action)}"]


def _interpret(file: ReadFile) -> Iterator[Claim]:
    scopes = {(scope.unit, scope.member): index for index, scope in reversed(list(enumerate(file.facts.scopes)))}
    for listing in file.facts.listings:
        yield from _configured(listing, file.facts.scopes[listing.scope].member)
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS:
            yield from _manager(declaration)
            if declaration.name.endswith("Controller") and not declaration.abstract:
                yield from _actions(declaration, scopes, file)
    for call in file.facts.calls:
        yield from partial(call, "laminas")
        if call.name in VERBS and isinstance(call.receiver, Variable) and len(call.arguments) > 1:
            yield from _route_call(call)


def _configured(listing: Listing, member: str) -> Iterator[Claim]:
    """A module's configuration, or a part of it that a method gives or that is put in by its key."""
    sections = {child.name: child for child in listing.node.children}
    if listing.keys:
        sections = {listing.keys[0]: listing.node} if len(listing.keys) == 1 else {}
    elif member.lower() in METHODS:
        yield from _section(listing.node, METHODS[member.lower()], listing.scope)
    for key, space in SECTIONS.items():
        if key in sections:
            yield from _section(sections[key], space, listing.scope)
    for node in sections["router"].children if "router" in sections else ():
        for route in node.children if node.name == "routes" else ():
            yield from _route(route, "", {}, listing.scope)


def _section(section: Node, space: str, scope: int) -> Iterator[Claim]:
    """`factories`, `invokables`, `aliases` of a manager: what its names mean."""
    for part in section.children:
        for item in part.children:
            origin = Origin(scope, (item.line,), "laminas")
            name, value = item.name or item.value, item.value.strip("\\")
            if not value or not name or not _CLASS.match(value):
                continue
            if part.name in ("invokables", "services"):
                yield Provide(origin, space, name, New(Named(value)))
                yield Use(origin, "configured", value, DependencyKind.CLASS_NAME)
                if space == "routed controller":
                    yield Provide(origin, "controller name", value, Text(name))
            elif part.name == "factories":
                yield Provide(origin, space, name, _made(name, value))
                yield Use(origin, "configured", value, DependencyKind.CLASS_NAME)
            elif part.name == "aliases":
                yield Provide(origin, space, name, Text(value))


def _made(name: str, factory: str) -> Expression:
    """What a factory makes; the framework's own make an instance of the name."""
    if factory.startswith(("Zend\\", "Laminas\\")):
        return Text(name)
    of = New(Named(factory))
    return Either((ReturnOf(of, "__invoke"), ReturnOf(of, "createService")))


def _route(route: Node, above: str, given: dict[str, str], scope: int) -> Iterator[Claim]:
    """A route with its children: `/order[/:action]` with `defaults` of controller and action."""
    parts = {child.name: child for child in route.children}
    options = {child.name: child for child in parts["options"].children} if "options" in parts else {}
    path = above + (options["route"].value if "route" in options else "")
    said = dict(given)
    for default in options["defaults"].children if "defaults" in options else ():
        if default.value:
            said[default.name] = default.value
    children = parts["child_routes"].children if "child_routes" in parts else ()
    ends = "may_terminate" in parts and parts["may_terminate"].value.lower() == "true"
    if not children or ends:
        yield from _routed_to(path, said, Origin(scope, (route.line,), "laminas"))
    for child in children:
        yield from _route(child, path, said, scope)


def _routed_to(path: str, said: dict[str, str], origin: Origin) -> Iterator[Claim]:
    around, controller, action = said.get("__NAMESPACE__", ""), said.get("controller", ""), said.get("action", "")
    if ":controller" in path:
        if around:
            start = path.partition(":controller")[0].rstrip("[/")
            yield Provide(origin, "routed namespace", around, Text(start))
        return
    if around and controller and "\\" not in controller:
        controller = f"{around}\\{_studly(controller)}"
    if not controller:
        return
    if ":action" in path:
        start = path.partition(":action")[0]
        yield Provide(origin, "routed below", controller, Text(start.rstrip("[/")))
        if action and start.endswith("[/"):
            yield Provide(origin, "routed action", f"{controller}::{_bare(action)}", Text(start[:-2] or "/"))
    elif action:
        yield Provide(origin, "routed action", f"{controller}::{_bare(action)}", Text(path or "/"))


def _manager(declaration: Declaration) -> Iterator[Claim]:
    """`protected $instanceOf = AdapterInterface::class` of a plug-in manager: what it gives."""
    for field in declaration.fields:
        default = field.default
        if field.name == "instanceOf" and default is not None:
            named = default.of if isinstance(default, Constant) and default.of is not None else default
            name = class_name(named)
            if name:
                origin = Origin(0, (field.line,), "laminas")
                yield Provide(origin, "instance of", declaration.name, New(Named(name)))


def _actions(declaration: Declaration, scopes: dict[tuple[str, str], int], file: ReadFile) -> Iterator[Claim]:
    """Every public `xAction` is a page with a view script: `shop/order/add-note`."""
    module, _, rest = declaration.name.partition("\\Controller\\")
    parts = [*module.split("\\")[:1], *rest.removesuffix("Controller").split("\\")]
    home = "/".join(_dashed(part) for part in parts)
    calls = calls_by_scope(file.facts)
    for method in declaration.methods:
        found = re.match(r"([a-zA-Z]\w*)Action\Z", method.name)
        if found and method.visibility is Visibility.PUBLIC and not method.static and rest:
            if found[1] in ("notFound", "getMethodFrom"):
                continue
            origin = Origin(scopes.get((declaration.name, method.name), 0), (method.line,), "laminas")
            below = f"@routed {declaration.name}::{found[1]}"
            yield EntryClaim(origin, EntryKind.CONTROLLER, declaration.name, "", "", method.name, below=below)
            script = f"{home}/{_dashed(found[1])}.phtml"
            yield TemplateClaim(origin, script)
            yield from given(file.facts, origin, calls.get(origin.scope, ()), method.returned, script)


def _route_call(call: Call) -> Iterator[Claim]:
    """Mezzio: `$app->get('/orders', ListOrders::class, 'orders')`; of a pipe of classes, all."""
    path, target = call.arguments[0], call.arguments[1]
    if not isinstance(path, Text) or not path.text.startswith("/"):
        return
    targets = [value for _, value in target.pairs] if isinstance(target, Items) else [target]
    for one in targets:
        if isinstance(one, Named):
            origin = Origin(call.scope, call.lines, "laminas")
            verb = call.name.upper() if call.name not in ("any", "route") else ""
            yield EntryClaim(origin, EntryKind.CONTROLLER, one.name, path.text, verb, "handle")
            yield Use(origin, "configured", one.name, DependencyKind.CLASS_NAME)


def _bare(action: str) -> str:
    return action.replace("-", "").lower()


def _dashed(name: str) -> str:
    return snake(name).replace("_", "-")


def _studly(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_path(project, "app/Mage.php"):  # Magento 1 uses parts of it, not its applications
        return False
    names = [f"{vendor}/{prefix}-{name}" for name in PACKAGES for vendor, prefix in _VENDORS]
    if has_package(project, *names, "mezzio/mezzio", "zendframework/zendframework"):
        return True
    bases = ("mvc\\*", "servicemanager\\*", "db\\tablegateway\\*", "modulemanager\\*")
    if extends(files, *(f"{vendor}\\{base}" for base in bases for vendor in ("laminas", "zend"))):
        return True
    return any(
        child.name in ("service_manager", "dependencies") and any(one.name == "factories" for one in child.children)
        for file in files
        for listing in file.facts.listings
        for child in listing.node.children
    )


_VENDORS = (("laminas", "laminas"), ("zendframework", "zend"))
LAMINAS = Framework(
    "laminas",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space("managed service", classes=True, concrete=True, own=(*NOT_OBJECTS, *NOT_TYPED), meant=_services),
        Space("routed controller", classes=True),
        Space("template helper", classes=True, own=("identity",), meant=_template_helpers, certain=True),
        Space("controller plugin", classes=True, own=("identity",), meant=_controller_plugins, certain=True),
        Space("form element", classes=True),
        Space("configured", Holds.TEXT, classes=True, quiet=True),
        Space(VARIABLE, quiet=True),
        Space("instance of", quiet=True, inherited=True),
        Space("controller name", Holds.TEXT),
        Space("routed", Holds.TEXT, meant=_routed),
        Space("routed action", Holds.TEXT),
        Space("routed below", Holds.TEXT),
        Space("routed namespace", Holds.TEXT),
        Space("event", Holds.CALLABLE, quiet=True),
    ),
    behind=(
        Behind(tuple(VIEWS.lower().split("|")), "template helper", ("__invoke",)),
        Behind(tuple(CONTROLLERS.lower().split("|")), "controller plugin", ("__invoke",)),
    ),
    namespaces=("laminas\\", "zend\\", "mezzio\\", "psr\\", "interop\\", "doctrine\\"),
    bundled=True,
    pages=((".phtml", "laminas\\view\\renderer\\phprenderer"),),
)
