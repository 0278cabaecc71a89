"""The mappings `types:`, `aliases:` and `includes:` in; hints for `link`, checked as far as no code is needed, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pathspec import GitIgnoreSpec

from analyzer.model.config import Hint
from analyzer.php import read_type
from analyzer.settings.document import Place, Value

# letters, `_` and what is not ASCII, said by what they are not: the other way round takes a tenth of our start
_WORD = r"[^\x00-@\[-^`{-\x7f][^\x00-/:-@\[-^`{-\x7f]*"
_NAME = rf"\\?{_WORD}(?:\\{_WORD})*"
_CLASS = re.compile(_NAME)
_TYPED = re.compile(rf"\${_WORD}|{_NAME}::\${_WORD}|{_NAME}::{_WORD}\(\)|{_NAME}\(\)")
_FORMS = "write '$variable', 'Class::$property', 'Class::method()' or 'function()'"

Read = Callable[[str, Value, Place], tuple[str, tuple[str, ...]]]  # key, value and its place → name and meanings


def read_hints(value: Value, place: Place) -> tuple[Hint, ...]:
    """Return the hints of one of the three mappings, in file order. Raises ConfigError."""
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{place.path} must be a mapping, as in '{_EXAMPLES[place.path]}'")
    found = []
    for key, item in value.content.items():
        name, means = READERS[place.path](key.strip(), item, place.below(key))
        found.append(Hint(name, means, item.line))
    return tuple(found)


def _type(key: str, value: Value, place: Place) -> tuple[str, tuple[str, ...]]:
    if not _TYPED.fullmatch(key):
        near = [f"did you mean '{form}'?" for form in _near(key) if _TYPED.fullmatch(form)]
        raise place.error(value.line, f"{place.path}: {(near or [_FORMS])[0]}")
    text = _text(value, place, "the name of a class, as in a docblock: App\\Order, Line[], Cart|null")
    found = read_type(text, lambda name: name, frozenset())
    if text[found.length :].strip() or not found.names:
        wrong = f"'{text}' is no type that names a class"
        raise place.error(value.line, f"{place.path}: {wrong}; write it as in a docblock")
    return key.lstrip("\\"), (text,)


def _near(key: str) -> tuple[str, ...]:
    """What was probably meant by a name without its `$` or `()`."""
    owner, colons, member = key.partition("::")
    bare = member.strip("$()")
    if colons:
        return (f"{owner}::${bare}", f"{owner}::{bare}()") if "(" not in key else (f"{owner}::{bare}()",)
    return (f"{key.strip('$()')}()",) if "(" in key else (f"${key.strip('$()')}",)


def _alias(key: str, value: Value, place: Place) -> tuple[str, tuple[str, ...]]:
    text = _text(value, place, "the name of a class")
    for name in (key, text):
        if not _CLASS.fullmatch(name):
            raise place.error(value.line, f"{place.path}: '{name}' is no name of a class; write it as in PHP")
    return key.lstrip("\\"), (text.lstrip("\\"),)


def _include(key: str, value: Value, place: Place) -> tuple[str, tuple[str, ...]]:
    items = value.content if isinstance(value.content, list) else [value]
    if not items:
        raise place.error(value.line, f"{place.path}: the list is empty; give a path or remove the key")
    means = []
    for position, item in enumerate(items):
        below = place.item(position) if isinstance(value.content, list) else place
        means.append(_path(_text(item, below, "a path from the analysed directory"), item, below))
    return " ".join(key.split()), tuple(means)


def _path(text: str, item: Value, place: Place) -> str:
    parts = [part for part in text.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts:
        raise place.error(item.line, f"{place.path}: '{text}' leaves the analysed directory; give a path inside of it")
    try:
        GitIgnoreSpec.from_lines(["/".join(parts)])
    except ValueError as error:
        raise place.error(item.line, f"{place.path}: '{text}' is no glob as in .gitignore; mend it") from error
    return "/".join(parts) + ("/" if parts and text.endswith("/") else "")


def _text(value: Value, place: Place, wanted: str) -> str:
    if not isinstance(value.content, str) or not value.content.strip():
        raise place.error(value.line, f"{place.path}: give {wanted}")
    return value.content.strip()


READERS: Mapping[str, Read] = {"types": _type, "aliases": _alias, "includes": _include}
_EXAMPLES = {"types": "$db: App\\Database", "aliases": "Cart: App\\Cart", "includes": "ROOT_PATH: src"}
