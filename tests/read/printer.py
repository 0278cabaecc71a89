"""`FileFacts` in; one line of text per fact out, for people and for case files."""

from collections.abc import Iterator

from analyzer.model import expression as ex
from analyzer.model.facts import Declaration, FileFacts, Node, Parameter


def lines_of(facts: FileFacts) -> list[str]:
    """Return every fact as a line: first word the kind, last `:line,line`; sorted."""
    found: list[str] = []
    for declaration in facts.declarations:
        found += _declaration(declaration)
    found += (
        f"{use.kind} {facts.scopes[use.scope].unit or 'script'} -> {use.target} {places(use.lines)}"
        for use in facts.references
    )
    found += _calls(facts)
    found += _values(facts)
    found += _rest(facts)
    found += (
        f"annotation {a.unit}{'::' + a.member if a.member else ''} {a.name}{_tree(a.arguments)} :{a.line}"
        for a in facts.annotations
    )
    found += (
        f"listing {facts.scopes[one.scope].unit or 'script'} {'.'.join((one.holder, *one.keys))}"
        f" = {one.node.value or _tree(one.node.children)} :{one.node.line}"
        for one in facts.listings
    )
    return sorted(found)


def _tree(nodes: tuple[Node, ...]) -> str:
    """Nodes in one line: `(name=value@line, name(child@line)@line)`."""
    made = (
        f"{n.name}{'=' if n.name and n.value else ''}{n.value}{_tree(n.children) if n.children else ''}@{n.line}"
        for n in nodes
    )
    return f"({', '.join(made)})" if nodes else "()"


def show(value: ex.Expression | None) -> str:
    """Return an expression in short."""
    return "-" if value is None else _SHOW[type(value)](value)


def show_type(found: ex.Type | None) -> str:
    """Return a type in short: `A|B[]`, with `?` when a docblock says so; `other` may hold objects, `scalar` not."""
    if found is None:
        return "-"
    names = [*found.names, *(name + "[]" for name in found.elements)]
    return ("|".join(names) or ("scalar" if found.scalar else "other")) + ("?" if found.documented else "")


def places(lines: tuple[int, ...]) -> str:
    """Return line numbers as they end a fact's line."""
    return ":" + ",".join(map(str, lines))


def _declaration(declaration: Declaration) -> Iterator[str]:
    marks = [mark for mark in ("abstract", "conditional") if getattr(declaration, mark)]
    span = f":{declaration.line}-{declaration.end_line}"
    name = declaration.name
    if declaration.kind == "function":
        name += _signature(declaration.parameters, declaration.returns, declaration.returned)
    yield " ".join([declaration.kind, name, *marks, span])
    if declaration.mixins:
        yield f"mixin {declaration.name} -> {', '.join(declaration.mixins)}"
    for template in declaration.templates:
        yield f"template {declaration.name} {template.name} of {show_type(template.bound)}"
    for generic in declaration.generics:
        yield f"generic {declaration.name} -> {generic.name}<{', '.join(map(show_type, generic.arguments))}>"
    for rule in declaration.rules:
        instead = f" insteadof {', '.join(rule.instead)}" if rule.instead else ""
        alias = f" as {rule.alias}" if rule.alias else ""
        yield f"rule {declaration.name} {rule.trait or '*'}::{rule.method}{instead}{alias}"
    for method in declaration.methods:
        marks = [mark for mark in ("static", "abstract", "magic") if getattr(method, mark)]
        signature = _signature(method.parameters, method.returns, method.returned)
        yield " ".join(
            [
                "method",
                f"{declaration.name}::{method.name}{signature}",
                method.visibility,
                *marks,
                places((method.line,)),
            ]
        )
    for field in declaration.fields:
        marks = [mark for mark in ("static", "magic") if getattr(field, mark)]
        default = f"= {show(field.default)}" if field.default is not None else ""
        parts = ["field", f"{declaration.name}->{field.name}", show_type(field.type), default, field.visibility, *marks]
        yield " ".join(part for part in [*parts, places((field.line,))] if part)


def _signature(parameters: tuple[Parameter, ...], returns: ex.Type | None, returned: tuple[ex.Expression, ...]) -> str:
    given = ", ".join(f"{parameter.name}: {show_type(parameter.type)}" for parameter in parameters)
    found = " gives " + " or ".join(map(show, returned)) if returned else ""
    return f"({given}): {show_type(returns)}{found}"


def _where(facts: FileFacts, index: int) -> str:
    scope = facts.scopes[index]
    return f"in {scope.unit or 'script'}" + (f"::{scope.member}" if scope.member else "")


def _calls(facts: FileFacts) -> Iterator[str]:
    for call in facts.calls:
        receiver = "" if call.receiver is None else show(call.receiver) + ("::" if call.static else ".")
        fallback = f" else {call.fallback}" if call.fallback else ""
        arguments = ", ".join(map(show, call.arguments))
        yield f"call {receiver}{call.name}({arguments}){fallback} {_where(facts, call.scope)} {places(call.lines)}"
    for name, times in facts.builtin_calls:
        yield f"builtin {name} x{times}"


def _values(facts: FileFacts) -> Iterator[str]:
    for index, scope in enumerate(facts.scopes):
        for assignment in scope.assignments:
            yield f"assign {assignment.variable} = {show(assignment.value)} {_where(facts, index)}"
        if scope.globals:
            yield f"globals {', '.join(scope.globals)} {_where(facts, index)}"
    for constant in facts.constants:
        owner = f"{constant.owner}::" if constant.owner else ""
        yield f"define {owner}{constant.name} = {show(constant.value)} :{constant.line}"
    for use in facts.state:
        verb = "writes" if use.writes else "reads"
        key = use.key or (f"= {show(use.of)}" if use.of is not None else "*")
        yield f"state {use.kind} {verb} {key} {_where(facts, use.scope)} {places(use.lines)}"


def _rest(facts: FileFacts) -> Iterator[str]:
    for include in facts.includes:
        once = "-once" if include.once else ""
        yield f"include{once} {show(include.path)} {_where(facts, include.scope)} :{include.line}"
    for sql in facts.sql:
        holes = f" with {', '.join(map(show, sql.holes))}" if sql.holes else ""
        yield f"sql {' '.join(sql.text.split())}{holes} {_where(facts, sql.scope)} :{sql.line}"
    for transaction in facts.transactions:
        yield f"transaction {transaction.mark} {_where(facts, transaction.scope)} :{transaction.line}"
    for entry in facts.entry_points:
        yield f"entry {entry.kind} :{entry.line}"
    for branch in facts.branches:
        span = f":{branch.line}-{branch.end_line}"
        yield f"branch {show(branch.subject)} is {branch.text} {_where(facts, branch.scope)} {span}"
    for alias, original in facts.aliases:
        yield f"alias {alias} -> {original}"
    for problem in facts.problems:
        yield f"problem {problem.kind} {problem.message} :{problem.line}"
    yield f"loc {facts.loc}"
    yield f"script-loc {facts.script_loc}"


_SHOW = {
    ex.This: lambda _: "This",
    ex.Named: lambda e: e.name,
    ex.New: lambda e: f"new {show(e.of)}",
    ex.Variable: lambda e: f"${e.name}",
    ex.Property: lambda e: f"{show(e.of)}->{e.name}",
    ex.StaticProperty: lambda e: f"{show(e.of)}::${e.name}",
    ex.Constant: lambda e: (f"{show(e.of)}::" if e.of else "const ") + e.name,
    ex.Text: lambda e: repr(e.text),
    ex.Joined: lambda e: " . ".join(map(show, e.parts)),
    ex.ReturnOf: lambda e: (
        f"{show(e.of) + ('::' if e.static else '.') if e.of else ''}{e.name}({', '.join(map(show, e.arguments))})"
    ),
    ex.ElementOf: lambda e: f"{show(e.of)}[{e.key if e.key is not None else ''}]",
    ex.Items: lambda e: (
        "[" + ", ".join((f"{key} => " if key is not None else "") + show(value) for key, value in e.pairs) + "]"
    ),
    ex.Either: lambda e: "(" + " | ".join(map(show, e.options)) + ")",
    ex.Handed: lambda e: (
        f"parameter {e.parameter} of argument {e.argument}{f'[{e.key}]' if e.key is not None else ''} of {show(e.call)}"
    ),
    ex.Closure: lambda e: f"closure({show(e.of) if e.of else ''})",
    ex.Narrowed: lambda e: f"({show(e.of)} as {show_type(e.type)})",
    ex.Typed: lambda e: f"a {show_type(e.type)}",
    ex.Unknown: lambda e: f"?{e.why}",
}
