"""Yii 1 and 2: active records and their relations, components of the application, widgets, views, actions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, ClassClaim, EntryClaim, Mixes, Origin, Provide, Use
from analyzer.frameworks.framework import Framework, Space, extends, has_package
from analyzer.frameworks.inflection import plural
from analyzer.model.expression import Text, This
from analyzer.model.facts import Call, Declaration, DeclarationKind, EntryKind, Listing, Node, ReadFile, Visibility
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

RECORDS = "CActiveRecord|yii\\db\\ActiveRecord|yii\\db\\BaseActiveRecord"
APPLICATION = (
    "CApplication|CWebApplication|CConsoleApplication|yii\\base\\Application|yii\\web\\Application|"
    "yii\\console\\Application|yii\\di\\ServiceLocator"
)
WIDGETS = "CWidget|CBaseController|CController|yii\\base\\Widget|yii\\base\\View|yii\\web\\View"
VIEW = (
    "view views/<class|controller>/<view>.php or views/<class|kebab>/<view>.php or views/<view|word>.php or "
    "<view|last>.php or <view>"
)
CLASSES = """
    caccesscontrolfilter caction cactivedataprovider cactiveform cactiverecord cactiverecordbehavior
    capplication capplicationcomponent cargument carraydataprovider cassetmanager cattributecollection
    cbasecontroller cbehavior cbreadcrumbs ccache ccachedependency cclientscript ccomponent cconsoleapplication
    cconsolecommand ccontroller ccookie cdataprovider cdatetimeparser cdbcommand cdbconnection cdbcriteria
    cdbexception cdbexpression cdbmigration cdbtransaction cdetailview cemailvalidator cevent cexception
    cfilehelper cfilter cformatter cformmodel cgridview chtml chttpcookie chttpexception chttprequest
    chttpsession cinlineaction cjavascript cjavascriptexpression cjson cjuiwidget clinkpager clistview clogger
    cmap cmarkdown cmenu cmodel cmodelevent cmodule coutputprocessor cpagination cportlet cpropertyvalue
    crequiredvalidator csort csqldataprovider cstringvalidator ctabview ctimestamp curlmanager cuploadedfile
    cuseridentity cvalidator cviewaction cwebapplication cwebmodule cwebuser cwidget yii yiibase
""".split()  # noqa: SIM905 - one string, so that the list stays short
COMMANDS = "CDbCommand|yii\\db\\Command|yii\\db\\Query"
CHAINED = """
    select selectDistinct from where andWhere orWhere join leftJoin rightJoin group groupBy order orderBy limit offset
    having union params addParams bindValue bindValues insert update delete
""".split()  # noqa: SIM905 - one string, so that the list stays short
WRITING = ("insert", "batchInsert", "update", "delete", "truncateTable", "upsert")
RULES = {
    "Yii::app()": "type CWebApplication",
    "Yii::createApplication()": "type CWebApplication",
    "Yii::createComponent('<class>')": "new <class|last>",
    "Yii::createObject('<class>')": "new <class>",
    "*->beginWidget('<class>')": "new <class> or <class|last>",
    "*->widget('<class>')": "new <class> or <class|last>",
    "*->createWidget('<class>')": "new <class> or <class|last>",
    "yii\\base\\Widget::begin()": "type <receiver>",
    "yii\\base\\Widget::widget()": "type <receiver>",
    f"{RECORDS}::model()": "type <receiver>",
    f"{RECORDS}::findOne()": "type <receiver>",
    f"{RECORDS}->findByPk()": "type <receiver>",
    f"{RECORDS}->findByAttributes()": "type <receiver>",
    f"{RECORDS}->find()": "type <receiver>",
    f"{RECORDS}->with()": "type <receiver>",
    f"{WIDGETS}->render('<view>')": VIEW,
    f"{WIDGETS}->renderPartial('<view>')": VIEW,
    f"{WIDGETS}->renderAjax('<view>')": VIEW,
    f"{WIDGETS}->renderFile('<view>')": VIEW,
    "yii\\base\\Controller->render('<view>')": VIEW,
    "yii\\base\\Controller->renderPartial('<view>')": VIEW,
    "yii\\base\\Controller->renderAjax('<view>')": VIEW,
    f"{APPLICATION}->getComponent('<id>')": "@component <id> or type yii\\base\\Component",
    f"{APPLICATION}->get('<id>')": "@component <id> or type yii\\base\\Component",
    f"{APPLICATION}->getModule('<id>')": "@module <id> or type yii\\base\\Module",
    f"{APPLICATION}-><id>": "@component <id> or type yii\\base\\Component",
    f"{RECORDS}-><name>": "@relation <class>::<name>",
    "*->createCommand()": "type CDbCommand",
    **{f"{COMMANDS}->{name}()": "type <receiver>" for name in CHAINED},
    f"{COMMANDS}->from('<table>')#table": "table <table|word>",
    **{f"{COMMANDS}->{name}('<table>')#table": "joins <table|word>" for name in ("join", "leftJoin", "rightJoin")},
    **{f"{COMMANDS}->{name}('<table>')": "writes <table>" for name in WRITING},
    f"class {RECORDS}": "table tableName() or <class|last|snake>",
}
REST_RULE = "yii\\rest\\UrlRule"
RESOURCE = (
    ("index", "GET", ""),
    ("view", "GET", "/<id>"),
    ("create", "POST", ""),
    ("update", "PUT|PATCH", "/<id>"),
    ("delete", "DELETE", "/<id>"),
)
_CHOICES = re.compile(r"<(\w+):\(?([\w-]+(?:\|[\w-]+)*)\)?>")
MOST_CHOICES = 200  # rules that one with choices stands for
CRITERIA = frozenset({"hasone", "hasmany"})


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for listing in file.facts.listings:
        scope = file.facts.scopes[listing.scope]
        origin_unit = scope.unit
        if scope.member == "relations" and listing.holder == "return":
            yield from _relations(listing, origin_unit)
        elif scope.member == "behaviors" and listing.holder == "return":
            yield from _behaviours(listing, origin_unit)
        elif listing.holder in ("return", "config") and not origin_unit:
            yield from _configured(listing)
        yield from _objects(listing.node, listing.scope)
    for call in file.facts.calls:
        if call.name.lower() in CRITERIA and isinstance(call.receiver, This) and call.arguments:
            yield from _relation(call, file)
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS and declaration.name.endswith("Controller"):
            yield from _actions(declaration, file.path)
        elif declaration.name.endswith("Command") and declaration.extends:
            name = _id(declaration.name.rpartition("\\")[2].removesuffix("Command"))
            yield EntryClaim(Origin(0, (declaration.line,), "yii"), EntryKind.COMMAND, declaration.name, name)


def _relations(listing: Listing, unit: str) -> Iterator[Claim]:
    """Yii 1: `'customer' => array(self::BELONGS_TO, 'Customer', 'customer_id')`."""
    for item in listing.node.children:
        name = item.children[1].value if len(item.children) > 1 else ""
        if item.name and name:
            origin = Origin(listing.scope, (item.line,), "yii")
            yield Provide(origin, "relation", f"{unit}::{item.name}", Text(name))
            yield Use(origin, "relation", name)


def _relation(call: Call, file: ReadFile) -> Iterator[Claim]:
    """Yii 2: `function getCustomer() { return $this->hasOne(Customer::class, …); }` is the property `customer`."""
    scope, first = file.facts.scopes[call.scope], call.arguments[0]
    name = class_name(first)
    if name and scope.member.startswith("get"):
        origin = Origin(call.scope, call.lines, "yii")
        yield Provide(origin, "relation", f"{scope.unit}::{_id(scope.member[3:])}", Text(name))
        yield Use(origin, "relation", name)


def _configured(listing: Listing) -> Iterator[Claim]:
    """Components and modules of the application's configuration; a module's own says its id, class and events."""
    found = {child.name: child for child in listing.node.children}
    if listing.keys and listing.keys[-1] in ("components", "modules"):
        found = {listing.keys[-1]: listing.node}
    for item in found["components"].children if "components" in found else ():
        for child in item.children if item.name == "urlManager" else ():
            if child.name == "rules":
                yield from _rules(child, listing.scope)
    for kind, space in (("components", "component"), ("modules", "module")):
        for item in found[kind].children if kind in found else ():
            name = item.value or next((child.value for child in item.children if child.name == "class"), "")
            if item.name and name:
                origin = Origin(listing.scope, (item.line,), "yii")
                yield Provide(origin, space, item.name, Text(re.split(r"[./]", name)[-1]))
    if "id" in found and "class" in found and found["class"].value:
        origin = Origin(listing.scope, (found["id"].line,), "yii")
        yield Provide(origin, "module", found["id"].value, Text(found["class"].value))
    for event in found["events"].children if "events" in found else ():
        yield from _event(event, listing.scope)


def _behaviours(listing: Listing, unit: str) -> Iterator[Claim]:
    """`['stamp' => Stamp::class, ['class' => 'application.behaviours.Stamp']]`: the class has their methods."""
    for item in listing.node.children:
        name = item.value or next((child.value for child in item.children if child.name == "class"), "")
        if unit and name:
            yield Mixes(Origin(listing.scope, (item.line,), "yii"), unit, re.split(r"[./]", name.strip("\\"))[-1])


def _rules(node: Node, scope: int, above: tuple[str, str] = ("", "")) -> Iterator[Claim]:
    """URL rules: `'orders/<id:\\d+>' => 'order/view'`, `'POST orders' => 'order/create'`, groups and resources.

    `above` are the prefixes of paths and of routes that a group around gives.
    """
    for item in node.children:
        said = {child.name: child for child in item.children}
        value = {name: child.value for name, child in said.items()}
        if "rules" in said:
            prefix = value.get("prefix", "")
            around = _joined(above[0], prefix), _joined(above[1], value.get("routePrefix", prefix))
            yield from _rules(said["rules"], scope, around)
        elif value.get("class", "").strip("\\") == REST_RULE and "controller" in said:
            yield from _resources(said, scope)
        else:
            pattern, route = item.name or value.get("pattern", ""), item.value or value.get("route", "")
            verb, _, path = pattern.rpartition(" ")
            verb = verb or value.get("verb", "")
            for one, target in islice(_expanded(path, route), MOST_CHOICES):
                origin = Origin(scope, (item.line,), "yii")
                yield from _routed(_joined(above[1], target), (_joined(above[0], one), verb), origin)


def _joined(above: str, below: str) -> str:
    return "/".join(part.strip("/") for part in (above, below) if part.strip("/"))


def _expanded(path: str, route: str) -> Iterator[tuple[str, str]]:
    """`<controller:(order|invoice)>/<id>` to `<controller>/view`: a rule of each; what may be anything is no rule."""
    found = next((one for one in _CHOICES.finditer(path) if f"<{one[1]}>" in route), None)
    if found is None:
        if path and "<" not in route:
            yield path, route
        return
    for choice in found[2].split("|"):
        left = path[: found.start()] + choice + path[found.end() :]
        yield from _expanded(left, route.replace(f"<{found[1]}>", choice))


def _routed(route: str, said: tuple[str, str], origin: Origin) -> Iterator[Claim]:
    """The way in of a route, by its path and verbs."""
    parts, (path, verb) = route.strip("/").split("/"), said
    if len(parts) > 1:
        controller = _studly(parts[-2]) + "Controller"
        where, verb = f"{controller} or *\\controllers\\{controller}", verb.replace(",", "|")
        yield EntryClaim(origin, EntryKind.CONTROLLER, where, "/" + path, verb, "action" + _studly(parts[-1]))


def _resources(said: Mapping[str, Node], scope: int) -> Iterator[Claim]:
    """`['class' => 'yii\\rest\\UrlRule', 'controller' => ['order', 'lines' => 'order-line']]`: their actions."""
    controllers, only, left_out = said["controller"], _values(said.get("only")), _values(said.get("except"))
    for one in controllers.children or (controllers,):
        named = one.name if one is not controllers and not one.name.isdecimal() else ""
        for action, verb, behind in RESOURCE if one.value else ():
            if action in left_out or (only and action not in only):
                continue
            path = (named or plural(one.value)).strip("/") + behind
            yield from _routed(f"{one.value}/{action}", (path, verb), Origin(scope, (one.line,), "yii"))


def _values(node: Node | None) -> frozenset[str]:
    return frozenset(child.value for child in node.children) if node is not None else frozenset()


def _studly(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("-"))


def _event(node: Node, scope: int) -> Iterator[Claim]:
    """`[User::class, User::EVENT_X, [Events::class, 'onX']]`, or the same with keys."""
    keyed = {child.name: child for child in node.children}
    parts = [keyed.get(name) for name in ("class", "event", "callback")] if "class" in keyed else list(node.children)
    if len(parts) > 2 and parts[0] is not None and parts[2] is not None and parts[2].children:
        emitter, listener = parts[0].value, parts[2].children[0].value
        if emitter and listener:
            origin = Origin(scope, (node.line,), "yii", unit=emitter)
            yield ClassClaim(origin, listener, DependencyKind.DISPATCHES)


def _objects(node: Node, scope: int) -> Iterator[Claim]:
    """Arrays that describe objects: `['class' => 'app\\components\\Mailer', …]`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        waiting += one.children
        for child in one.children:
            if child.name == "class" and child.value and " " not in child.value:
                yield Use(Origin(scope, (child.line,), "yii"), "object", re.split(r"[./]", child.value)[-1])


def _actions(declaration: Declaration, path: str) -> Iterator[Claim]:
    """Every public `actionX` is a page: `/module/controller/x`."""
    module = re.search(r"modules/([\w-]+)/", path)
    home = (
        "/" + (module[1] + "/" if module else "") + _id(declaration.name.rpartition("\\")[2].removesuffix("Controller"))
    )
    for method in declaration.methods:
        found = re.match(r"action([A-Z]\w*)\Z", method.name)
        if found and method.visibility is Visibility.PUBLIC:
            origin = Origin(0, (method.line,), "yii")
            route = f"{home}/{_id(found[1])}"
            yield EntryClaim(origin, EntryKind.CONTROLLER, declaration.name, route, "", method.name)


def _id(name: str) -> str:
    return name[:1].lower() + name[1:]


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "yiisoft/yii", "yiisoft/yii2"):
        return True
    return extends(files, "cactiverecord", "ccontroller", "yii\\db\\activerecord", "yii\\web\\controller")


YII = Framework(
    "yii",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space("component", quiet=True),
        Space("module", quiet=True),
        Space("relation", classes=True),
        Space("object", classes=True, quiet=True),
    ),
    namespaces=("yii\\", *CLASSES),
    pages=(("", "ccontroller"),),
)
