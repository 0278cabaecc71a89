"""A source and a configuration with a plan in, the services that it makes of it out: no clustering, no roadmap."""

import msgspec

from analyzer.discover import discover
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.measure import count
from analyzer.model.analysis import SCHEMA, Analysis
from analyzer.model.config import Config
from analyzer.model.graph import CodeGraph
from analyzer.model.plan import Plan, PlannedService
from analyzer.model.project import Source
from analyzer.model.roadmap import Remaining, Roadmap
from analyzer.model.scores import Scores
from analyzer.pipeline.memory import Remembered
from analyzer.pipeline.pipeline import VERSION, Work, inventory, must_have_php, without_collection
from analyzer.propose import Cover, decompose, given_owners, judge
from analyzer.read import read_all
from analyzer.weigh import weigh

TABLE = "table:"
_NO_GRAPH = CodeGraph((), (), ())
_NO_ROADMAP = Roadmap(Remaining(0, 0, 0, 0), (), 0.0, 0.0, True)


def follow(source: Source, config: Config, work: Work) -> Analysis:
    """Return one revision under `config.plan`: what history, track and diff compare, and no more.

    Its weighted graph, sanity rows and roadmap are empty, and nobody looked where patterns that match nothing may lead
    now. Raises NothingToAnalyse.
    """
    with without_collection():
        work.say("discover", 0, 1)
        unread = msgspec.structs.replace(config.discover, history=False, git_log="")
        project, contents = discover(source, unread, config.name)  # what changed together shapes no plan
        must_have_php(project)
        remembered = Remembered(work.memory, f"{work.program}/follow", project, config)
        known = remembered.recall()
        if known is not None:
            work.say("recall", 1, 1)
            return known
        files = read_all(project, contents, work.cache, work.jobs, lambda done, total: work.say("read", done, total))
        work.say("link", 0, 1)
        linkage = link(project, files, active(project, files, config.frameworks), config)
        work.say("measure", 0, 1)
        followed = decompose(linkage, weigh(linkage, config.weights), config.plan, search=False)
        decomposition = judge(linkage, followed, config.data, given_owners(linkage, followed, config.plan))
        scores = Scores(*count(linkage, decomposition, config.weights.kinds), ())
        extent = inventory(project, files, config)
        found = Analysis(
            SCHEMA, project.name, VERSION, extent, linkage, _NO_GRAPH, decomposition, scores, _NO_ROADMAP, config
        )
        return remembered.keep(found)


def plan_of(analysis: Analysis) -> Plan:
    """Return the services of an analysis as a plan: as few patterns as match exactly their units."""
    cover = Cover(analysis.linkage.units)
    services = []
    for service in analysis.decomposition.services:
        patterns = cover.patterns(service.members)
        tables = tuple(p.removeprefix(TABLE) for p in patterns if p.startswith(TABLE))
        services.append(PlannedService(service.name, tuple(p for p in patterns if not p.startswith(TABLE)), tables))
    return Plan(tuple(services), cover.patterns(analysis.decomposition.kernel))
