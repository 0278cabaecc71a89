"""The address of a store in; snapshots written and read: a file of SQLite, or a PostgreSQL that a team shares.

Every snapshot is one transaction: it is there whole or not at all, whatever is killed, and a second writer waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from analyzer.model.snapshot import Breach, ServiceNumbers, Snapshot
from analyzer.store.schema import BREACHES, KEY, SCHEMA, SERVICES, SNAPSHOTS, VERSION, upgrade

_WAIT = 60.0  # seconds for another writer
_LOCK = 0x53454341  # of PostgreSQL's advisory locks: who makes or upgrades the tables
_NUMBERS = tuple(c.name for c in SNAPSHOTS.columns if c.name not in {"id", "judged"})
_SQLITE_HEADER = b"SQLite format 3\0"
Result = TypeVar("Result")
Row = TypeVar("Row", bound=msgspec.Struct)


class StoreError(Exception):
    """A store that cannot be used; the message says in one line why and what to do."""


class SnapshotStore:
    """An open store. `address` is a path, or a URL of SQLAlchemy's."""

    def __init__(self, address: str, create: bool = True) -> None:
        """Open it; make it where there is none, if `create`. Raises StoreError."""
        url = _url(address)
        self.address = url.render_as_string(hide_password=True) if "://" in address else address
        if url.get_backend_name() == "sqlite":
            _must_be_ours(url, create)
        try:
            self._engine = _engine(url)
        except ModuleNotFoundError as error:
            raise StoreError(f"{self.address}: needs {error.name}: pip install 'secateur[postgres]'") from error
        except (NoSuchModuleError, TypeError, ValueError) as error:
            raise StoreError(f"--store: not an address: {self.address}") from error
        self._attempt(self._prepare)

    def put(self, snapshots: Iterable[Snapshot]) -> None:
        """Write snapshots, all or none; one of the same key is replaced. Raises StoreError."""
        rows = list(snapshots)

        def write(connection: Connection) -> None:
            for one in rows:
                _put(connection, one)

        self._attempt(write)

    def known(self, project: str, plan: str, program: str) -> frozenset[str]:
        """Return the revisions of a project that were measured under a plan by a version of the program."""
        query = select(SNAPSHOTS.c.revision).where(
            SNAPSHOTS.c.project == _clean(project), SNAPSHOTS.c.plan == plan, SNAPSHOTS.c.program == program
        )
        return frozenset(self._attempt(lambda connection: list(connection.execute(query).scalars())))

    def prune(self, project: str, plan: str, program: str) -> int:
        """Throw away what a project's trend does not need any more, and return how many snapshots that were.

        Those of other plans, and of those of this plan what another version of the program measured of a revision and
        day that this one has measured too. Raises StoreError.
        """
        here = SNAPSHOTS.c.project == _clean(project)
        newer = SNAPSHOTS.alias()
        again = select(newer.c.id).where(
            *(newer.c[name] == SNAPSHOTS.c[name] for name in ("project", "revision", "date")),
            newer.c.plan == plan,
            newer.c.program == program,
        )
        old = (SNAPSHOTS.c.plan != plan) | ((SNAPSHOTS.c.program != program) & again.exists())

        def clear(connection: Connection) -> int:
            numbers = list(connection.execute(select(SNAPSHOTS.c.id).where(here, old)).scalars())
            for number in numbers:  # what is of it goes with it
                connection.execute(SNAPSHOTS.delete().where(SNAPSHOTS.c.id == number))
            return len(numbers)

        return self._attempt(clear)

    def load(self, project: str | None = None) -> tuple[Snapshot, ...]:
        """Return all snapshots, or those of a project, by date and time, then in the order of writing."""
        try:
            return self._attempt(lambda connection: _load(connection, project))
        except (msgspec.ValidationError, ValueError) as error:
            raise StoreError(f"{self.address}: a row is no snapshot ({error}); take a copy that is whole") from error

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        tables = set(inspect(connection).get_table_names())
        if SCHEMA.name not in tables and tables & {"snapshots", "service_numbers", "breaches"}:
            raise StoreError(f"{self.address}: has tables of these names that are not ours; use another database")
        told = list(connection.execute(select(SCHEMA.c.version)).scalars()) if SCHEMA.name in tables else [0]
        if len(told) != 1 or not isinstance(told[0], int):
            raise StoreError(
                f"{self.address}: the table {SCHEMA.name} does not hold one version; take a copy that is whole"
            )
        found = told[0]
        if found > VERSION:
            raise StoreError(
                f"{self.address}: written by a newer secateur (version {found} of the tables, this one knows "
                f"{VERSION}); upgrade secateur"
            )
        if found < VERSION:
            upgrade(connection, found)

    def _attempt(self, do: Callable[[Connection], Result]) -> Result:
        try:
            with self._engine.begin() as connection:
                return do(connection)
        except DBAPIError as error:
            reason = " ".join(str(error.orig).split())
            raise StoreError(f"{self.address}: {reason}") from error


def is_database(address: str) -> bool:
    """Tell whether an address is a URL, a file that is not there yet or is empty, or a file of SQLite."""
    if "://" in address:
        return True
    path = Path(address)
    if not path.is_file():
        return True
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise StoreError(f"{address}: {error.strerror}") from error
    return head in (b"", _SQLITE_HEADER)


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(f"--store: not an address: {_without_secrets(address)}") from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if backend not in {"sqlite", "postgresql"}:
        raise StoreError(f"{url.render_as_string()}: {backend} is not supported; use SQLite or postgresql+psycopg://…")
    return url


def _without_secrets(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _must_be_ours(url: URL, create: bool) -> None:
    path = url.database or ""
    if path in {"", ":memory:"}:
        return
    if not create and not Path(path).exists():
        raise StoreError(f"{path}: no such store; secateur history or secateur track makes one")
    try:
        Path(path).absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    if Path(path).is_dir() or not is_database(path):
        raise StoreError(f"{path}: not a file of SQLite")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": int(_WAIT)})
    engine = create_engine(url, connect_args={"timeout": _WAIT})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # `begin` below says when a transaction begins, not the driver
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # a reader that turns writer could not wait for another

    return engine


def _put(connection: Connection, snapshot: Snapshot) -> None:
    values = {name: _clean(getattr(snapshot, name)) for name in _NUMBERS}
    values["judged"] = int(snapshot.breaches is not None)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(SNAPSHOTS).values(**values)
    changes = {name: insert.excluded[name] for name in values if name not in KEY}
    upsert = insert.on_conflict_do_update(index_elements=KEY, set_=changes).returning(SNAPSHOTS.c.id)
    number = connection.execute(upsert).scalar_one()
    for table, rows in ((SERVICES, snapshot.numbers), (BREACHES, snapshot.breaches or ())):
        connection.execute(table.delete().where(table.c.snapshot == number))
        columns = [column.name for column in table.columns if column.name != "snapshot"]
        told = {tuple(_clean(getattr(row, name)) for name in columns) for row in rows}
        if told:
            connection.execute(
                table.insert(), [{"snapshot": number, **dict(zip(columns, one, strict=True))} for one in sorted(told)]
            )


def _load(connection: Connection, project: str | None) -> tuple[Snapshot, ...]:
    services: dict[int, list[ServiceNumbers]] = {}
    for row in connection.execute(select(SERVICES).order_by(SERVICES.c.snapshot, SERVICES.c.name)):
        services.setdefault(row[0], []).append(_checked(ServiceNumbers(*row[1:])))
    breaches: dict[int, list[Breach]] = {}
    for row in connection.execute(select(BREACHES).order_by(BREACHES.c.snapshot)):
        breaches.setdefault(row[0], []).append(_checked(Breach(*row[1:])))
    query = select(SNAPSHOTS).order_by(SNAPSHOTS.c.date, SNAPSHOTS.c.time, SNAPSHOTS.c.id)
    if project is not None:
        query = query.where(SNAPSHOTS.c.project == _clean(project))
    found = []
    for entry in connection.execute(query).mappings():
        number = entry["id"]
        told = tuple(sorted(breaches.get(number, ()))) if entry["judged"] else None
        numbers = tuple(sorted(services.get(number, ())))
        one = Snapshot(**{name: entry[name] for name in _NUMBERS}, numbers=numbers, breaches=told)
        date.fromisoformat(_checked(one).date)
        found.append(one)
    return tuple(found)


def _checked(row: Row) -> Row:
    """Return a row whose fields have their types: SQLite keeps in a column whatever it is given."""
    msgspec.convert(msgspec.structs.asdict(row), type(row))
    return row


def _clean(value: Any) -> Any:
    """Return a value that every database takes: text without NUL and without halves of characters."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")
