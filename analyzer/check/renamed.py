"""A baseline, the units of today and what git says was renamed in; the baseline with today's names out."""

from collections.abc import Mapping, Sequence

import msgspec

from analyzer.model.linkage import Unit, UnitKind
from analyzer.model.violation import Baseline, Entry


def renamed_units(baseline: Baseline, units: Sequence[Unit], renames: Mapping[str, str]) -> dict[str, str]:
    """Return old id → today's for the units of a baseline; `renames` are old path → new path of files.

    A unit that is gone is looked for where its file is now: a script or a template is that file, a class or a function
    is the one of the same short name there, or the only one of its sort that the baseline does not name.
    """
    today = {
        unit.id for unit in units if unit.kind is not UnitKind.EXTERNAL
    }  # who still says the old name names no code
    there: dict[str, list[Unit]] = {}
    for unit in units:
        there.setdefault(unit.path, []).append(unit)
    names: dict[str, str] = {}
    for old, path in baseline.paths.items():
        if old not in today:
            found = _found(old, there.get(renames.get(path, path), ()), baseline.paths)
            if found is not None:
                names[old] = found
    return names


def carried(baseline: Baseline, names: Mapping[str, str], renames: Mapping[str, str]) -> Baseline:
    """Return the baseline in today's names."""
    return msgspec.structs.replace(
        baseline,
        entries=tuple(sorted({_renamed(entry, names) for entry in baseline.entries})),
        kernel=tuple(sorted(names.get(unit, unit) for unit in baseline.kernel)),
        paths={names.get(unit, unit): renames.get(path, path) for unit, path in baseline.paths.items()},
    )


def _renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    return Entry(entry.rule, names.get(entry.source, entry.source), names.get(entry.target, entry.target))


def _found(old: str, here: Sequence[Unit], known: Mapping[str, str]) -> str | None:
    prefix, _, name = old.partition(":")
    alike = [unit.id for unit in here if unit.id.startswith(f"{prefix}:") and unit.id not in known]
    short = name.rpartition("\\")[2].lower()
    same = [unit for unit in alike if unit.partition(":")[2].rpartition("\\")[2].lower() == short]
    if prefix in {"class", "function"} and len(same) == 1:
        return same[0]
    return alike[0] if len(alike) == 1 else None
