"""Symfony 2 to 7: services, routes, events, messages, commands; Doctrine's mapping and repositories; Twig."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.arguments import method_of
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Unread, Use
from analyzer.frameworks.container import SERVICE, class_of, services, wired
from analyzer.frameworks.doctrine import mapped
from analyzer.frameworks.dql import queries
from analyzer.frameworks.framework import Framework, Holds, Space, extends, has_package
from analyzer.frameworks.messages import buses, handlers
from analyzer.frameworks.orm import ORM_RULES, ORM_SPACES
from analyzer.frameworks.phpservices import TAG, configured, tagged
from analyzer.frameworks.resources import CONFIGURED, DEFAULT, resources
from analyzer.frameworks.resources import service as resource_service
from analyzer.model.expression import Text, This
from analyzer.model.facts import Annotation, Declaration, EntryKind, Node, ReadFile
from analyzer.model.project import Project

CONTAINERS = (
    "Symfony\\Component\\DependencyInjection\\ContainerInterface|Symfony\\Component\\DependencyInjection\\Container|"
    "Symfony\\Component\\DependencyInjection\\ContainerBuilder|Psr\\Container\\ContainerInterface"
)
CONTROLLERS = (
    "Symfony\\Bundle\\FrameworkBundle\\Controller\\Controller|"
    "Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController|"
    "Symfony\\Bundle\\FrameworkBundle\\Controller\\ControllerTrait|FOS\\RestBundle\\Controller\\FOSRestController|"
    "FOS\\RestBundle\\Controller\\AbstractFOSRestController"
)
AWARE = (
    "Symfony\\Bundle\\FrameworkBundle\\Command\\ContainerAwareCommand|Symfony\\Component\\DependencyInjection\\"
    "ContainerAware|Symfony\\Component\\DependencyInjection\\ContainerAwareTrait|" + CONTROLLERS
)
SERVICES = "@service <id> or type Symfony\\Component\\Service"
COMPOSITE = "Sylius\\Bundle\\ResourceBundle\\DependencyInjection\\Compiler\\PrioritizedCompositeServicePass"
RULES = {
    f"{CONTAINERS}|{CONTROLLERS}->get('<id>')": SERVICES,
    "*->getContainer()": "type Symfony\\Component\\DependencyInjection\\ContainerInterface",
    f"{AWARE}->container": "type Symfony\\Component\\DependencyInjection\\ContainerInterface",
    f"{CONTROLLERS}->getDoctrine()": "type Doctrine\\Persistence\\ManagerRegistry",
    f"{CONTROLLERS}->getUser()": "@user user",
    "*->getToken()": "type Symfony\\Component\\Security\\Core\\Authentication\\Token\\TokenInterface",
    "Symfony\\Component\\Security\\Core\\Authentication\\Token\\TokenInterface->getUser()": "@user user",
    "Symfony\\Component\\Security\\Core\\Security->getUser()": "@user user",
    **ORM_RULES,
    "Symfony\\Component\\DependencyInjection\\ContainerBuilder->register('<id>', <class>)": "@service <id> = <class>",
    "Symfony\\Component\\DependencyInjection\\ContainerBuilder->setAlias('<id>', <class>)": "@service <id> = <class>",
    "Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\ServicesConfigurator->set('<id>', <class>)": (
        "@service <id> = <class>"
    ),
    "Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\ServicesConfigurator->alias('<id>', <class>)": (
        "@service <id> = <class>"
    ),
    f"{COMPOSITE}->__construct('<id>', '<composite>')": "@service <id> = <composite>",
    "*->dispatch('<event>')": "@event <event>",
    "*->dispatch(*, '<event>')": "@event <event>",
    "*->addListener('<event>', <callback>)": "@event <event> = <callback>",
    "*->generateUrl('<route>')": "@route <route>",
    "*->redirectToRoute('<route>')": "@route <route>",
    "Symfony\\Component\\Routing\\Generator\\UrlGeneratorInterface|Symfony\\Component\\Routing\\RouterInterface"
    "->generate('<route>')": "@route <route>",
}
ROUTES = frozenset(
    {
        "Symfony\\Component\\Routing\\Annotation\\Route",
        "Symfony\\Component\\Routing\\Attribute\\Route",
        "Sensio\\Bundle\\FrameworkExtraBundle\\Configuration\\Route",
    }
)
REST = "FOS\\RestBundle\\Controller\\Annotations\\"
VERBS = frozenset({"Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "Route"})
METHOD = "Sensio\\Bundle\\FrameworkExtraBundle\\Configuration\\Method"
TEMPLATE = "Sensio\\Bundle\\FrameworkExtraBundle\\Configuration\\Template"
LISTENER = "Symfony\\Component\\EventDispatcher\\Attribute\\AsEventListener"
COMMAND = "Symfony\\Component\\Console\\Attribute\\AsCommand"
IDS = """
    annotation* api_platform* argument_resolver* assetic* assets* cache* console* container* controller* craue*
    database_connection debug* doctrine* event_dispatcher* exercise* file_locator filesystem form* fos_* gedmo*
    h4cc* hateoas* http_client* http_kernel* hwi_* jms_* kernel knp_* lexik* liip_* locale* logger* mailer*
    messenger* monolog* nelmio* oneup* pagerfanta* parameter_bag profiler* property_* request* reverse_container
    router* routing* scheb* security* sensio* serializer* service_container session* sonata* state_machine* test.*
    stof_* swiftmailer* templating* tidy* translat* twig* uri_signer validator* web_profiler* white_october*
    workflow* payum* winzou* sm.* old_sound* snc_* rollerworks* sylius.email_* sylius.random_generator
    sylius.repository.theme sylius.resource_controller* sylius.resource_registry sylius.storage.* sylius.theme.*
    sylius.translation_locale_provider
""".split()  # noqa: SIM905 - one string, so that the list stays short
ROUTE_NAMES = "_profiler* _wdt* _twig* fos_* hwi_* knp_* liip_* nelmio_* sonata_* sylius_* api_* 2fa_*".split()  # noqa: SIM905
RESOURCES = ("model", "interface", "repository", "factory", "controller", "form")


def _interpret(file: ReadFile) -> Iterator[Claim]:
    if file.facts.nodes:
        yield from wired(file.facts.nodes, "symfony")
        yield from _tagged(file.facts.nodes)
        yield from _routes(file.facts.nodes)
        yield from _users(file.facts.nodes)
        yield from buses(file.facts.nodes, "symfony")
    yield from mapped(file, "symfony")
    yield from resources(file, "symfony")
    yield from queries(file, "symfony")
    if file.path.endswith(".twig"):
        yield from _shown(file)
    yield from _annotations(file)
    yield from _subscribers(file)
    yield from handlers(file, "symfony")
    yield from _commands(file)
    yield from configured(file)
    yield from tagged(file)


def _tagged(nodes: Sequence[Node]) -> Iterator[Claim]:
    """Services whose tags make them listeners or handlers."""
    for service in services(nodes):
        name = class_of(service).strip("\\")
        for tag, said, line in service.tags:
            event = said.get("event", "")
            origin = Origin(0, (line,), "symfony")
            if name and tag.endswith("event_listener") and event:
                method = said.get("method") or "on" + re.sub(r"(?:^|[._])(\w)", lambda m: m[1].upper(), event)
                yield Provide(origin, "event", event, method_of(Text(name), method))
            elif name and tag == "messenger.message_handler" and said.get("handles"):
                yield Provide(origin, "event", said["handles"], method_of(Text(name), said.get("method") or "__invoke"))


def _routes(nodes: Sequence[Node]) -> Iterator[Claim]:
    """Routes in YAML (`path`, `defaults: {_controller}` or `controller`) and XML (`<route>`)."""
    for node in nodes:
        if node.name == "routes":
            for route in node.children:
                said = dict(route.attributes)
                default = next((c for c in route.children if dict(c.attributes).get("key") == "_controller"), None)
                path, target = said.get("path") or said.get("pattern", ""), said.get("controller", "")
                target = default.value if default is not None else target
                yield from _route(said.get("id", ""), (path, said.get("methods", ""), target), route.line)
            continue
        keyed = {child.name: child for child in node.children}
        path = next((keyed[key].value for key in ("path", "pattern") if key in keyed), "")
        defaults = {child.name: child.value for child in keyed["defaults"].children} if "defaults" in keyed else {}
        target = defaults.get("_controller") or (keyed["controller"].value if "controller" in keyed else "")
        methods = keyed.get("methods")
        verbs = ("|".join(c.value for c in methods.children) or methods.value) if methods is not None else ""
        yield from _route(node.name, (path, verbs, target), node.line)


def _route(name: str, route: tuple[str, str, str], line: int) -> Iterator[Claim]:
    path, verbs, target = route
    if not path or not target:
        return
    unit, member = _controller(target)
    origin = Origin(0, (line,), "symfony")
    named = unit if "\\" in unit else f"@{SERVICE} {unit}"
    yield EntryClaim(origin, EntryKind.CONTROLLER, named, path, verbs, member)
    if name:
        yield Provide(origin, "route", name, Text(unit))


def _controller(target: str) -> tuple[str, str]:
    """`App\\C::show`, `app.controller:show`, `AcmeBundle:Order:show` → class or service, and method."""
    parts = target.split(":")
    if "::" in target:
        unit, _, member = target.partition("::")
        return unit.strip("\\"), member
    if len(parts) == 3:
        return f"*\\Controller\\{parts[1].replace('/', chr(92))}Controller", parts[2] + "Action"
    return (parts[0], parts[1]) if len(parts) == 2 else (target.strip("\\"), "__invoke")


def _shown(file: ReadFile) -> Iterator[Claim]:
    """The routes and controllers that a template of Twig names."""
    for use in file.facts.templates:
        origin = Origin(0, (use.line,), "symfony")
        if use.relation == "route":
            yield Use(origin, "route", use.target)
        elif use.relation == "controller":
            unit, _ = _controller(use.target)
            yield Use(origin, "controller", unit)
        elif use.relation == "unread":
            yield Unread(origin, use.target.partition(" ")[0], use.target.partition(" ")[2])


def _users(nodes: Sequence[Node]) -> Iterator[Claim]:
    """The class of whoever is logged in: `security.providers.*.entity.class`, `fos_user.user_class`."""
    for node in nodes:
        waiting = list(node.children) if node.name in ("security", "fos_user") else []
        while waiting:
            one = waiting.pop()
            waiting += one.children
            if one.name in ("class", "user_class") and "\\" in one.value:
                yield Provide(Origin(0, (one.line,), "symfony"), "user", "user", Text(one.value.strip("\\")))


def _annotations(file: ReadFile) -> Iterator[Claim]:
    prefixes = {a.unit: _first(a) for a in file.facts.annotations if not a.member and _is_route(a)}
    verbs = {(a.unit, a.member): _listed(a.arguments) for a in file.facts.annotations if a.name == METHOD}
    scopes = {(scope.unit, scope.member): index for index, scope in enumerate(file.facts.scopes)}
    for annotation in file.facts.annotations:
        unit, member = annotation.unit, annotation.member
        origin = Origin(scopes.get((unit, member), 0), (annotation.line,), "symfony")
        said = {node.name: node.value for node in annotation.arguments}
        short = annotation.name.removeprefix(REST)
        if _is_route(annotation) or (short != annotation.name and short in VERBS):
            invoked = not member and (unit, "__invoke") in scopes
            if member or invoked:
                verb = (
                    _verbs(annotation)
                    or (short.upper() if short in VERBS - {"Route"} else "")
                    or verbs.get((unit, member), "")
                )
                path = (prefixes.get(unit, "") if member else "") + _first(annotation)
                yield EntryClaim(origin, EntryKind.CONTROLLER, unit, "/" + path.lstrip("/"), verb, member or "__invoke")
                yield Provide(origin, "route", said.get("name") or _default_name(unit, member), Text(unit))
        elif annotation.name == TEMPLATE and member:
            view = unit.rpartition("\\Controller\\")[2].removesuffix("Controller").replace("\\", "/")
            name = _first(annotation) or f"{view}/{member.removesuffix('Action')}.html.twig"
            yield TemplateClaim(origin, name)
        elif annotation.name == LISTENER:
            method = said.get("method") or member or "__invoke"
            if said.get("event"):
                yield Provide(origin, "event", said["event"], method_of(Text(unit), method))
        elif annotation.name == COMMAND and not member:
            yield EntryClaim(origin, EntryKind.COMMAND, unit, said.get("name") or said.get("", ""))


def _is_route(annotation: Annotation) -> bool:
    """Symfony's own annotation, or one of the code's that is called the same and begins with a path."""
    own = annotation.name.endswith("\\Route") and "/" in _first(annotation)
    return annotation.name in ROUTES or (own and not annotation.name.startswith(REST))


def _default_name(unit: str, member: str) -> str:
    """How Symfony names a route that nobody names: `App\\Controller\\OrderController::showAction` → app_order_show."""
    name = f"{unit.replace(chr(92), '_')}_{member}".lower()
    return re.sub(r"action(_\d+)?\Z", r"\1", re.sub(r"(bundle|controller)_", "_", name)).replace("__", "_")


def _first(annotation: Annotation) -> str:
    return next((node.value for node in annotation.arguments if node.name in ("", "path") and node.value), "")


def _verbs(annotation: Annotation) -> str:
    return _listed([node for node in annotation.arguments if node.name == "methods"])


def _listed(nodes: Sequence[Node]) -> str:
    return "|".join(text for node in nodes for text in (node.value, *(child.value for child in node.children)) if text)


def _subscribers(file: ReadFile) -> Iterator[Claim]:
    """`getSubscribedEvents`: `['order.paid' => 'onPaid', X::class => [['a', 10], ['b']]]`."""
    for listing in file.facts.listings:
        scope = file.facts.scopes[listing.scope]
        if listing.holder == "return" and scope.member.lower() == "getsubscribedevents":
            for item in listing.node.children:
                methods = [item.value] if item.value else [child.value or _value(child) for child in item.children]
                for method in methods:
                    if item.name and re.fullmatch(r"[A-Za-z_]\w*", method):
                        means = method_of(This(), method)
                        origin = Origin(listing.scope, (item.line,), "symfony")
                        yield Provide(origin, "event", item.name, means)


def _value(node: Node) -> str:
    return node.children[0].value if node.children else ""


def _commands(file: ReadFile) -> Iterator[Claim]:
    """`$this->setName('shop:import')` in a command, or its `$defaultName`."""
    names: Mapping[str, Declaration] = {d.name: d for d in file.facts.declarations if d.name.endswith("Command")}
    for call in file.facts.calls if names else ():
        unit = file.facts.scopes[call.scope].unit
        if call.name == "setName" and unit in names and call.arguments and isinstance(call.arguments[0], Text):
            origin = Origin(call.scope, call.lines, "symfony")
            yield EntryClaim(origin, EntryKind.COMMAND, unit, call.arguments[0].text)
    for declaration in names.values():
        for field in declaration.fields:
            if field.name == "defaultName" and isinstance(field.default, Text):
                origin = Origin(0, (field.line,), "symfony")
                yield EntryClaim(origin, EntryKind.COMMAND, declaration.name, field.default.text)


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "symfony/symfony", "symfony/framework-bundle"):
        return True
    return extends(files, "symfony\\component\\httpkernel\\bundle\\bundle", "symfony\\bundle\\frameworkbundle\\*")


SYMFONY = Framework(
    "symfony",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space(
            SERVICE,
            classes=True,
            concrete=True,
            sole=True,
            own=tuple(IDS),
            vendored=True,
            meant=resource_service,
            certain=True,
        ),
        *(Space(f"{space} {kind}", quiet=True) for space in (CONFIGURED, DEFAULT) for kind in RESOURCES),
        *ORM_SPACES,
        Space("user", quiet=True),
        Space(TAG, Holds.CALLABLE, quiet=True),
        Space("event", Holds.CALLABLE, quiet=True),
        Space("route", own=tuple(ROUTE_NAMES)),
        Space("controller", classes=True, meant=lambda name, _: (name,)),
    ),
    namespaces=(
        *("symfony\\", "sensio\\", "doctrine\\", "twig\\", "twig", "psr\\"),
        *("sylius\\bundle\\resourcebundle\\", "sylius\\component\\resource\\"),
    ),
    includes=("doctrine",),
)
