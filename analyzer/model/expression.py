"""What stands before an arrow, inside an include, in an argument: PHP values lowered so that no second file is needed.

`link` evaluates these against the whole symbol table. A local variable stays a `Variable`; what was assigned to it in
its function is in the function's `Scope.assignments` (every assignment counts, no flow order), so that expressions
stay small however often a variable is reused.
"""

from __future__ import annotations

import msgspec


class _Expression(msgspec.Struct, frozen=True, array_like=True, gc=False, tag_field="tag", tag=True):
    """Common options: compact arrays tagged with the class name."""


class This(_Expression, frozen=True, tag="T"):
    """`$this`."""


class Named(_Expression, frozen=True, tag="N"):
    """A class by name, as in `Foo::bar()` or `Foo::class`: fully qualified without leading backslash, or `self`,
    `static`, `parent`."""

    name: str


class New(_Expression, frozen=True, tag="W"):
    """`new X`: an instance of the class that `of` names (`Named`), or of a dynamic one.

    An anonymous class is `Named` with a name beginning with `class@anonymous`, unique in its file."""

    of: Expression


class Variable(_Expression, frozen=True, tag="V"):
    """A local variable, parameter or global, name without `$`; its scope says what it may hold."""

    name: str


class Property(_Expression, frozen=True, tag="P"):
    """`of->name`; `$variable` when a variable has the name; any other dynamic name makes the whole `Unknown`."""

    of: Expression
    name: str


class StaticProperty(_Expression, frozen=True, tag="S"):
    """`of::$name`."""

    of: Expression
    name: str


class Constant(_Expression, frozen=True, tag="C"):
    """A global constant (`of` is None; name qualified as PHP would look it up first) or `of::NAME`.

    `__DIR__`, `__FILE__`, `__CLASS__`, `__NAMESPACE__` and so on are constants with just that name."""

    of: Expression | None
    name: str


class Text(_Expression, frozen=True, tag="L"):
    """A literal string (or number), decoded."""

    text: str


class Joined(_Expression, frozen=True, tag="J"):
    """Concatenation or interpolation, in order."""

    parts: tuple[Expression, ...]


class ReturnOf(_Expression, frozen=True, tag="R"):
    """The result of a call. `of` is the receiver (None for a function); `static` says `::`; name as in `Property`."""

    of: Expression | None
    name: str
    static: bool = False
    arguments: tuple[Expression, ...] = ()


class ElementOf(_Expression, frozen=True, tag="E"):
    """`of[key]` or the variable of `foreach (of as …)`; `key` is the literal key, or `$variable` when one has it."""

    of: Expression
    key: str | None = None


class Items(_Expression, frozen=True, tag="A"):
    """An array literal: (key or None, value) pairs; keys as in `ElementOf`, others are None."""

    pairs: tuple[tuple[str | None, Expression], ...]


class Either(_Expression, frozen=True, tag="O"):
    """One of several: ternary, `??`, `match`, `?:`."""

    options: tuple[Expression, ...]


class Closure(_Expression, frozen=True, tag="F"):
    """A closure, an arrow function, or a first-class callable of something (`of`).

    What the closure `number` returns is in its scope's assignments, as `closure <number>`."""

    of: Expression | None = None
    number: int = 0


class Handed(_Expression, frozen=True, tag="H"):
    """What a call gives a parameter of the closure that it is given.

    `argument` is the closure's position among the call's, `parameter` that of the parameter; `key` is the literal key
    of a closure inside an array, as in `with(['lines' => function ($query) {…}])`."""

    call: ReturnOf
    argument: int
    parameter: int
    key: str | None = None


class Typed(_Expression, frozen=True, tag="Y"):
    """A value whose type the file says in place: `/** @var Foo $x */`, `catch (Foo $e)`, `instanceof`, a cast."""

    type: Type


class Narrowed(_Expression, frozen=True, tag="Z"):
    """A variable where a test says what it is: `if ($x instanceof Foo) { $x->… }`."""

    of: Variable
    type: Type


class Unknown(_Expression, frozen=True, tag="U"):
    """Anything else; `why` is from a small closed set such as `dynamic name`, `arithmetic`, `expression`."""

    why: str


class Type(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A declared or documented type reduced to classes.

    `names` are the classes (qualified, or `self` `static` `parent`) a value may be; `elements` the classes of what it
    holds when it is a collection (`Order[]`, `Collection<Order>`); `documented` says that a docblock says so, not PHP.
    A type parameter is `{T}`, the name of a class `class-string<Order>`; `Order[]` among the elements is a list inside
    the list. Scalars are left out: a type with neither names nor elements holds no object we could follow; `scalar`
    says that it cannot hold any.
    """

    names: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    documented: bool = False
    scalar: bool = False


Expression = (
    This
    | Named
    | New
    | Variable
    | Property
    | StaticProperty
    | Constant
    | Text
    | Joined
    | ReturnOf
    | ElementOf
    | Items
    | Either
    | Closure
    | Handed
    | Typed
    | Narrowed
    | Unknown
)
