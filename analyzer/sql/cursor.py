"""A position in the tokens of one statement, and how names and aliases are read there."""

from __future__ import annotations

from dataclasses import dataclass, field

from analyzer.model.statements import TableMode
from analyzer.sql.tokens import END, Token, bare
from analyzer.sql.words import RESERVED, SYSTEM_SCHEMAS

SYSTEM = "dual"  # stands for every table of the database itself


@dataclass
class Scan:
    """What was found; `plain` says that nothing in it was doubtful, `cut` that it is only a piece of a statement."""

    verb: str = ""
    uses: list[tuple[str, TableMode]] = field(default_factory=list)
    plain: bool = True
    cut: bool = False
    joins: list[tuple[str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]] = field(default_factory=list)
    locks: bool = False  # what is read stays locked: FOR UPDATE, LOCK TABLES


class Cursor:
    """Steps over tokens; `names` maps what tables are called here, in lower case, to the tables."""

    def __init__(self, tokens: list[Token]) -> None:
        """Take the tokens of one statement."""
        self.tokens = [*tokens, END, END, END, END]
        self.at = 0
        self.names: dict[str, str] = {}

    def skip(self, words: frozenset[str]) -> None:
        """Step over any of these words."""
        while self.tokens[self.at].upper in words:
            self.at += 1

    def name(self) -> str | None:
        """Return the last part of a (qualified) name and step over it, None when there is none here."""
        token = self.tokens[self.at]
        if token.kind not in ("word", "quoted", "double", "number") or (
            token.upper in RESERVED and token.kind == "word"
        ):
            return None
        if (token.kind == "number" and token.text.isdigit()) or token.text.startswith("@"):
            return None
        parts = [bare(token)]
        self.at += 1
        while self.tokens[self.at].text == ".":
            following = self.tokens[self.at + 1]
            if following.kind in ("word", "quoted", "double", "number"):
                parts.append(bare(following))
                self.at += 2
            elif following.text in ("*", "."):
                self.at += 2 if following.text == "*" else 1
            else:
                break
        if len(parts) == 1 and "." in parts[0]:  # `db.table` in one pair of quotes
            parts = [part for part in parts[0].split(".") if part]
        if len(parts) > 1 and parts[-2].upper() in SYSTEM_SCHEMAS:
            return SYSTEM
        return parts[-1] if parts else None

    def alias(self, name: str | None) -> str:
        """Step over an alias, free-standing placeholders and index hints after a table; return the alias."""
        found = ""
        token = self.tokens[self.at]
        while token.kind == "word" and token.text.startswith("{"):  # a clause we do not know, or an alias
            self.at += 1
            found = token.text.lower()
            if name:
                self.names.setdefault(found, name)
            token = self.tokens[self.at]
        if token.upper == "AS":
            self.at += 1
            token = self.tokens[self.at]
        if token.kind in ("word", "quoted", "double") and (token.kind != "word" or token.upper not in RESERVED):
            found = bare(token).lower()
            if name:
                self.names.setdefault(found, name)
            self.at += 1
        while self.tokens[self.at].upper in ("USE", "FORCE", "IGNORE") and self.tokens[self.at + 1].upper in (
            "INDEX",
            "KEY",
        ):
            while self.tokens[self.at].text not in (")", ""):
                self.at += 1
            self.at += self.tokens[self.at].text == ")"
        return found
