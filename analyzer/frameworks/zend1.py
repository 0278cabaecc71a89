"""Zend Framework 1: tables and their references, registry, resources, helpers, views, controllers and routes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Use
from analyzer.frameworks.framework import Behind, Framework, Holds, Lookup, Space, has_package, has_path
from analyzer.frameworks.inflection import snake
from analyzer.frameworks.rendered import VARIABLE, calls_by_scope, given, partial
from analyzer.model.expression import Either, Expression, Items, Named, New, ReturnOf, Text, This
from analyzer.model.facts import Call, Declaration, DeclarationKind, EntryKind, Field, Listing, ReadFile, Visibility
from analyzer.model.project import Project

TABLES = "Zend_Db_Table_Abstract|Zend_Db_Table"
ROWS = "Zend_Db_Table_Row_Abstract|Zend_Db_Table_Row"
ROWSETS = "Zend_Db_Table_Rowset_Abstract|Zend_Db_Table_Rowset"
ADAPTERS = "Zend_Db_Adapter_Abstract"
SELECTS = "Zend_Db_Select|Zend_Db_Table_Select"
BOOTSTRAPS = "Zend_Application_Bootstrap_BootstrapAbstract|Zend_Application_Bootstrap_Bootstrap|Zend_Application"
BROKERS = "Zend_Controller_Action_HelperBroker"
CONTROLLERS = "Zend_Controller_Action|Zend_Rest_Controller"
VIEWS = "Zend_View|Zend_View_Abstract|Zend_View_Interface"
VIEW_HELPERS = "Zend_View_Helper_Abstract"
RESOURCE = "@bootstrap-resource <name> or type Zend_Application_Resource_Any"
HELPER = "@action-helper <name>"
JOINS = ("join", "joinInner", "joinLeft", "joinRight", "joinFull", "joinCross", "joinNatural", "joinUsing")
FLUENT = (*JOINS, "from", "columns", "where", "orWhere", "group", "having", "order", "limit", "limitPage", "distinct")
LAYOUT = "template layouts/scripts/<view>.phtml or layouts/scripts/<view|kebab>.phtml or <view>.phtml"
RULES = {
    "Zend_Registry::set('<key>', <value>)": "@registry <key> = <value>",
    "Zend_Registry::get('<key>')": "@registry <key>",
    "Zend_Registry-><key>": "type @registry <key>",
    "Zend_Db::factory()": f"type {ADAPTERS}",
    "*->getDefaultAdapter()": f"type {ADAPTERS}",
    f"{TABLES}::getDefaultAdapter()": f"type {ADAPTERS}",
    f"{TABLES}->getAdapter()": f"type {ADAPTERS}",
    f"{TABLES}->_db": f"type {ADAPTERS}",
    f"{TABLES}->select()": "type Zend_Db_Table_Select",
    f"{ADAPTERS}->select()": "type Zend_Db_Select",
    f"{TABLES}->fetchRow()": "type @row <receiver>",
    f"{TABLES}->createRow()": "type @row <receiver>",
    f"{TABLES}->fetchNew()": "type @row <receiver>",
    f"{TABLES}->fetchAll()": "type @rowset <receiver>",
    f"{TABLES}->find()": "type @rowset <receiver>",
    f"{ROWSETS}->current()": "type @row-of <receiver>",
    f"{ROWSETS}->getRow()": "type @row-of <receiver>",
    f"{ROWS}->findParentRow('<table>')#1": "@related-table <table>",
    f"{ROWS}->findParentRow('<table>')#2": "type @row <table>",
    f"{ROWS}->findDependentRowset('<table>')#1": "@related-table <table>",
    f"{ROWS}->findDependentRowset('<table>')#2": "type @rowset <table>",
    f"{ROWS}->findManyToManyRowset('<table>')#1": "@related-table <table>",
    f"{ROWS}->findManyToManyRowset('<table>')#2": "type @rowset <table>",
    f"{ROWS}->findManyToManyRowset(*, '<table>')": "@related-table <table>",
    f"{ROWS}->getTable()": "type @table-of <receiver>",
    f"class {TABLES}": "table $_name",
    f"{SELECTS}->from('<table>')": "table <table|word>",
    **{f"{SELECTS}->{name}('<table>')": "joins <table|word>" for name in JOINS},
    **{f"{SELECTS}->{name}()": "type <receiver>" for name in FLUENT},
    **{f"{ADAPTERS}->{name}('<table>')": "writes <table>" for name in ("insert", "update", "delete")},
    f"{BOOTSTRAPS}->getResource('<name>')": RESOURCE,
    f"{BOOTSTRAPS}->bootstrap('<name>')": RESOURCE,
    "*->getInvokeArg('bootstrap')": "type Bootstrap or type Zend_Application_Bootstrap_Bootstrap",
    "*->getParam('bootstrap')": "type Bootstrap or type Zend_Application_Bootstrap_Bootstrap",
    f"{BROKERS}|{CONTROLLERS}->getHelper('<name>')": HELPER,
    f"{BROKERS}::getStaticHelper('<name>')": HELPER,
    f"{BROKERS}::getExistingHelper('<name>')": HELPER,
    f"{BROKERS}-><name>": HELPER,
    f"{CONTROLLERS}->_helper": f"type {BROKERS}",
    f"{CONTROLLERS}->view": "type Zend_View",
    f"{CONTROLLERS}->_request": "type Zend_Controller_Request_Http",
    f"{CONTROLLERS}->_response": "type Zend_Controller_Response_Http",
    f"{CONTROLLERS}->getRequest()": "type Zend_Controller_Request_Http",
    f"{CONTROLLERS}->getResponse()": "type Zend_Controller_Response_Http",
    "Zend_Controller_Action_Helper_Abstract->getRequest()": "type Zend_Controller_Request_Http",
    "Zend_Controller_Action_Helper_Abstract->getActionController()": "type Zend_Controller_Action",
    "Zend_Controller_Front::getInstance()": "type Zend_Controller_Front",
    "Zend_Layout->getView()": "type Zend_View",
    f"{VIEW_HELPERS}->view": "type Zend_View",
    f"{VIEWS}->element": "type Zend_Form",
    f"{VIEWS}->getHelper('<name>')": "@view-helper <name>",
    f"{VIEWS}->render('<view>')": "template <view> or view <view>",
    f"{VIEWS}->partial('<view>')": "template <view> or view <view>",
    f"{VIEWS}->partialLoop('<view>')": "template <view> or view <view>",
    f"{CONTROLLERS}->renderScript('<view>')": "template <view> or view <view>",
    "Zend_Layout->setLayout('<view>')": LAYOUT,
    "Zend_Layout_Controller_Action_Helper_Layout->setLayout('<view>')": LAYOUT,
    "Zend_Loader::loadClass('<class>')": "class <class>",
}
# What Zend's own bootstrap makes of `resources.x` in application.ini.
RESOURCES = {
    "cachemanager": "Zend_Cache_Manager",
    "db": ADAPTERS,
    "frontcontroller": "Zend_Controller_Front",
    "layout": "Zend_Layout",
    "locale": "Zend_Locale",
    "log": "Zend_Log",
    "mail": "Zend_Mail_Transport_Abstract",
    "multidb": "Zend_Application_Resource_Multidb",
    "navigation": "Zend_Navigation",
    "router": "Zend_Controller_Router_Rewrite",
    "translate": "Zend_Translate",
    "view": "Zend_View",
}
OWN_VIEW_HELPERS = frozenset(
    """
    action baseurl currency cycle declarevars doctype fieldset form formbutton formcheckbox formerrors formfile
    formhidden formimage formlabel formmulticheckbox formnote formpassword formradio formreset formselect
    formsubmit formtext formtextarea gravatar headlink headmeta headscript headstyle headtitle htmlelement
    htmlflash htmllist htmlobject htmlpage htmlquicktime inlinescript json layout navigation paginationcontrol
    partial partialloop placeholder rendertoplaceholder serverurl translate tinysrc url useragent jquery
    """.split()  # noqa: SIM905 - one string, so that the list stays short
)
OWN_ACTION_HELPERS = {
    **{
        name.lower(): f"Zend_Controller_Action_Helper_{name}"
        for name in (
            *("ActionStack", "AjaxContext", "AutoCompleteDojo", "AutoCompleteScriptaculous", "Cache", "ContextSwitch"),
            *("FlashMessenger", "Json", "Redirector", "Url", "ViewRenderer"),
        )
    },
    "layout": "Zend_Layout_Controller_Action_Helper_Layout",
}
_HELPER = re.compile(r"\w+_Helpers?_([A-Za-z]\w*?)\Z")


def _view_helpers(name: str, _lookup: Lookup) -> Iterator[str]:
    if name.lower() in OWN_VIEW_HELPERS:
        yield f"Zend_View_Helper_{name[:1].upper()}{name[1:]}"


def _action_helpers(name: str, _lookup: Lookup) -> Iterator[str]:
    if name.lower() in OWN_ACTION_HELPERS:
        yield OWN_ACTION_HELPERS[name.lower()]


def _resources(name: str, _lookup: Lookup) -> Iterator[str]:
    if name.lower() in RESOURCES:
        yield RESOURCES[name.lower()]


def _interpret(file: ReadFile) -> Iterator[Claim]:
    scopes = {(scope.unit, scope.member): index for index, scope in reversed(list(enumerate(file.facts.scopes)))}
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS:
            yield from _helper(declaration)
            yield from _initialised(declaration, scopes)
            yield from _related(declaration)
            if not declaration.abstract and declaration.name.endswith("Controller"):
                yield from _actions(declaration, scopes, file)
    for listing in file.facts.listings:
        if listing.holder in ("_referenceMap", "_dependentTables"):
            yield from _references(listing)
    for call in file.facts.calls:
        yield from _called(call, file)


def _helper(declaration: Declaration) -> Iterator[Claim]:
    """`Shop_View_Helper_Price` is what views call `price`, `Shop_Action_Helper_Basket` the helper `basket`."""
    found = _HELPER.match(declaration.name)
    above = declaration.extends[0].lower() if declaration.extends else ""
    if found and not declaration.name.startswith("Zend_"):
        origin = Origin(0, (declaration.line,), "zend1")
        name = found[1].rpartition("_")[2] if "_View_Helper_" not in declaration.name else found[1]
        if "_view_helper" in declaration.name.lower() or above.startswith("zend_view_helper"):
            yield Provide(origin, "view helper", name, Text(declaration.name))
        elif "_action_helper" in declaration.name.lower() or "_action_helper" in above:
            yield Provide(origin, "action helper", name, Text(declaration.name))


def _initialised(declaration: Declaration, scopes: dict[tuple[str, str], int]) -> Iterator[Claim]:
    """`function _initMailer()` of a bootstrap makes the resource `mailer`; a resource class one of its own name."""
    for method in declaration.methods:
        if method.name.startswith("_init") and len(method.name) > 5:
            origin = Origin(scopes.get((declaration.name, method.name), 0), (method.line,), "zend1")
            yield Provide(origin, "bootstrap resource", method.name[5:], ReturnOf(This(), method.name))
    found = re.search(r"_Application_Resource_(\w+)\Z", declaration.name)
    if found and not declaration.name.startswith("Zend_"):
        origin = Origin(0, (declaration.line,), "zend1")
        made = ReturnOf(New(Named(declaration.name)), "init")
        yield Provide(origin, "bootstrap resource", found[1], made)


def _related(declaration: Declaration) -> Iterator[Claim]:
    """`$_rowClass`, `$_rowsetClass` of a table and `$_tableClass` of a row: what fetching gives."""
    said = {field.name: field for field in declaration.fields if isinstance(field.default, Text)}
    row, rowset = _said(said, "_rowClass"), _said(said, "_rowsetClass")
    for name in ("_rowClass", "_rowsetClass", "_tableClass"):
        if _said(said, name):
            origin = Origin(0, (said[name].line,), "zend1", declaration.name)
            yield Use(origin, "related table", _said(said, name))
    origin = Origin(0, (declaration.line,), "zend1")
    if row:
        yield Provide(origin, "row", declaration.name, New(Named(row)))
    if row or rowset:
        means: list[Expression] = [New(Named(rowset or "Zend_Db_Table_Rowset"))]
        means += [Items(((None, New(Named(row))),))] if row else []
        yield Provide(origin, "rowset", declaration.name, Either(tuple(means)))
    if row and rowset:
        yield Provide(origin, "row of", rowset, New(Named(row)))
    if _said(said, "_tableClass"):
        yield Provide(origin, "table of", declaration.name, New(Named(_said(said, "_tableClass"))))


def _said(fields: Mapping[str, Field], name: str) -> str:
    default = fields[name].default if name in fields else None
    return default.text if isinstance(default, Text) else ""


def _references(listing: Listing) -> Iterator[Claim]:
    """`$_referenceMap = array('Customer' => array('refTableClass' => 'Customers', …))`, `$_dependentTables`."""
    for item in listing.node.children:
        names = [item.value] if listing.holder == "_dependentTables" else []
        names += [child.value for child in item.children if child.name == "refTableClass"]
        line = next((child.line for child in item.children if child.name == "refTableClass"), item.line)
        for name in names:
            if name:
                yield Use(Origin(listing.scope, (line,), "zend1"), "related table", name)


def _actions(declaration: Declaration, scopes: dict[tuple[str, str], int], file: ReadFile) -> Iterator[Claim]:
    """Every public `xAction` is a page, and has a script: `Shop_LineController::addAction` → `/shop/line/add`."""
    home = _home(declaration.name)
    scripts = home[-1].replace("_", "/") + "/"
    yield Provide(Origin(0, (declaration.line,), "zend1"), "page", scripts, New(Named("Zend_View")))
    calls = calls_by_scope(file.facts)
    for method in declaration.methods:
        found = re.match(r"([a-zA-Z]\w*)Action\Z", method.name)
        if found and method.visibility is Visibility.PUBLIC and not method.static:
            action = _dashed(found[1])
            origin = Origin(scopes.get((declaration.name, method.name), 0), (method.line,), "zend1")
            route = "/" + "/".join((*home, action))
            yield EntryClaim(origin, EntryKind.CONTROLLER, declaration.name, route, "", method.name)
            yield TemplateClaim(origin, f"{scripts}{action}.phtml")
            yield from given(file.facts, origin, calls.get(origin.scope, ()), (), f"{scripts}{action}.phtml")


def _home(controller: str) -> list[str]:
    """`Shop_OrderLineController` → `shop`, `order-line`."""
    module, _, rest = controller.rpartition("\\")[2].removesuffix("Controller").partition("_")
    return [_dashed(module), "_".join(_dashed(part) for part in rest.split("_"))] if rest else [_dashed(module)]


def _dashed(name: str) -> str:
    return snake(name).replace("_", "-")


def _called(call: Call, file: ReadFile) -> Iterator[Claim]:
    name, origin = call.name, Origin(call.scope, call.lines, "zend1")
    if name == "__construct" and isinstance(call.receiver, New) and len(call.arguments) > 1:
        if class_name(call.receiver.of).startswith("Zend_Controller_Router_Route"):
            yield from _route(call, origin)
    elif name == "render" and isinstance(call.receiver, This) and call.arguments:
        unit, first = file.facts.scopes[call.scope].unit, call.arguments[0]
        if unit.endswith("Controller") and isinstance(first, Text):
            yield TemplateClaim(origin, f"{_home(unit)[-1].replace('_', '/')}/{first.text}.phtml")
    yield from partial(call, "zend1")
    for argument in call.arguments:
        yield from _scripts(argument, origin)


def _route(call: Call, origin: Origin) -> Iterator[Claim]:
    """`new Zend_Controller_Router_Route('basket/:id', array('controller' => 'basket', 'action' => 'show'))`."""
    path, target = call.arguments[0], call.arguments[1]
    if isinstance(path, Text) and isinstance(target, Items):
        said = {key: value.text for key, value in target.pairs if key and isinstance(value, Text)}
        controller, action, module = said.get("controller", ""), said.get("action", "index"), said.get("module", "")
        if controller:
            prefix = _studly(module) + "_" if module and module != "default" else ""
            unit = prefix + "_".join(_studly(part) for part in controller.split("_")) + "Controller"
            member = _studly(action)[:1].lower() + _studly(action)[1:] + "Action"
            yield EntryClaim(origin, EntryKind.CONTROLLER, unit, "/" + path.text.strip("/"), "", member)


def _studly(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-.]", name))


def _scripts(argument: Expression, origin: Origin) -> Iterator[Claim]:
    """`array('ViewScript', array('viewScript' => 'form/login.phtml'))`: the script of a form's decorator."""
    waiting = [argument]
    while waiting:
        one = waiting.pop()
        for key, value in one.pairs if isinstance(one, Items) else ():
            if key == "viewScript" and isinstance(value, Text):
                yield TemplateClaim(origin, value.text)
            waiting.append(value)


BASES = frozenset(
    """
    zend_application_bootstrap_bootstrap zend_application_module_bootstrap zend_controller_action
    zend_controller_plugin_abstract zend_db_table zend_db_table_abstract zend_rest_controller
    """.split()  # noqa: SIM905 - one string, so that the list stays short
)


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    """A class that is not the framework's own extends one that is; Magento 1, which bundles it, has another base."""
    if has_path(project, "app/Mage.php"):
        return False
    if has_package(project, "zendframework/zendframework1", "zf1s/zend-controller", "shardj/zf1-future"):
        return True
    return any(
        parent.lower() in BASES
        for file in files
        for declaration in file.facts.declarations
        if declaration.extends and not declaration.name.lower().startswith(("zend", "mage", "varien"))
        for parent in declaration.extends
    )


ZEND1 = Framework(
    "zend1",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space("registry", quiet=True),
        Space("bootstrap resource", quiet=True, meant=_resources),
        Space("view helper", meant=_view_helpers, certain=True),
        Space("action helper", meant=_action_helpers, certain=True),
        Space("related table", Holds.TEXT, classes=True),
        Space("row", quiet=True, inherited=True),
        Space(VARIABLE, quiet=True),
        Space("rowset", quiet=True, inherited=True),
        Space("row of", quiet=True, inherited=True),
        Space("table of", quiet=True, inherited=True),
    ),
    behind=(
        Behind(tuple(VIEWS.lower().split("|")), "view helper", ("",)),
        Behind((BROKERS.lower(),), "action helper", ("direct",)),
    ),
    namespaces=("zend", "zendx"),
    bundled=True,
    pages=((".phtml", "zend_view"),),
)
