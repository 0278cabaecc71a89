"""Drupal 7, Backdrop and Drupal 8 to 11: hooks by the names of functions, menu routers, services, routes, plugins."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import method_of
from analyzer.frameworks.claims import Claim, EntryClaim, FunctionClaim, Origin, Provide, Unread, Use
from analyzer.frameworks.container import wired
from analyzer.frameworks.framework import Framework, Holds, Space, extends, has_package
from analyzer.model.expression import Named, Text
from analyzer.model.facts import Annotation, Call, DeclarationKind, EntryKind, Listing, Node, ReadFile
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

SUFFIXES = (".module", ".install", ".inc", ".profile", ".theme", ".engine", ".test")
HOOK = "Drupal\\Core\\Hook\\Attribute\\Hook"
FORMS = frozenset({"drupal_get_form", "backdrop_get_form"})
CALLBACKS = (
    "page callback",
    "access callback",
    "title callback",
    "load callback",
    "delivery callback",
    "theme callback",
)
FUNCTIONS = """
    t st format_plural drupal_set_message drupal_get_path drupal_add_js drupal_add_css drupal_goto drupal_alter
    drupal_render drupal_get_form drupal_static drupal_static_reset drupal_map_assoc drupal_strtolower
    drupal_strtoupper drupal_substr drupal_strlen drupal_json_encode drupal_json_output drupal_access_denied
    drupal_not_found drupal_exit drupal_mail drupal_set_title drupal_html_class drupal_html_id
    drupal_clean_css_identifier drupal_write_record drupal_get_schema drupal_flush_all_caches
    drupal_get_query_parameters drupal_http_request drupal_realpath drupal_set_breadcrumb module_exists
    module_invoke module_invoke_all module_implements module_load_include module_load_install module_enable
    module_list module_hook variable_get variable_set variable_del watchdog theme l url arg check_plain
    check_markup check_url filter_xss filter_xss_admin user_access user_load user_save user_load_multiple
    user_roles user_role_permissions user_role_grant_permissions user_role_revoke_permissions
    user_login_finalize user_format_name node_load node_save node_load_multiple node_access node_type_get_types
    node_get_types taxonomy_term_load taxonomy_get_tree entity_load entity_load_single entity_save entity_delete
    entity_create entity_get_info entity_label entity_get_form_display entity_get_display field_get_items
    field_info_field field_info_instance field_create_field field_create_instance field_view_field
    field_attach_load file_load file_save file_create_url file_prepare_directory file_save_upload
    file_unmanaged_copy file_unmanaged_delete cache_get cache_set cache_clear_all db_query db_query_range
    db_select db_insert db_update db_delete db_merge db_transaction db_table_exists db_field_exists db_add_field
    db_create_table db_drop_table db_change_field db_drop_field db_add_index db_drop_index db_or db_and db_like
    form_set_error form_set_value form_load_include system_settings_form confirm_form element_children
    element_info batch_set batch_process menu_rebuild menu_get_object menu_get_item menu_link_save language_list
    language_default token_replace token_generate token_find views_get_view views_embed_view ctools_include
    registry_rebuild image_style_url format_date format_size format_interval date_default_timezone
    valid_email_address valid_url ip_address request_path current_path ajax_command_replace ajax_command_html
    ajax_render ajax_command_invoke rules_invoke_event rules_invoke_all locale lock_acquire lock_release
    queue_worker tablesort_sql pager_default_initialize template_preprocess update_language_list
    field_delete_field entity_metadata_wrapper commerce_default_currency file_get_contents_remote image_load
    image_get_info drupal_installation_attempted drupal_get_installed_schema_version
    drupal_set_installed_schema_version drupal_install_schema drupal_uninstall_schema drupal_load
    drupal_valid_path drupal_session_start drupal_hash_base64 drupal_parse_url drupal_encode_path
    drupal_attributes drupal_mail_system drupal_process_form drupal_form_submit _drupal_exception_handler
    db_truncate node_access_rebuild node_type_save node_object_prepare node_submit comment_load
""".split()  # noqa: SIM905 - one string, so that the list stays short
RULES = {
    "module_invoke_all('<hook>')": "@hook <hook>",
    "module_implements('<hook>')": "@hook <hook>",
    "drupal_alter('<hook>')": "@hook <hook>_alter",
    "backdrop_alter('<hook>')": "@hook <hook>_alter",
    "*->invokeAll('<hook>')": "@hook <hook>",
    "*->alter('<hook>', *)": "@hook <hook>_alter",
    "*->invokeAllWith('<hook>')": "@hook <hook>",
    "drupal_get_form('<form>')": "@form <form> or function <form>",
    "backdrop_get_form('<form>')": "@form <form> or function <form>",
    "theme('<hook>')": "@theme <hook> or function theme_<hook>",
    "db_select('<table>')": "table <table>",
    "db_insert('<table>')": "writes <table>",
    "db_update('<table>')": "writes <table>",
    "db_delete('<table>')": "writes <table>",
    "db_merge('<table>')": "writes <table>",
    "db_truncate('<table>')": "writes <table>",
    "drupal_write_record('<table>')": "writes <table>",
    "backdrop_write_record('<table>')": "writes <table>",
    **{
        f"db_{name}()": "type Drupal\\Core\\Database\\Query"
        for name in ("select", "insert", "update", "delete", "merge", "truncate")
    },
    "db_query()": "type Drupal\\Core\\Database\\Statement",
    "Drupal\\Core\\Database\\Connection->select('<table>')": "table <table>",
    "Drupal\\Core\\Database\\Connection->insert('<table>')": "writes <table>",
    "Drupal\\Core\\Database\\Connection->update('<table>')": "writes <table>",
    "Drupal\\Core\\Database\\Connection->delete('<table>')": "writes <table>",
    "Drupal\\Core\\Database\\Connection->merge('<table>')": "writes <table>",
    "Drupal\\Core\\Database\\Connection->truncate('<table>')": "writes <table>",
    "Drupal::service('<id>')": "@service <id> or type Drupal\\Core\\Service",
    "Drupal::database()": "type Drupal\\Core\\Database\\Connection",
    "Symfony\\Component\\DependencyInjection\\ContainerInterface->get('<id>')": (
        "@service <id> or type Drupal\\Core\\Service"
    ),
    "*->getStorage('<type>')": "@storage <type> or type Drupal\\Core\\Entity\\EntityStorageInterface",
    "*->getEntityTypeManager()": "type Drupal\\Core\\Entity\\EntityTypeManagerInterface",
    "Drupal\\Core\\Entity\\ContentEntityBase|Drupal\\Core\\Entity\\ContentEntityInterface->get()": (
        "type Drupal\\Core\\Field\\FieldItemListInterface"
    ),
    "*->createInstance('<id>')": "@plugin-id <id>",
    "*->getViewBuilder('<type>')": "@view-builder <type> or type Drupal\\Core\\Entity\\EntityViewBuilder",
}
HANDLERS = {"storage": "storage", "view_builder": "view builder"}


def _interpret(file: ReadFile) -> Iterator[Claim]:
    yield from wired(file.facts.nodes, "drupal")
    if file.path.endswith((".routing.yml", ".routing.yaml")):
        yield from _routes(file.facts.nodes)
    module = file.path.rpartition("/")[2].partition(".")[0].lower()
    if file.path.lower().endswith(SUFFIXES):
        yield from _hooks(file, module)
    for listing in file.facts.listings:
        yield from _listed(listing, file)
    for annotation in file.facts.annotations:
        if annotation.name == HOOK:
            yield from _hooked(annotation)
        elif not annotation.member:
            yield from _plugin(annotation)
    for call in file.facts.calls:
        if call.receiver is None and call.name == "module_invoke" and len(call.arguments) > 1:
            yield from _invoked(call)


def _listed(listing: Listing, file: ReadFile) -> Iterator[Claim]:
    """What arrays say: menus, themes."""
    if listing.keys and listing.holder in ("items", "menu") and listing.node.children:
        yield from _menu(listing)
    elif listing.holder == "return" and file.facts.scopes[listing.scope].unit.lower().endswith("_theme"):
        yield from _themes(listing.node.children, listing.scope)


def _hooks(file: ReadFile, module: str) -> Iterator[Claim]:
    """A function `<module>_<hook>` listens to the hook."""
    for declaration in file.facts.declarations:
        name = declaration.name.lower()
        if declaration.kind is DeclarationKind.FUNCTION and name.startswith(module + "_"):
            origin = Origin(0, (declaration.line,), "drupal")
            yield Provide(origin, "hook", name[len(module) + 1 :], Text(declaration.name))


def _hooked(annotation: Annotation) -> Iterator[Claim]:
    """`#[Hook('cron')]` at a method, or at a class with the method as its second argument (else `__invoke`)."""
    said = {node.name: node.value for node in annotation.arguments if node.name}
    bare = [node.value for node in annotation.arguments if not node.name and node.value]
    hook = said.get("hook") or (bare[0] if bare else "")
    method = annotation.member or said.get("method") or (bare[1] if len(bare) > 1 else "__invoke")
    if hook and not method.startswith("$"):
        means = method_of(Named(annotation.unit), method)
        yield Provide(Origin(0, (annotation.line,), "drupal"), "hook", hook, means)


def _invoked(call: Call) -> Iterator[Claim]:
    """`module_invoke('shop', 'hook')` runs a function if there is one; of a computed module, any module's."""
    module, hook = call.arguments[:2]
    origin = Origin(call.scope, call.lines, "drupal")
    if isinstance(hook, Text) and isinstance(module, Text):
        yield FunctionClaim(origin, f"{module.text}_{hook.text}")
    elif isinstance(hook, Text):
        yield Use(origin, "hook", hook.text, DependencyKind.DISPATCHES)
    else:
        yield Unread(origin, "hook", "module_invoke(…)")


def _menu(listing: Listing) -> Iterator[Claim]:
    """`$items['admin/orders'] = array('page callback' => 'orders_page', …)`: a route, and whom it calls."""
    said = {child.name: child for child in listing.node.children}
    for key in CALLBACKS:
        if key in said and said[key].value:
            origin = Origin(listing.scope, (said[key].line,), "drupal")
            yield FunctionClaim(origin, said[key].value, DependencyKind.LISTENS)
    page = said.get("page callback")
    if page is None or not page.value:
        return
    target, line = page.value, page.line
    arguments = said.get("page arguments")
    if target in FORMS and arguments is not None and arguments.children and arguments.children[0].value:
        target = arguments.children[0].value
        yield FunctionClaim(Origin(listing.scope, (arguments.line,), "drupal"), target, DependencyKind.LISTENS)
    path = "/" + listing.keys[0].strip("/")
    yield EntryClaim(Origin(listing.scope, (line,), "drupal"), EntryKind.CONTROLLER, target, path)


def _themes(nodes: Sequence[Node], scope: int) -> Iterator[Claim]:
    """hook_theme: `'order_line' => array('template' => 'order-line')`, or the function `theme_order_line`."""
    for node in nodes:
        said = {child.name: child.value for child in node.children}
        if node.name:
            means = Text(said.get("function") or f"theme_{node.name}")
            yield Provide(Origin(scope, (node.line,), "drupal"), "theme", node.name, means)


def _routes(nodes: Sequence[Node]) -> Iterator[Claim]:
    """A route of Drupal 8: its path, and the controller, form or entity form that answers."""
    for route in nodes:
        said = {child.name: child for child in route.children}
        defaults = {child.name: child for child in said["defaults"].children} if "defaults" in said else {}
        target = next((defaults[key] for key in ("_controller", "_form") if key in defaults), None)
        if "path" not in said or target is None:
            continue
        unit, _, member = target.value.partition("::")
        verbs = "|".join(child.value for child in said["methods"].children) if "methods" in said else ""
        origin = Origin(0, (target.line,), "drupal")
        yield EntryClaim(origin, EntryKind.CONTROLLER, unit.strip("\\"), said["path"].value, verbs, member)


def _plugin(annotation: Annotation) -> Iterator[Claim]:
    """Classes that a plug-in's annotation names: handlers of an entity type; its storage gets a name."""
    said = {node.name: node for node in annotation.arguments}
    waiting = list(annotation.arguments)
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if "\\" in node.value and " " not in node.value and node.value[-1:] != "\\":
            yield Use(Origin(0, (node.line,), "drupal", annotation.unit), "plugin", node.value.strip("\\"))
    if "id" in said and said["id"].value and annotation.unit and "handlers" not in said:
        origin = Origin(0, (said["id"].line,), "drupal")
        yield Provide(origin, "plugin id", said["id"].value, Text(annotation.unit))
    if "id" in said and "handlers" in said:
        for node in said["handlers"].children:
            if node.name in HANDLERS and node.value:
                origin = Origin(0, (node.line,), "drupal")
                yield Provide(origin, HANDLERS[node.name], said["id"].value, Text(node.value.strip("\\")))


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "drupal/core", "drupal/core-recommended", "backdrop/backdrop"):
        return True
    modules = sum(file.path.endswith((".module", ".info.yml")) for file in project.files)
    return modules > 0 and (modules > 2 or extends(files, "drupal\\*"))


DRUPAL = Framework(
    "drupal",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space("hook", Holds.CALLABLE, quiet=True),
        Space("theme", Holds.CALLABLE, quiet=True),
        Space("form", Holds.CALLABLE, quiet=True),
        Space("service", classes=True, concrete=True, quiet=True),
        Space("storage", quiet=True),
        Space("view builder", quiet=True),
        Space("plugin", classes=True, quiet=True),
        Space("plugin id", quiet=True),
    ),
    namespaces=("drupal\\", "drupal", "symfony\\", "twig\\", "twig", "psr\\", "guzzlehttp\\", "doctrine\\", "drush\\"),
    functions=frozenset(FUNCTIONS),
)
