"""Samples whose `expected.yaml` names the owners and verdicts of tables: what must be said of them when the services
are those that the file expects, whatever would be proposed."""

from functools import cache
from pathlib import Path

import pytest

from analyzer.discover import discover
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.model.config import Config, DiscoverConfig, FrameworkConfig
from analyzer.model.data import Boundary
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.project import Source
from analyzer.propose import boundary, judge
from analyzer.read import read_all
from analyzer.settings import ExpectedData, load_expected, load_expected_data, match_expected

SAMPLES = Path(__file__).parents[2] / "samples"
TOLD = [
    path.parent.name
    for path in sorted(SAMPLES.glob("*/expected.yaml"))
    if {"owners:", "verdicts:"} & set(path.read_text("utf-8").split())
]


@cache
def expected(name: str) -> ExpectedData:
    return load_expected_data((SAMPLES / name / "expected.yaml").read_text("utf-8"))


@cache
def judged(name: str) -> tuple[Decomposition, Boundary]:
    """The sample in the services that its authors had in mind."""
    sample = SAMPLES / name
    project, contents = discover(Source(str(sample)), DiscoverConfig(), name)
    files = read_all(project, contents, None, 1, lambda _done, _total: None)
    linkage = link(project, files, active(project, files, FrameworkConfig()))
    placed, idle = match_expected(load_expected((sample / "expected.yaml").read_text("utf-8")), linkage.units)
    assert idle == ()
    names = sorted(set(placed.values()))
    services = tuple(Service(n, tuple(sorted(u for u, s in placed.items() if s == n))) for n in names)
    found = judge(linkage, Decomposition(services, (), (), (), (), ()), Config().data)
    return found, boundary(linkage, found, Config().data)


@pytest.mark.parametrize("name", TOLD)
def test_sample__expected_owners__own_their_tables(name: str) -> None:
    found = {verdict.table.partition(":")[2]: verdict.owner for verdict in judged(name)[0].tables}
    owners = dict(expected(name).owners)
    assert {table: found.get(table) for table in owners} == owners


@pytest.mark.parametrize("name", TOLD)
def test_sample__expected_verdicts__are_given(name: str) -> None:
    found = {verdict.table.partition(":")[2]: verdict.verdict for verdict in judged(name)[0].tables}
    verdicts = dict(expected(name).verdicts)
    assert {table: found.get(table) for table in verdicts} == verdicts


def test_verdicts__sample__has_a_table_for_each_verdict() -> None:
    said = {verdict for name in TOLD for _, verdict in expected(name).verdicts}
    assert said == set(type(next(iter(said))))


def test_verdicts__sample__cuts_one_of_everything() -> None:
    cut = judged("verdicts")[1]
    joins = {(join.left, join.right): [(p.path, p.line) for *_, p in join.places] for join in cut.joins}
    assert joins["table:articles", "table:order_lines"] == [
        ("orders/OrderDesk.php", 26),
        ("orders/OrderDesk.php", 31),
        ("orders/OrderDesk.php", 41),
    ]
    assert [(t.unit, t.member, t.place.line, dict(t.owners)) for t in cut.transactions] == [
        (
            "class:OrderDesk",
            "place",
            14,
            {"orders": ("table:order_lines", "table:orders"), "stock": ("table:stock_levels",)},
        )
    ]
    assert [(s.kind, s.key, s.writers, s.readers) for s in cut.state] == [
        ("session", "customer_id", ("customers",), ("orders",))
    ]
    keys = {(key.table, key.target) for key in cut.keys if key.declared}
    assert keys == {
        ("table:order_lines", "table:articles"),
        ("table:orders", "table:customers"),
    }
    assert ("class:StockRoom", "take", "class:OrderDesk") in [(c.target, c.member, c.source) for c in cut.calls]
