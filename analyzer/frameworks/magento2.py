"""Magento 2: object manager, generated factories, di.xml, events, plugins, routes, web API, layouts, tables."""

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.arguments import class_name, method_of
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, Provide, TemplateClaim, Use
from analyzer.frameworks.framework import Framework, Generated, Holds, Lookup, Space, extends, has_path
from analyzer.model.expression import Constant, Expression, Named, Text, This
from analyzer.model.facts import Call, Declaration, DeclarationKind, EntryKind, Node, ReadFile
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

OBJECTS = "Magento\\Framework\\ObjectManagerInterface|Magento\\Framework\\App\\ObjectManager"
MODELS = "Magento\\Framework\\Model\\AbstractModel|Magento\\Framework\\Model\\AbstractExtensibleModel"
RESOURCES = (
    "Magento\\Framework\\Model\\ResourceModel\\Db\\AbstractDb|"
    "Magento\\Framework\\Model\\ResourceModel\\AbstractResource"
)
COLLECTIONS = (
    "Magento\\Framework\\Model\\ResourceModel\\Db\\Collection\\AbstractCollection|"
    "Magento\\Eav\\Model\\Entity\\Collection\\AbstractCollection|Magento\\Framework\\Data\\Collection"
)
ADAPTERS = "Magento\\Framework\\DB\\Adapter\\AdapterInterface|Magento\\Framework\\DB\\Adapter\\Pdo\\Mysql"
SELECTS = "Magento\\Framework\\DB\\Select"
PUBLISHERS = "Magento\\Framework\\MessageQueue\\PublisherInterface"
RULES = {
    "Magento\\Framework\\App\\ObjectManager::getInstance()": "type Magento\\Framework\\ObjectManagerInterface",
    f"{OBJECTS}->get('<class>')": "@object <class>",
    f"{OBJECTS}->create('<class>')": "@object <class>",
    "*->createBlock('<class>')": "@object <class>",
    "$this->helper('<class>')": "@object <class>",
    "*->getBlock('<name>')": "type @block-name <name>",
    "*->dispatch('<event>')": "@event <event>",
    f"{PUBLISHERS}->publish('<topic>')": "@topic <topic>",
    f"{MODELS}->_init('<class>')": "@object <class>",
    f"{MODELS}->getResource()": "type @resource-of <receiver>",
    f"{MODELS}->_getResource()": "type @resource-of <receiver>",
    f"{MODELS}->load()": "type <receiver>",
    f"{MODELS}->save()": "type <receiver>",
    f"{COLLECTIONS}->_init('<class>')#1": "@object <class>",
    f"{COLLECTIONS}->_init(*, '<class>')#2": "@object <class>",
    f"{COLLECTIONS}->current()": "type @item <receiver>",
    f"{COLLECTIONS}->getFirstItem()": "type @item <receiver>",
    f"{COLLECTIONS}->getLastItem()": "type @item <receiver>",
    f"{COLLECTIONS}->getItemById()": "type @item <receiver>",
    f"{COLLECTIONS}->getNewEmptyItem()": "type @item <receiver>",
    f"{RESOURCES}->_init('<table>', *)#1": "table <table>",
    f"{RESOURCES}->_init('<table>', *)#2": "writes <table>",
    f"{RESOURCES}->getMainTable()": "text @resource-table <receiver>",
    "*->getTable('<table>')#1": "table <table>",
    "*->getTable('<table>')#2": "text <table>",
    "*->getTableName('<table>')#1": "table <table>",
    "*->getTableName('<table>')#2": "text <table>",
    f"{SELECTS}->from('<table>')": "table <table>",
    f"{SELECTS}->join('<table>')": "joins <table>",
    f"{SELECTS}->joinInner('<table>')": "joins <table>",
    f"{SELECTS}->joinLeft('<table>')": "joins <table>",
    "Magento\\Framework\\Event\\Observer->getEvent()": "type Magento\\Framework\\Event",
    "Magento\\Framework\\App\\ActionInterface|Magento\\Framework\\App\\Action\\AbstractAction|Magento\\Framework\\App\\"
    "Action\\Action|Magento\\Backend\\App\\Action->_objectManager": "type Magento\\Framework\\ObjectManagerInterface",
    "*->getConnection()": "type Magento\\Framework\\DB\\Adapter\\AdapterInterface",
    "*->getSelect()": "type Magento\\Framework\\DB\\Select",
    "*->getLayout()": "type Magento\\Framework\\View\\LayoutInterface",
    "*->getRequest()": "type Magento\\Framework\\App\\RequestInterface",
}
WRITERS = (
    *("insert", "insertMultiple", "insertOnDuplicate", "insertArray", "insertForce", "update", "delete"),
    *("truncateTable", "dropTable"),
)
WRITING = {f"{ADAPTERS}->{name}('<table>')": "writes <table>" for name in WRITERS}
TOLD = (
    *("load_before", "load_after", "save_before", "save_after", "save_commit_after", "delete_before", "delete_after"),
    *("delete_commit_after", "clear"),
)
COMMANDS = frozenset({"symfony\\component\\console\\command\\command", "magento\\setup\\console\\command"})
_CLASS = re.compile(r"\\?([A-Z]\w*(?:\\\w+)+)(?:::(\w+))?\Z")
_WRITTEN = re.compile(r"\\(?:Proxy|Interceptor)\Z")  # classes that Magento writes around others
_CONTROLLER = re.compile(r"(\w+)\\(\w+)\\Controller\\(Adminhtml\\)?([\w\\]+)\Z")
_PLACES = re.compile(r"(?:^|/)(?:etc|layout|ui_component|page_layout)/")


def _main_tables(name: str, lookup: Lookup) -> Iterator[str]:
    yield from lookup("main", name)[:1]


def _interpret(file: ReadFile) -> Iterator[Claim]:
    if file.facts.nodes and _PLACES.search(file.path):
        for root in file.facts.nodes:
            yield from _configured(root, file.path)
    for call in file.facts.calls:
        if call.name == "_init" and isinstance(call.receiver, This) and call.arguments:
            yield from _initialised(call, file)
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS and not declaration.abstract:
            yield from _declared(declaration, file)


def _configured(root: Node, path: str) -> Iterator[Claim]:
    """One file: what each of its elements says, and every class that it names beside."""
    waiting = [(root, "")]
    while waiting:
        node, unit = waiting.pop()
        said = dict(node.attributes)
        if node.name in ("type", "virtualType") and said.get("name"):
            unit = f"@object {_bare(said['name'])}"
        reader = _READERS.get(node.name)
        if reader is not None:
            yield from reader(node, said, path)
        yield from _names(node, unit)
        waiting += [(child, unit) for child in reversed(node.children) if not _disabled(dict(child.attributes))]


def _names(node: Node, unit: str) -> Iterator[Claim]:
    """The classes that an element names; inside of `<type name="T">` they are what T is given or who wraps it."""
    if node.name in ("type", "virtualType", "preference", "observer", "service"):
        told = [value for key, value in node.attributes if key in ("instance", "type")]
    else:
        told = [value for key, value in node.attributes if key != "name"] + [node.value]
    kind = DependencyKind.DISPATCHES if node.name == "plugin" else DependencyKind.CLASS_NAME
    kind = DependencyKind.LISTENS if node.name == "observer" else kind
    for value in told:
        found = _CLASS.match(value.removesuffix("[]"))
        if found:
            yield Use(Origin(0, (node.line,), "magento2", unit), "object", _bare(found[1]), kind)


def _preference(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    if said.get("for") and said.get("type"):
        yield Provide(_at(node), "object", _bare(said["for"]), Text(_bare(said["type"])))


def _virtual(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    if said.get("name") and said.get("type"):
        yield Provide(_at(node), "object", _bare(said["name"]), Text(_bare(said["type"])))


def _event(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    for observer in node.children:
        given = dict(observer.attributes)
        if observer.name == "observer" and given.get("instance") and not _disabled(given):
            listener = method_of(Text(_bare(given["instance"])), given.get("method", "execute"))
            yield Provide(_at(observer), "event", said.get("name", ""), listener)


def _handled(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    """`<topic name="stock.update"><handler type="C" method="m"/></topic>`, `<queue handler="C::m"/>`."""
    for below in node.children:
        given = dict(below.attributes)
        name, _, method = given.get("handler", "").partition("::")
        name, method = given.get("type") or name, given.get("method") or method
        if name and method:
            handler = method_of(Text(_bare(name)), method)
            yield Provide(_at(below), "topic", said.get("name") or said.get("topic", ""), handler)


def _consumer(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    name, _, method = said.get("handler", "").partition("::")
    if name:
        yield EntryClaim(_at(node), EntryKind.COMMAND, f"@object {_bare(name)}", said.get("name", ""), "", method)


def _job(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    if said.get("instance"):
        unit, name = f"@object {_bare(said['instance'])}", said.get("name", "")
        yield EntryClaim(_at(node), EntryKind.COMMAND, unit, name, "", said.get("method", "execute"))


def _route(node: Node, said: dict[str, str], path: str) -> Iterator[Claim]:
    """A front name and its modules, or a URL of the web API and the service behind it."""
    for child in node.children:
        given = dict(child.attributes)
        if child.name == "module" and given.get("name"):
            area = "adminhtml/" if "/adminhtml/" in path else ""
            yield Provide(_at(child), "front", area + given["name"], Text(said.get("frontName") or said.get("id", "")))
        elif child.name == "service" and given.get("class"):
            unit = f"@object {_bare(given['class'])}"
            route = (said.get("url", ""), said.get("method", ""), given.get("method", ""))
            yield EntryClaim(_at(node), EntryKind.CONTROLLER, unit, *route)
            yield Use(_at(child), "object", _bare(given["class"]))


def _module(node: Node, said: dict[str, str], path: str) -> Iterator[Claim]:
    if said.get("name") and path.endswith("etc/module.xml"):
        yield Provide(_at(node), "module directory", said["name"], Text(path.removesuffix("etc/module.xml")))


def _block(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    """`<block class="C" name="n" template="Vendor_Module::t.phtml">`: C renders t, and is `$block` in it."""
    name = _bare(said.get("class", ""))
    arguments = [child for one in node.children if one.name == "arguments" for child in one.children]
    told = [child.value for child in arguments if dict(child.attributes).get("name") == "template"]
    if name and said.get("name"):
        yield Provide(_at(node), "block name", said["name"], Text(name))
    for template in (said.get("template", ""), *told):
        if template:
            yield _rendered(Origin(0, (node.line,), "magento2", f"@object {name}" if name else ""), template)
            if name:
                yield Provide(_at(node), "page", template.partition("::")[2] or template, Text(name))


def _extended(node: Node, said: dict[str, str], _path: str) -> Iterator[Claim]:
    """`<extension_attributes for="I"><attribute code="stock" type="T[]"/>`: what I gives holds T."""
    for attribute in node.children:
        found = _CLASS.match(dict(attribute.attributes).get("type", "").removesuffix("[]"))
        if found and said.get("for"):
            origin = Origin(0, (attribute.line,), "magento2", f"@object {_bare(said['for'])}")
            yield Use(origin, "object", _bare(found[1]))


_READERS = {
    "preference": _preference,
    "virtualType": _virtual,
    "event": _event,
    "topic": _handled,
    "broker": _handled,
    "consumer": _consumer,
    "job": _job,
    "route": _route,
    "module": _module,
    "block": _block,
    "extension_attributes": _extended,
}


def _rendered(origin: Origin, template: str) -> TemplateClaim:
    module, colons, name = template.partition("::")
    return TemplateClaim(
        origin, f"templates/{name}" if colons else template, f"@module-directory {module}" if colons else ""
    )


def _initialised(call: Call, file: ReadFile) -> Iterator[Claim]:
    """`_init(Resource::class)` in a model, `_init('table', 'id')` in its resource, both classes in a collection."""
    unit, origin = file.facts.scopes[call.scope].unit, Origin(call.scope, call.lines, "magento2")
    named = [_bare(class_name(argument)) for argument in call.arguments[:2]]
    if "\\" not in named[0]:
        if isinstance(call.arguments[0], Text | Constant):
            yield Provide(origin, "main", unit, call.arguments[0])
    elif len(named) == 2 and "\\" in named[1]:
        yield Provide(origin, "item", unit, Text(named[0]))
        yield Provide(origin, "resource of", unit, Text(named[1]))
    else:
        yield Provide(origin, "resource of", unit, Text(named[0]))


def _declared(declaration: Declaration, file: ReadFile) -> Iterator[Claim]:
    for field in declaration.fields:
        origin = Origin(0, (field.line,), "magento2", declaration.name)
        if isinstance(field.default, Text) and field.default.text:
            if field.name == "_eventPrefix":
                for told in TOLD:
                    yield Use(origin, "event", f"{field.default.text}_{told}", DependencyKind.DISPATCHES)
            elif field.name == "_template" and field.default.text.endswith(".phtml"):
                yield _rendered(origin, field.default.text)
    found = _CONTROLLER.match(declaration.name)
    run = next((method for method in declaration.methods if method.name == "execute"), None)
    if found and run is not None:
        vendor, module, admin, rest = found.groups()
        name = f"{'adminhtml/' if admin else ''}{vendor}_{module}"
        route, origin = "/" + rest.replace("\\", "/").lower(), Origin(0, (run.line,), "magento2")
        yield EntryClaim(origin, EntryKind.CONTROLLER, declaration.name, route, "", "execute", below=f"@front {name}")
    if any(parent.lower() in COMMANDS or parent.endswith("Command") for parent in declaration.extends):
        yield from _command(declaration, file)


def _command(declaration: Declaration, file: ReadFile) -> Iterator[Claim]:
    """`$this->setName('stock:reindex')`, or a constant of the class."""
    constants = {(one.owner, one.name): one.value for one in file.facts.constants}
    for call in file.facts.calls:
        unit = file.facts.scopes[call.scope].unit
        if call.name == "setName" and unit == declaration.name and call.arguments:
            said: Expression | None = call.arguments[0]
            if isinstance(said, Constant) and isinstance(said.of, Named) and said.of.name in ("self", "static"):
                said = constants.get((unit, said.name))
            if isinstance(said, Text):
                origin = Origin(call.scope, call.lines, "magento2")
                yield EntryClaim(origin, EntryKind.COMMAND, unit, said.text)


def _bare(name: str) -> str:
    return _WRITTEN.sub("", name.strip().lstrip("\\"))


def _disabled(said: Mapping[str, str]) -> bool:
    return said.get("disabled") in ("true", "1")


def _at(node: Node) -> Origin:
    return Origin(0, (node.line,), "magento2")


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    return has_path(project, "etc/module.xml") or extends(files, "magento\\framework\\*")


MAGENTO2 = Framework(
    "magento2",
    _detect,
    _interpret,
    conventions={**RULES, **WRITING},
    spaces=(
        Space("object", classes=True, concrete=True, own=("magento\\*", "psr\\*", "symfony\\*", "laminas\\*", "zend*")),
        Space("event", Holds.CALLABLE, quiet=True),
        Space("topic", Holds.CALLABLE, quiet=True),
        Space("block name", quiet=True),
        Space("page", quiet=True),
        Space("item", quiet=True, inherited=True),
        Space("resource of", quiet=True, inherited=True),
        Space("main", Holds.TEXT, inherited=True),
        Space("resource table", Holds.TEXT, meant=_main_tables),
        Space("front", Holds.TEXT),
        Space("module directory", Holds.TEXT),
    ),
    generated=(
        Generated("factory", "create", "object"),
        Generated("\\proxy", "", "object"),
        Generated("\\interceptor", "", "object"),
    ),
    namespaces=("magento", "laminas", "monolog", "psr", "symfony", "zend"),
    functions=frozenset({"__"}),
    rendered_by="block",
    pages=((".phtml", "magento\\framework\\view\\element\\template"),),
)
