"""The proposal as a whole: properties that hold for any code base."""

import random
from collections.abc import Callable

import msgspec
import pytest

from analyzer.graphs import ari
from analyzer.model.config import LAYERS, WeightConfig
from analyzer.model.decomposition import Role, Verdict
from analyzer.model.linkage import Linkage
from tests.propose.monolith import linkage, modules, needs, proposal, unit

SHOP = linkage(*modules(6, 8))


def test_propose__nothing_or_one_unit__no_services() -> None:
    assert proposal(Linkage()).services == ()
    alone = proposal(linkage([unit("class:A")], []))
    assert alone.services == ()
    assert alone.orphans == ("class:A",)


def test_propose__units_without_edges__are_orphans() -> None:
    found = proposal(linkage([unit(f"class:A{i}") for i in range(9)], []))
    assert found.services == ()
    assert len(found.orphans) == 9


def test_propose__planted_modules__are_the_services_with_their_tables() -> None:
    found = proposal(SHOP)
    placed = found.service_of()
    assert ari([placed[u.id] for u in SHOP.units], [u.id.split(":")[1][1] for u in SHOP.units]) == 1.0
    assert {len(service.tables) for service in found.services} == {1}
    assert {v.verdict for v in found.tables} == {Verdict.OWN}
    assert [service.name for service in found.services] == [f"word{m}" for m in range(6)]


def test_propose__every_unit__is_in_exactly_one_place() -> None:
    units, dependencies = modules(5, 9)
    units += [unit("function:escape"), unit("class:Nobody"), unit("table:empty")]
    dependencies += [needs(u.id, "function:escape", "calls") for u in units if u.id.startswith("class:M")]
    found = proposal(linkage(units, dependencies))
    members = [member for service in found.services for member in service.members]
    assert sorted([*members, *found.kernel, *found.orphans]) == sorted(u.id for u in units)
    assert found.kernel == ("function:escape",)
    assert found.orphans == ("class:Nobody", "table:empty")
    assert {row.unit for row in found.memberships} == set(members)


@pytest.mark.parametrize("wished", [1, 2, 3, 5, 6, 7, 11, 20, 54])
def test_propose__wished_number__is_respected_exactly(wished: int) -> None:
    assert len(proposal(SHOP, wished).services) == wished


def test_propose__split_that_no_run_voted_on__has_no_stability() -> None:
    found = proposal(SHOP)
    assert [level.stability is None for level in found.granularities] == [True, False, True]
    assert all(service.stability is not None for service in found.services)
    wished = proposal(SHOP, 2 * len(found.services))
    assert {service.stability for service in wished.services} == {None}


def test_propose__more_services_than_units__one_each() -> None:
    assert len(proposal(SHOP, 500).services) == len(SHOP.units)


def test_propose__wished_number__keeps_modules_whole() -> None:
    placed = proposal(SHOP, 3).service_of()
    for m in range(6):
        assert len({placed[f"class:M{m}x{i}"] for i in range(8)}) == 1


def test_propose__granularities__nest() -> None:
    coarse, recommended, fine = proposal(SHOP).granularities
    assert [g.name for g in (coarse, recommended, fine)] == ["coarse", "recommended", "fine"]
    assert len(coarse.services) <= len(recommended.services) <= len(fine.services)
    for outer, inner in ((coarse, recommended), (recommended, fine)):
        for service in inner.services:
            code = {member for member in service.members if not member.startswith("table:")}
            assert any(code <= set(other.members) for other in outer.services)


def test_propose__no_dust__every_service_has_three_units() -> None:
    units, dependencies = modules(4, 8)
    units += [unit("class:P"), unit("class:Q"), unit("class:R"), unit("class:S")]
    dependencies += [needs("class:P", "class:Q"), needs("class:R", "class:S"), needs("class:R", "class:M0x3")]
    found = proposal(linkage(units, dependencies))
    assert min(len(service.members) for service in found.services) >= 3
    assert found.service_of()["class:R"] == found.service_of()["class:M0x3"]
    assert found.orphans == ("class:P", "class:Q")


def test_propose__shuffled_input__gives_the_same() -> None:
    dice = random.Random(3)
    units, dependencies = list(SHOP.units), list(SHOP.dependencies)
    dice.shuffle(units)
    dice.shuffle(dependencies)
    shuffled = Linkage(units=tuple(units), dependencies=tuple(dependencies))
    assert msgspec.json.encode(proposal(shuffled)) == msgspec.json.encode(proposal(SHOP))


def test_propose__torn_unit__is_contested_and_names_the_runner_up() -> None:
    units, dependencies = modules(3, 8)
    units.append(unit("class:Torn"))
    dependencies += [needs("class:Torn", f"class:M{m}x{i}") for m in (0, 1) for i in (4, 5, 6)]
    rows = {row.unit: row for row in proposal(linkage(units, dependencies)).memberships}
    torn = rows["class:Torn"]
    assert torn.contested
    assert {torn.service, torn.runner_up} == {rows["class:M0x3"].service, rows["class:M1x3"].service}
    assert not rows["class:M2x5"].contested
    assert rows["class:M2x5"].share == 1.0


def test_propose__lonely_unit__goes_with_its_directory_only_when_that_is_unanimous() -> None:
    units, dependencies = modules(3, 8)
    units += [unit("class:Near", "m1/near.php"), unit("class:Far", "somewhere/far.php")]
    found = proposal(linkage(units, dependencies))
    assert found.service_of()["class:Near"] == found.service_of()["class:M1x0"]
    assert found.orphans == ("class:Far",)


def test_propose__table_that_only_an_orphan_touches__is_in_no_service() -> None:
    units, dependencies = modules(3, 8)
    schema = ["table:extra1", "table:extra2", "table:session", "table:unused"]
    units += [unit("class:Lonely"), *(unit(table, "schema.sql") for table in schema)]
    dependencies += [needs("class:M0x0", table, "writes") for table in schema[:2]]
    dependencies.append(needs("class:Lonely", "table:session", "writes"))
    found = proposal(linkage(units, dependencies))
    home = found.service_of()
    assert found.orphans == ("class:Lonely", "table:session")
    assert home["table:unused"] == home["table:extra1"] == home["class:M0x0"]
    assert {v.table: (v.owner, v.clarity) for v in found.tables}["table:session"] == (None, 0.0)


def test_propose__roles__say_what_a_unit_is() -> None:
    units, dependencies = modules(3, 8)
    units = [msgspec.structs.replace(u, entry="web") if u.id == "class:M0x1" else u for u in units]
    roles = {row.unit: row.role for row in proposal(linkage(units, dependencies)).memberships}
    assert roles["class:M0x1"] == Role.ENTRY
    assert roles["class:M0x2"] == Role.DOMAIN
    assert roles["table:t0"] == Role.TABLE


def rings(count: int, size: int) -> Linkage:
    """Classes that need one another in a ring, and nobody else: so many parts without any connection."""
    names = [[f"class:R{r}x{i}" for i in range(size)] for r in range(count)]
    dependencies = [needs(a, b) for ring in names for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
    return linkage([unit(name, words=(f"word{r}",)) for r, ring in enumerate(names) for name in ring], dependencies)


@pytest.mark.parametrize(("count", "size"), [(8, 12), (40, 40), (60, 6), (150, 10)])
def test_propose__parts_without_connection__are_the_services_even_when_all_are_small(count: int, size: int) -> None:
    found = proposal(rings(count, size))
    assert found.orphans == ()
    rings_of = [{member.partition("x")[0] for member in service.members} for service in found.services]
    assert all(len(ring) == 1 for ring in rings_of)
    assert len(found.services) >= count


def test_propose__small_parts_beside_the_large_one__are_orphans_and_no_service() -> None:
    units, dependencies = modules(6, 40)
    found = proposal(linkage([*units, *rings(1, 3).units], [*dependencies, *rings(1, 3).dependencies]))
    assert found.orphans == tuple(unit.id for unit in rings(1, 3).units)
    assert not found.service_of().keys() & set(found.orphans)


@pytest.mark.parametrize("wished", [1, 7, 40])
def test_propose__wished_number_of_parts_without_connection__is_respected(wished: int) -> None:
    assert len(proposal(rings(40, 6), wished).services) == wished


@pytest.mark.parametrize("name", [lambda i: f"class:Z{999 - i}\\Y", lambda i: f"class:N{i * 7 % 101:03}\\C"])
def test_propose__all_names_and_paths_changed__gives_the_same_services(name: Callable[[int], str]) -> None:
    """Without the weight of layout, namespaces, directories and the order of files say nothing."""
    weights = WeightConfig(layers={**LAYERS, "layout": 0.0})
    units = [unit for unit in SHOP.units if not unit.id.startswith("table:")]
    other = {unit.id: name(i) for i, unit in enumerate(units)}
    renamed = [
        msgspec.structs.replace(u, id=other[u.id], name=other[u.id][6:], path=f"x{len(units) - i}/{i}.php", words=())
        for i, u in enumerate(units)
    ]
    tables = [unit for unit in SHOP.units if unit.id.startswith("table:")]
    dependencies = [
        msgspec.structs.replace(d, source=other[d.source], target=other.get(d.target, d.target))
        for d in SHOP.dependencies
    ]
    before = proposal(SHOP, weights=weights).service_of()
    after = proposal(linkage([*renamed, *tables], dependencies), weights=weights).service_of()
    assert set(after) == {other.get(unit, unit) for unit in before}
    assert (
        ari([before[unit] for unit in sorted(before)], [after[other.get(unit, unit)] for unit in sorted(before)]) == 1.0
    )
