"""SQL text, whole or in pieces, in; tokens that survive any dialect and any placeholder out."""

import re
from typing import NamedTuple

_PART = r"[^\W\d]|[$@]|\{\d+\}"
_TOKEN = re.compile(
    rf"""
    \s+ | --(?:[ \t\r][^\n]*|(?=\n|\Z)) | \#[^\n]* | /\*(?!!).*?(?:\*/|\Z) | /\*!\d* | \*/   # blanks
  | (?P<word>(?:{_PART})(?:\w|[$]|\{{\d+\}})*)
  | (?P<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:[^\W\d](?:\w|\{{\d+\}})*|\{{\d+\}}\w*)?)
  | (?P<quoted>`[^`]*`|\[[^\]\n(),']+\])
  | (?P<double>"(?:[^"\\]|\\.|"")*")
  | (?P<string>'(?:[^'\\]|\\.|'')*'|%(?:\d+\$)?[sdifu]\b|\?|:\w+)
  | (?P<punctuation>[(),;.*=])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_GLUED = re.compile(r"(.*\})(WHERE|SET|FROM|VALUES|ORDER|GROUP|LIMIT|LEFT|INNER|JOIN)")


class Token(NamedTuple):
    """`kind`: word, number, quoted, double (string in MySQL, name elsewhere), string, punctuation, other; `upper` its
    text in upper case when it is an unquoted word, otherwise the text itself."""

    kind: str
    text: str
    upper: str


END = Token("end", "", "")


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a text; comments and blanks are left out. Never raises."""
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None:
            found = match.group()
            if kind == "word":
                if "}" in found and (glued := _GLUED.fullmatch(found)):  # `UPDATE {0}SET`: the blank is in the hole
                    found = glued.group(2)
                    tokens.append(Token(kind, glued.group(1), glued.group(1)))
                tokens.append(Token(kind, found, found.upper()))
            else:
                tokens.append(Token(kind, found, found))
    return tokens


def bare(token: Token) -> str:
    """Return a name without its quotes."""
    return token.text if token.kind in ("word", "number") else token.text[1:-1].strip()
