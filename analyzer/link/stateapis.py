"""Calls of session, cache and cookie objects in (`session()->put('cart', …)`); the keys they read and write out.

Whose they are is said by the name of what is called, or by its class: frameworks agree on these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from analyzer.model.expression import ElementOf, Expression, Items, Named, New, Property, ReturnOf, Text, Variable
from analyzer.model.facts import Call, StateKind


class Use(NamedTuple):
    """A key that a call reads or writes."""

    kind: StateKind
    key: str
    writes: bool


_HOLDERS = (
    (re.compile(r"_?(?:\w*session|sess|sessiondata|flashbag|session_?bag)", re.IGNORECASE), StateKind.SESSION),
    (re.compile(r"_?(?:\w*cache|memcached?|mc|redis|predis|cacher|apcu?)\d?", re.IGNORECASE), StateKind.CACHE),
    (re.compile(r"_?(?:\w*cookies?|cookie_?jar)", re.IGNORECASE), StateKind.COOKIE),
)
_WRITES = frozenset(
    """
    put set push flash set_userdata set_flashdata unset_userdata forget remove pull add forever remember rememberforever
    save delete increment decrement setex hset replace store queue setflash write unset rememberuntil setitem
    deleteitem setdata now
    """.split()  # noqa: SIM905
)
_READS = frozenset(
    "get has exists userdata flashdata fetch load read check getitem hget hasitem contains hasdata getdata".split()  # noqa: SIM905
)
_FUNCTIONS: Mapping[str, tuple[StateKind, bool]] = {
    "env": (StateKind.ENVIRONMENT, False),
    **dict.fromkeys(
        ("add_option", "update_option", "delete_option", "add_site_option", "update_site_option", "delete_site_option",
         "variable_set", "variable_del"),
        (StateKind.OPTION, True),
    ),
    **dict.fromkeys(("get_option", "get_site_option", "variable_get"), (StateKind.OPTION, False)),
    **dict.fromkeys(
        ("wp_cache_set", "wp_cache_add", "wp_cache_replace", "wp_cache_delete", "wp_cache_incr", "set_transient",
         "set_site_transient", "delete_transient", "delete_site_transient", "cache_set"),
        (StateKind.CACHE, True),
    ),
    **dict.fromkeys(
        ("wp_cache_get", "get_transient", "get_site_transient", "cache_get"), (StateKind.CACHE, False)
    ),
}  # fmt: skip
_HELPERS = {"session": StateKind.SESSION, "cache": StateKind.CACHE, "cookie": StateKind.COOKIE}
_KEY = re.compile(r"[\w.:/-]{1,80}")


def used(call: Call) -> Iterator[Use]:
    """Give the keys that a call reads or writes, by literal names."""
    name = (call.fallback or call.name).rpartition("\\")[2].lower()
    if call.receiver is None:
        if name in _FUNCTIONS:
            yield from (Use(_FUNCTIONS[name][0], key, _FUNCTIONS[name][1]) for key in _keys(call.arguments[:1]))
        elif name in _HELPERS and call.arguments:
            writes = isinstance(call.arguments[0], Items) or (name == "cookie" and len(call.arguments) > 1)
            yield from (Use(_HELPERS[name], key, writes) for key in _keys(call.arguments[:1]))
    elif name in _WRITES or name in _READS:
        kind = _kind(call.receiver)
        if kind is not None:
            yield from (Use(kind, key, name in _WRITES) for key in _keys(call.arguments[:1]))


def _keys(arguments: tuple[Expression, ...]) -> Iterator[str]:
    for given in arguments:
        if isinstance(given, Text) and _KEY.fullmatch(given.text):
            yield given.text
        elif isinstance(given, Items):
            yield from (key for key, _ in given.pairs if key and key[0] != "$" and not key.isdecimal())


def _kind(receiver: Expression) -> StateKind | None:
    """What kind of state an object holds, by the name that is nearest."""
    match receiver:
        case Variable(name) | Property(_, name) | Named(name):
            return _named(name.rpartition("\\")[2])
        case ReturnOf(of, name):
            bare = name.rpartition("\\")[2].removeprefix("get")
            return _named(bare) or (
                _kind(of) if of is not None and bare.lower() in ("store", "tags", "driver") else None
            )
        case New(Named(name)):
            return _named(name.rpartition("\\")[2])
        case ElementOf(_, key):
            return _named(key or "")
        case _:
            return None


def _named(name: str) -> StateKind | None:
    return next((kind for pattern, kind in _HOLDERS if pattern.fullmatch(name)), None)
