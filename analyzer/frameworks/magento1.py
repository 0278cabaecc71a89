"""Magento 1 and OpenMage: aliases of models, blocks, helpers and tables, events, layouts, routes, jobs, rewrites."""

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.frameworks.arguments import method_of
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Use
from analyzer.frameworks.framework import Framework, Holds, Lookup, Space, extends, has_path
from analyzer.model.expression import Named, ReturnOf, Text, This
from analyzer.model.facts import Call, Declaration, DeclarationKind, EntryKind, Node, ReadFile, Visibility
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

MODELS = "Mage_Core_Model_Abstract|Varien_Object"
RESOURCES = "Mage_Core_Model_Resource_Db_Abstract|Mage_Core_Model_Mysql4_Abstract|Mage_Core_Model_Resource_Abstract"
COLLECTIONS = (
    "Mage_Core_Model_Resource_Db_Collection_Abstract|Mage_Core_Model_Mysql4_Collection_Abstract|"
    "Mage_Eav_Model_Entity_Collection_Abstract|Varien_Data_Collection"
)
ADAPTERS = "Varien_Db_Adapter_Interface|Zend_Db_Adapter_Abstract"
RULES = {
    "Mage::getModel('<alias>')": "@model <alias>",
    "Mage::getSingleton('<alias>')": "@model <alias>",
    "Mage::getResourceModel('<alias>')": "@resource <alias>",
    "Mage::getResourceSingleton('<alias>')": "@resource <alias>",
    "Mage::getResourceHelper('<alias>')": "@resource-helper <alias>",
    "Mage::helper('<alias>')": "@helper <alias>",
    "Mage::getBlockSingleton('<alias>')": "@block <alias>",
    "Mage_Core_Model_Config->getModelInstance('<alias>')": "@model <alias>",
    "Mage_Core_Model_Config->getResourceModelInstance('<alias>')": "@resource <alias>",
    "Mage_Core_Model_Config->getHelperInstance('<alias>')": "@helper <alias>",
    "Mage_Core_Model_Factory->getModel('<alias>')": "@model <alias>",
    "Mage_Core_Model_Factory->getSingleton('<alias>')": "@model <alias>",
    "Mage_Core_Model_Factory->getResourceModel('<alias>')": "@resource <alias>",
    "Mage_Core_Model_Factory->getHelper('<alias>')": "@helper <alias>",
    "$this->helper('<alias>')": "@helper <alias>",
    "Mage_Core_Model_Layout->helper('<alias>')": "@helper <alias>",
    "*->getBlockSingleton('<alias>')": "@block <alias>",
    "*->createBlock('<alias>')": "@block <alias>",
    "Mage_Core_Model_Layout->addBlock('<alias>', *)": "@block <alias>",
    "*->getBlock('<name>')": "type @block-name <name>",
    "Mage::dispatchEvent('<event>')": "@event <event>",
    "Mage::register('<key>', <value>)": "@registered <key> = <value>",
    "Mage::registry('<key>')": "type @registered <key>",
    "Mage_Core_Model_Abstract->_init('<alias>')": "@resource <alias>",
    f"{COLLECTIONS}->_init('<alias>')#1": "@model <alias>",
    f"{COLLECTIONS}->_init('<alias>')#2": "@resource <alias>",
    "Mage_Core_Model_Abstract->load()": "type <receiver>",
    "Mage_Core_Model_Abstract->save()": "type <receiver>",
    "Mage_Core_Model_Abstract->getCollection()": "type @collection <receiver>",
    "Mage_Core_Model_Abstract->getResourceCollection()": "type @collection <receiver>",
    "Mage_Core_Model_Abstract->getResource()": "type @resource-of <receiver>",
    "Mage_Core_Model_Abstract->_getResource()": "type @resource-of <receiver>",
    f"{COLLECTIONS}->current()": "type @item <receiver>",
    f"{COLLECTIONS}->getFirstItem()": "type @item <receiver>",
    f"{COLLECTIONS}->getLastItem()": "type @item <receiver>",
    f"{COLLECTIONS}->getItemById()": "type @item <receiver>",
    f"{COLLECTIONS}->getNewEmptyItem()": "type @item <receiver>",
    f"{RESOURCES}->_init('<alias>', *)#1": "table @entity <alias>",
    f"{RESOURCES}->_init('<alias>', *)#2": "writes @entity <alias>",
    "*->getTable('<alias>')#1": "table @entity <alias>",
    "*->getTable('<alias>')#2": "text @entity <alias>",
    "Mage_Core_Model_Resource->getTableName('<alias>')#1": "table @entity <alias>",
    "Mage_Core_Model_Resource->getTableName('<alias>')#2": "text @entity <alias>",
    f"{RESOURCES}->getMainTable()": "text @main-table <receiver>",
    "*->getLayout()": "type Mage_Core_Model_Layout",
    "*->getConnection()": "type Varien_Db_Adapter_Interface",
    "*->_getReadAdapter()": "type Varien_Db_Adapter_Interface",
    "*->_getWriteAdapter()": "type Varien_Db_Adapter_Interface",
    "*->getSelect()": "type Varien_Db_Select",
}
WRITERS = ("insert", "insertMultiple", "insertOnDuplicate", "insertArray", "insertForce", "update", "delete")
WRITING = {f"{ADAPTERS}->{name}('<table>')": "writes @entity <table>" for name in (*WRITERS, "truncateTable")}
GROUPS = {"models": "model", "blocks": "block", "helpers": "helper"}
# What models and collections tell of themselves, after their own prefix.
TOLD = (
    *("load_before", "load_after", "save_before", "save_after", "save_commit_after", "delete_before", "delete_after"),
    *("delete_commit_after", "clear"),
)
_ALIAS = re.compile(r"[a-z][\w-]*/\w+\Z")
_MADE = {"source_model": "model", "backend_model": "model", "frontend_model": "block"}


def _words(text: str) -> str:
    return "_".join(part[:1].upper() + part[1:] for part in re.split(r"[_/\s]+", text) if part)


def _classes(kind: str, alias: str, lookup: Lookup) -> Iterator[str]:
    """The classes that an alias may mean: what rewrites it, else the class of its group and the name."""
    group, _, name = alias.strip().partition("/")
    if not name:
        return
    yield from lookup("rewrite", f"{kind}/{group}/{name}")
    starts = lookup("group", f"{kind}/{group}") or [f"Mage_{_words(group)}_{kind.capitalize()}"]
    yield from (f"{start}_{_words(name)}" for start in starts)


def _models(alias: str, lookup: Lookup) -> Iterable[str]:
    return _classes("model", alias, lookup)


def _blocks(alias: str, lookup: Lookup) -> Iterable[str]:
    return _classes("block", alias, lookup)


def _helpers(alias: str, lookup: Lookup) -> Iterable[str]:
    return _classes("helper", alias if "/" in alias else f"{alias}/data", lookup)


def _resources(alias: str, lookup: Lookup) -> Iterator[str]:
    """`sales/order` → the class `order` of the group that the group `sales` names as its resource model."""
    group, _, name = alias.strip().partition("/")
    for resource in (*lookup("resource group", group), f"{group}_resource", f"{group}_mysql4"):
        if lookup("group", f"model/{resource}"):
            yield from _classes("model", f"{resource}/{name}", lookup)
    for start in lookup("group", f"model/{group}") or [f"Mage_{_words(group)}_Model"]:
        yield f"{start}_Resource_{_words(name)}"
        yield f"{start}_Mysql4_{_words(name)}"


def _resource_helpers(alias: str, lookup: Lookup) -> Iterator[str]:
    return _resources(f"{alias.strip()}/helper_mysql4", lookup)


def _tables(alias: str, lookup: Lookup) -> Iterator[str]:
    """`sales/order` → the table that the entity `order` names; a table's own name is one."""
    group, slash, name = alias.strip().partition("/")
    if not slash:
        if "_" in group:  # `getTable(['catalog/product', 'varchar'])`: a suffix is no table
            yield group
        return
    found = [
        table
        for resource in (*lookup("resource group", group), group)
        for one in (resource, *lookup("successor", resource))
        for table in lookup("entity", f"{one}/{name}")
    ]
    yield from found[:1] or [f"{group}_{name}"]


def _main_tables(name: str, lookup: Lookup) -> Iterator[str]:
    for alias in lookup("main", name)[:1]:
        yield from _tables(alias, lookup)


def _fronts(module: str, lookup: Lookup) -> Iterator[str]:
    """The first part of a module's routes: its own front name, or that of the router that it joins."""
    for router in lookup("router", module):
        yield from lookup("front", f"router/{router}")


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for node in file.facts.nodes:
        if node.name == "config":
            yield from _configured(node, file.path)
        elif node.name == "layout":
            for handle in node.children:
                yield from _laid_out(handle)
    for call in file.facts.calls:
        if call.name in ("_init", "_setMainTable") and isinstance(call.receiver, This) and call.arguments:
            yield from _initialised(call, file)
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS:
            yield from _declared(declaration, file.path)


def _configured(config: Node, path: str) -> Iterator[Claim]:
    for area in config.children:
        for node in area.children:
            if area.name == "global" and node.name in GROUPS:
                for group in node.children:
                    yield from _group(group, GROUPS[node.name])
            elif node.name == "events":
                yield from (claim for event in node.children for claim in _observers(event))
            elif area.name == "global" and node.name == "resources":
                yield from (claim for setup in node.children for claim in _setup(setup))
            elif node.name == "routers":
                yield from (claim for router in node.children for claim in _router(router))
            elif area.name == "crontab" and node.name == "jobs":
                yield from (claim for job in node.children for claim in _job(job))
    if path.endswith(("/system.xml", "/config.xml", "/widget.xml")):
        yield from _made(config)


def _group(group: Node, kind: str) -> Iterator[Claim]:
    """`<catalog><class>Mage_Catalog_Model</class><resourceModel>catalog_resource</resourceModel>…</catalog>`."""
    for node in group.children:
        origin = _at(node)
        if node.name in ("class", "model") and node.value:
            yield Provide(origin, "group", f"{kind}/{group.name}", Text(node.value))
        elif node.name == "resourceModel" and node.value:
            yield Provide(origin, "resource group", group.name, Text(node.value))
        elif node.name == "deprecatedNode" and node.value:
            yield Provide(origin, "successor", node.value, Text(group.name))
            for one in group.children:
                if one.name == "class" and one.value:
                    yield Provide(origin, "group", f"{kind}/{node.value}", Text(one.value))
        yield from _named_by(group, node, kind)


def _named_by(group: Node, node: Node, kind: str) -> Iterator[Claim]:
    """What one part of a group names: classes instead of others (`rewrite`), tables (`entities`)."""
    for one in node.children:
        if node.name == "rewrite" and one.value:
            yield Provide(_at(one), "rewrite", f"{kind}/{group.name}/{one.name}", Text(one.value))
        elif node.name == "entities":
            tables = [table for table in one.children if table.name == "table" and table.value]
            for table in tables[:1]:
                yield Provide(_at(table), "entity", f"{group.name}/{one.name}", Text(table.value))


def _observers(event: Node) -> Iterator[Claim]:
    for holder in event.children:
        for observer in holder.children if holder.name == "observers" else ():
            said = {node.name: node.value for node in observer.children}
            name, method = said.get("class") or said.get("model") or "", said.get("method") or ""
            if name and method and said.get("type") != "disabled":
                listener = method_of(_model(name), method)
                yield Provide(_at(observer), "event", event.name, listener)
                yield Use(_at(observer), "model", name, DependencyKind.LISTENS)


def _router(router: Node) -> Iterator[Claim]:
    """The front name of a module's routes, and the modules that join a router of another's."""
    for arguments in router.children:
        said = {node.name: node for node in arguments.children if arguments.name == "args"}
        front, module = said.get("frontName"), said.get("module")
        if front is not None and front.value:
            yield Provide(_at(front), "front", f"router/{router.name}", Text(front.value))
            if module is not None:
                yield Provide(_at(front), "front", module.value, Text(front.value))
        for joined in said["modules"].children if "modules" in said else ():
            if joined.value:
                yield Provide(_at(joined), "router", re.sub(r"_Adminhtml\Z", "", joined.value), Text(router.name))


def _setup(resource: Node) -> Iterator[Claim]:
    """`<sales_setup><setup><class>Mage_Sales_Model_Resource_Setup</class>…`: `$this` of the module's scripts."""
    for setup in resource.children:
        for node in setup.children if setup.name == "setup" else ():
            if node.name == "class" and node.value:
                yield Use(_at(node), "setup", node.value)
                for directory in ("sql", "data"):
                    yield Provide(_at(node), "page", f"{directory}/{resource.name}/", _model(node.value))


def _job(job: Node) -> Iterator[Claim]:
    for run in job.children:
        for node in run.children if run.name == "run" else ():
            alias, colons, method = node.value.partition("::")
            if node.name == "model" and colons:
                yield Use(_at(node), "model", alias)
                yield EntryClaim(_at(node), EntryKind.COMMAND, f"@model {alias}", job.name, "", method)


def _made(config: Node) -> Iterator[Claim]:
    """What the fields of the configuration's pages are made with: `<source_model>adminhtml/x</source_model>`."""
    waiting = [config]
    while waiting:
        node = waiting.pop()
        waiting += reversed(node.children)
        if node.name in _MADE and _ALIAS.match(node.value):
            yield Use(_at(node), _MADE[node.name], node.value)


def _laid_out(node: Node) -> Iterator[Claim]:
    """Blocks of a layout file, each with its template, and those that its actions name."""
    waiting = [(node, "")]
    while waiting:
        one, around = waiting.pop()
        said = dict(one.attributes)
        alias = said.get("type", "") if one.name == "block" else ""
        if alias:
            yield Use(_at(one), "block", alias)
            if said.get("name"):
                yield Provide(_at(one), "block name", said["name"], _block(alias))
        if alias and said.get("template"):
            yield from _rendered(one, alias, said["template"])
        if one.name == "action":
            yield from _acted(one, around)
        waiting += [(child, alias or around) for child in reversed(one.children)]


def _acted(action: Node, around: str) -> Iterator[Claim]:
    """`<action method="addItemRender"><type>simple</type><block>sales/x</block><template>x.phtml</template>`."""
    said = [node for node in action.children if node.value]
    alias = next((node.value for node in said if _ALIAS.match(node.value) and node.name in ("block", "type")), "")
    if alias:
        yield Use(_at(action), "named block", alias)
    for node in said:
        if node.value.endswith(".phtml"):
            yield from _rendered(node, alias or around, node.value)


def _rendered(node: Node, alias: str, template: str) -> Iterator[Claim]:
    yield TemplateClaim(Origin(0, (node.line,), "magento1", f"@block {alias}" if alias else ""), template)
    if alias:
        yield Provide(_at(node), "page", template, _block(alias))


def _initialised(call: Call, file: ReadFile) -> Iterator[Claim]:
    """`$this->_init('sales/order')` in a model; `$this->_init('sales/order', 'entity_id')` in its resource."""
    first, unit = call.arguments[0], file.facts.scopes[call.scope].unit
    if call.name == "_setMainTable" and isinstance(first, Text):
        yield Provide(Origin(call.scope, call.lines, "magento1"), "main", unit, first)
    elif isinstance(first, Text) and "/" in first.text:
        origin = Origin(call.scope, call.lines, "magento1")
        alias = Text(first.text)
        yield Provide(origin, "main", unit, alias)
        yield Provide(origin, "resource of", unit, ReturnOf(Named("Mage"), "getResourceModel", True, (alias,)))
        collection = Text(first.text + "_collection")
        yield Provide(origin, "collection", unit, ReturnOf(Named("Mage"), "getResourceModel", True, (collection,)))
        yield Provide(origin, "item", unit, _model(first.text))


def _declared(declaration: Declaration, path: str) -> Iterator[Claim]:
    for field in declaration.fields:
        origin = Origin(0, (field.line,), "magento1", declaration.name)
        if isinstance(field.default, Text) and field.default.text:
            if field.name == "_eventPrefix":
                for told in TOLD:
                    yield Use(origin, "event", f"{field.default.text}_{told}", DependencyKind.DISPATCHES)
            elif field.name == "_template" and field.default.text.endswith(".phtml"):
                yield TemplateClaim(origin, field.default.text)
    if declaration.name.endswith("Controller") and "/controllers/" in f"/{path}" and not declaration.abstract:
        yield from _actions(declaration)


def _actions(declaration: Declaration) -> Iterator[Claim]:
    """Every public `xAction` is a page, below the front name of the module: `Shop_Rental_Tool_ListController`."""
    parts = declaration.name.removesuffix("Controller").split("_")
    module, rest = "_".join(parts[:2]), "_".join(parts[2:]).lower()
    for method in declaration.methods:
        if method.name.endswith("Action") and len(method.name) > 6 and method.visibility is Visibility.PUBLIC:
            name = f"/{rest}/{method.name.removesuffix('Action')}"
            origin = Origin(0, (method.line,), "magento1")
            yield EntryClaim(
                origin, EntryKind.CONTROLLER, declaration.name, name, "", method.name, below=f"@front {module}"
            )


def _model(alias: str) -> ReturnOf:
    return ReturnOf(Named("Mage"), "getSingleton", True, (Text(alias),))


def _block(alias: str) -> ReturnOf:
    return ReturnOf(Named("Mage"), "getBlockSingleton", True, (Text(alias),))


def _at(node: Node) -> Origin:
    return Origin(0, (node.line,), "magento1")


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    return has_path(project, "app/Mage.php") or extends(files, "mage_*")


MAGENTO1 = Framework(
    "magento1",
    _detect,
    _interpret,
    conventions={**RULES, **WRITING},
    spaces=(
        Space("model", classes=True, certain=True, meant=_models),
        Space("resource", classes=True, meant=_resources),
        Space("resource helper", meant=_resource_helpers),
        Space("helper", classes=True, certain=True, meant=_helpers),
        Space("block", classes=True, certain=True, meant=_blocks),
        Space("named block", classes=True, certain=True, meant=_blocks, quiet=True),
        Space("block name", quiet=True),
        Space("page", quiet=True),
        Space("setup", classes=True, quiet=True),
        Space("collection", quiet=True, inherited=True),
        Space("item", quiet=True, inherited=True),
        Space("resource of", quiet=True, inherited=True),
        Space("registered", quiet=True),
        Space("event", Holds.CALLABLE, quiet=True),
        Space("group", Holds.TEXT),
        Space("resource group", Holds.TEXT),
        Space("successor", Holds.TEXT),
        Space("rewrite", Holds.TEXT),
        Space("entity", Holds.TEXT, meant=_tables),
        Space("main", Holds.TEXT, inherited=True),
        Space("main table", Holds.TEXT, meant=_main_tables),
        Space("front", Holds.TEXT, meant=_fronts),
        Space("router", Holds.TEXT),
    ),
    namespaces=("mage", "varien", "zend"),
    pages=(
        (".phtml", "mage_core_block_template"),
        ("/sql/", "mage_core_model_resource_setup"),
        ("/data/", "mage_core_model_resource_setup"),
    ),
)
