"""The stages in their order: the same input gives the same bytes, whoever works, wherever, from disk or from git."""

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.export import analysis_json, graph_json
from analyzer.model.config import ClusterConfig, Config
from analyzer.model.project import Source
from analyzer.pipeline import NothingToAnalyse, Work, analyze
from analyzer.read import FACTS_VERSION
from analyzer.store import FactCache
from tests.discover.conftest import commit
from tests.examples import write_shop

CONFIG = Config(name="shop", clustering=ClusterConfig(services=2))
ROOT = Path(__file__).parents[2]

# Analyses a directory with N processes and prints the digest of both files.
DIGEST = """
import hashlib, sys
from analyzer.export import analysis_json, graph_json
from analyzer.model.config import Config
from analyzer.model.project import Source
from analyzer.pipeline import Work, analyze
analysis = analyze(Source(sys.argv[1]), Config(name="shop"), Work(int(sys.argv[2])))
print(hashlib.sha256(analysis_json(analysis) + graph_json(analysis)).hexdigest())
"""


def files(source: Source, cache: FactCache | None = None) -> bytes:
    """Return both files of an analysis."""
    analysis = analyze(source, CONFIG, Work(cache=cache))
    return analysis_json(analysis) + graph_json(analysis)


@pytest.fixture
def bricks(tmp_path: Path) -> Path:
    return write_shop(tmp_path / "bricks")


def test_analyze__when_the_tree_lies_elsewhere__then_gives_the_same_bytes(bricks: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bricks, tmp_path / "far" / "away")
    content = files(Source(str(bricks)))
    assert files(Source(str(copy))) == content
    assert str(tmp_path).encode() not in content


def test_analyze__when_read_from_a_revision__then_gives_the_same_bytes(bricks: Path) -> None:
    commit(bricks)  # before the first reading: both see the same history
    content = files(Source(str(bricks)))
    shutil.rmtree(bricks / "src")
    assert files(Source(str(bricks), "HEAD")) == content


def test_analyze__when_facts_come_from_the_cache__then_gives_the_same_bytes(bricks: Path, tmp_path: Path) -> None:
    content = files(Source(str(bricks)))
    for _ in range(2):
        with FactCache(tmp_path / "facts.sqlite", FACTS_VERSION) as cache:
            assert files(Source(str(bricks)), cache) == content


def test_analyze__when_jobs_and_hash_seeds_differ__then_gives_the_same_bytes(bricks: Path) -> None:
    # Enough code that the second process gets something to read.
    for i in range(40):
        long = "// a long comment\n" * 1000
        (bricks / f"part{i}.php").write_text(f"<?php\nfunction f{i}() {{ return f{i * 7 % 40}(); }}\n{long}")
    digests = set()
    for seed, jobs in (("1", "1"), ("2", "2")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", DIGEST, str(bricks), jobs]
        digests.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1


def test_analyze__when_there_is_only_other_peoples_code__then_says_so(tmp_path: Path) -> None:
    (tmp_path / "vendor" / "a").mkdir(parents=True)
    (tmp_path / "vendor" / "a" / "a.php").write_text("<?php class A {}")
    with pytest.raises(NothingToAnalyse):
        analyze(Source(str(tmp_path)), Config(), Work())


def test_analyze__when_it_fails__then_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    assert gc.isenabled()
    with pytest.raises(NothingToAnalyse):
        analyze(Source(str(tmp_path)), Config(), Work())
    assert gc.isenabled()


def test_analyze__when_asked_to_say__then_names_the_stages_in_their_order(bricks: Path) -> None:
    said: list[str] = []
    analyze(Source(str(bricks)), CONFIG, Work(say=lambda stage, done, total: said.append(stage)))
    assert list(dict.fromkeys(said)) == ["discover", "read", "link", "cluster", "propose", "measure", "order"]
