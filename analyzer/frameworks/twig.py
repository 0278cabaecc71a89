"""Twig, with or without a framework around it: functions and filters of extensions, constants."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, ClassClaim, Origin, Provide, Use
from analyzer.frameworks.framework import Framework, Holds, Space, has_package
from analyzer.model.expression import Closure, Items, Named, New, Text
from analyzer.model.facts import Call, ReadFile
from analyzer.model.linkage import Confidence, DependencyKind
from analyzer.model.project import Project

FUNCTION, FILTER = "extension function", "extension filter"
DECLARED = {
    "Twig\\TwigFunction": FUNCTION,
    "Twig_SimpleFunction": FUNCTION,
    "Twig_Function": FUNCTION,
    "Twig\\TwigFilter": FILTER,
    "Twig_SimpleFilter": FILTER,
    "Twig_Filter": FILTER,
}
LISTED = {"getfunctions": FUNCTION, "getfilters": FILTER}
ATTRIBUTES = {"Twig\\Attribute\\AsTwigFunction": FUNCTION, "Twig\\Attribute\\AsTwigFilter": FILTER}
FUNCTIONS = """
    attribute block constant country_names country_timezones currency_names cycle date dump enum enum_cases html_classes
    html_cva include language_names locale_names max min parent random range script_names source template_from_string
    timezone_names absolute_url access_decision access_decision_for_user asset asset_version component controller
    csrf_token encore_entry_* expression field_* form form_* fragment_uri impersonation_* importmap is_granted*
    knp_menu_* knp_pagination_* logout_path logout_url path preload prefetch prerender preconnect dns_prefetch
    relative_path render render_* stimulus_* t turbo_* url ux_* vite_* workflow_* sonata_* app
    attach_library active_theme active_theme_path create_attribute file_url link
""".split()  # noqa: SIM905 - one string, so that the list stays short
FILTERS = """
    abs batch capitalize column convert_encoding country_name currency_name currency_symbol data_uri date
    date_modify default e escape filter find first format format_* html_to_markdown humanize inky_to_html inline_css
    join json_encode keys language_name last length locale_name lower map markdown_to_html merge nl2br number_format
    plural raw reduce replace reverse round shuffle singular slice slug sort spaceless split striptags timezone_name
    title trim u upper url_encode abbr_* file_excerpt file_link file_relative format_file form_encode_currency
    sanitize_html serialize trans transchoice yaml_* knp_menu_* imagine_filter localize* country language md2html
    markdown truncate wordwrap placeholder drupal_escape safe_join without clean_class clean_id render add_class
    set_attribute
""".split()  # noqa: SIM905


def _interpret(file: ReadFile) -> Iterator[Claim]:
    if file.path.endswith(".twig"):
        yield from _used(file)
    for call in file.facts.calls:
        if call.name == "__construct" and call.arguments:
            yield from _declared(call, file)
    for listing in file.facts.listings:  # `return ['price' => new Twig_Function_Method($this, 'price')];`
        scope = file.facts.scopes[listing.scope]
        space = LISTED.get(scope.member.lower())
        for item in listing.node.children if space is not None and listing.holder == "return" else ():
            if space is not None and item.name:
                yield Provide(Origin(listing.scope, (item.line,), "twig"), space, item.name, Text(scope.unit))
    for annotation in file.facts.annotations:
        space = ATTRIBUTES.get(annotation.name)
        name = next((node.value for node in annotation.arguments if node.name in ("", "name")), "")
        if space is not None and name:
            yield Provide(Origin(0, (annotation.line,), "twig"), space, name, Text(annotation.unit))


def _used(file: ReadFile) -> Iterator[Claim]:
    for use in file.facts.templates:
        origin = Origin(0, (use.line,), "twig")
        if use.relation == "function":
            yield Use(origin, FUNCTION, use.target, DependencyKind.CALLS)
        elif use.relation == "filter":
            yield Use(origin, FILTER, use.target, DependencyKind.CALLS)
        elif use.relation == "constant" and "::" in use.target:
            name = use.target.partition("::")[0].replace("\\\\", "\\")
            yield ClassClaim(origin, name.strip("\\"), DependencyKind.CONSTANT, Confidence.INFERRED)


def _declared(call: Call, file: ReadFile) -> Iterator[Claim]:
    """`new TwigFunction('price', [$this, 'price'])`: who uses it calls what is given, else the extension itself."""
    of, name = call.receiver, call.arguments[0]
    space = DECLARED.get(of.of.name) if isinstance(of, New) and isinstance(of.of, Named) else None
    if space is None or not isinstance(name, Text):
        return
    origin, unit = Origin(call.scope, call.lines, "twig"), file.facts.scopes[call.scope].unit
    callback = call.arguments[1] if len(call.arguments) > 1 else None
    runtime = class_name(callback.pairs[0][1]) if isinstance(callback, Items) and callback.pairs else ""
    if callback is not None and (runtime or isinstance(callback, Items | Closure)):
        yield Provide(origin, space, name.text, Text(runtime) if runtime else callback)
    elif unit:
        yield Provide(origin, space, name.text, Text(unit))


def _detect(project: Project, _files: Sequence[ReadFile]) -> bool:
    return has_package(project, "twig/twig") or any(file.path.endswith(".twig") for file in project.files)


TWIG = Framework(
    "twig",
    _detect,
    _interpret,
    spaces=(
        Space(FUNCTION, Holds.CALLABLE, own=tuple(FUNCTIONS)),
        Space(FILTER, Holds.CALLABLE, own=tuple(FILTERS)),
    ),
    namespaces=("twig\\", "twig"),
)
