"""Groups that merge: what lonely groups of a family do, and how often families are asked."""

from collections.abc import Iterator, Mapping

import numpy as np

from analyzer.graphs import network
from analyzer.model.graph import Edge
from analyzer.propose.merging import Groups


class Counted(Mapping[int, int]):
    """A mapping that counts how often it is asked."""

    def __init__(self, content: Mapping[int, int]) -> None:
        self.content, self.asked = content, 0

    def __getitem__(self, key: int) -> int:
        self.asked += 1
        return self.content[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self.content)

    def __len__(self) -> int:
        return len(self.content)


def test_absorb__lonely_groups__join_the_largest_of_their_family() -> None:
    labels = [0] * 4 + [1] * 2 + [2] * 3 + [3] * 4 + [4]
    groups = Groups(labels, network(len(labels), []))
    groups.absorb(3, {0: 0, 1: 0, 2: 1, 3: 0, 4: 2})
    assert groups.result() == [0] * 6 + [2] * 3 + [1] * 4 + [3]


def test_absorb__group_that_has_grown__is_the_largest_of_its_family_from_then_on() -> None:
    labels = [2] * 4 + [5] * 4 + [1] + [3] * 2
    groups = Groups(labels, network(len(labels), [Edge(4, 8, 1.0)]))
    groups.absorb(3, dict.fromkeys((1, 2, 3, 5), 0))
    assert groups.result() == [1] * 4 + [0] * 7


def test_absorb__thousands_of_lonely_groups__ask_for_their_family_a_few_times_each() -> None:
    number = 3_000
    family = Counted(dict.fromkeys(range(number), 0))
    groups = Groups(np.arange(number).tolist(), network(number, []))
    groups.absorb(3, family)
    assert set(groups.result()) == {0}
    assert family.asked < 20 * number
