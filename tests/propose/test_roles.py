"""What units are to the decomposition, and hubs told apart: by use, never by name."""

import msgspec
import pytest

from analyzer.model.decomposition import Decomposition, Hub, HubKind, Role
from analyzer.model.linkage import Dependency, Unit
from analyzer.model.location import Location
from analyzer.propose import typed
from tests.propose.monolith import linkage, modules, needs, proposal, unit

MODULES = 6
EVERYBODY = [f"class:M{m}x{i}" for m in range(MODULES) for i in (2, 4, 6)]


def found(more: list[Unit], ties: list[Dependency], service: str = "M0", kernel: tuple[str, ...] = ()) -> Decomposition:
    """Six modules as services, and units of one of them (or of the kernel) with their ties."""
    units, dependencies = modules(MODULES, 8)
    link = linkage([*units, *more], [*dependencies, *ties])
    made = proposal(linkage(units, dependencies))
    home = {name: made.service_of()[f"class:{name}x0"] for name in (f"M{m}" for m in range(MODULES))}
    extra = tuple(one.id for one in more if one.id not in kernel)
    services = tuple(
        msgspec.structs.replace(one, members=tuple(sorted((*one.members, *extra))))
        if one.name == home[service]
        else one
        for one in made.services
    )
    row = made.memberships[0]
    rows = tuple(
        msgspec.structs.replace(row, unit=name, service=home[service], role=Role.DOMAIN, runner_up=home["M1"])
        for name in extra
    )
    whole = msgspec.structs.replace(
        made, services=services, kernel=kernel, memberships=tuple(sorted((*made.memberships, *rows)))
    )
    return typed(link, whole)


def role_of(name: str, ties: list[Dependency], made: Unit | None = None) -> Role:
    return next(row.role for row in found([made or unit(name)], ties).memberships if row.unit == name)


def hub_of(name: str, ties: list[Dependency], kernel: bool = False) -> Hub | None:
    whole = found([unit(name)], ties, kernel=(name,) if kernel else ())
    return next((hub for hub in whole.hubs if hub.unit == name), None)


def test_role__a_class_among_others__is_domain() -> None:
    assert role_of("class:New", [needs("class:New", "class:M0x3"), needs("class:M0x2", "class:New")]) is Role.DOMAIN


def test_role__uses_as_many_tables_as_units__is_data_access() -> None:
    ties = [
        needs("class:Rows", "table:t0", "reads"),
        needs("class:Rows", "class:M0x3"),
        needs("class:M0x2", "class:Rows"),
    ]
    assert role_of("class:Rows", ties) is Role.DATA_ACCESS


@pytest.mark.parametrize(
    ("ties", "made"),
    [
        ([needs("class:Rows", "table:t0", "reads"), *(needs("class:Rows", f"class:M0x{i}") for i in (3, 4))], None),
        ([needs("class:Rows", "table:t0", "reads")], unit("class:Rows", "install/Rows.php")),
        ([needs("class:Rows", "table:t0", "foreign-key")], None),
    ],
    ids=["more units than tables", "installs", "no access"],
)
def test_role__otherwise__is_no_data_access(ties: list[Dependency], made: Unit | None) -> None:
    assert role_of("class:Rows", [*ties, needs("class:M0x2", "class:Rows")], made) is Role.DOMAIN


def test_role__used_from_several_services_and_uses_nothing__is_utility() -> None:
    users = [f"class:M{m}x{i}" for m in range(6) for i in (2, 4)]
    assert role_of("function:slug", [needs(user, "function:slug", "calls") for user in users]) is Role.UTILITY


def test_role__most_users_in_one_service__is_no_utility() -> None:
    users = ["class:M1x2", "class:M2x2", *(f"class:M0x{i}" for i in (2, 3, 4, 5))]
    assert role_of("function:slug", [needs(user, "function:slug", "calls") for user in users]) is Role.DOMAIN


def test_role__used_from_several_services_and_reads_a_table__is_no_utility() -> None:
    users = [f"class:M{m}x{i}" for m in range(6) for i in (2, 4)]
    ties = [needs(user, "function:slug", "calls") for user in users]
    assert role_of("function:slug", [*ties, needs("function:slug", "table:t0", "reads")]) is Role.DATA_ACCESS


def test_role__uses_several_services_alike_and_nobody_uses_it__is_glue() -> None:
    assert role_of("class:Wire", [needs("class:Wire", name) for name in EVERYBODY]) is Role.GLUE


def test_role__uses_mostly_one_service__is_no_glue() -> None:
    ties = [needs("class:Wire", f"class:M0x{i}") for i in range(6)]
    assert role_of("class:Wire", [*ties, needs("class:Wire", "class:M1x2"), needs("class:Wire", "class:M2x2")]) is (
        Role.DOMAIN
    )


@pytest.mark.parametrize("kind", ["calls", "dispatches"])
def test_role__calls_several_services_or_asks_their_listeners__is_no_glue(kind: str) -> None:
    assert role_of("class:Page", [needs("class:Page", name, kind) for name in EVERYBODY]) is Role.DOMAIN


def test_role__includes_and_listens__is_glue() -> None:
    ties = [needs("class:Wire", name, ("includes", "listens")[i % 2]) for i, name in enumerate(EVERYBODY)]
    assert role_of("class:Wire", ties) is Role.GLUE


def test_role__used_from_several_services_and_uses_the_domain__is_no_utility() -> None:
    users = [f"class:M{m}x{i}" for m in range(6) for i in (2, 4)]
    ties = [needs(user, "function:title", "calls") for user in users]
    assert role_of("function:title", [*ties, needs("function:title", "class:M0x3")]) is Role.DOMAIN


def test_role__entry_point__stays_one() -> None:
    made = msgspec.structs.replace(unit("class:Page"), entry="web")
    assert role_of("class:Page", [needs("class:Page", name) for name in EVERYBODY], made) is Role.ENTRY


def used_by_all(name: str) -> list[Dependency]:
    return [needs(user, name) for user in EVERYBODY]


def test_hub__few_users__is_none() -> None:
    assert hub_of("class:Few", [needs("class:M0x2", "class:Few"), needs("class:M1x2", "class:Few")]) is None


def test_hub__in_the_kernel__is_shared_and_says_who_uses_it_where() -> None:
    hub = hub_of("class:H", used_by_all("class:H"), kernel=True)
    assert hub is not None
    assert (hub.kind, hub.service, hub.users, hub.used, hub.tables) == (HubKind.SHARED, "", 18, 0, ())
    assert [count for _, count in hub.services] == [3] * MODULES
    assert hub.place == Location("a.php", 1)


def test_hub__in_the_kernel_and_touches_a_table__says_so() -> None:
    hub = hub_of("class:H", [*used_by_all("class:H"), needs("class:H", "table:t1", "writes")], kernel=True)
    assert hub is not None
    assert (hub.kind, hub.tables) == (HubKind.SHARED_DATA, ("table:t1",))


def test_hub__most_users_in_its_own_service__is_its_centre() -> None:
    hub = hub_of("class:H", [needs(f"class:M0x{i}", "class:H") for i in range(8)])
    assert hub is not None
    assert hub.kind is HubKind.CENTRE


def test_hub__leads_into_its_own_service__is_a_facade() -> None:
    hub = hub_of("class:H", [*used_by_all("class:H"), *(needs("class:H", f"class:M0x{i}") for i in range(6))])
    assert hub is not None
    assert hub.kind is HubKind.FACADE


def test_hub__uses_several_services__does_too_much() -> None:
    hub = hub_of("class:H", [*used_by_all("class:H"), *(needs("class:H", f"class:M{m}x1") for m in range(6))])
    assert hub is not None
    assert (hub.kind, hub.used) == (HubKind.OVERLOADED, 6)


@pytest.mark.parametrize(("uses", "contested"), [(6, True), (0, False)])
def test_hub__does_too_much__is_contested(uses: int, contested: bool) -> None:
    ties = [*used_by_all("class:H"), *(needs("class:H", f"class:M{m}x1") for m in range(uses))]
    assert (
        next(row for row in found([unit("class:H")], ties).memberships if row.unit == "class:H").contested is contested
    )


def test_hub__many_users_and_uses_a_few_services__does_not_do_too_much() -> None:
    users = [f"class:M{m}x{i}" for m in range(6) for i in (2, 3, 4, 5, 6, 7)]
    ties = [needs(user, "class:H") for user in users]
    hub = hub_of("class:H", [*ties, *(needs("class:H", f"class:M{m}x1") for m in range(5))])
    assert hub is not None
    assert (hub.kind, hub.used) == (HubKind.COMMON, 5)


def test_hub__touches_a_table_and_uses_little__is_an_entity() -> None:
    hub = hub_of("class:H", [*used_by_all("class:H"), needs("class:H", "table:t0", "writes")])
    assert hub is not None
    assert hub.kind is HubKind.ENTITY


def test_hub__uses_nothing__is_common() -> None:
    hub = hub_of("class:H", used_by_all("class:H"))
    assert hub is not None
    assert hub.kind is HubKind.COMMON


@pytest.mark.parametrize(
    ("users", "used"),
    [
        (EVERYBODY, [f"class:M1x{i}" for i in range(8)]),
        ([f"class:M1x{i}" for i in range(8)], []),
        ([f"class:M1x{i}" for i in range(8)], [f"class:M{m}x1" for m in range(6)]),
    ],
    ids=["uses much of one service", "only one service uses it", "only one service uses it, and it uses many"],
)
def test_hub__used_elsewhere_and_nothing_of_all_that__is_told_no_more_than_that(
    users: list[str], used: list[str]
) -> None:
    ties = [*(needs(user, "class:H") for user in users), *(needs("class:H", name) for name in used)]
    hub = hub_of("class:H", ties)
    assert hub is not None
    assert hub.kind is HubKind.ELSEWHERE
