"""Lists of values in, JSON with one item per line out: compact, and readable in a diff."""

from collections.abc import Iterable, Iterator

import msgspec

_ENCODER = msgspec.json.Encoder()


def items(rows: Iterable[object], indent: bytes) -> bytes:
    """Return a JSON array, every item on a line of its own."""
    body = (b",\n" + indent).join(map(_ENCODER.encode, rows))
    return b"[\n" + indent + body + b"\n" + indent[:-1] + b"]" if body else b"[]"


def pairs(value: msgspec.Struct, depth: int = 1) -> Iterator[bytes]:
    """Yield `"field": value` for every field; long lists one item per line, structs of lists opened up to `depth`."""
    for field in value.__struct_fields__:
        content = getattr(value, field)
        yield b'"' + field.encode() + b'": ' + _opened(content, depth)


def _opened(content: object, depth: int) -> bytes:
    indent = b" " * (depth + 1)
    if isinstance(content, tuple) and content and isinstance(content[0], msgspec.Struct):
        return items(content, indent)
    if isinstance(content, msgspec.Struct) and _holds_lists(content):
        return b"{\n" + indent + (b",\n" + indent).join(pairs(content, depth + 1)) + b"\n" + indent[:-1] + b"}"
    return _ENCODER.encode(content)


def _holds_lists(content: msgspec.Struct) -> bool:
    return any(isinstance(getattr(content, field), tuple) for field in content.__struct_fields__)
