"""A proposal and edits in, the proposal as it would be after them out."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import msgspec

from analyzer.model.config import Edit
from analyzer.model.decomposition import Decomposition
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage
from analyzer.patterns import Units
from analyzer.propose.rebuilding import owners, rebuilt
from analyzer.propose.tables import accesses

KERNEL = "kernel"  # a target that is no service, unless one is called so


class EditError(Exception):
    """An edit speaks of what is not there; the message says what is."""


def edited(
    linkage: Linkage, graph: CodeGraph, old: Decomposition, edits: Sequence[Edit]
) -> tuple[Decomposition, frozenset[str]]:
    """Return the proposal after the edits, one after the other, and the units that they move. Raises EditError.

    A table follows when the edits change who does most of its writes, unless an edit or a constraint speaks of it.
    """
    before = old.service_of()
    editor = _Editor(Units(linkage.units), before, set(old.kernel))
    for edit in edits:
        editor.apply(edit)
    after, nodes = editor.placed, graph.nodes
    found = accesses(linkage)
    position = {node: i for i, node in enumerate(nodes)}
    was = owners(found, nodes, {position[unit]: service for unit, service in before.items()})
    now = owners(found, nodes, {position[unit]: service for unit, service in after.items()})
    still = editor.moved | {unit for rule in old.constraints for unit in rule.units}
    for i, owner in now.items():
        home = after.get(nodes[i])
        if was.get(i) != owner and nodes[i] not in still and home is not None:
            after[nodes[i]] = owner
    result = rebuilt(linkage, graph, old, after, sorted(editor.kernel))
    unplanned = tuple(unit for unit in result.unplanned if unit not in editor.moved)
    return msgspec.structs.replace(result, unplanned=unplanned), frozenset(editor.moved)


class _Editor:
    def __init__(self, units: Units, placed: dict[str, str], kernel: set[str]) -> None:
        self.placed = dict(placed)
        self.kernel = kernel
        self.moved: set[str] = set()
        self._units = units

    def apply(self, edit: Edit) -> None:
        """Apply one edit."""
        sources = {self._service(name) for name in edit.services}
        match edit.kind:
            case "move":
                self._move(edit, self._matching(edit))
            case "split":
                units = [unit for unit in self._matching(edit) if self.placed.get(unit) in sources]
                if not units:
                    raise EditError(f"nothing of {edit.services[0]} matches {', '.join(edit.patterns)}")
                if edit.target in self.placed.values():
                    raise EditError(
                        f"there is a service {edit.target} already; move the units there, or name a new one"
                    )
                self._move(edit, units)
            case "rename" | "merge":
                if edit.target in set(self.placed.values()) - sources:
                    raise EditError(f"there is a service {edit.target} already; merge the two, or choose another name")
                renamed = {unit: edit.target for unit, name in self.placed.items() if name in sources}
                self.placed.update(renamed)

    def _move(self, edit: Edit, units: Sequence[str]) -> None:
        self.moved.update(units)
        aside = edit.target == KERNEL and KERNEL not in self.placed.values()
        for unit in units:
            if aside:
                self.placed.pop(unit, None)
                self.kernel.add(unit)
            else:
                self.placed[unit] = edit.target
                self.kernel.discard(unit)

    def _matching(self, edit: Edit) -> list[str]:
        found: dict[str, None] = {}
        for pattern in edit.patterns:
            units = self._units.matching(pattern)
            if not units:
                near = self._units.nearest(pattern)
                raise EditError(f"'{pattern}' matches nothing" + (f"; did you mean '{near}'?" if near else ""))
            found.update(dict.fromkeys(units))
        return list(found)

    def _service(self, name: str) -> str:
        names = sorted(set(self.placed.values()))
        if name not in names:
            near = get_close_matches(name, names, 1, 0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(names)}"
            raise EditError(f"no service is called '{name}'; {hint}")
        return name
