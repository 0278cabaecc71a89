"""An English word, or a name of several, in; its plural, singular or snake case out, as frameworks' inflectors do."""

import re

_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "datum": "data",
    "mouse": "mice",
    "goose": "geese",
    "tooth": "teeth",
}
_SINGULAR = {plural: word for word, plural in _IRREGULAR.items()}
_UNCOUNTED = frozenset({"equipment", "information", "news", "series", "species", "stock", "data", "media", "feedback"})


def snake(name: str) -> str:
    """Return `order_line` for `OrderLine`; `api_key` for `APIKey`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def plural(name: str) -> str:
    """Return the name with its last word in the plural: `order_line` → `order_lines`, `OrderLine` → `OrderLines`."""
    head, word = _split(name)
    if word in _IRREGULAR:
        return head + _IRREGULAR[word]
    if word.lower() in _UNCOUNTED or word in _SINGULAR:
        return name
    if re.search(r"[^aeiou]y\Z", word):
        return head + word[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)\Z", word):
        return head + word + "es"
    return head + word + "s"


def singular(name: str) -> str:
    """Return the name with its last word in the singular: `order_lines` → `order_line`."""
    head, word = _split(name)
    if word in _SINGULAR:
        return head + _SINGULAR[word]
    if word.lower() in _UNCOUNTED or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return name
    if word.endswith("ies") and len(word) > 4:
        return head + word[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh|us)es\Z", word):
        return head + word[:-2]
    return head + word[:-1]


def table_names(name: str) -> tuple[str, ...]:
    """Return what a table of a record called `OrderLine` may be called, the likeliest first."""
    lower = snake(name)
    found = (plural(lower), lower, plural(name.lower()), name.lower())
    return tuple(dict.fromkeys(found))


def _split(name: str) -> tuple[str, str]:
    """The last word of a name, after an underscore or a capital, and what comes before it."""
    found = re.search(r"(?:[A-Z]?[a-z0-9]+|[A-Z0-9]+)\Z", name)
    return (name[: found.start()], name[found.start() :]) if found else ("", name)
