"""A convention in one line of text in; a rule that `link` can follow out.

Left stands what the code does, right what it means:

    Registry::get('<alias>')               class Acme_<alias|words>
    $this->load->model('<name>')           new <name|last|ucfirst>
    Psr\\Container\\ContainerInterface->get('<id>')    @service <id>
    add_action('<hook>', <callback>)       @hook <hook> = <callback>
    $this->model_<path>                    class Model<path|letters>
    function on_<event>                    @event <event> = <function>
    class Acme_Model                       table $table or <class|last|snake|plural>

A meaning is `class`, `new` (a class that is made here), `type` (no dependency, but what a call gives), `text` (the same
for texts: `text @table <alias>` is what the alias was given in a space of texts, and so is `table @…`), `function`,
`template`, a table (`table` reads it, `writes`, `joins`), the ending of a path (`file` includes it, `view` renders it),
`own` (one of the names that follow is the framework's: external), or `@space name`: what others gave that name in a
space, as `@space name = <capture>` does. `<class>` is the class around a call, or that of a property or table,
`<receiver>` the one that a static call names, `<function>` a declared function.
Alternatives are joined by ` or `; the first that exists is meant. A space whose names are given a `<callback>` or a
`<function>` holds what is called (an event's listeners), any other holds objects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from analyzer.frameworks.wording import Wording, read_wording

HEADS = ("class", "new", "type", "text", "function", "template", "table", "writes", "joins", "file", "view", "own")
_CALL = re.compile(r"(?P<receiver>.*?(?:::|->)|)(?P<name>\w+\*?)\((?P<arguments>.*)\)\Z")
_PROPERTY = re.compile(r"(?:(?P<owner>[\w\\|]+)|\$this)->(?P<name>[\w<>]+)\Z")
_FUNCTION = re.compile(r"function (?P<name>\w*<\w+>\w*)\Z")
_CLASS = re.compile(r"class (?P<name>[\w\\|]+)\Z")
_ARGUMENT = re.compile(r"'<(?P<literal>\w+)>'|<(?P<value>\w+)>|'(?P<fixed>[^'<>]*)'|(?P<any>\*)")
_REPEATED = re.compile(r"#\w+\Z")
_FORMS = "write f('<name>'), X::f('<name>'), $this->x->f('<name>'), $this->x_<name>, function x_<name> or class X"


class Argument(NamedTuple):
    """What stands at one position of a call: a captured literal or value, a fixed text, or anything."""

    capture: str = ""
    literal: bool = False
    fixed: str | None = None


class CallPattern(NamedTuple):
    """A call. `receiver` is "" (a function), `*` (any), `$this->load` (as written), or lower-case class names."""

    receiver: str
    classes: tuple[str, ...]
    name: str  # lower case
    static: bool
    arguments: tuple[Argument, ...]


class PropertyPattern(NamedTuple):
    """A property of `$this`, or of the classes `classes`, by a part of its name."""

    classes: tuple[str, ...]
    name: re.Pattern[str]


class FunctionPattern(NamedTuple):
    """A declared function by a part of its name."""

    name: re.Pattern[str]


class ClassPattern(NamedTuple):
    """The classes below some others, named in lower case."""

    classes: tuple[str, ...]


Pattern = CallPattern | PropertyPattern | FunctionPattern | ClassPattern


class Meaning(NamedTuple):
    """What is meant. `space` is that of an `@space`; `given` the capture that its name is given, "" for a look-up.

    A name may also be given a text that is made of captures: `made`. `kept` is the space of texts in which the text
    that is meant was given to what the wording says.
    """

    head: str
    wording: Wording
    space: str = ""
    given: str = ""
    made: Wording | None = None
    kept: str = ""

    @property
    def gives(self) -> bool:
        """Whether a name is given a meaning here."""
        return bool(self.given) or self.made is not None


class Rule(NamedTuple):
    """A pattern and the alternatives of what it means."""

    pattern: Pattern
    meanings: tuple[Meaning, ...]


def rules(table: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules of a table of lines; a left side may end in `#1`, `#2` … to stand there several times."""
    return tuple(read_rule(_REPEATED.sub("", left), right) for left, right in table.items())


def read_rule(left: str, right: str) -> Rule:
    """Return the rule of a line. Raises ValueError with what is wrong and what to write."""
    pattern = _pattern(left)
    meanings: list[Meaning] = []
    for text in re.split(r"\s+or\s+", right.strip()):
        meanings.append(_meaning(text, meanings[-1].head if meanings else ""))
    known = _captures(left) | {"class", "function", "receiver"}
    for meaning in meanings:
        needed = meaning.wording.captures | (meaning.made.captures if meaning.made else frozenset())
        missing = sorted((needed | ({meaning.given} - {""})) - known)
        if missing:
            raise ValueError(f"'{left}' captures no <{missing[0]}>; it captures {', '.join(sorted(_captures(left)))}")
    return Rule(pattern, tuple(meanings))


def _captures(left: str) -> frozenset[str]:
    return frozenset(re.findall(r"<(\w+)>", left))


def _pattern(left: str) -> Pattern:
    if found := _FUNCTION.match(left):
        return FunctionPattern(_named(found["name"]))
    if found := _CLASS.match(left):
        return ClassPattern(_classes(found["name"]))
    if found := _CALL.match(left):
        return _call(found)
    if found := _PROPERTY.match(left):
        return PropertyPattern(_classes(found["owner"] or ""), _named(found["name"]))
    raise ValueError(f"'{left}' is no pattern; {_FORMS}")


def _call(found: re.Match[str]) -> CallPattern:
    receiver, static = found["receiver"], found["receiver"].endswith("::")
    arguments = tuple(_argument(text.strip()) for text in found["arguments"].split(",") if text.strip())
    bare = receiver.removesuffix("::").removesuffix("->")
    if receiver and not bare:
        bare = "*"
    named = bool(bare) and bare[0] not in "$*"
    classes = _classes(bare) if named else ()
    return CallPattern("" if named or not bare else bare, classes, found["name"].lower(), static, arguments)


def _argument(text: str) -> Argument:
    found = _ARGUMENT.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no argument; write '<name>' for a text, <name> for a value, or *")
    if found["fixed"] is not None:
        return Argument(fixed=found["fixed"])
    return Argument(found["literal"] or found["value"] or "", bool(found["literal"]))


def _classes(text: str) -> tuple[str, ...]:
    return tuple(name.strip("\\").lower() for name in text.split("|") if name)


def _named(text: str) -> re.Pattern[str]:
    """`model_<path>` → a pattern with a group `path`."""
    pieces = re.split(r"<(\w+)>", text)
    made = "".join(f"(?P<{piece}>\\w+)" if odd % 2 else re.escape(piece) for odd, piece in enumerate(pieces))
    return re.compile(made + r"\Z", re.IGNORECASE)


def _meaning(text: str, before: str) -> Meaning:
    """The meaning that a text describes; an alternative without a head has that of the one before it."""
    head, _, rest = text.partition(" ")
    rest = rest.strip()
    if head.startswith("@") and rest:
        space, rest = in_space(f"{head} {rest}")
        name, equals, given = rest.partition(" = ")
        whole = re.fullmatch(r"<(\w+)>", given.strip())
        capture = whole[1] if whole else ""
        made = read_wording(given.strip()) if equals and not whole else None
        return Meaning("@", read_wording(name.strip()), space, capture, made)
    if head in HEADS and rest.startswith("@"):
        kept, name = in_space(rest)
        return Meaning(head, read_wording(name.strip()), kept=kept)
    if before in HEADS and head not in HEADS:
        return Meaning(before, read_wording(text))
    if head not in HEADS or not rest:
        raise ValueError(f"'{text}' says nothing; begin with {', '.join(HEADS)} or @space")
    return Meaning(head, read_wording(rest))


def in_space(text: str) -> tuple[str, str]:
    """Return the space and the name of `@resource-helper core`: `resource helper`, `core`."""
    space, _, name = text[1:].partition(" ")
    return space.replace("-", " "), name


def gives_callables(found: Rule) -> bool:
    """Whether a rule gives names something to call."""
    return any(meaning.given in ("callback", "function") for meaning in found.meanings)


def only_types(found: Rule) -> bool:
    """Whether a rule says no more than what a call gives."""
    return all(meaning.head in ("type", "text") for meaning in found.meanings)
