"""WordPress: hooks join who calls them with who listens, `$wpdb` knows its tables, templates have names."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.callbacks import callback
from analyzer.frameworks.claims import Claim, EntryClaim, Origin, TableClaim
from analyzer.frameworks.framework import Framework, Holds, Space, has_path
from analyzer.frameworks.posttypes import SPACE, post_types
from analyzer.model.expression import Expression, Items, Text, Variable
from analyzer.model.facts import Call, EntryKind, ReadFile
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project
from analyzer.model.statements import TableMode

HOOKS = {
    "add_action('<hook>', <callback>)": "@hook <hook> = <callback>",
    "add_filter('<hook>', <callback>)": "@hook <hook> = <callback>",
    "do_action('<hook>')": "@hook <hook>",
    "do_action_ref_array('<hook>')": "@hook <hook>",
    "do_action_deprecated('<hook>')": "@hook <hook>",
    "apply_filters('<hook>')": "@hook <hook>",
    "apply_filters_ref_array('<hook>')": "@hook <hook>",
    "apply_filters_deprecated('<hook>')": "@hook <hook>",
    "wp_schedule_event(*, *, '<hook>')": "@hook <hook>",
    "wp_schedule_single_event(*, '<hook>')": "@hook <hook>",
    "add_shortcode('<tag>', <callback>)": "@shortcode <tag> = <callback>",
    "register_widget('<class>')": "class <class>",
}
# Functions that are given a callback, and its position: WordPress calls it when a page, a box or a route is shown.
CALLBACKS = {
    "register_activation_hook": 1,
    "register_deactivation_hook": 1,
    "register_uninstall_hook": 1,
    "add_menu_page": 4,
    "add_submenu_page": 5,
    "add_options_page": 4,
    "add_management_page": 4,
    "add_theme_page": 4,
    "add_plugins_page": 4,
    "add_users_page": 4,
    "add_dashboard_page": 4,
    "add_meta_box": 2,
    "add_settings_field": 2,
    "add_settings_section": 2,
    "wp_add_dashboard_widget": 2,
    "wp_register_sidebar_widget": 2,
    "wp_register_widget_control": 2,
}
ROUTES = ("callback", "permission_callback", "validate_callback", "sanitize_callback")
SCHEDULES = {"wp_schedule_event": 2, "wp_schedule_single_event": 1}  # where the hook stands
# Functions that are given a description (an array in one of these positions), and the callbacks in it.
DESCRIBED = {
    "register_block_type": 1,
    "register_block_type_from_metadata": 1,
    "register_post_type": 1,
    "register_taxonomy": 2,
    "register_setting": 2,
    "register_meta": 2,
    "register_post_meta": 2,
    "register_sidebar_widget": 1,
}
PARTS = (
    "render_callback",
    "register_meta_box_cb",
    "meta_box_cb",
    "meta_box_sanitize_cb",
    "update_count_callback",
    "sanitize_callback",
    "auth_callback",
)
WRITERS = frozenset({"insert", "update", "delete", "replace"})
AJAX = ("wp_ajax_nopriv_", "wp_ajax_", "admin_post_nopriv_", "admin_post_")


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for call in file.facts.calls:
        if not call.arguments:
            continue
        yield from post_types(call, file)
        if call.receiver is None:
            yield from _function(call, (call.fallback or call.name).lower())
        elif isinstance(call.receiver, Variable) and call.receiver.name == "wpdb":
            first = call.arguments[0]
            if call.name.lower() in WRITERS and isinstance(first, Text):
                yield TableClaim(_origin(call), first.text, TableMode.WRITES, declared_only=False)


def _function(call: Call, name: str) -> Iterator[Claim]:
    position = CALLBACKS.get(name)
    if position is not None and position < len(call.arguments):
        yield from callback(call.arguments[position], _origin(call), DependencyKind.LISTENS)
    elif name in DESCRIBED and DESCRIBED[name] < len(call.arguments):
        said = call.arguments[DESCRIBED[name]]
        for key, value in said.pairs if isinstance(said, Items) else ():
            if key in PARTS:
                yield from callback(value, _origin(call), DependencyKind.LISTENS)
    elif name in SCHEDULES and SCHEDULES[name] < len(call.arguments):
        hook = call.arguments[SCHEDULES[name]]
        if isinstance(hook, Text):
            yield EntryClaim(_origin(call), EntryKind.COMMAND, f"@hook {hook.text}", f"cron {hook.text}")
    elif name == "register_rest_route" and len(call.arguments) > 2:
        yield from _route(call)
    elif name == "add_action" and isinstance(call.arguments[0], Text) and len(call.arguments) > 1:
        action = call.arguments[0].text
        prefix = next((prefix for prefix in AJAX if action.startswith(prefix)), "")
        if prefix:
            yield from _entries(call.arguments[1], _origin(call), action[len(prefix) :], "")


def _route(call: Call) -> Iterator[Claim]:
    """`register_rest_route('shop/v1', '/orders', ['methods' => 'GET', 'callback' => …])`, or a list of such."""
    path = "/".join(part.text.strip("/") for part in call.arguments[:2] if isinstance(part, Text))
    options = call.arguments[2]
    if not isinstance(options, Items):
        return
    endpoints = [options, *(value for key, value in options.pairs if isinstance(value, Items))]
    for endpoint in endpoints:
        keyed = {key: value for key, value in endpoint.pairs if key}
        for key in ROUTES:
            if key in keyed:
                yield from callback(keyed[key], _origin(call), DependencyKind.LISTENS)
        if "callback" in keyed:
            methods = keyed.get("methods")
            verb = methods.text if isinstance(methods, Text) else ""
            yield from _entries(keyed["callback"], _origin(call), "/" + path, verb)


def _entries(target: Expression, origin: Origin, name: str, verb: str) -> Iterator[Claim]:
    """The ways in: a function by name, or a method of the class around."""
    if isinstance(target, Text):
        unit, _, member = target.text.partition("::")
        yield EntryClaim(origin, EntryKind.WEB, unit, name, verb, member)
    elif isinstance(target, Items) and len(target.pairs) == 2:
        (_, of), (_, method) = target.pairs
        member = method.text if isinstance(method, Text) else ""
        yield EntryClaim(origin, EntryKind.WEB, of.text if isinstance(of, Text) else "", name, verb, member)


def _origin(call: Call) -> Origin:
    return Origin(call.scope, call.lines, "wordpress")


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_path(project, "wp-includes/plugin.php", "wp-load.php"):
        return True
    called = {call.fallback or call.name for f in files for call in f.facts.calls if call.receiver is None}
    return bool(called & {"add_action", "add_filter"}) and any(name.startswith("wp_") for name in called)


WORDPRESS = Framework(
    "wordpress",
    _detect,
    _interpret,
    conventions=HOOKS,
    spaces=(
        Space("hook", Holds.CALLABLE, quiet=True),
        Space("shortcode", Holds.CALLABLE, quiet=True),
        Space(SPACE, Holds.CALLABLE, quiet=True),
    ),
    table_holders=frozenset({"wpdb"}),
)
