"""Names in; the lower-case words they are made of out."""

import re
from collections.abc import Iterable
from functools import lru_cache

MOST_WORDS = 60
GENERIC = frozenset(
    [
        "src",
        "lib",
        "libs",
        "library",
        "libraries",
        "app",
        "apps",
        "inc",
        "include",
        "includes",
        "class",
        "classes",
        "php",
        "html",
        "htdocs",
        "www",
        "public",
        "web",
        "core",
        "main",
        "index",
        "common",
        "function",
        "functions",
        "module",
        "modules",
        "usr",
        "share",
        "get",
        "set",
        "is",
        "has",
        "add",
        "the",
        "of",
        "to",
        "in",
        "on",
        "by",
        "for",
        "and",
        "or",
        "not",
        "from",
        "with",
        "this",
        "do",
        "new",
        "init",
        "id",
    ]
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


@lru_cache(maxsize=1 << 16)
def split_words(name: str) -> tuple[str, ...]:
    """Return the words of a camelCase, snake_case or path-like name, lower case, in order, single letters left out."""
    return tuple([word.lower() for word in _WORD.findall(name) if len(word) > 1])


def vocabulary(name: str, path: str, members: Iterable[str]) -> tuple[str, ...]:
    """Return a unit's words, sorted: those of its name and path first to be kept, then its members'."""
    words = {**_telling(name), **_telling(path.rpartition(".")[0])}
    for member in members:
        if len(words) >= MOST_WORDS:
            break
        words.update(_telling(member))
    return tuple(sorted(list(words)[:MOST_WORDS] if len(words) > MOST_WORDS else words))


def terms(name: str, members: Iterable[str]) -> tuple[str, ...]:
    """Return a unit's words without what layout says, sorted: the last part of its name, and its members.

    Before namespaces, `Mage_Tax_Model_Rate` carried its own in front of the last underscore.
    """
    return vocabulary(name.rpartition("\\")[2].rpartition("_")[2], "", members)


@lru_cache(maxsize=1 << 16)
def _telling(name: str) -> dict[str, None]:
    return dict.fromkeys([word for word in split_words(name) if word not in GENERIC])
