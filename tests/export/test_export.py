"""Formats out and back in: other tools' readers judge them."""

import csv
import io
import json
from xml.etree import ElementTree

import jsonschema
import networkx
import pytest
from msgspec.structs import replace
from ruamel.yaml import YAML

from analyzer.export import FORMATS, ExportError, analysis_json, graph_json, json_schema, load_analysis, load_graph
from analyzer.model.analysis import Inventory
from analyzer.model.config import Config
from analyzer.model.decomposition import Service
from analyzer.model.linkage import Reason
from analyzer.pipeline import analyze_linkage
from tests.examples import hostile_analysis

ANALYSIS = hostile_analysis()


def text(name: str) -> str:
    content = FORMATS[name](ANALYSIS)
    return content.decode() if isinstance(content, bytes) else content


def test_analysis_json__when_loaded__then_is_the_same_value() -> None:
    assert load_analysis(analysis_json(ANALYSIS)) == ANALYSIS


def test_analysis_json__when_checked__then_fits_the_published_schema() -> None:
    jsonschema.validate(json.loads(analysis_json(ANALYSIS)), json.loads(json_schema()))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not an analysis.json"),
        (b"[1]", "not an analysis.json"),
        (b"{}", "schema is unknown"),
        (b'{"schema": "secateur/analysis/9"}', "this version reads"),
        (b'{"schema": "secateur/analysis/1"}', "missing required field"),
    ],
)
def test_load_analysis__when_the_file_is_not_ours__then_says_why(content: bytes, says: str) -> None:
    with pytest.raises(ExportError, match=says):
        load_analysis(content)


def test_graph_json__when_read_by_networkx__then_has_all_nodes_and_edges_with_places() -> None:
    data = json.loads(graph_json(ANALYSIS))
    graph = networkx.node_link_graph(data, edges="edges")
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert data["graph"]["schema"] == "secateur/graph/1"
    assert set(graph) == {unit.id for unit in ANALYSIS.linkage.units}
    rows = {(s, t, k): d["occurrences"] for s, t, k, d in graph.edges(keys=True, data=True)}
    assert rows == {
        (d.source, d.target, d.kind): [[p.path, p.line] for p in d.occurrences] for d in ANALYSIS.linkage.dependencies
    }
    assert data["unresolved"][0]["reason"] == "dynamic path"


def test_load_graph__when_given_our_own_graph__then_finds_the_same_dependencies() -> None:
    linkage = load_graph(graph_json(ANALYSIS)).linkage
    assert linkage.dependencies == ANALYSIS.linkage.dependencies
    assert [unit.id for unit in linkage.units] == [unit.id for unit in ANALYSIS.linkage.units]


def test_load_graph__when_the_file_has_a_ledger__then_nothing_of_it_is_lost() -> None:
    assert ANALYSIS.linkage.unresolved
    assert load_graph(graph_json(ANALYSIS)).linkage.unresolved == ANALYSIS.linkage.unresolved
    odd = b'{"nodes": [{"id": "a"}], "edges": [], "unresolved": [{"path": "x.rb", "reason": "metaprogramming"}]}'
    assert [(row.path, row.reason) for row in load_graph(odd).linkage.unresolved] == [("x.rb", Reason.DYNAMIC_NAME)]


def test_load_graph__when_only_ids_are_given__then_the_rest_has_defaults() -> None:
    content = json.dumps(
        {"nodes": [{"id": "a", "colour": "red"}, {"id": "b"}], "edges": [{"source": "a", "target": "b"}]}
    )
    (row,) = load_graph(content.encode()).linkage.dependencies
    assert (row.source, row.target, row.kind, len(row.occurrences)) == ("a", "b", "calls", 1)


def weighted(*weights: object) -> list[int]:
    """Return the number of places of a chain of edges with these weights."""
    nodes = [{"id": i} for i in range(len(weights) + 1)]
    edges = [{"source": i, "target": i + 1, "weight": weight} for i, weight in enumerate(weights)]
    linkage = load_graph(json.dumps({"nodes": nodes, "edges": edges}).encode()).linkage
    return [len(row.occurrences) for row in linkage.dependencies]


@pytest.mark.parametrize(
    ("weights", "places"),
    [((3, None), [3, 1]), ((0.5, 0.25), [100, 50]), ((1e300, 1e299), [100, 10]), ((1, 0), [1])],
)
def test_load_graph__when_edges_have_weights__then_they_count_as_places(
    weights: tuple[object, ...], places: list[int]
) -> None:
    assert weighted(*weights) == places


def test_graph_json__when_loaded_from_another_language__then_keeps_what_we_have_no_field_for() -> None:
    nodes = [{"id": "a", "kind": "module", "colour": "red", "tags": [1]}, {"id": "b"}, {"id": "c", "line": None}]
    edges = [{"source": "a", "target": "b", "key": "imports", "weight": 0.5, "note": "x"}]
    loaded = load_graph(json.dumps({"nodes": nodes, "edges": edges}).encode())
    analysis = analyze_linkage(loaded.linkage, Config(), Inventory(0, 0, 0, 0, 0, (), ()), lambda *_: None, "x")
    written = json.loads(graph_json(load_analysis(analysis_json(analysis))))
    assert written["nodes"][0] | nodes[0] == written["nodes"][0]
    assert written["edges"][0] | edges[0] == written["edges"][0]
    assert load_graph(json.dumps(written).encode()).linkage.kept == loaded.linkage.kept


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("nonsense", "not a node-link graph"),
        ('{"nodes": [{"id": []}]}', r"\$.nodes\[0\].id"),
        ('{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "a", "weight": -1}]}', "edge 0 has a negative"),
        ("[" * 100_000, "not a node-link graph"),
        ('{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "z"}]}', "edge 0 names 'z'"),
        ('{"nodes": [{"id": "a"}, {"id": "a"}], "edges": []}', "same id"),
    ],
)
def test_load_graph__when_the_file_is_wrong__then_says_where(content: str, says: str) -> None:
    with pytest.raises(ExportError, match=says):
        load_graph(content.encode())


def test_graphml__when_names_are_hostile__then_is_well_formed_and_networkx_reads_it() -> None:
    ElementTree.fromstring(text("graphml"))
    graph = networkx.parse_graphml(text("graphml"))
    assert len(graph) == len(ANALYSIS.linkage.units)


def test_csv__when_a_cell_looks_like_a_formula__then_it_is_text() -> None:
    rows = list(csv.reader(io.StringIO(text("csv"), newline="")))
    assert rows[0] == ["source", "target", "kind", "confidence", "via", "path", "line"]
    assert len(rows) == 1 + sum(len(d.occurrences) for d in ANALYSIS.linkage.dependencies)
    assert all(len(row) == 7 and not row[5].startswith(("=", "+", "-", "@")) for row in rows)


def test_deptrac__when_read__then_is_yaml_with_a_layer_per_service() -> None:
    data = YAML(typ="safe").load(text("deptrac"))["deptrac"]
    assert [layer["name"] for layer in data["layers"]] == [s.name for s in ANALYSIS.decomposition.services]


def test_deptrac__when_a_service_has_neither_class_nor_function__then_it_is_left_out_aloud() -> None:
    found = ANALYSIS.decomposition
    services = (
        *found.services,
        Service("reports", ("script:a.php", "table:t")),
        Service("mail", ("function:A\\send", "function:a.b(c)/d")),
    )
    written = str(FORMATS["deptrac"](replace(ANALYSIS, decomposition=replace(found, services=services))))
    data = YAML(typ="safe").load(written)["deptrac"]
    assert "# Left out, for they have only scripts and tables: reports." in written
    assert [layer["name"] for layer in data["layers"]] == [*(s.name for s in found.services), "mail"]
    assert data["layers"][-1]["collectors"] == [
        {"type": "functionName", "value": value} for value in (r"^A\\send$", r"^a\.b\(c\)\/d$")
    ]
    assert all(layer["collectors"] for layer in data["layers"])


@pytest.mark.parametrize("name", ["dot", "mermaid"])
def test_pictures__when_names_are_hostile__then_quotes_stay_balanced(name: str) -> None:
    for line in text(name).splitlines():
        assert line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0
        assert "\x1b" not in line
