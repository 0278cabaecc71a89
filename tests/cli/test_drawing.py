"""Figures from other processes are those that one process draws."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from analyzer.cli.drawing import Drawers
from analyzer.report import drawing, figures_of
from tests.examples import hostile_analysis


class _Dead:
    """A pool whose processes have died."""

    def submit(self, *_: Any) -> Future[Any]:
        """Return a future that failed."""
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool())
        return future

    def shutdown(self, **_: Any) -> None:
        """Nothing is left to end."""


@pytest.mark.parametrize("living", [True, False])
def test_draw__when_other_processes_draw_or_die__then_gives_the_same_figures(
    living: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = drawing(hostile_analysis())
    alone = Drawers(1).draw(what)
    drawers = Drawers(2)
    if living:
        drawers.prepare()
    else:
        monkeypatch.setattr(drawers, "_pool", _Dead())
    try:
        assert {name: dict(files) for name, files in drawers.draw(what).items()} == alone
        assert list(alone) == list(figures_of(what))
    finally:
        drawers.close()
