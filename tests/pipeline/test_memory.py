"""What was analysed before: recalled for exactly the same input, and for nothing else."""

import pytest
from msgspec.structs import replace

from analyzer.model.config import ClusterConfig, Config, WeightConfig
from analyzer.model.decomposition import Service
from analyzer.model.earlier import Earlier
from analyzer.model.facts import ProblemKind
from analyzer.model.linkage import FileProblem
from analyzer.model.project import FileKind, FileRole, Project, SourceFile
from analyzer.pipeline.memory import Remembered
from tests.examples import hostile_analysis

PROJECT = Project("shop", (SourceFile("a.php", "1" * 40, 10, FileKind.PHP, FileRole.OWN),))
MOVED = replace(PROJECT, files=(SourceFile("b.php", "1" * 40, 10, FileKind.PHP, FileRole.OWN),))
EDITED = replace(PROJECT, files=(SourceFile("a.php", "2" * 40, 10, FileKind.PHP, FileRole.OWN),))


class Memory(dict[str, bytes]):
    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def test_remembered__when_the_input_is_the_same__then_recalls_an_equal_analysis() -> None:
    memory = Memory()
    analysis = hostile_analysis()
    assert Remembered(memory, "1", PROJECT, Config()).recall() is None
    Remembered(memory, "1", PROJECT, Config()).keep(analysis)
    assert Remembered(memory, "1", PROJECT, Config()).recall() == analysis


@pytest.mark.parametrize(
    ("version", "project", "config"),
    [
        ("2", PROJECT, Config()),
        ("1", MOVED, Config()),
        ("1", EDITED, Config()),
        ("1", PROJECT, Config(clustering=ClusterConfig(services=3))),
        ("1", PROJECT, Config(weights=WeightConfig(fan_in_discount=0.25))),
    ],
)
def test_remembered__when_anything_is_different__then_knows_nothing(
    version: str, project: Project, config: Config
) -> None:
    memory = Memory()
    Remembered(memory, "1", PROJECT, Config()).keep(hostile_analysis())
    assert Remembered(memory, version, project, config).recall() is None


def test_remembered__when_a_rule_had_founded_what_is_kept__then_it_is_another_question() -> None:
    memory, kept = Memory(), Earlier((Service("tax", ("class:Tax",)),))
    Remembered(memory, "1", PROJECT, Config(), kept).keep(hostile_analysis())
    assert Remembered(memory, "1", PROJECT, Config(), kept).recall() is not None
    assert Remembered(memory, "1", PROJECT, Config(), replace(kept, founded=("tax",))).recall() is None


def test_remembered__when_a_file_vanished_while_it_was_read__then_keeps_nothing() -> None:
    memory = Memory()
    problem = FileProblem("a.php", 1, ProblemKind.VANISHED, "changed")
    analysis = hostile_analysis()
    analysis = replace(analysis, linkage=replace(analysis.linkage, problems=(problem,)))
    assert Remembered(memory, "1", PROJECT, Config()).keep(analysis) == analysis
    assert not memory


def test_remembered__when_what_is_remembered_is_damaged__then_knows_nothing() -> None:
    memory = Memory()
    remembered = Remembered(memory, "1", PROJECT, Config())
    remembered.keep(hostile_analysis())
    memory.update(dict.fromkeys(memory, b"\xc1"))
    assert remembered.recall() is None
