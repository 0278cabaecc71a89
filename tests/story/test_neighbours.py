"""A revision that is measured after its neighbour, with what that left in memory, is what it is alone, to the byte."""

import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from analyzer.cli.storing import Measuring, state_at
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config, DiscoverConfig
from analyzer.model.plan import Plan, PlannedService
from analyzer.model.project import Source
from analyzer.pipeline import Work, analyze
from analyzer.read import DecodedFacts
from analyzer.store import FactCache

BASE = "<?php\nnamespace App;\nclass Base { /** @return Row */ public function row() { return new Row(); } }\n"
ROW = "<?php\nnamespace App;\nclass Row { public function save() { mysql_query('UPDATE rows SET a = 1'); } }\n"
LOG = "<?php\nnamespace App;\nclass Log { public function save() { mysql_query('INSERT INTO logs VALUES (1)'); } }\n"
SHOP = "<?php\nnamespace Shop;\nclass Cart extends \\App\\Base { public function pay() { $this->row()->save(); } }\n"
PAGE = "<?php\nfunction cart() { return new Shop\\Cart(); }\n$cart = cart();\n$cart->row()->save();\n"
HISTORY: tuple[Mapping[str, str | None], ...] = (
    {"src/Base.php": BASE, "src/Row.php": ROW, "src/Log.php": LOG, "shop/Cart.php": SHOP, "page.php": PAGE},
    {"src/Base.php": BASE.replace("Row", "Log")},  # what others inherit gives another class now
    {"src/Row.php": None, "lib/Row.php": ROW, "src/Base.php": BASE},  # a class moves, and means something again
    {"shop/Cart.php": SHOP.replace("\\App\\Base", "\\App\\Old"), "src/Old.php": LOG.replace("Log", "Old")},
    {"page.php": PAGE + "$cart->pay();\n", "src/Old.php": BASE.replace("Base", "Old")},  # another base, and a method
    {"page.php": PAGE, "other/Row.php": ROW},  # the same class twice
    {"other/Row.php": None, "shop/Cart.php": SHOP, "src/Old.php": None},
    {"src/Base.php": None},
)
PLAN = Plan((PlannedService("shop", ("shop/**",)), PlannedService("app", ("src/**", "lib/**"), ("rows", "logs"))))
CONFIG = Config(discover=DiscoverConfig(history=False), name="story", plan=PLAN)  # under a plan, history shapes nothing


def _git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A repository, and its commits in order."""
    root = tmp_path_factory.mktemp("shop")
    _git(root, "init", "-q")
    commits = []
    for files in HISTORY:
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).unlink(missing_ok=True) if text is None else (root / path).write_text(text)
        _git(root, "add", "-A")
        _git(root, "commit", "-q", "-m", "on")
        commits.append(_git(root, "rev-parse", "HEAD").strip())
    return root, tuple(commits)


def _kept(root: Path, commits: tuple[str, ...], cache: Path) -> list[Analysis]:
    """All revisions by one process, each with what the one before has left in memory."""
    measure = Measuring(str(root), CONFIG, True)
    with FactCache(cache, "1", print) as behind, measure.facts.before(behind):
        return [state_at(Source(str(root), commit), CONFIG, measure.facts, 1) for commit in commits]


@pytest.mark.parametrize("backwards", [False, True])
def test_follow__after_its_neighbours__is_what_it_is_alone(
    revisions: tuple[Path, tuple[str, ...]], tmp_path: Path, backwards: bool
) -> None:
    root, commits = revisions
    ordered = commits[::-1] if backwards else commits
    encode = msgspec.msgpack.encode
    alone = [encode(state_at(Source(str(root), commit), CONFIG, DecodedFacts(), 1)) for commit in ordered]
    assert [encode(one) for one in _kept(root, ordered, tmp_path / "facts")] == alone
    assert all(one != other for one, other in pairwise(alone))  # each step changes something


def test_follow__every_revision__has_the_linkage_and_scores_of_a_whole_analysis(
    revisions: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> None:
    root, commits = revisions
    for commit, followed in zip(commits, _kept(root, commits, tmp_path / "facts"), strict=True):
        whole = analyze(Source(str(root), commit), CONFIG, Work())
        assert msgspec.structs.replace(followed.linkage, operations=()) == whole.linkage
        assert followed.decomposition.services == whole.decomposition.services
        assert followed.decomposition.unplanned == whole.decomposition.unplanned
        assert (followed.scores.services, followed.scores.crossings) == (whole.scores.services, whole.scores.crossings)
        assert followed.inventory.loc == whole.inventory.loc
