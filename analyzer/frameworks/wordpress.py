"""WordPress: hooks call functions by name, `$wpdb` knows its tables."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.callbacks import callback
from analyzer.frameworks.claims import Claim, ClassClaim, Origin, TableClaim
from analyzer.frameworks.framework import Framework, has_path
from analyzer.model.expression import Text, Variable
from analyzer.model.facts import Call, ReadFile, TableMode
from analyzer.model.linkage import DependencyKind
from analyzer.model.project import Project

CALLBACKS = {
    "add_action": 1,
    "add_filter": 1,
    "add_shortcode": 1,
    "register_activation_hook": 1,
    "register_deactivation_hook": 1,
    "register_uninstall_hook": 1,
    "add_menu_page": 4,
    "add_submenu_page": 5,
    "add_options_page": 4,
    "add_management_page": 4,
    "add_meta_box": 2,
    "add_settings_field": 2,
    "add_settings_section": 2,
    "wp_add_dashboard_widget": 2,
}
WRITERS = frozenset({"insert", "update", "delete", "replace"})


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for call in file.facts.calls:
        if not call.arguments:
            continue
        if call.receiver is None:
            name = (call.fallback or call.name).lower()
            position = CALLBACKS.get(name)
            if position is not None and position < len(call.arguments):
                yield from callback(call.arguments[position], _origin(call), DependencyKind.LISTENS)
            elif name == "register_widget" and isinstance(call.arguments[0], Text):
                yield ClassClaim(_origin(call), call.arguments[0].text, DependencyKind.CLASS_NAME)
        elif isinstance(call.receiver, Variable) and call.receiver.name == "wpdb":
            first = call.arguments[0]
            if call.name.lower() in WRITERS and isinstance(first, Text):
                yield TableClaim(_origin(call), first.text, TableMode.WRITES, declared_only=False)


def _origin(call: Call) -> Origin:
    return Origin(call.scope, call.lines, "wordpress")


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_path(project, "wp-includes/plugin.php", "wp-load.php"):
        return True
    return any(
        call.receiver is None and call.name in ("add_action", "add_filter") for f in files for call in f.facts.calls
    )


WORDPRESS = Framework("wordpress", _detect, _interpret, table_holders=frozenset({"wpdb"}))
