"""An expression in; a short text that a reader recognises in the code out."""

from analyzer.model.expression import (
    Constant,
    Either,
    ElementOf,
    Expression,
    Joined,
    Named,
    Narrowed,
    New,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    This,
    Variable,
)

DEEPEST = 6


def show(expression: Expression | None, depth: int = 0) -> str:  # noqa: C901, PLR0912
    """Return PHP-like text; what we did not keep is `…`."""
    if depth > DEEPEST:
        return "…"
    deeper = depth + 1
    match expression:
        case This():
            return "$this"
        case Named(name):
            return name
        case New(of):
            return f"new {show(of, deeper)}"
        case Variable(name) | Narrowed(Variable(name)):
            return "$" + name
        case Property(of, name):
            return f"{show(of, deeper)}->{name}"
        case StaticProperty(of, name):
            return f"{show(of, deeper)}::${name}"
        case Constant(of, name):
            return f"{show(of, deeper)}::{name}" if of is not None else name
        case Text(text):
            return f"'{text}'"
        case Joined(parts):
            return " . ".join(show(part, deeper) for part in parts)
        case ReturnOf(of, name, static):
            return f"{show(of, deeper)}{'::' if static else '->'}{name}()" if of is not None else f"{name}()"
        case ElementOf(of, key):
            return f"{show(of, deeper)}[{key or '…'}]"
        case Either(options):
            return " | ".join(show(option, deeper) for option in options[:4])
    return "…"
