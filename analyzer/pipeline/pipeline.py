"""A source and a configuration in, one `Analysis` out: the stages in their order, and nothing else."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

import msgspec

from analyzer.discover import discover
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.measure import measure
from analyzer.model.analysis import SCHEMA, Analysis, Inventory
from analyzer.model.config import Config
from analyzer.model.earlier import NOTHING_EARLIER, Earlier
from analyzer.model.facts import ReadFile
from analyzer.model.linkage import Linkage, UnitKind
from analyzer.model.project import Activity, Commit, FileKind, FileRole, Project, Source
from analyzer.order import activity_of, order
from analyzer.pipeline.memory import Memory, Remembered
from analyzer.pipeline.proposing import proposed
from analyzer.propose import boundary, decompose, given_owners, judge, typed
from analyzer.read import FactCache, read_all
from analyzer.weigh import weigh

Say = Callable[[str, int, int], None]  # stage, done, total


def _version() -> str:
    try:
        return version("secateur")
    except PackageNotFoundError:
        return "0"


VERSION = _version()


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


class NothingToAnalyse(Exception):
    """The source holds no PHP of its own; the message says what was looked at."""


class Past(msgspec.Struct, frozen=True):
    """What is known of earlier: the analysis before this one, how often files were changed, and in which commits."""

    earlier: Earlier = NOTHING_EARLIER
    activity: tuple[Activity, ...] = ()
    commits: tuple[Commit, ...] = ()


NOTHING_PAST = Past()


class Work(msgspec.Struct, frozen=True):
    """How to do the work, without any influence on its result: processes, caches, progress."""

    jobs: int = 1
    cache: FactCache | None = None
    memory: Memory | None = None
    program: str = VERSION  # what remembered results depend on besides their input
    say: Say = _silent
    held: list[object] = msgspec.field(default_factory=list)  # slow to free: the caller decides when


def analyze(source: Source, config: Config, work: Work, previous: Earlier = NOTHING_EARLIER) -> Analysis:
    """Return everything that can be learnt about a code base. Pure but for reading `source` and the fact cache.

    Services that continue one of the `previous` analysis keep its name, and units stay where they were when the call is
    close and that analysis was asked the same.
    """
    with without_collection():
        work.say("discover", 0, 1)
        project, contents = discover(source, config.discover, config.name)
        must_have_php(project)
        remembered = Remembered(work.memory, work.program, project, config, previous)
        known = remembered.recall()
        if known is not None:
            work.say("recall", 1, 1)
            return known
        files = read_all(project, contents, work.cache, work.jobs, lambda done, total: work.say("read", done, total))
        work.held.append(files)
        work.say("link", 0, 1)
        linkage = link(project, files, active(project, files, config.frameworks), config)
        extent, commits = inventory(project, files, config), project.history.commits
        past = Past(previous, activity_of(commits), commits)
        return remembered.keep(analyze_linkage(linkage, config, extent, work.say, project.name, past))


def analyze_linkage(  # noqa: PLR0913, PLR0917 (all of it is input)
    linkage: Linkage, config: Config, inventory: Inventory, say: Say, name: str, past: Past = NOTHING_PAST
) -> Analysis:
    """Return the analysis of a dependency graph, whoever made it.

    Raises ContradictionError for constraints that nothing can obey, UnknownServiceError for an order that is none.
    """
    with without_collection():
        say("cluster", 0, 1)
        graph = weigh(linkage, config.weights, past.commits)
        if config.plan.services:
            proposal = decompose(linkage, graph, config.plan)
        else:
            proposal, linkage = proposed(linkage, graph, config, say, past.earlier)
        owners = given_owners(linkage, proposal, config.plan)
        decomposition = typed(linkage, judge(linkage, proposal, config.data, owners))
        cut = boundary(linkage, decomposition, config.data)
        say("measure", 0, 1)
        scores = measure(linkage, decomposition, config.weights.kinds)
        say("order", 0, 1)
        roadmap = order(linkage, decomposition, config.weights.kinds, config.order, past.activity)
        kept = msgspec.structs.replace(linkage, operations=())  # what crosses is in `cut.calls`
        whole = Analysis(SCHEMA, name, VERSION, inventory, kept, graph, decomposition, scores, roadmap, config, cut)
        return msgspec.structs.replace(whole, activity=past.activity)


def inventory_of(linkage: Linkage) -> Inventory:
    """Return what can be said of the extent of a graph that did not come from files."""
    paths = {unit.path for unit in linkage.units if unit.path and unit.kind is not UnitKind.TABLE}
    return Inventory(len(paths), sum(unit.loc for unit in linkage.units), 0, 0, 0, (), ())


def must_have_php(project: Project) -> None:
    """Raise NothingToAnalyse when no file of a project is PHP of its own."""
    if not any(file.kind is FileKind.PHP and file.role is FileRole.OWN for file in project.files):
        raise NothingToAnalyse(f"no PHP file of its own among {len(project.files)} files of interest")


def inventory(project: Project, files: tuple[ReadFile, ...], config: Config) -> Inventory:
    """Return how much there is."""
    own = {f.path for f in project.files if f.role is FileRole.OWN and f.kind is FileKind.PHP}
    return Inventory(
        files=len(own),
        loc=sum(file.facts.loc for file in files if file.path in own),
        test_files=sum(file.role is FileRole.TEST for file in project.files),
        third_party_files=sum(file.role is FileRole.THIRD_PARTY for file in project.files),
        sql_files=sum(file.kind is FileKind.SQL and file.role is FileRole.OWN for file in project.files),
        skipped=project.skipped,
        packages=project.packages,
        commits=len(project.history.commits),
        large_commits=sum(commit.size > config.weights.largest_commit for commit in project.history.commits),
        history=project.history.note,
        read=len(project.files),
    )


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the cycle collector from walking millions of frozen values; reference counts free what is not needed."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
