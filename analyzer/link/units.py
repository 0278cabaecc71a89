"""Declarations, scripts, tables, templates and external names in; sorted `Unit`s out."""

from collections.abc import Iterable, Mapping, Set

from analyzer.link.symbols import ClassSymbol, FunctionSymbol, Symbols
from analyzer.link.words import terms, vocabulary
from analyzer.model.facts import Declaration, ProblemKind
from analyzer.model.linkage import FileProblem, Table, Unit, UnitKind
from analyzer.model.project import FileKind

MANY = 8  # methods from which on a class may be more than one thing
DEFINES = 5  # tables from which on a unit that defines them, and half of those it names, looks after the whole schema
_DEFINING = frozenset({"create", "alter", "drop", "rename"})


def declared_units(symbols: Symbols, entries: Mapping[str, str]) -> list[Unit]:
    """Return the units of classes and functions."""
    units = [_class_unit(symbol, entries) for symbol in symbols.classes.values() if not symbol.anonymous]
    units.extend(_function_unit(function, entries) for function in symbols.functions.values())
    return units


def file_units(
    symbols: Symbols, kinds: Mapping[str, FileKind], named: set[str], entries: Mapping[str, str]
) -> list[Unit]:
    """Return script units of files that run code or take part in an edge, and template units of all templates.

    A configuration file is a unit when it needs something by itself, as a page's layout does.
    """
    units, beside = [], _beside(symbols)
    for file in symbols.files:
        if kinds.get(file.path) is FileKind.SQL:
            continue
        path, facts = file.path, file.facts
        is_template = kinds.get(path) in (FileKind.TEMPLATE, FileKind.CONFIG)
        unit_id = ("template:" if is_template else "script:") + path
        runs = facts.script_loc or path in beside or kinds.get(path) is FileKind.TEMPLATE
        if not runs and unit_id not in named:
            continue
        kind = UnitKind.TEMPLATE if is_template else UnitKind.SCRIPT
        loc = facts.loc if is_template else facts.script_loc + beside.get(path, 0)
        words = vocabulary("", path, ())
        units.append(
            Unit(
                unit_id,
                kind,
                path,
                path,
                1,
                max(1, facts.loc),
                loc,
                file.test,
                entry=entries.get(unit_id, ""),
                words=words,
            )
        )
    return units


def _beside(symbols: Symbols) -> dict[str, int]:
    """Return the lines of declarations that count with their file's script, for another file's was chosen, by path."""
    lines: dict[str, int] = {}
    declared: list[ClassSymbol | FunctionSymbol] = [*symbols.twins.values(), *symbols.functions.values()]
    for symbol in declared:
        for file, one in symbol.declarations[1:]:
            if symbol.unit_in(file.path) != symbol.id:
                lines[file.path] = lines.get(file.path, 0) + one.end_line - one.line + 1
    return lines


def defining(symbols: Symbols) -> frozenset[str]:
    """Return the ids of the units whose statements define tables rather than use them: a patcher, an updater."""
    touched: dict[str, set[str]] = {}
    defined: dict[str, set[str]] = {}
    for file in symbols.files:
        for statement in file.facts.sql:
            names = {use.name.lower().strip('`"') for use in statement.tables if "{" not in use.name}
            unit = symbols.place(file, statement.scope).unit
            touched.setdefault(unit, set()).update(names)
            if statement.verb in _DEFINING:
                defined.setdefault(unit, set()).update(names)
    return frozenset(unit for unit, names in defined.items() if max(DEFINES, len(touched[unit]) / 2) <= len(names))


def fixtures(
    tables: Iterable[Table], symbols: Symbols, units: Iterable[Unit], edges: Iterable[tuple[str, str, str]]
) -> frozenset[str]:
    """Return the names of the tables that a test declares, and no code but tests touches."""
    tests = {file.path for file in symbols.files if file.test}
    declared = [table.name for table in tables if table.place is not None and table.place.path in tests]
    own = {unit.id for unit in units if not unit.test} if declared else set()
    touched = {target for source, target, _ in edges if source in own} if declared else set()
    return frozenset(name for name in declared if "table:" + name not in touched)


def table_units(tables: Iterable[Table], tests: Set[str]) -> list[Unit]:
    """Return the units of tables, declared or only used; `tests` are the names of those that are fixtures."""
    return [
        Unit(
            "table:" + table.name,
            UnitKind.TABLE,
            table.name,
            table.place.path if table.place else "",
            table.place.line if table.place else 0,
            table.place.line if table.place else 0,
            test=table.name in tests,
            words=(words := vocabulary(table.name, "", table.columns)),
            terms=words,
        )
        for table in tables
    ]


def external_units(named: Iterable[str], known: set[str]) -> list[Unit]:
    """Return a unit for every name that edges mention and nobody declares."""
    return [Unit(name, UnitKind.EXTERNAL, name.partition(":")[2]) for name in sorted(set(named)) if name not in known]


def duplicates(symbols: Symbols) -> list[FileProblem]:
    """Say aloud which names are declared several times, and which declaration was chosen."""
    problems = []
    declared: list[ClassSymbol | FunctionSymbol] = [*symbols.classes.values(), *symbols.functions.values()]
    for symbol in declared:
        chosen, others = symbol.declarations[0], symbol.declarations[1:]
        if not others or chosen[0].test:
            continue
        what = "class" if isinstance(symbol, ClassSymbol) else "function"
        for file, declaration in others:
            if not file.test:
                message = f"{what} {symbol.name} is declared again; its place is {chosen[0].path}:{chosen[1].line}"
                problems.append(FileProblem(file.path, declaration.line, ProblemKind.DUPLICATE, message))
    return problems


def _class_unit(symbol: ClassSymbol, entries: Mapping[str, str]) -> Unit:
    file, chosen = symbol.declarations[0]
    members = [method.name for method in chosen.methods] + [field.name for field in chosen.fields]
    return Unit(
        symbol.id,
        UnitKind(symbol.kind.value),
        symbol.name,
        file.path,
        chosen.line,
        chosen.end_line,
        chosen.end_line - chosen.line + 1,
        file.test,
        symbol.abstract,
        entries.get(symbol.id, ""),
        vocabulary(symbol.name, file.path, members),
        terms(symbol.name, members),
        members=_methods(chosen),
    )


def _methods(declaration: Declaration) -> tuple[tuple[str, int, int], ...]:
    """Return the methods with a body of a class that has many, with their lines; it may be split along them."""
    found = [(m.name, m.line, m.end_line) for m in declaration.methods if not m.magic and not m.abstract]
    return tuple(sorted(found, key=lambda row: row[1:])) if len(found) >= MANY else ()


def _function_unit(function: FunctionSymbol, entries: Mapping[str, str]) -> Unit:
    file, chosen = function.declarations[0]
    parameters = [parameter.name for parameter in chosen.parameters]
    return Unit(
        function.id,
        UnitKind.FUNCTION,
        function.name,
        file.path,
        chosen.line,
        chosen.end_line,
        chosen.end_line - chosen.line + 1,
        file.test,
        entry=entries.get(function.id, ""),
        words=vocabulary(function.name, file.path, parameters),
        terms=vocabulary(function.name.rpartition("\\")[2], "", parameters),
    )
