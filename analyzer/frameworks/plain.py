"""Plain PHP: callbacks by name, and database wrappers that take a table's name."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.callbacks import RUN_AT_ONCE, callback
from analyzer.frameworks.claims import Claim, Origin, TableClaim
from analyzer.frameworks.framework import Framework
from analyzer.model.expression import Expression, Items, Text
from analyzer.model.facts import Call, ReadFile
from analyzer.model.project import Project
from analyzer.model.statements import TableMode

CALLBACKS = {
    **RUN_AT_ONCE,
    "header_register_callback": 0,
    "ob_start": 0,
    "register_shutdown_function": 0,
    "register_tick_function": 0,
    "session_set_save_handler": 0,
    "set_error_handler": 0,
    "set_exception_handler": 0,
    "spl_autoload_register": 0,
}
READERS = frozenset(
    [
        "select",
        "selectrow",
        "selectfield",
        "selectfieldvalues",
        "selectrowcount",
        "find",
        "fetch",
        "fetchall",
        "fetchrow",
        "getrow",
        "getall",
        "get_records",
        "get_record",
        "count",
        "estimaterowcount",
        "exists",
    ]
)

WRITERS = frozenset(["insert_record", "update_record", "delete_records", "set_field", "delete_records_select"])


BEANS = "R|RedBeanPHP\\R|RedBeanPHP\\Facade"
GATEWAY = "Laminas\\Db\\TableGateway\\TableGateway|Zend\\Db\\TableGateway\\TableGateway"
RULES = {
    **{f"{BEANS}::{name}('<table>')": "table <table>" for name in (
        "find", "findOne", "findAll", "findLast", "load", "loadAll", "count", "batch", "findCollection", "inspect",
    )},
    **{f"{BEANS}::{name}('<table>')": "writes <table>" for name in (
        "dispense", "dispenseAll", "wipe", "findOrCreate", "trashBatch",
    )},
    f"{GATEWAY}->__construct('<table>')": "table <table>",
    f"{GATEWAY}->__construct('<table>')#1": "writes <table>",
}  # fmt: skip


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for call in file.facts.calls:
        if not call.arguments:
            continue
        if call.receiver is None:
            position = CALLBACKS.get((call.fallback or call.name).lower())
            if position is not None and position < len(call.arguments):
                yield from callback(call.arguments[position], Origin(call.scope, call.lines, "php"))
        else:
            yield from _wrapper(call)


def _wrapper(call: Call) -> Iterator[Claim]:
    """`$db->insert('orders', …)`: a claim only if the schema declares a table of that name."""
    name = call.name.lower()
    mode = TableMode.READS if name in READERS else TableMode.WRITES if name in WRITERS else None
    if mode is not None:
        for text in _names(call.arguments[0]):
            yield TableClaim(Origin(call.scope, call.lines, "plain"), text, mode)


def _names(argument: Expression) -> Iterator[str]:
    if isinstance(argument, Text):
        yield argument.text
    elif isinstance(argument, Items):
        yield from (value.text for _, value in argument.pairs if isinstance(value, Text))


def _always(_project: Project, _files: Sequence[ReadFile]) -> bool:
    return True


PLAIN = Framework("plain", _always, _interpret, conventions=RULES)
