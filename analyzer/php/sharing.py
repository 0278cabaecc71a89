"""Constants, and calls of PHP's own functions on files, caches, cookies and the environment, in; shared state out."""

import re
from collections.abc import Callable, Sequence

from tree_sitter import Node

from analyzer.model.expression import Expression, Joined, Text, Unknown
from analyzer.model.facts import StateKind
from analyzer.php.reading import Reading

Special = Callable[[Reading, int, Sequence[Expression]], None]
_CONFIGURATION = re.compile(rb"[A-Z][A-Z0-9_]{2,}")
_ENGINE = (
    b"E_",
    b"PHP_",
    b"SORT_",
    b"PREG_",
    b"LC_",
    b"CURL",
    b"JSON_",
    b"ENT_",
    b"MYSQL",
    b"PDO_",
    b"LOCK_",
    b"DIRECTORY_S",
)
_LONGEST_KEY = 200


def constant(reading: Reading, node: Node) -> Sequence[Node]:
    """`NAME` where a value stands: only capitals, as configuration is written."""
    written = reading.source[node.start_byte : node.end_byte]
    if _CONFIGURATION.fullmatch(written) and not written.startswith(_ENGINE):
        reading.use_state(StateKind.CONSTANT, written.decode(), False, node.start_point[0] + 1)
    return ()


def state(kind: StateKind, writes: bool, position: int = 0) -> Special:
    """Return what notes the use of the key at a position."""

    def use(reading: Reading, line: int, values: Sequence[Expression]) -> None:
        if position < len(values):
            _use(reading, kind, writes, line, values[position])

    return use


def _use(reading: Reading, kind: StateKind, writes: bool, line: int, value: Expression) -> None:
    if isinstance(value, Text):
        if "://" not in value.text:
            reading.use_state(kind, value.text[:_LONGEST_KEY], writes, line)
    elif isinstance(value, Unknown):
        reading.use_state(kind, "", writes, line)
    elif not _is_address(value):
        reading.use_state(kind, "", writes, line, value)


def _is_address(value: Expression) -> bool:
    first = value.parts[0] if isinstance(value, Joined) and value.parts else None
    return isinstance(first, Text) and "://" in first.text


def _open(reading: Reading, line: int, values: Sequence[Expression]) -> None:
    """`fopen(path, mode)`."""
    mode = values[1].text if len(values) > 1 and isinstance(values[1], Text) else ""
    if values:
        _use(reading, StateKind.FILE, bool(set(mode) & set("waxc+")), line, values[0])


def _copy(reading: Reading, line: int, values: Sequence[Expression]) -> None:
    """`copy(from, to)`, `rename(from, to)`."""
    if len(values) > 1:
        _use(reading, StateKind.FILE, False, line, values[0])
        _use(reading, StateKind.FILE, True, line, values[1])


def _put_environment(reading: Reading, line: int, values: Sequence[Expression]) -> None:
    """`putenv('NAME=value')`."""
    first = values[0].parts[0] if values and isinstance(values[0], Joined) and values[0].parts else values[:1]
    first = first[0] if isinstance(first, Sequence) and first else first
    name = first.text.partition("=")[0] if isinstance(first, Text) and "=" in first.text else ""
    reading.use_state(StateKind.ENVIRONMENT, name, True, line)


_READ, _WRITTEN = state(StateKind.FILE, False), state(StateKind.FILE, True)
_FETCHED, _STORED = state(StateKind.CACHE, False), state(StateKind.CACHE, True)
SHARING: dict[str, Special] = {
    "fopen": _open,
    "gzopen": _open,
    **dict.fromkeys(("copy", "rename"), _copy),
    **dict.fromkeys(("file_put_contents", "mkdir", "rmdir", "unlink", "touch"), _WRITTEN),
    **dict.fromkeys(
        ("move_uploaded_file", "symlink", "link", "imagepng", "imagejpeg", "imagegif", "imagewebp"),
        state(StateKind.FILE, True, 1),
    ),
    **dict.fromkeys(
        (
            "file_get_contents", "file", "readfile", "parse_ini_file", "simplexml_load_file", "opendir", "scandir",
            "glob", "fileatime", "filemtime",
        ),
        _READ,
    ),
    **dict.fromkeys(
        ("apc_fetch", "apc_exists", "apcu_fetch", "apcu_exists", "xcache_get", "xcache_isset", "wincache_ucache_get"),
        _FETCHED,
    ),
    **dict.fromkeys(
        (
            "apc_store", "apc_add", "apc_delete", "apc_inc", "apc_dec", "apcu_store", "apcu_add", "apcu_delete",
            "apcu_inc", "apcu_dec", "apcu_entry", "xcache_set", "xcache_unset", "xcache_inc", "wincache_ucache_set",
            "wincache_ucache_add", "wincache_ucache_delete",
        ),
        _STORED,
    ),
    **dict.fromkeys(("memcache_get",), state(StateKind.CACHE, False, 1)),
    **dict.fromkeys(
        ("memcache_set", "memcache_add", "memcache_replace", "memcache_delete", "memcache_increment"),
        state(StateKind.CACHE, True, 1),
    ),
    "getenv": state(StateKind.ENVIRONMENT, False),
    "putenv": _put_environment,
    **dict.fromkeys(("setcookie", "setrawcookie"), state(StateKind.COOKIE, True)),
    **dict.fromkeys(("session_register", "session_unregister"), state(StateKind.SESSION, True)),
    "session_is_registered": state(StateKind.SESSION, False),
}  # fmt: skip
