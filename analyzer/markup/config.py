"""The text of a configuration file (YAML, JSON, XML) in; `FileFacts` with its tree, every node with its line, out.

Nothing is constructed and nothing is expanded: tags stay text, entities that the document itself declares are refused,
nothing is loaded from elsewhere. What was read before an error is kept, and the error is a problem of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.parsers import expat

import yaml

from analyzer.model.facts import FileFacts, Node, Problem, ProblemKind, Scope

DEEPEST = 40  # levels of nesting
MOST = 50_000  # nodes of a file, aliases counted as often as they are used
LONGEST = 500  # characters of a value; what is longer names nothing
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TABS = re.compile(r"^\t+", re.MULTILINE)


class _TooMuch(Exception):
    """The file is deeper or larger than any configuration."""


class _Refused(Exception):
    """The file asks for something that we do not do."""


def read_config(text: str) -> FileFacts:
    """Return the tree of a configuration file; its language is told by its first character. Never raises."""
    nodes: list[Node] = []
    problem: tuple[Problem, ...] = ()
    begin = text.lstrip("\ufeff \t\r\n")[:1]
    try:
        if begin == "<":
            _read_xml(text, nodes)
        else:
            _read_yaml(text, nodes, json=begin in ("{", "["))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = (_problem(mark.line + 1 if mark else 1, error.problem or "no YAML"),)
    except (yaml.YAMLError, ValueError) as error:
        problem = (_problem(1, str(error).partition("\n")[0]),)
    except expat.ExpatError as error:
        problem = (_problem(error.lineno, expat.ErrorString(error.code)),)
    except (_TooMuch, _Refused, RecursionError) as error:
        problem = (_problem(1, str(error) or "nested too deeply"),)
    loc = text.count("\n") + (bool(text) and not text.endswith("\n"))
    return FileFacts(loc=loc, scopes=(Scope(""),), nodes=tuple(nodes), problems=problem)


def _problem(line: int, message: str) -> Problem:
    return Problem(ProblemKind.SYNTAX, line, f"not read to its end: {message}")


def _read_yaml(text: str, nodes: list[Node], json: bool) -> None:
    """Build the tree from events, for composing recurses in C and dies of deep nests; JSON is YAML but for tabs."""
    builder = _Builder(nodes)
    loader = _LOADER(_TABS.sub(lambda tabs: " " * len(tabs.group()), text) if json else text)
    try:
        while loader.check_event():
            builder.take(loader.get_event())
    finally:
        builder.end()
        loader.dispose()


class _Collection:
    """A mapping or a list that is not closed yet; of a mapping, the key whose value comes next."""

    __slots__ = ("anchor", "children", "key", "line", "mapping", "name", "size", "tag")

    def __init__(self, event: Any, name: str, line: int) -> None:
        self.mapping = isinstance(event, yaml.MappingStartEvent)
        self.anchor = event.anchor
        self.tag = event.tag
        self.name = name
        self.line = line
        self.key: tuple[str, int] | None = None
        self.children: list[Node] = []
        self.size = 1


class _Builder:
    """Turns YAML's events into nodes; an alias is what its anchor was, and counts as often as it is used."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._stack: list[_Collection] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._read = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.AliasEvent):
            known, size = self._anchors.get(event.anchor, (Node("", line), 1))
            name, line = self._named(line)
            if name == "<<" and self._stack:
                for child in known.children:
                    self._add(child, 0)
                self._count(size)
            else:
                self._add(Node(name, line, known.value, known.attributes, known.children), size)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self._stack) > DEEPEST:
                raise _TooMuch("nested too deeply")
            self._stack.append(_Collection(event, *self._named(line)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()

    def end(self) -> None:
        """Close what an error left open."""
        while self._stack:
            self._close()

    def _scalar(self, event: Any, line: int) -> None:
        top = self._stack[-1] if self._stack else None
        if top is None:
            return  # a text, no configuration
        if top.mapping and top.key is None:
            top.key = (event.value, line)
            return
        name, line = self._named(line)
        empty = not event.style and event.value in ("~", "null", "Null", "NULL")
        value = "" if empty or len(event.value) > LONGEST else event.value
        node = Node(name, line, value, _tags(event.tag))
        if event.anchor:
            self._anchors[event.anchor] = (node, 1)
        self._add(node, 1)

    def _named(self, line: int) -> tuple[str, int]:
        """The key of the value that begins now, with its line; an item of a list has none."""
        top = self._stack[-1] if self._stack else None
        if top is None or not top.mapping:
            return "", line
        key, top.key = top.key, None
        return key if key is not None else ("", line)

    def _close(self) -> None:
        done = self._stack.pop()
        node = Node(done.name, done.line, "", _tags(done.tag), tuple(done.children))
        if done.anchor:
            self._anchors[done.anchor] = (node, done.size)
        if not self._stack:
            self._nodes.extend(done.children)
        elif done.name == "<<":
            for child in done.children:
                for one in child.children if not child.name else (child,):
                    self._add(one, 0)
        else:
            self._add(node, done.size)

    def _add(self, node: Node, size: int) -> None:
        self._stack[-1].children.append(node)
        self._stack[-1].size += size
        self._count(size if not node.children else 1)

    def _count(self, size: int) -> None:
        self._read += size
        if self._read > MOST or (self._stack and self._stack[-1].size > MOST):
            raise _TooMuch(f"more than {MOST} values")


def _tags(tag: str | None) -> tuple[tuple[str, str], ...]:
    return () if not tag or tag.startswith("tag:yaml.org,2002:") else (("tag", tag),)


class _Open:
    """An element that is not closed yet."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, line: int, attributes: Sequence[tuple[str, str]]) -> None:
        self.name = name
        self.line = line
        self.attributes = tuple(attributes)
        self.children: list[Node] = []
        self.text: list[str] = []


def _read_xml(text: str, nodes: list[Node]) -> None:
    """Parse; what was open at an error is closed there."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    stack: list[_Open] = []
    budget = [MOST]

    def start(name: str, attributes: dict[str, str]) -> None:
        budget[0] -= 1
        if budget[0] < 0 or len(stack) > DEEPEST:
            raise _TooMuch("nested too deeply" if budget[0] >= 0 else f"more than {MOST} elements")
        named = [(_bare(key), value) for key, value in attributes.items() if not key.startswith("xmlns")]
        stack.append(_Open(_bare(name), parser.CurrentLineNumber, named))

    def end(_name: str) -> None:
        _close(stack, nodes)

    def characters(data: str) -> None:
        if stack:
            stack[-1].text.append(data)

    def declared(*_: object) -> None:
        raise _Refused("it declares entities, which are not expanded")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(re.sub(r"^\s*(<\?xml[^>]*?)\s+encoding=\S+?(?=\s*\?>)", r"\1", text.lstrip("\ufeff")), True)
    finally:
        while stack:
            _close(stack, nodes)


def _close(stack: list[_Open], nodes: list[Node]) -> None:
    element = stack.pop()
    text = "".join(element.text).strip()
    value = text if len(text) <= LONGEST else ""
    node = Node(element.name, element.line, value, element.attributes, tuple(element.children))
    (stack[-1].children if stack else nodes).append(node)


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
