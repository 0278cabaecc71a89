"""`Analysis` in, the ways into each unit out: as frameworks wire them, else as the unit itself says."""

from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Entry
from analyzer.model.location import Location


def ways_in(analysis: Analysis) -> dict[str, list[Entry]]:
    """Return unit id → its ways in."""
    found: dict[str, list[Entry]] = {}
    for entry in analysis.linkage.entries:
        found.setdefault(entry.unit, []).append(entry)
    for unit in analysis.linkage.units:
        if unit.entry and unit.id not in found:
            found[unit.id] = [Entry(unit.id, unit.entry, "", "", "", "php", Location(unit.path, unit.line))]
    return found
