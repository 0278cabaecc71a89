"""Every sample with a `wiring:` in its `expected.yaml`: the edges, ways in and ledger lines of its framework, all of
them and no others.

`edges` are `source kind target confidence path:line[,line]`, `entries` `kind [VERB] name -> unit::member path:line`,
`ledger` `path:line kind text: reason`, `reaches` edges of any origin that the wiring makes possible.
"""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from analyzer.discover import discover
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.model.config import DiscoverConfig, FrameworkConfig
from analyzer.model.linkage import Dependency, Linkage
from analyzer.model.project import Source
from analyzer.read import read_all

SAMPLES = sorted(p.parent for p in (Path(__file__).parents[2] / "samples").glob("*/expected.yaml"))
WIRED = [sample for sample in SAMPLES if "wiring:" in (sample / "expected.yaml").read_text("utf-8")]


def _linked(sample: Path) -> Linkage:
    project, contents = discover(Source(str(sample)), DiscoverConfig(), sample.name)
    files = read_all(project, contents, None, 1, lambda _done, _total: None)
    return link(project, files, active(project, files, FrameworkConfig()))


def _edge(edge: Dependency) -> str:
    places: dict[str, list[str]] = {}
    for place in edge.occurrences:
        places.setdefault(place.path, []).append(str(place.line))
    where = " ".join(f"{path}:{','.join(lines)}" for path, lines in places.items())
    return f"{edge.source} {edge.kind} {edge.target} {edge.confidence} {where}"


@pytest.mark.parametrize("sample", WIRED, ids=lambda path: path.name)
def test_wiring__when_a_sample_is_linked__then_as_expected(sample: Path) -> None:
    expected = YAML(typ="safe").load((sample / "expected.yaml").read_text("utf-8"))["wiring"]
    linkage = _linked(sample)
    names = frozenset(expected["frameworks"])
    assert names <= set(linkage.frameworks)
    found = {
        "edges": [_edge(edge) for edge in linkage.dependencies if edge.via in names],
        "entries": [
            f"{e.kind} {e.verb + ' ' if e.verb else ''}{e.name} -> {e.unit}{'::' + e.member if e.member else ''} "
            f"{e.place.path}:{e.place.line}"
            for e in linkage.entries
        ],
        "ledger": [
            f"{u.path}:{u.line} {u.kind} {u.text}: {u.reason}"
            for u in linkage.unresolved
            if u.kind.partition(" ")[0] in names
        ],
    }
    assert found == {key: expected.get(key) or [] for key in found}
    others = {_edge(edge) for edge in linkage.dependencies}
    assert [line for line in expected.get("reaches") or () if line not in others] == []
