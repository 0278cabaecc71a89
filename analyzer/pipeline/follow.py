"""A source and a configuration with a plan in, the services that it makes of it out: no clustering, no roadmap."""

from analyzer.discover import discover
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.measure import count
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.plan import Plan, PlannedService
from analyzer.model.project import FileKind, FileRole, Source
from analyzer.model.state import State
from analyzer.pipeline.pipeline import NothingToAnalyse, Work, without_collection
from analyzer.propose import Cover, decompose
from analyzer.read import read_all
from analyzer.weigh import weigh

TABLE = "table:"


def follow(source: Source, config: Config, work: Work) -> State:
    """Return one revision under `config.plan`: what history, track and diff compare. Raises NothingToAnalyse."""
    with without_collection():
        work.say("discover", 0, 1)
        project, contents = discover(source, config.discover, config.name)
        if not any(file.kind is FileKind.PHP and file.role is FileRole.OWN for file in project.files):
            raise NothingToAnalyse(f"no PHP file of its own among {len(project.files)} files of interest")
        files = read_all(project, contents, work.cache, work.jobs, lambda done, total: work.say("read", done, total))
        work.say("link", 0, 1)
        linkage = link(project, files, active(project, files, config.frameworks), config)
        work.say("measure", 0, 1)
        decomposition = decompose(linkage, weigh(linkage, config.weights), config.plan, search=False)
        services, crossings = count(linkage, decomposition, config.weights.kinds)
        return State(project.name, config.plan, linkage, decomposition, services, crossings)


def plan_of(analysis: Analysis) -> Plan:
    """Return the services of an analysis as a plan: as few patterns as match exactly their units."""
    cover = Cover(analysis.linkage.units)
    services = []
    for service in analysis.decomposition.services:
        patterns = cover.patterns(service.members)
        tables = tuple(p.removeprefix(TABLE) for p in patterns if p.startswith(TABLE))
        services.append(PlannedService(service.name, tuple(p for p in patterns if not p.startswith(TABLE)), tables))
    return Plan(tuple(services), cover.patterns(analysis.decomposition.kernel))
