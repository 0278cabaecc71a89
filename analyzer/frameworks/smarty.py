"""Smarty: plug-ins by the names of functions and by registration, classes that templates name."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.claims import Claim, ClassClaim, FunctionClaim, Origin, Use
from analyzer.frameworks.framework import Framework, Holds, Space, has_package, has_path
from analyzer.model.facts import ReadFile
from analyzer.model.linkage import Confidence, DependencyKind
from analyzer.model.project import Project

FUNCTION, MODIFIER = "plugin function", "plugin modifier"
RULES = {
    "function smarty_function_<name>": "@plugin-function <name> = <function>",
    "function smarty_block_<name>": "@plugin-function <name> = <function>",
    "function smarty_compiler_<name>": "@plugin-function <name> = <function>",
    "function smarty_modifier_<name>": "@plugin-modifier <name> = <function>",
    "*->register_function('<name>', <callback>)": "@plugin-function <name> = <callback>",
    "*->register_block('<name>', <callback>)": "@plugin-function <name> = <callback>",
    "*->register_modifier('<name>', <callback>)": "@plugin-modifier <name> = <callback>",
    "*->registerPlugin('function', '<name>', <callback>)": "@plugin-function <name> = <callback>",
    "*->registerPlugin('block', '<name>', <callback>)": "@plugin-function <name> = <callback>",
    "*->registerPlugin('modifier', '<name>', <callback>)": "@plugin-modifier <name> = <callback>",
}
FUNCTIONS = """
    counter cycle debug eval fetch html_checkboxes html_image html_options html_radios html_select_date html_select_time
    html_table mailto math popup popup_init textformat
""".split()  # noqa: SIM905 - one string, so that the list stays short


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for use in file.facts.templates if file.path.endswith((".tpl", ".smarty")) else ():
        origin = Origin(0, (use.line,), "smarty")
        if use.relation == "function":
            yield Use(origin, FUNCTION, use.target, DependencyKind.CALLS)
        elif use.relation == "filter":
            yield Use(origin, MODIFIER, use.target, DependencyKind.CALLS)
            yield FunctionClaim(origin, use.target)  # any function of PHP is one, too
        elif use.relation == "static":
            yield ClassClaim(origin, use.target, DependencyKind.STATIC_CALL, Confidence.INFERRED)


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    if has_package(project, "smarty/smarty") or has_path(project, "Smarty.class.php"):
        return True
    return any(file.path.endswith(".tpl") and file.facts.templates for file in files)


SMARTY = Framework(
    "smarty",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(
        Space(FUNCTION, Holds.CALLABLE, own=tuple(FUNCTIONS)),
        Space(MODIFIER, Holds.CALLABLE, quiet=True),
    ),
    namespaces=("smarty",),
)
