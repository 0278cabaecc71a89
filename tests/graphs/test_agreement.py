"""Agreement of labelings: published examples, limits, symmetry."""

from itertools import permutations, product

import pytest

from analyzer.graphs import ari, c2c, mojofm, moves_and_joins, nmi

SAME = [0, 0, 1, 1, 2, 2]


def test_all__same_partition_other_names__full_agreement() -> None:
    other = ["z", "z", "a", "a", "k", "k"]
    assert ari(SAME, other) == nmi(SAME, other) == 1.0
    assert mojofm(SAME, other) == 100.0
    assert c2c(SAME, other, 0.66) == 1.0


@pytest.mark.parametrize("labels", [[], [0], [0, 0, 0], [0, 1, 2]])
def test_all__trivial_partitions__agree_with_themselves(labels: list[int]) -> None:
    assert ari(labels, labels) == nmi(labels, labels) == c2c(labels, labels, 0.5) == 1.0
    assert mojofm(labels, labels) == 100.0


def test_ari__textbook_example__known_value() -> None:
    assert ari([0, 0, 1, 1], [0, 0, 1, 2]) == pytest.approx(0.5714285714)
    assert ari([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)


def test_nmi__arithmetic_mean__known_value() -> None:
    assert nmi([0, 0, 1, 1], [0, 0, 1, 2]) == pytest.approx(0.8)


def test_ari_and_nmi__one_box__worth_nothing() -> None:
    assert ari([0] * 6, SAME) == nmi([0] * 6, SAME) == 0.0


def test_c2c__half_overlap__strictly_over_the_threshold() -> None:
    assert c2c([0, 0, 0, 0], [0, 0, 1, 1], 0.5) == 0.0
    assert c2c([0, 0, 0, 0], [0, 0, 1, 1], 0.33) == 1.0
    assert c2c([0, 0, 0, 1], [0, 0, 1, 1], 0.6) == 0.5


def test_mojofm__one_move__of_the_worst() -> None:
    assert moves_and_joins([0, 0, 0, 1], [0, 0, 1, 1]) == 1
    assert mojofm([0, 0, 0, 1], [0, 0, 1, 1]) == pytest.approx(50.0)  # worst: 4 − 2 groups in use


def test_moves_and_joins__ties__are_matched_for_the_most_groups() -> None:
    found = [0, 0, 1, 1, 1, 1]
    expected = [0, 1, 0, 0, 1, 1]  # group 0 and group 1 both tie: two tags are in use
    assert moves_and_joins(found, expected) == 3


@pytest.mark.parametrize("expected", [[0, 0, 1, 1], [0, 1, 1, 2], [0, 0, 0, 1]])
def test_moves_and_joins__small_partitions__match_brute_force(expected: list[int]) -> None:
    for found in product(range(3), repeat=4):
        assert moves_and_joins(found, expected) == _brute_force(found, expected)


def _brute_force(found: tuple[int, ...], expected: list[int]) -> int:
    """Every group of `found` goes to one expected group: moves are its strangers, joins what shares a group."""
    groups, targets = sorted(set(found)), sorted(set(expected))
    return min(
        sum(dict(zip(groups, choice, strict=True))[f] != e for f, e in zip(found, expected, strict=True))
        + len(groups)
        - len(set(choice))
        for choice in product(targets, repeat=len(groups))
    )


def test_all__order_of_items__does_not_matter() -> None:
    found, expected = [0, 1, 1, 2, 0], [0, 0, 1, 1, 2]
    for order in permutations(range(5)):
        ours, theirs = [found[i] for i in order], [expected[i] for i in order]
        assert ari(ours, theirs) == pytest.approx(ari(found, expected))
        assert moves_and_joins(ours, theirs) == moves_and_joins(found, expected)
