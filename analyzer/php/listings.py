"""Array literals in; configuration as PHP writes it (`return […]`, `$items['a'] = […]`, property defaults) out.

Only arrays that a framework may read are turned into nodes. In functions these are what is returned; ordinary
arguments and local data are not.
"""

import re

from tree_sitter import Node as Syntax

from analyzer.model.facts import Listing, Node
from analyzer.php.grammar import MEMBER_ACCESS, NAME, STRING, SUBSCRIPT, VARIABLE, without_comments
from analyzer.php.reading import Reading
from analyzer.php.trees import ARRAY, CLASS_CONSTANT, ELEMENT, PROPERTY, SCALARS, Trees

MOST = 2_000  # nodes of a file; a larger one holds data
SAMPLE = 40  # values looked at to tell data from configuration
MANY = 10  # values from which on prose tells data
_SCRIPT = 0
_RETURNED = re.compile(rb"return \$[\w\x80-\xff]*")


def find_listings(reading: Reading) -> list[Listing]:
    """Return the listings of the arrays that were noted, in the order of the file."""
    return _Finder(reading).find(reading) if reading.arrays else []


class _Finder:
    """Turns arrays into listings, as long as the file's allowance lasts."""

    def __init__(self, reading: Reading) -> None:
        self._source = reading.source
        self._returned: bytes | None = None  # every `return $variable`, when the first is asked for
        self._trees = Trees(reading.source, reading.names, MOST)

    def find(self, reading: Reading) -> list[Listing]:
        """Return the listings, sorted by place."""
        found = []
        for target, value, index, names in sorted(reading.arrays, key=lambda one: one[1].start_byte):
            self._trees.names = names
            listing = self._made(index, "return", (), value) if target is None else self._given(target, value, index)
            if listing is not None:
                found.append(listing)
            if self._trees.left <= 0:
                break
        return found

    def _given(self, target: Syntax, value: Syntax, index: int) -> Listing | None:
        inner = target
        while inner.kind_id in SUBSCRIPT:
            inner = inner.children[0]
        holder = self._holder(inner, index)
        if not holder:
            return None
        keys: list[str] = []
        while target.kind_id in SUBSCRIPT:
            children = without_comments(target)
            keys.append(self._trees.value(children[1]) if len(children) > 1 else "")
            target = children[0]
        return self._made(index, holder, tuple(reversed(keys)), value)

    def _holder(self, target: Syntax, index: int) -> str:
        """The variable or property that is given the array; a local variable only when it is returned."""
        kind = target.kind_id
        if kind == NAME:  # a constant
            return self._trees.text(target)
        if kind in MEMBER_ACCESS:
            text = self._trees.text(target)
            return text[7:] if text.startswith("$this->") else ""
        if kind != VARIABLE:
            return ""
        parent = target.parent
        declared = parent is not None and parent.kind_id == PROPERTY
        written = self._source[target.start_byte : target.end_byte]
        if index != _SCRIPT and not declared and not self._returns(written):
            return ""
        return written[1:].decode(errors="replace")

    def _returns(self, variable: bytes) -> bool:
        if self._returned is None:
            self._returned = b";".join(_RETURNED.findall(self._source))
        return b"return " + variable in self._returned

    def _made(self, index: int, holder: str, keys: tuple[str, ...], value: Syntax) -> Listing | None:
        line = value.start_point[0] + 1
        if value.kind_id != ARRAY:
            text = self._trees.value(value)
            return Listing(index, holder, Node("", line, text), keys) if keys and text else None
        if not self._speaks(value):
            return None
        return Listing(index, holder, Node("", line, "", (), self._trees.children(value)), keys)

    def _speaks(self, array: Syntax) -> bool:
        """Whether an array holds keys, names or arrays, and not just prose or numbers."""
        values = prose = telling = 0
        for element in array.named_children[:SAMPLE]:
            parts = without_comments(element) if element.kind_id == ELEMENT else []
            if not parts:
                continue
            value, kind = parts[-1], parts[-1].kind_id
            values += 1
            telling += len(parts) > 1 or kind in (ARRAY, STRING) or kind in CLASS_CONSTANT
            written = self._source[value.start_byte : value.end_byte] if kind == STRING else b""
            prose += kind in SCALARS or b" " in written
        return telling > 0 and not (values > MANY and prose * 2 > values)
