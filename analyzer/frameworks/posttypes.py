"""WordPress' post types: who registers one gives its name a meaning, who queries or mentions it uses that name."""

from collections.abc import Iterable, Iterator

from analyzer.frameworks.arguments import method_of
from analyzer.frameworks.claims import Claim, Origin, Provide, Unread, Use
from analyzer.model.expression import Constant, Either, Expression, Items, Named, New, Text, Variable
from analyzer.model.facts import Call, DeclarationKind, ReadFile

SPACE = "post type"
# WordPress' own types, and those that begin with `wp_`: it registers them itself, which nobody depends on.
OWN = frozenset(
    {
        "post",
        "page",
        "attachment",
        "revision",
        "nav_menu_item",
        "custom_css",
        "customize_changeset",
        "oembed_cache",
        "user_request",
        "any",
    }
)
# Functions that are given the name of a type, or a list of names, and where it stands.
NAMED = {
    "post_type_exists": 0,
    "get_post_type_object": 0,
    "get_post_type_archive_link": 0,
    "is_post_type_archive": 0,
    "is_singular": 0,
    "wp_count_posts": 0,
    "unregister_post_type": 0,
    "add_post_type_support": 0,
    "remove_post_type_support": 0,
    "post_type_supports": 0,
    "get_object_taxonomies": 0,
    "register_post_meta": 0,
    "register_taxonomy": 1,
    "register_taxonomy_for_object_type": 1,
    "get_page_by_path": 2,
}
# Functions and classes that are given an array in which `post_type` stands.
QUERIES = frozenset({"get_posts", "get_pages", "get_children", "query_posts", "wp_insert_post", "wp_list_pages"})
CLASSES = frozenset({"wp_query", "\\wp_query"})


def post_types(call: Call, file: ReadFile) -> Iterator[Claim]:
    """Yield what a call says of post types."""
    name = (call.fallback or call.name).lower()
    origin = Origin(call.scope, call.lines, "wordpress")
    if call.receiver is None and name == "register_post_type":
        yield from _registered(call, origin, file)
        return
    for said in _said(call, name, file):
        for text in _foreign(_texts(said, file, call.scope)):
            yield Use(origin, SPACE, text)


def _registered(call: Call, origin: Origin, file: ReadFile) -> Iterator[Claim]:
    """The function or method around stands for the type; a script is nothing that a name could mean."""
    scope = file.facts.scopes[call.scope]
    names = list(_texts(call.arguments[0], file, call.scope))
    if not names:
        yield Unread(origin, SPACE, "register_post_type(…)")
    if scope.unit:
        is_function = scope.kind is DeclarationKind.FUNCTION
        means = Text(scope.unit) if is_function else method_of(Named(scope.unit), scope.member)
        for name in _foreign(names):
            yield Provide(origin, SPACE, name, means)


def _foreign(names: Iterable[str]) -> list[str]:
    """Return the names that are not WordPress' own, each once."""
    return [name for name in dict.fromkeys(names) if name not in OWN and not name.startswith("wp_")]


def _said(call: Call, name: str, file: ReadFile) -> Iterable[Expression]:
    """What stands where a type is named."""
    given = call.arguments
    if call.receiver is None and name in NAMED:
        return given[NAMED[name] :][:1]
    if isinstance(call.receiver, New) and isinstance(call.receiver.of, Named):
        queries = name == "__construct" and call.receiver.of.name.lower() in CLASSES
    elif call.receiver is not None:
        sets = name == "set" and len(given) > 1 and isinstance(given[0], Text) and given[0].text == "post_type"
        return given[1:2] if sets else ()
    else:
        queries = name in QUERIES
    arrays = _values(given[0], file, call.scope) if queries else ()
    return [value for array in arrays if isinstance(array, Items) for key, value in array.pairs if key == "post_type"]


def _texts(said: Expression, file: ReadFile, scope: int) -> Iterator[str]:
    """The names that an expression of this file may be."""
    for value in _values(said, file, scope):
        match value:
            case Text(text) if text:
                yield text
            case Items(pairs):
                yield from (one.text for _, one in pairs if isinstance(one, Text) and one.text)
            case Constant(of, name):
                owner = of.name if isinstance(of, Named) else None
                owner = file.facts.scopes[scope].unit if owner in ("self", "static") else owner
                for constant in file.facts.constants:
                    if constant.name == name and constant.owner == owner and isinstance(constant.value, Text):
                        yield constant.value.text


def _values(said: Expression, file: ReadFile, scope: int) -> Iterable[Expression]:
    """An expression, or what its scope assigns to the variable that it is."""
    if isinstance(said, Variable):
        return [one.value for one in file.facts.scopes[scope].assignments if one.variable == said.name]
    return said.options if isinstance(said, Either) else (said,)
