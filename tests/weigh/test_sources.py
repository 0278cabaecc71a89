"""Layers of what is seen together: commits, authors, entry points, words, directories."""

import msgspec
import pytest

from analyzer.model.config import LAYERS, WeightConfig
from analyzer.model.graph import CodeGraph, Layer
from analyzer.model.linkage import Linkage, Unit
from analyzer.model.project import Commit
from analyzer.weigh import weigh
from tests.weigh.test_weigh import needs, unit

A, B, C, D = (unit(name) for name in "ABCD")
CHAIN = (needs("class:A", "class:B"), needs("class:B", "class:C"))


def graph(units: list[Unit], layer: str, commits: list[Commit] | None = None) -> CodeGraph:
    config = WeightConfig(layers={**dict.fromkeys(LAYERS, 0.0), "structure": 1.0, layer: 1.0})
    return weigh(Linkage(units=tuple(units), dependencies=CHAIN), config, commits or [])


def pairs(found: CodeGraph, name: str) -> dict[str, float]:
    layer = next((layer for layer in found.layers if layer.name == name), Layer(name, 0.0, ()))
    return {found.nodes[e.source][-1] + found.nodes[e.target][-1]: e.weight for e in layer.edges}


def commit(author: str, *names: str, size: int = 0) -> Commit:
    return Commit("c", author, "2026-01-01", tuple(f"{name}.php" for name in names), size or len(names))


def test_history__commits__tie_by_cosine_and_a_large_commit_counts_without_tying() -> None:
    commits = [commit("a", "A", "D"), commit("a", "A", "D"), commit("a", "A", "B", "C"), commit("a", "A", size=999)]
    found = pairs(graph([A, B, C, D], "history", commits), "history")
    assert set(found) == {"AD", "AB", "AC", "BC"}
    assert found["AD"] / found["AB"] == pytest.approx((2 / (4 * 2) ** 0.5) / (0.5 / (4 * 1) ** 0.5), rel=1e-4)


def test_history__file_of_several_units__is_spoken_for_by_the_largest() -> None:
    large = msgspec.structs.replace(D, path="A.php", loc=99)
    assert set(pairs(graph([A, B, C, large], "history", [commit("a", "A", "C")]), "history")) == {"CD"}


def test_contributors__pairs_that_depend__are_weighed_by_their_authors() -> None:
    commits = [commit("x", "A"), commit("x", "B"), commit("y", "C"), commit("z", "D")]
    assert set(pairs(graph([A, B, C, D], "contributors", commits), "contributors")) == {"AB"}


def test_co_use__one_entry_point__ties_what_it_touches() -> None:
    entry = msgspec.structs.replace(A, entry="web")
    assert set(pairs(graph([entry, B, C, D], "co-use"), "co-use")) == {"AB", "AC", "BC"}


def test_vocabulary__rare_words__tie_and_words_of_one_unit_do_not() -> None:
    words = {"A": ("invoice", "tax"), "B": ("cart",), "C": ("stock",), "D": ("invoice", "due")}
    units = [msgspec.structs.replace(u, terms=words[u.name]) for u in (A, B, C, D)]
    assert set(pairs(graph(units, "vocabulary"), "vocabulary")) == {"AD"}


def test_layout__directory__ties_only_what_other_evidence_ties() -> None:
    units = [msgspec.structs.replace(u, path=f"cart/{u.path}") for u in (A, C, D)]
    assert set(pairs(graph([B, *units], "layout"), "layout")) == {"AC"}


def test_layers__without_weight__are_left_out() -> None:
    found = weigh(Linkage(units=(A, B, C, D), dependencies=CHAIN), WeightConfig(), [commit("x", "A", "B")])
    assert [layer.name for layer in found.layers] == ["history", "structure"]
