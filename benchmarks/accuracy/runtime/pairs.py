"""xdebug's computerised traces (`xdebug.trace_format=1`) in, who called whom out: one JSON object a line, sorted.

A line is {"caller", "callee", "callers_file", "line", "count"} and, where they apply, "builtin": the PHP function that
made the call (array_map, call_user_func …), or "role": "autoload" (either side was given to spl_autoload_register) or
"handler" (the callee was given to set_error_handler and its like). Names are `Class->method`, `Class::method`, a
function, `…{closure:file:first-last}` or `script:file` for {main} and included files; files are relative to --root.
PHP's own functions are never a callee. Nothing but text is read: the traces were written by trace_*.sh.

Usage: python pairs.py --root DIRECTORY [--workers N] TRACE... > PAIRS   (a directory stands for its *.xt files)
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

INCLUDES = frozenset((b"include", b"include_once", b"require", b"require_once"))
REGISTRARS = {  # PHP's functions that keep a callable for later, and the role of that callable
    b"spl_autoload_register": "autoload",
    b"set_error_handler": "handler",
    b"set_exception_handler": "handler",
    b"register_shutdown_function": "handler",
    b"header_register_callback": "handler",
}
METHOD = re.compile(rb"^\[0 => (?:'([^']+)'|class ([\w\\\x80-\xff]+) .*?), 1 => '([^']+)'")
CLOSURE = re.compile(r"\{closure:(.+?):(\d+)-(\d+)\}")

Frame = tuple[bytes, bytes]  # the user function, and PHP's function that runs on top of it
Call = tuple[bytes, bytes, bytes, bytes, bytes]  # caller, callee, file, line, PHP's function


class Registered(NamedTuple):
    """A callable that PHP keeps: a name without case, or "" and the place of a closure."""

    role: str
    name: str
    file: str
    line: int


def read_trace(path: Path) -> tuple[Counter[Call], set[Registered]]:
    """Return how often each call of a trace was made, and the callables registered. Broken lines are passed over."""
    calls: Counter[Call] = Counter()
    registered: set[Registered] = set()
    nobody: Frame = (b"", b"")
    stack = [nobody] * 4096
    with path.open("rb") as lines:
        for line in lines:
            fields = line.rstrip(b"\n").split(b"\t", 11)
            if len(fields) < 11 or fields[2] != b"0":
                if len(fields) == 5 and fields[0] == b"1":  # {main} ended: what follows has no caller
                    stack[1] = nobody
                continue
            level = int(fields[0])
            if level >= len(stack):
                stack.extend([nobody] * len(stack))
            caller, builtin = stack[level - 1]
            name = fields[5]
            if fields[6] == b"0":
                stack[level] = (caller, name.split(b":{", 1)[0])  # call_user_func:{file:line}
                if name in REGISTRARS and len(fields) > 11:
                    registered.add(_registered(name, fields))
                continue
            if name == b"{main}":
                name = b"script:" + fields[8]
            elif name in INCLUDES:
                name = b"script:" + fields[7]
            stack[level] = (name, b"")
            if caller:
                calls[caller, name, fields[8], fields[9], builtin] += 1
    return calls, registered


def _registered(function: bytes, fields: list[bytes]) -> Registered:
    argument = fields[11].split(b"\t", 1)[0]
    name = ""
    if method := METHOD.match(argument):
        name = _text((method[1] or method[2]) + b"::" + method[3]).replace("\\\\", "\\")
    elif argument.startswith(b"'"):
        name = _text(argument.strip(b"'")).replace("\\\\", "\\")
    return Registered(REGISTRARS[function], name.lower(), _text(fields[8]), int(fields[9]))


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


class Roles:
    """Which callables PHP itself calls at any time."""

    def __init__(self, registered: set[Registered]) -> None:
        """Sort them by name; closures by where they were registered."""
        self.names = {each.name: each.role for each in sorted(registered) if each.name}
        self.places = [each for each in sorted(registered) if not each.name]

    def of(self, name: str) -> str:
        """Return "autoload", "handler" or ""; `name` is a caller or a callee as traced, with absolute paths."""
        if role := self.names.get(name.replace("->", "::").lower()):
            return role
        if closure := CLOSURE.search(name):
            for place in self.places:
                if place.file == closure[1] and int(closure[2]) <= place.line <= int(closure[3]) + 1:
                    return place.role
        return ""


def rows(calls: Counter[Call], roles: Roles, root: str) -> Iterator[dict[str, str | int]]:
    """Yield what is written, paths below `root` made relative."""
    prefix = root.rstrip("/") + "/"
    for call in sorted(calls):
        caller, callee, file, line, builtin = (_text(each) for each in call)
        row: dict[str, str | int] = {
            "caller": caller.replace(prefix, ""),
            "callee": callee.replace(prefix, ""),
            "callers_file": file.removeprefix(prefix),
            "line": int(line),
            "count": calls[call],
        }
        role = roles.of(callee)
        if not role and roles.of(caller) == "autoload":
            role = "autoload"
        yield row | ({"builtin": builtin} if builtin else {}) | ({"role": role} if role else {})


def traces(paths: list[Path]) -> Iterator[Path]:
    """Yield the trace files that the arguments name, largest first: they take longest."""
    files = [file for path in paths for file in (path.glob("*.xt") if path.is_dir() else (path,))]
    yield from sorted(files, key=lambda file: (-file.stat().st_size, file))


def main() -> int:
    """Read all traces, write their pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--root", required=True, help="the directory of the traced program")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("traces", nargs="+", type=Path)
    arguments = parser.parse_args()
    calls: Counter[Call] = Counter()
    registered: set[Registered] = set()
    with ProcessPoolExecutor(arguments.workers) as pool:
        for some, callables in pool.map(read_trace, traces(arguments.traces)):
            calls.update(some)
            registered |= callables
    for row in rows(calls, Roles(registered), arguments.root):
        sys.stdout.write(json.dumps(row) + "\n")
    print(f"{calls.total():,} calls, {len(calls):,} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
