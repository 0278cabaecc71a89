"""CakePHP 2 to 5: names stand for models, tables, components, helpers and behaviours; actions render their views."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import class_name, method_of
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Use
from analyzer.frameworks.framework import Framework, Holds, Space, extends, has_package
from analyzer.frameworks.inflection import snake
from analyzer.model.expression import Items, Named, Text, This
from analyzer.model.facts import Call, Declaration, DeclarationKind, EntryKind, Listing, Node, ReadFile, Visibility
from analyzer.model.project import Project

CONTROLLERS = "Controller|AppController|Cake\\Controller\\Controller|Component|Cake\\Controller\\Component"
MODELS = "Model|AppModel|Cake\\ORM\\Table|ModelBehavior|Cake\\ORM\\Behavior"
SHELLS = "Shell|AppShell|Cake\\Console\\Shell|Cake\\Command\\Command|Cake\\Console\\Command"
VIEWS = "View|AppView|Cake\\View\\View|Helper|AppHelper|Cake\\View\\Helper"
TABLE = "class <name|last>Table or *\\Model\\Table\\<name|last>Table"
MODEL = f"class <name|last> or {TABLE.removeprefix('class ')}"
COMPONENT = "<name|last>Component or *\\Controller\\Component\\<name|last>Component"
HELPER = "<name|last>Helper or *\\View\\Helper\\<name|last>Helper"
BEHAVIOR = "<name|last>Behavior or *\\Model\\Behavior\\<name|last>Behavior"
CORE = """
    Acl Auth Cookie Email Flash FormProtection Paginator RequestHandler Security Session Authentication
    Authorization Form Html Js Number Rss Text Time Url Cache Breadcrumbs request response Blocks Response
    Request eventManager
""".split()  # noqa: SIM905 - one string, so that the list stays short
CLASSES = """
    app apphelper appcontroller appmodel appshell authcomponent badrequestexception basiclog cache cacheengine
    cakeemail cakeevent cakeeventlistener cakeeventmanager cakeexception cakelog cakemigration cakenumber
    cakeobject cakeplugin cakerequest cakeresponse cakeroute cakeschema cakesession caketestcase caketext
    caketime cakevalidationset classregistry component configure connectionmanager consoleoptionparser
    consoleoutput controller datasource debugger dbosource dispatcher dispatcherfilter file folder
    forbiddenexception formhelper hash helper htmlhelper httpsocket httpsocketresponse i18n inflector
    internalerrorexception jshelper l10n methodnotallowedexception missingactionexception
    missingcontrollerexception missingmodelexception missingviewexception model modelbehavior mysql
    notfoundexception notimplementedexception object paginatorcomponent paginatorhelper postgres
    requesthandlercomponent router sanitize scaffold security securitycomponent sessioncomponent sessionhelper
    set shell sqlite string texthelper timehelper unauthorizedexception validation view viewblock xml
    abstractpasswordhasher basicauthenticate baseauthenticate blowfishpasswordhasher formauthenticate
    simplepasswordhasher baseauthorize authexception socketexception
""".split()  # noqa: SIM905 - one string, so that the list stays short
FUNCTIONS = """
    h __ __d __n __c __dc __dcn __dn __x __xn __dx __dxn pluginsplit env debug low up pr am pj dd namespacesplit
    r stacktrace convertslash cache clearcache sortbykey uses triggerwarning deprecationwarning urlarray tobool
    todate todatetime
""".split()  # noqa: SIM905 - one string, so that the list stays short
OWN_MODELS = "aclnode aco acoaction aro aroaco i18nmodel permission"
RULES = {
    "ClassRegistry::init('<name>')": f"{MODEL} or own {OWN_MODELS}",
    "*->loadModel('<name>')": MODEL,
    "*->fetchTable('<name>')": TABLE,
    "*->getTableLocator()": "type Cake\\ORM\\Locator\\TableLocator",
    "Cake\\ORM\\TableRegistry::getTableLocator()": "type Cake\\ORM\\Locator\\TableLocator",
    "Cake\\ORM\\TableRegistry::get('<name>')": f"{TABLE} or <name>",
    "Cake\\ORM\\Locator\\TableLocator->get('<name>')": f"{TABLE} or <name>",
    "*->loadComponent('<name>')": f"class {COMPONENT} or type Cake\\Component",
    "*->addBehavior('<name>')": f"class {BEHAVIOR} or type Cake\\Behavior",
    "*->loadHelper('<name>')": f"class {HELPER} or type Cake\\Helper",
    f"{VIEWS}->element('<name>')": "view Elements/<name|rest>.ctp or Elements/<name>.ctp or element/<name>.php",
    f"{CONTROLLERS}->render('<name>')": "view <name>.ctp or <name>.php",
    "*->getEventManager()": "type CakeEventManager",
    "Cake\\ORM\\Table->setTable('<table>')#1": "table <table>",
    "Cake\\ORM\\Table->setTable('<table>')#2": "@set-table <class> = <table>",
    "CakeEvent->__construct('<event>')": "@event <event>",
    "Cake\\Event\\Event->__construct('<event>')": "@event <event>",
    "*->dispatchEvent('<event>')": "@event <event>",
    "*::dispatchEvent('<event>')": "@event <event>",
    "*->on('<event>', <callback>)": "@event <event> = <callback>",
    **{f"{holders}->{name}": "type Cake\\Own" for holders in (CONTROLLERS, VIEWS, SHELLS) for name in CORE},
    f"{CONTROLLERS}-><name>": f"class {COMPONENT} or {MODEL.removeprefix('class ')}",
    f"{SHELLS}-><name>": f"class <name>Task or *\\Shell\\Task\\<name>Task or {MODEL.removeprefix('class ')}",
    f"{MODELS}-><name>": f"@association <class>::<name> or {MODEL}",
    f"{VIEWS}-><name>": f"class {HELPER}",
    "class Model|AppModel": "table $useTable or <class|last|plural|snake>",
    "class Cake\\ORM\\Table": "table @set-table <class> or table $_table or <class|last|table>",
}
ASSOCIATIONS = frozenset({"belongsTo", "hasOne", "hasMany", "hasAndBelongsToMany"})
ASSOCIATING = frozenset({"belongsTo", "hasOne", "hasMany", "belongsToMany"})
LISTED = {  # properties of classes that list names: the suffix of the classes' names
    "uses": "",
    "components": "Component",
    "helpers": "Helper",
    "actsAs": "Behavior",
    "tasks": "Task",
}


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for listing in file.facts.listings:
        unit = file.facts.scopes[listing.scope].unit
        if unit and listing.holder in ASSOCIATIONS:
            yield from _associations(listing, unit)
        elif unit and listing.holder in LISTED:
            yield from _listed(listing, LISTED[listing.holder])
        elif unit and listing.holder == "return" and file.facts.scopes[listing.scope].member == "implementedEvents":
            yield from _listeners(listing)
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS and not declaration.abstract:
            scope = next((i for i, one in enumerate(file.facts.scopes) if one.unit == declaration.name), 0)
            yield from _class(declaration, scope)
            yield from _single(declaration, scope)
    for call in file.facts.calls:
        if call.name.lower() == "connect" and len(call.arguments) > 1:
            yield from _route(call)
        elif call.name in ASSOCIATING and isinstance(call.receiver, This) and call.arguments:
            yield from _associated(call, file.facts.scopes[call.scope].unit)


def _associations(listing: Listing, unit: str) -> Iterator[Claim]:
    """`$belongsTo = array('Author' => array('className' => 'User'))`."""
    for item in listing.node.children:
        alias = _named(item)
        model = next((child.value for child in item.children if child.name == "className"), "") or alias
        bare, name = alias.rpartition(".")[2], model.rpartition(".")[2]
        if name:
            origin = Origin(listing.scope, (item.line,), "cakephp")
            yield Provide(origin, "association", f"{unit}::{bare}", Text(name))
            yield Provide(origin, "association", name, Text(name))
            yield Use(origin, "association", name)


def _named(item: Node) -> str:
    """What an item of a list names: its key when it has one, else its value."""
    return item.name if item.name and not item.name.isdigit() else item.value


def _associated(call: Call, unit: str) -> Iterator[Claim]:
    """`$this->belongsTo('Creator', ['className' => 'Users'])`."""
    alias, options = call.arguments[0], call.arguments[1] if len(call.arguments) > 1 else None
    if not isinstance(alias, Text):
        return
    name = alias.text
    for key, value in options.pairs if isinstance(options, Items) else ():
        if key == "className" and isinstance(value, Text | Named):
            name = class_name(value)
    origin = Origin(call.scope, call.lines, "cakephp")
    name = name.rpartition(".")[2]
    yield Provide(origin, "association", f"{unit}::{alias.text}", Text(name))
    yield Use(origin, "association", name)


def _listed(listing: Listing, suffix: str) -> Iterator[Claim]:
    """`$components = array('Auth', 'Shop.Basket' => array(…))`."""
    for item in listing.node.children:
        name = _named(item).rpartition(".")[2]
        if name:
            origin = Origin(listing.scope, (item.line,), "cakephp")
            yield Use(origin, "listed", name + suffix)


def _listeners(listing: Listing) -> Iterator[Claim]:
    """`return array('Model.Order.paid' => 'onPaid')`, or `=> array('callable' => 'onPaid')`."""
    for item in listing.node.children:
        method = item.value or next((child.value for child in item.children if child.name == "callable"), "")
        if item.name and method:
            means = method_of(This(), method)
            yield Provide(Origin(listing.scope, (item.line,), "cakephp"), "event", item.name, means)


def _single(declaration: Declaration, scope: int) -> Iterator[Claim]:
    """`public $belongsTo = 'Author'`, `public $uses = 'Order'`."""
    for field in declaration.fields:
        if isinstance(field.default, Text) and (field.name in ASSOCIATIONS or field.name in LISTED):
            name = field.default.text.rpartition(".")[2]
            origin = Origin(scope, (field.line,), "cakephp")
            if field.name in ASSOCIATIONS:
                yield Provide(origin, "association", f"{declaration.name}::{name}", Text(name))
                yield Use(origin, "association", name)
            else:
                yield Use(origin, "listed", name + LISTED[field.name])


def _class(declaration: Declaration, scope: int) -> Iterator[Claim]:
    """The actions of a controller with the views they render, and shells."""
    short = declaration.name.rpartition("\\")[2]
    if short.endswith("Controller") and len(short) > len("Controller"):
        home = short.removesuffix("Controller")
        for method in declaration.methods:
            if method.visibility is not Visibility.PUBLIC or method.name.startswith("_") or method.static:
                continue
            if method.name in ("initialize", "beforeFilter", "beforeRender", "afterFilter"):
                continue
            origin = Origin(scope, (method.line,), "cakephp")
            yield EntryClaim(
                origin, EntryKind.CONTROLLER, declaration.name, f"/{snake(home)}/{method.name}", "", method.name
            )
            yield TemplateClaim(origin, f"{home}/{snake(method.name)}")
    elif short.endswith(("Shell", "Command")) and short not in ("AppShell", "Shell", "Command"):
        name = snake(short.removesuffix("Shell").removesuffix("Command"))
        origin = Origin(scope, (declaration.line,), "cakephp")
        yield EntryClaim(origin, EntryKind.COMMAND, declaration.name, name)


def _route(call: Call) -> Iterator[Claim]:
    """`Router::connect('/orders', array('controller' => 'orders', 'action' => 'index'))`."""
    path, target = call.arguments[0], call.arguments[1]
    if not isinstance(path, Text) or not isinstance(target, Items):
        return
    said = {key: value.text for key, value in target.pairs if key and isinstance(value, Text)}
    controller = said.get("controller", "")
    if controller and path.text.startswith("/"):
        origin = Origin(call.scope, call.lines, "cakephp")
        name = "".join(part[:1].upper() + part[1:] for part in controller.split("_")) + "Controller"
        yield EntryClaim(origin, EntryKind.CONTROLLER, name, path.text, "", said.get("action", "index"))


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "cakephp/cakephp"):
        return True
    called = any(
        call.name == "uses" and call.static and len(call.arguments) == 2 for f in files for call in f.facts.calls
    )
    return called and extends(files, "appmodel", "appcontroller", "model", "controller", "cake\\*")


CAKEPHP = Framework(
    "cakephp",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space(
            "association",
            own=tuple(OWN_MODELS.split()),
            classes=True,
            meant=lambda name, _: (name, f"*\\Model\\Table\\{name}Table"),
        ),
        Space("set table", Holds.TEXT),
        Space("listed", classes=True, quiet=True, meant=lambda name, _: (f"*\\{name}",)),
        Space("event", Holds.CALLABLE, quiet=True),
    ),
    namespaces=("cake\\", *CLASSES),
    functions=frozenset(FUNCTIONS),
    pages=(("", "view"),),
)
