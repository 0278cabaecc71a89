"""`secateur accept`: writes proposed services into secateur.yaml as the accepted plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.main import Failure, printable
from analyzer.cli.options import HERE
from analyzer.cli.output import write_file
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import CONFIG_FILE, existing, read_text
from analyzer.model.analysis import Analysis
from analyzer.model.plan import Plan, PlannedService

if TYPE_CHECKING:
    from analyzer.discover import Owners

SHOWN = 5  # units that go elsewhere
MENTIONED = 3  # analyses that are there under other names


@click.command()
@click.argument("services", nargs=-1, metavar="[SERVICE]... [PATH]")
@click.option("--analysis", "saved", metavar="FILE", help="The analysis.json (default: of reports/<project>).")
@click.option("--path", metavar="DIR", help="The same as PATH.")
@click.option("--config", metavar="FILE", help="The file to write into (default: secateur.yaml in PATH).")
@click.option("--quiet", is_flag=True, help="Say nothing but results and errors.")
def accept(services: tuple[str, ...], saved: str | None, path: str | None, config: str | None, quiet: bool) -> None:
    """Write services of an analysis into secateur.yaml in PATH: the accepted plan.

    Without SERVICE all of them and the shared kernel; otherwise only those named. Each is written as patterns that
    match exactly its units. What stands in the file stays; of a service that is there, only includes and tables change.

    Exit codes: 0 fine, 2 the command or the file was wrong.
    """
    from analyzer.settings import ConfigError, load_config  # noqa: PLC0415
    from analyzer.settings import accept as accepted  # noqa: PLC0415

    services, path = _where(services, saved, path)
    root = existing(path)
    target = Path(config) if config else root / CONFIG_FILE
    text = read_text(target) if target.exists() else ""
    try:
        before = load_config(text, str(target))
        name = before.name or root.resolve().name
        analysis = saved_analysis(Path(saved) if saved else _newest(name))
        chosen = _chosen(analysis, services)
        planned, kernel = _planned(analysis, chosen, root, whole=not services)
        new = accepted(text, planned, None if services else kernel, str(target))
        after = load_config(new, str(target))
    except ConfigError as error:
        raise Failure(str(error)) from error
    if new != text:
        write_file(target, new.encode("utf-8"))
    if not quiet:
        for line in _told(analysis, before.plan, after.plan, chosen):
            click.echo(printable(line))
        click.echo(printable(f"{'wrote' if new != text else 'nothing to change in'} {target}"))


def _where(services: tuple[str, ...], saved: str | None, path: str | None) -> tuple[tuple[str, ...], str]:
    """Return the services and PATH: a directory at the end is PATH, unless it is called as a service is."""
    last = services[-1] if services else ""
    if path is not None or not Path(last).is_dir():
        return services, path or HERE
    try:
        names = _names(saved_analysis(Path(saved) if saved else _newest(_name_at(HERE))))
    except Failure:
        names = []
    return (services, HERE) if last in names else (services[:-1], last)


def _name_at(path: str) -> str:
    from analyzer.settings import ConfigError, load_config  # noqa: PLC0415

    target = Path(path) / CONFIG_FILE
    try:
        named = load_config(read_text(target), str(target)).name if target.is_file() else ""
    except ConfigError as error:
        raise Failure(str(error)) from error
    return named or Path(path).resolve().name


def _newest(name: str) -> Path:
    from analyzer.cli.analyze import ANALYSIS, folder_name  # noqa: PLC0415

    path = Path("reports") / folder_name(name) / ANALYSIS
    if not path.is_file():
        others = sorted(str(one) for one in Path("reports").glob(f"*/{ANALYSIS}"))
        there = f"there is {', '.join(others[:MENTIONED])}" if others else "run secateur analyze first"
        raise Failure(f"{path}: no such file; {there}: name an analysis.json with --analysis")
    return path


def _names(analysis: Analysis) -> list[str]:
    return [service.name for service in analysis.decomposition.services]


def _chosen(analysis: Analysis, names: Sequence[str]) -> list[str]:
    """Return the names of the services to accept, in the order of the analysis."""
    from difflib import get_close_matches  # noqa: PLC0415

    known = _names(analysis)
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1, 0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known) or 'none'}"
            directory = " (a directory: name PATH once, after the services)" * Path(name).is_dir()
            raise Failure(f"the analysis has no service '{name}'{directory}; {hint}")
    if not known:
        raise Failure("the analysis has no services; nothing can be accepted")
    return [name for name in known if name in names or not names]


def _planned(
    analysis: Analysis, chosen: Sequence[str], root: Path, whole: bool
) -> tuple[list[PlannedService], tuple[str, ...]]:
    """Return the services as patterns, with what they use today and who owns their files; and the kernel's patterns."""
    from analyzer.discover import read_owners  # noqa: PLC0415
    from analyzer.propose import KERNEL, Cover, plan_patterns  # noqa: PLC0415

    owners = read_owners(str(root))
    uses: dict[str, list[str]] = {}
    for row in analysis.scores.crossings:
        if row.target in chosen:  # a service that is not accepted has no name in the file
            uses.setdefault(row.source, []).append(row.target)
    known = {service.name for service in analysis.config.plan.services}
    members = {service.name: service.members for service in analysis.decomposition.services}
    wanted = {name: members[name] for name in chosen} | ({KERNEL: analysis.decomposition.kernel} if whole else {})
    found = plan_patterns(Cover(analysis.linkage.units), wanted, analysis.decomposition.orphans)
    planned = []
    for name in chosen:
        patterns = found[name]
        planned.append(
            PlannedService(
                name,
                tuple(p for p in patterns if not p.startswith("table:")),
                tuple(p.removeprefix("table:") for p in patterns if p.startswith("table:")),
                _owner(analysis, members[name], owners),
                uses=None if name in known or len(chosen) < len(members) else tuple(sorted(uses.get(name, []))),
            )
        )
    return planned, found.get(KERNEL, ())


def _owner(analysis: Analysis, members: Sequence[str], owners: Owners) -> str:
    inside = set(members)
    paths = (unit.path for unit in analysis.linkage.units if unit.id in inside and not unit.id.startswith("table:"))
    return owners.most(path for path in paths if path)


def _told(analysis: Analysis, before: Plan, after: Plan, chosen: Sequence[str]) -> Iterator[str]:
    """Yield what was accepted, and where the file says something else than the analysis."""
    from analyzer.patterns import Units  # noqa: PLC0415
    from analyzer.propose import covering  # noqa: PLC0415

    wanted = {unit: s.name for s in analysis.decomposition.services if s.name in chosen for unit in s.members}
    covered = covering(Units(analysis.linkage.units), after)
    for service in after.services:
        if service.name in chosen:
            one = sum(name == service.name for name in wanted.values())
            yield f"{service.name}: {one:,} units as {len(service.includes) + len(service.tables):,} patterns"
    others: dict[str, list[str]] = {}
    for unit, name in sorted(wanted.items()):
        if covered.get(unit, name) != name:
            others.setdefault(covered[unit], []).append(unit)
    for other, units in sorted(others.items()):
        more = f" and {len(units) - SHOWN:,} more" if len(units) > SHOWN else ""
        yield f"{other} keeps {', '.join(units[:SHOWN])}{more}: its patterns name them more exactly, or first"
    along = sum(unit in covered for unit in analysis.decomposition.orphans)
    if along:
        yield f"{along:,} units without any tie come along with the files around them"
    services = {service.name for service in analysis.decomposition.services}
    for service in before.services:
        if service.name not in services:
            yield f"{service.name} stays in the file, though this analysis has no such service"
