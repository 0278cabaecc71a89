"""The bundle: everything that was learnt about a code base. It is `analysis.json`."""

import msgspec

from analyzer.model.config import Config
from analyzer.model.data import Boundary
from analyzer.model.decomposition import Decomposition
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage
from analyzer.model.project import Activity, Package, Skipped
from analyzer.model.roadmap import Roadmap
from analyzer.model.scores import Scores

SCHEMA = "secateur/analysis/1"


class Inventory(msgspec.Struct, frozen=True):
    """How much there is, and what was left out, aloud."""

    files: int  # own PHP files
    loc: int  # lines of them
    test_files: int
    third_party_files: int
    sql_files: int
    skipped: tuple[Skipped, ...]
    packages: tuple[Package, ...]
    commits: int = 0  # that changed a file which still exists
    large_commits: int = 0  # of these, too large to say what belongs together
    history: str = ""  # what is not known of the history, "" when all is well
    read: int = 0  # files of every kind and role


class Analysis(msgspec.Struct, frozen=True):
    """One value between thinking and telling."""

    schema: str
    project: str
    version: str  # of secateur
    inventory: Inventory
    linkage: Linkage
    graph: CodeGraph
    decomposition: Decomposition
    scores: Scores
    roadmap: Roadmap
    config: Config
    boundary: Boundary = Boundary()
    activity: tuple[Activity, ...] = ()  # of files in the history, when there is one
