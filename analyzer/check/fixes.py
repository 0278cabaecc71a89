"""A violation's two ends in; the smallest change that mends it, in words, out."""

from analyzer.check.standing import Standing, Use
from analyzer.model.plan import State

SHOWN = 3  # units of a public interface that are named


def for_use(standing: Standing, use: Use) -> str:
    """Return whether to go through the interface, to move one of the two units, or to cut the places."""
    service = standing.service_of[use.target]
    home = standing.service_of.get(use.source)
    count = len(use.places)
    where = "at this place" if count == 1 else f"at these {count:,} places"
    if _gone(standing, service):
        return f"{where}, call the new interface of {service}"
    if use.source.startswith("table:"):
        return f"keep the id of {use.target} without a foreign key once the tables part"
    if use.target.startswith("table:"):
        return for_table(standing, use.target, writes=False)
    to_move = standing.ties.get(use.source, {})
    if home is not None and to_move.get(service, 0) > to_move.get(home, 0):
        return _move(use.source, service, to_move.get(service, 0), home, to_move.get(home, 0))
    to_move = standing.ties.get(use.target, {})
    if home is not None and not _gone(standing, home) and to_move.get(home, 0) > to_move.get(service, 0):
        return _move(use.target, home, to_move.get(home, 0), service, to_move.get(service, 0))
    interface = sorted(standing.public.get(service, ()))
    if interface:
        more = f" or {len(interface) - SHOWN:,} more" if len(interface) > SHOWN else ""
        return f"{where}, go through what {service} offers: {', '.join(interface[:SHOWN])}{more}"
    return f"{where}, ask {service} by an interface that it offers, or move what is needed to where it is used"


def _gone(standing: Standing, service: str) -> bool:
    """Say whether a service is extracted: nothing moves there, and its code here is no way to its tables."""
    return standing.planned[service].state is State.EXTRACTED


def _move(unit: str, to: str, there: int, home: str, here: int) -> str:
    tied = "1 place ties" if there == 1 else f"{there:,} places tie"
    return f"move {unit} to {to}: {tied} it there, {here:,} to {home}"


def for_table(standing: Standing, table: str, writes: bool) -> str:
    """Return through whom of its owner a table can be reached."""
    owner = standing.service_of[table]
    verb = "writes" if writes else "reads"
    if _gone(standing, owner):
        return f"let {owner} {verb.removesuffix('s')} it: call its new interface"
    unit = standing.accessors.get((table, owner, writes)) or standing.accessors.get((table, owner, True))
    if unit is None or unit.startswith("script:"):
        so_far = f"only {unit} does so yet" if unit else f"nothing of {owner} does so yet"
        return f"let {owner} {verb.removesuffix('s')} it by a function or class that others may call: {so_far}"
    return (
        f"go through {unit} of {owner}, which {verb if (table, owner, writes) in standing.accessors else 'writes'} it"
    )


def for_join(standing: Standing, table: str) -> str:
    """Return how to read two services' tables without a join."""
    owner = standing.service_of[table]
    unit = None if _gone(standing, owner) else standing.accessors.get((table, owner, False))
    through = f" through {unit}" if unit else ""
    return f"ask {owner}{through} for what is read of {table} and join it in PHP, or keep a copy that {owner} feeds"


def for_transaction(standing: Standing, table: str) -> str:
    """Return how to write to two services without a common transaction."""
    owner = standing.service_of[table]
    return f"commit first and let {owner} write {table} afterwards (an event, an outbox), with a way to undo"


def for_unplanned(standing: Standing, unit: str) -> str:
    """Return how a unit gets a place in the plan."""
    service = standing.service_of[unit]
    if unit.startswith("table:"):
        return f"name it in `tables` of {service}, or of who should own it (secateur accept {service})"
    return f"put it where the patterns of {service} reach, or name it in secateur.yaml (secateur accept {service})"
