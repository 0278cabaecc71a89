"""A source in; the same with names such as `e107` disguised out: the grammar takes them for numbers without a mantissa.

The length and the lines stay. A number in PHP never begins with its exponent, so that nothing else is touched: not
`1e5`, `1.e5` or `.5e3`, nor `$e1`. Names are read from the source as it was written.
"""

import re

_LIKE_NUMBERS = re.compile(
    rb"[eE](?<![\w$\x80-\xff].)(?<!\d\..)"  # from the letter back: back from each byte takes half a parse
    rb"(?:\d+(?:_\d+)*(?![\w\x80-\xff])|(?=[+-]\d))"  # e107; or E-1: a constant less one
)


def without_exponents(source: bytes) -> bytes:
    """Return what to parse in place of a source."""
    return _LIKE_NUMBERS.sub(lambda match: b"_" * len(match.group()), source)
