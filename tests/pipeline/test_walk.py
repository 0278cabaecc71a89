"""Many items over several processes: each once, from both ends, and failures are told."""

import os

import pytest

from analyzer.pipeline.walk import BLOCK, walk


def _square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def _refuse(number: int) -> int:
    if number == BLOCK:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3, 16])
@pytest.mark.parametrize("count", [0, 1, BLOCK, 5 * BLOCK + 1])
def test_walk__any_number_of_processes__every_item_has_its_outcome_once(jobs: int, count: int) -> None:
    found = [(item, outcome[0]) for item, outcome in walk(range(count), _square, jobs)]
    assert sorted(found) == [(number, number * number) for number in range(count)]


def test_walk__two_processes__begin_at_both_ends() -> None:
    process = {item: outcome[1] for item, outcome in walk(range(6 * BLOCK), _square, 2)}
    first, last = ({process[i] for i in part} for part in (range(BLOCK), range(5 * BLOCK, 6 * BLOCK)))
    assert (len(first), len(last)) == (1, 1)
    assert first != last


def test_walk__an_item_fails__its_exception_is_raised() -> None:
    with pytest.raises(ValueError, match="seven"):
        list(walk(range(4 * BLOCK), _refuse, 2))
