"""Pairs of a traced run and analysis.json in; how much of what ran the static graph holds, and misses by cause, out.

Of every pair that ran (pairs.py) caller and callee become units: the caller is the class, function or script around
the line of the call, the callee what xdebug names, which is the class that declares the method. Counted are distinct
pairs of units of the analysed code that are neither the same nor ancestor and descendant. A pair is held *exactly*
when an edge of a structural kind goes from caller to callee, *by family* when one goes to an ancestor or descendant
of the callee as well; the columns after it ask the same of call edges alone (calls, static-call, new, includes), of
pure syntax (all but `calls`, exact edges only) and of docblock mentions in addition. Set apart: autoloaders, handlers
that PHP calls at any time, dispatchers (DISPATCHERS: what calls a name that was registered elsewhere), and callees
outside the analysed code. With --source the pairs are also shown in two halves: those whose callee's name is written
at the line of a call, and those that PHP or a callback calls (destructors, iterators, closures, array_map …).

Usage: python runtime.py PAIRS --analysis analysis.json [--source DIRECTORY] [--misses N] [--json FILE]
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from causes import Causes, Row, named
from graph import CALLS, RANK, STRUCTURAL, SYNTAX, Graph, load

DISPATCHERS = frozenset(  # their calls are of what others registered: hooks, events, service containers
    name.lower()
    for name in (
        "class:MediaWiki\\HookContainer\\HookContainer",
        "class:Wikimedia\\Services\\ServiceContainer",
        "class:Wikimedia\\ObjectFactory\\ObjectFactory",
        "class:WP_Hook",
        "function:do_action",
        "function:do_action_ref_array",
        "function:apply_filters",
        "function:apply_filters_ref_array",
        "function:_wp_call_all_hook",
    )
)
CLASSES = ("class", "interface", "trait", "enum")


@dataclass
class Pair:
    """Two units of which one called the other, and every row that says so."""

    caller: str
    callee: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Sorted:
    """All pairs, by what they are counted as."""

    plain: dict[tuple[str, str], Pair] = field(default_factory=dict)
    apart: dict[str, dict[tuple[str, str], Pair]] = field(default_factory=lambda: defaultdict(dict))


def pairs(rows: Iterable[Row], graph: Graph) -> Sorted:
    """Turn rows into pairs of units; a pair is set apart only if no plain row has it."""
    found = Sorted()
    for row in rows:
        caller, callee = _caller(row, graph), named(row.callee, graph)
        reason = _apart(row, caller, callee, graph)
        if reason == "drop":
            continue
        kept = found.apart[reason] if reason else found.plain
        kept.setdefault((caller, callee), Pair(caller, callee)).rows.append(row)
    for group in found.apart.values():
        for key in [key for key in group if key in found.plain]:
            del group[key]
    return found


def _caller(row: Row, graph: Graph) -> str:
    by_name = named(row.caller, graph)
    lexical = graph.lexical(row.file, row.line)
    return lexical if lexical and (graph.own(by_name) or not lexical.startswith("script:")) else by_name


def _apart(row: Row, caller: str, callee: str, graph: Graph) -> str:
    if row.role:
        return {"autoload": "autoloader", "handler": "handler"}[row.role]
    by_dispatcher = caller.lower() in DISPATCHERS or named(row.caller, graph).lower() in DISPATCHERS
    if by_dispatcher and graph.own(callee):
        return "drop" if graph.related(caller, callee) else "dispatcher"
    if not graph.own(caller) or graph.related(caller, callee) or graph.related(named(row.caller, graph), callee):
        return "drop"  # the last: a trait's $this
    return "" if graph.own(callee) else "callee outside"


def hold(pair: Pair, graph: Graph, kinds: frozenset[str], family: bool, surest: bool = False) -> str:
    """Return the best confidence of an edge that holds the pair, "" if none does. `surest`: only exact edges count."""
    targets = graph.targets.get(pair.caller, set())
    wanted = graph.family(pair.callee) & targets if family else {pair.callee} & targets
    levels = {level for target in wanted for kind, level in graph.edges[pair.caller, target] if kind in kinds}
    best = next((level for level in RANK if level in levels), "")
    return best if best == "exact" or not surest else ""


def group_of(pair: Pair, graph: Graph) -> str:
    """Return "class → class", "function → function" …"""
    sides = [graph.kind_of.get(unit, unit.split(":")[0]) for unit in (pair.caller, pair.callee)]
    return " → ".join("class" if side in CLASSES else side for side in sides)


def line_of(title: str, some: list[Pair], graph: Graph) -> dict[str, object]:
    """Return one line of the table: numbers and shares."""
    total = len(some)

    def share(kinds: frozenset[str], family: bool, surest: bool = False) -> float:
        return (
            round(100 * sum(bool(hold(pair, graph, kinds, family, surest)) for pair in some) / total, 2)
            if total
            else 0.0
        )

    levels = [hold(pair, graph, STRUCTURAL, False) for pair in some]
    return {
        "pairs": title,
        "total": total,
        "exactly": share(STRUCTURAL, False),
        "by family": share(STRUCTURAL, True),
        "by confidence": {level: round(100 * levels.count(level) / total, 2) if total else 0.0 for level in RANK},
        "syntax": share(SYNTAX, False, True),
        "syntax by family": share(SYNTAX, True, True),
        "calls": share(CALLS, False),
        "calls by family": share(CALLS, True),
        "with docblocks": share(STRUCTURAL | {"docblock"}, False),
        "with docblocks by family": share(STRUCTURAL | {"docblock"}, True),
    }


def table(found: Sorted, graph: Graph, causes: Causes) -> Iterator[dict[str, object]]:
    """Yield the lines of the table, class pairs first."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in found.plain.values():
        groups[group_of(pair, graph)].append(pair)
    classes = groups.get("class → class", [])
    yield line_of("class → class", classes, graph)
    if causes.source is not None:
        written = [any(causes.written(row) for row in pair.rows) for pair in classes]
        yield line_of(
            "  calls that are written", [p for p, is_it in zip(classes, written, strict=True) if is_it], graph
        )
        yield line_of(
            "  PHP or a callback calls", [p for p, is_it in zip(classes, written, strict=True) if not is_it], graph
        )
    builtin = [pair for pair in classes if all(row.builtin for row in pair.rows)]
    yield line_of("  only via PHP's functions", builtin, graph)
    for title in sorted(groups):
        if title != "class → class":
            yield line_of(title, groups[title], graph)
    for reason in sorted(found.apart):
        yield line_of(f"apart: {reason}", list(found.apart[reason].values()), graph)


def show(lines: list[dict[str, object]]) -> None:
    """Print the table."""
    print(f"{'pairs':32}{'total':>7}{'exactly':>9}{'family':>8} | {'exact/inferred/guessed':24}", end="")
    print(f"| {'calls':>7}{'family':>8} | {'syntax':>7}{'family':>8} | with docblocks")
    for line in lines:
        levels = line["by confidence"]
        assert isinstance(levels, dict)
        split = " / ".join(f"{levels[level]:.1f}" for level in RANK)
        print(f"{line['pairs']:32}{line['total']:>7}{line['exactly']:>9}{line['by family']:>8} | {split:24}", end="")
        print(f"| {line['calls']:>7}{line['calls by family']:>8} ", end="")
        print(f"| {line['syntax']:>7}{line['syntax by family']:>8} | ", end="")
        print(line["with docblocks"], line["with docblocks by family"])


def show_misses(title: str, missed: list[Pair], causes: Causes, number: int) -> None:
    """Print missed pairs by cause, each with the first examples."""
    grouped: dict[str, list[tuple[Pair, Row, str]]] = defaultdict(list)
    for pair in missed:
        cause, row, detail = causes.of(pair.caller, pair.callee, pair.rows)
        grouped[cause].append((pair, row, detail))
    print(f"\n{title}: {len(missed)}")
    for cause, some in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])):
        print(f"\n  {len(some):5} {cause}")
        step = max(1, len(some) // number) if number else 1
        for pair, row, detail in some[::step][:number]:
            via = f" via {row.builtin}" if row.builtin else ""
            print(f"        {pair.caller} ({row.file}:{row.line}) → {row.callee}{via}{detail}")


def show_near(near: list[Pair], causes: Causes, number: int) -> None:
    """Print which declared type stands for which class that ran, most frequent first."""
    seen = Counter((causes.seen_as(pair.caller, pair.callee, pair.rows), pair.callee) for pair in near)
    print("\n  what our edges at these lines go to, and what ran:")
    for (ours, callee), times in sorted(seen.items(), key=lambda item: (-item[1], item[0]))[: 5 * number]:
        print(f"  {times:5} {ours or 'nothing at the line'} … {callee}")


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file of pairs.py."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            each = json.loads(line)
            yield Row(
                each["caller"],
                each["callee"],
                each["callers_file"],
                each["line"],
                each.get("builtin", ""),
                each.get("role", ""),
            )


def tell_misses(found: Sorted, graph: Graph, causes: Causes, number: int) -> None:
    """Print all misses: of class pairs, then of the others."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in found.plain.values():
        groups["classes" if group_of(pair, graph) == "class → class" else "functions and scripts"].append(pair)
    for title, some in sorted(groups.items()):
        inexact = [pair for pair in some if not hold(pair, graph, STRUCTURAL, False)]
        lost = [pair for pair in inexact if not hold(pair, graph, STRUCTURAL, True)]
        near = [pair for pair in inexact if hold(pair, graph, STRUCTURAL, True)]
        show_misses(f"{title}: not held at all", lost, causes, number)
        show_misses(f"{title}: held by an ancestor or descendant of the callee only", near, causes, number)
        show_near(near, causes, number)


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--analysis", type=Path, required=True)
    parser.add_argument("--source", type=Path, help="the traced program: the text of a line says more of a miss")
    parser.add_argument("--misses", type=int, default=0, help="examples per cause")
    parser.add_argument("--json", type=Path, help="write the table there as well")
    arguments = parser.parse_args()
    graph = load(arguments.analysis)
    found = pairs(read_rows(arguments.pairs), graph)
    causes = Causes(graph, arguments.source)
    lines = list(table(found, graph, causes))
    show(lines)
    if arguments.json:
        arguments.json.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.misses:
        tell_misses(found, graph, causes, arguments.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
