"""The state of reading one file: the source in hand, the scope being read, and the facts found so far."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from tree_sitter import Node

from analyzer.model.expression import Expression
from analyzer.model.facts import (
    Branch,
    ConstantValue,
    Declaration,
    DeclarationKind,
    EntryPoint,
    Include,
    Problem,
    ReferenceKind,
    StateKind,
)
from analyzer.model.statements import SqlText, Transaction, TransactionMark
from analyzer.php.docblock import Docblock
from analyzer.php.names import Names


class Owner:
    """The class around the code being read; `parent` is None when it has none; `anonymous` is one without a name."""

    __slots__ = ("anonymous", "name", "parent", "templates")

    def __init__(self, name: str, parent: str | None, anonymous: Any = None) -> None:
        """A class by its qualified name; of an anonymous one, what declares it."""
        self.name = name
        self.parent = parent
        self.anonymous = anonymous  # a DeclarationBuilder, which this module cannot know
        self.templates: frozenset[str] = frozenset()


class Raw:
    """What a variable may hold, not lowered yet: a node and how the variable comes from it.

    The key of `items` may have several parts, `a` NUL `b` for `$x['a']['b'] = …`.
    """

    __slots__ = ("form", "key", "lowered", "node")

    def __init__(self, form: str, node: Node, key: str | None = None) -> None:
        """`form` is `value` (lowered already), `element` (of the node) or `items` (the variable holds the node)."""
        self.form = form
        self.lowered: Expression | None = None
        self.node = node
        self.key = key


Noted = Node | Raw | Expression  # a node is the value itself


class Body:
    """Nodes to be read in a scope; a closure's or an anonymous class's body is read after what stands around it."""

    __slots__ = ("closure", "inner", "names", "nodes", "owner")

    def __init__(self, nodes: Sequence[Node], owner: Owner | None, names: Names, inner: bool, closure: int = 0) -> None:
        """`inner` says that a `return` in it is not the scope's own, but that of a `closure`, or nobody's (0)."""
        self.closure = closure
        self.names = names
        self.nodes = nodes
        self.owner = owner
        self.inner = inner


class Work:
    """A scope to be read, and what is known of it while it is."""

    __slots__ = (
        "assignments", "bodies", "end", "end_byte", "globals", "index", "kind", "line", "lowered", "member",
        "names", "needed", "objects", "returned", "returns", "shares", "start_byte", "statements", "unit",
        "wants_returns",
    )  # fmt: skip

    def __init__(self, index: int, unit: str, names: Names) -> None:
        """An empty scope of a unit ("" for the script part)."""
        self.index = index
        self.unit = unit
        self.names = names
        self.member = ""
        self.kind: DeclarationKind | None = None
        self.start_byte = 0
        self.end_byte = 0
        self.line = 1
        self.end = 1
        self.bodies: list[Body] = []
        self.assignments: dict[str, list[Noted]] = {}
        self.needed: dict[str, None] = {}
        self.objects: frozenset[str] = frozenset()  # parameters that are typed as objects
        self.globals: dict[str, int] = {}
        self.returns: list[Noted] = []
        self.returned: tuple[Expression, ...] = ()
        self.wants_returns = False
        self.shares = False  # its variables are seen by a file that it includes
        self.statements: dict[str, list[Node]] = {}  # string values by variable, joined over `.=`
        self.lowered: tuple[tuple[str, Expression], ...] = ()

    def assign(self, variable: str, value: Noted) -> None:
        """Note what a variable may hold."""
        found = self.assignments.get(variable)
        if found is None:
            self.assignments[variable] = [value]
        else:
            found.append(value)


# scope, receiver, name, static, fallback, arguments: see `Call` of the facts
CallKey = tuple[int, Expression | None, str, bool, str | None, tuple[Expression, ...]]
Outer = tuple[Work, Owner | None, bool]


class Loop:
    """What a variable may be in a part of a scope: from a byte on, up to the one `after` the last."""

    __slots__ = ("after", "first", "scope", "value")

    def __init__(self, scope: int, first: int, after: int, value: Expression) -> None:
        """Within these bytes of a scope."""
        self.scope = scope
        self.first = first
        self.after = after
        self.value = value


class Buildable(Protocol):
    """Something that becomes a declaration when all bodies are read."""

    def build(self) -> Declaration:
        """Freeze it."""
        ...


class Reading:
    """Everything that reading one file remembers. Handlers add to it; nothing is taken away."""

    def __init__(self, source: bytes, is_statement: Callable[[str], bool]) -> None:
        """Start with the script part as the only scope."""
        self.source = source
        self.is_statement = is_statement
        self.names = Names()
        self.works: list[Work] = [Work(0, "", self.names)]
        self.work = self.works[0]
        self.owner: Owner | None = None
        self.inner = False
        self.closure = 0
        self.docblock: tuple[int, Docblock] | None = None  # where the last one ends
        self.references: dict[tuple[int, ReferenceKind, str], list[int]] = {}
        self.calls: dict[CallKey, list[int]] = {}
        self.builtin_calls: dict[str, int] = {}
        self.includes: list[Include] = []
        self.branches: list[Branch] = []
        self.closures: list[tuple[int, int, int]] = []  # number, first line, last line
        self.constants: list[ConstantValue] = []
        self.sql: list[SqlText] = []
        self.state: dict[tuple[int, StateKind, str, bool, Expression | None], list[int]] = {}
        self.transactions: list[Transaction] = []
        self.entry_points: list[EntryPoint] = []
        self.aliases: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.spans: list[tuple[int, int]] = []  # lines of the outermost declarations
        self.declared: list[Buildable] = []
        self.recovering: Any = None  # the class below an ERROR to which methods belong
        self.lowering_cache: dict[bytes, Expression] = {}
        self.lowered_calls: dict[
            int, Expression
        ] = {}  # by node: a chain's inner calls are asked for at each of its links
        self.lowered_arguments: dict[int, tuple[Expression, ...]] = {}  # by node of the arguments
        self.arrays: list[tuple[Node | None, Node, int, Names]] = []  # target (None: returned), value, scope, names
        self.loops: dict[str, list[Loop]] = {}  # by variable
        self.narrowed: dict[str, list[Any]] = {}  # by variable: [first byte, byte after the last, class], by first byte
        self.above: dict[int, Node] = {}  # by node: the `&&` or `||` that it is a side of
        self.appends = b".=" in source
        self.prints = False  # the script part prints
        self.sends = False  # the script part sends headers or starts a session
        self.deep = 0  # line where an expression was too deep to lower

    def text(self, node: Node) -> str:
        """Return a node's source."""
        return self.source[node.start_byte : node.end_byte].decode(errors="replace")

    def class_name(self, node: Node) -> str:
        """Return the qualified class that a name node means here."""
        return self.names.of_class(self.source[node.start_byte : node.end_byte].decode(errors="replace"))

    def refer(self, kind: ReferenceKind, target: str, line: int) -> None:
        """Add a class reference; `self` and `static` are none, `parent` is the real parent."""
        if target in ("self", "static"):
            return
        if target == "parent":
            if self.owner is None or self.owner.parent is None:
                return
            target = self.owner.parent
        key = (self.work.index, kind, target)
        found = self.references.get(key)
        if found is None:
            self.references[key] = [line]
        else:
            found.append(line)

    def list_array(self, target: Node | None, value: Node) -> None:
        """Note an array that a framework may read; `target` is what it is given to, None when it is returned."""
        self.arrays.append((target, value, self.work.index, self.names))

    def use_state(self, kind: StateKind, key: str, writes: bool, line: int, of: Expression | None = None) -> None:
        """Add a use of shared state in the current scope; `of` gives a key that is no literal."""
        self.state.setdefault((self.work.index, kind, key, writes, of), []).append(line)

    def mark_transaction(self, mark: TransactionMark, line: int, name: str = "") -> None:
        """Add a transaction mark in the current scope."""
        self.transactions.append(Transaction(self.work.index, mark, line, name))

    def open_scope(self, unit: str, member: str, kind: DeclarationKind, node: Node) -> Work:
        """Add a scope to be read later, in the present namespace."""
        work = Work(len(self.works), unit, self.names)
        work.member = member
        work.kind = kind
        work.line = node.start_point[0] + 1
        work.end = node.end_point[0] + 1
        work.start_byte = node.start_byte
        work.end_byte = node.end_byte
        self.works.append(work)
        return work

    def enter(self, work: Work, owner: Owner | None) -> Outer:
        """Make a scope the current one; give the result to `leave`."""
        outer = (self.work, self.owner, self.inner)
        self.work, self.owner = work, owner
        return outer

    def leave(self, outer: Outer) -> None:
        """Return to the scope before `enter`."""
        self.work, self.owner, self.inner = outer

    def later(self, nodes: Iterable[Node], owner: Owner | None, closure: int = 0) -> None:
        """Read nodes in the current scope, but after what stands around them."""
        self.work.bodies.append(Body(tuple(nodes), owner, self.names, True, closure))
