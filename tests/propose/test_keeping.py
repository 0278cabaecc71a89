"""Names stay between runs: what continues an earlier service is called as it was."""

import msgspec

from analyzer.model.config import DataConfig
from analyzer.model.decomposition import Service
from analyzer.propose import judge, keep_names
from tests.propose.monolith import linkage, modules, proposal

SHOP = linkage(*modules(6, 8))
FOUND = proposal(SHOP)


def _renamed(**names: str) -> list[Service]:
    return [msgspec.structs.replace(s, name=names.get(s.name, s.name)) for s in FOUND.services]


def test_keep_names__the_same_names__is_the_same_value() -> None:
    assert keep_names(FOUND, FOUND.services) is FOUND
    assert keep_names(FOUND, ()) is FOUND


def test_keep_names__earlier_names__are_everywhere() -> None:
    found = keep_names(FOUND, _renamed(word0="billing", word1="word0"))
    assert [s.name for s in found.services] == ["billing", "word0", "word2", "word3", "word4", "word5"]
    assert found.service_of()["class:M0x0"] == "billing"
    assert found.service_of()["class:M1x0"] == "word0"
    assert {row.service for row in found.memberships} == {s.name for s in found.services}
    judged = judge(SHOP, found, DataConfig())
    assert {row.owner for row in judged.tables} == {s.name for s in found.services}
    assert found.granularities[1].services == found.services


def test_keep_names__two_pieces_of_one__the_larger_is_its_heir() -> None:
    whole = Service("all", tuple(sorted(u.id for u in SHOP.units if u.id[-2:] != "x0" and "M0" not in u.id)))
    found = keep_names(FOUND, [whole, Service("first", FOUND.services[0].members)])
    assert found.services[0].name == "first"
    assert "all" not in [s.name for s in found.services]  # a sixth of it is too little


def test_keep_names__taken_by_an_heir__a_new_service_takes_a_further_word() -> None:
    heirs = [msgspec.structs.replace(FOUND.services[0], name="word5")]
    found = keep_names(FOUND, heirs)
    assert found.service_of()["class:M0x0"] == "word5"
    assert found.service_of()["class:M5x0"].startswith("word5-")


def test_keep_names__the_order_of_what_was__changes_nothing() -> None:
    earlier = _renamed(word0="a", word3="b")
    assert keep_names(FOUND, earlier) == keep_names(FOUND, earlier[::-1])
