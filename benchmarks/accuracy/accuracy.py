"""The reader against an independent parser: nikic's PHP-Parser in PHP finds what our reader should find.

Every PHP file below the directories is read by both; what they found is compared as multisets of (kind, name, line,
unit around it), names without case; calls of PHP's own functions as (name) only. Precision: the share of ours that the
oracle has; recall: the share of the oracle's that we have. Files that the oracle cannot parse are counted and left out.
Needs php-cli and php-parser from Debian; nothing of the analysed code is executed.

Usage: python benchmarks/accuracy/accuracy.py [--autoload FILE] [--show N] [DIRECTORY ...]
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from analyzer.discover import discover
from analyzer.model.config import DiscoverConfig
from analyzer.model.expression import New
from analyzer.model.facts import INDEX, LOOP, Call, FileFacts, ReferenceKind
from analyzer.model.project import FileKind, Source
from analyzer.php import BUILTIN_FUNCTIONS, read_php
from analyzer.sql import looks_like_sql

CORPORA = Path(os.environ.get("SECATEUR_CORPORA", Path.home() / ".cache/secateur/corpora"))
NAMES = ("wordpress", "mediawiki", "roundcube-core", "cacti", "phpmyadmin", "zabbix-frontend-php")
AUTOLOAD = "/usr/share/php/PhpParser/autoload.php"
ORACLE = Path(__file__).with_name("oracle.php")
Row = tuple[str, int, str]  # name, line, unit around it
Found = dict[str, Counter[Row]]  # by kind
Answer = dict[str, list[list[str | int]]]


def ours(facts: FileFacts) -> Found:
    """Return what our reader found in a file, in the oracle's terms."""
    units = [scope.unit for scope in facts.scopes]
    found: Found = {}
    for reference in facts.references:
        if reference.kind is not ReferenceKind.DOCBLOCK:
            _add(found, reference.kind.value, reference.target, reference.lines, units[reference.scope])
    for name, times in facts.builtin_calls:  # these are counted only, but for a few that are among the calls as well
        _add(found, "function call", name, [0] * times, "")
    for call in facts.calls:
        if call.receiver is None and call.name.lower() not in BUILTIN_FUNCTIONS:
            _add(found, "function call", call.name, call.lines, units[call.scope])
        elif call.receiver is not None and call.name not in (INDEX, LOOP) and not _creates(call):
            name = "" if call.name[:1] == "$" else call.name  # the oracle names no dynamic ones
            _add(found, "method call", name, call.lines, units[call.scope])
    for include in facts.includes:
        _add(found, "include", "", [include.line], units[include.scope])
    _add_declarations(found, facts)
    return found


def _creates(call: Call) -> bool:
    return call.name == "__construct" and isinstance(call.receiver, New)


def _add_declarations(found: Found, facts: FileFacts) -> None:
    for constant in facts.constants:
        if constant.owner is not None:
            _add(found, "constant declared", f"{constant.owner}::{constant.name}", [constant.line])
    for declaration in facts.declarations:
        if declaration.anonymous is not None:
            continue
        _add(found, f"{declaration.kind.value} declared", declaration.name, [declaration.line])
        for kind, members in (("method", declaration.methods), ("field", declaration.fields)):
            for member in members:
                if not member.magic:
                    _add(found, f"{kind} declared", f"{declaration.name}::{member.name}", [member.line])


def theirs(answer: Answer) -> Found:
    """Return what the oracle found in a file."""
    found: Found = {}
    for kind, name, line, unit in answer["references"]:
        _add(found, str(kind), name, [line], unit)
    for kind, name, line in answer["declarations"]:
        _add(found, f"{kind} declared", name, [line])
    for name, fallback, line, unit in answer["functions"]:
        builtin = next((one for one in (name, fallback) if str(one).lower() in BUILTIN_FUNCTIONS), None)
        _add(found, "function call", builtin or name, [0 if builtin else line], "" if builtin else unit)
    for kind in ("method call", "include"):
        for name, line, unit in answer[f"{kind.split()[0]}s"]:
            _add(found, kind, name, [line], unit)
    return found


def _add(found: Found, kind: str, name: object, lines: Iterable[str | int], unit: object = "") -> None:
    rows = found.setdefault(kind, Counter())
    rows.update((str(name).lower(), int(line), str(unit).lower()) for line in lines)


def asked(paths: list[Path], autoload: str) -> Iterator[Answer]:
    """Yield the oracle's answers, in the order of the paths."""
    settings = ("error_reporting=0", "display_errors=stderr", "short_open_tag=1", "xdebug.mode=off")
    command = ["php", *(word for setting in settings for word in ("-d", setting)), str(ORACLE), autoload]
    lines = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        yield json.loads(line)


def read(path: Path) -> Found:
    """Return what our reader finds in a file."""
    return ours(read_php(path.read_bytes(), looks_like_sql))


def compare(root: Path, autoload: str, show: int) -> None:
    """Print precision and recall per kind for the PHP files of a code base, and the first differences."""
    project, _ = discover(Source(str(root)), DiscoverConfig())
    paths = [root / file.path for file in project.files if file.kind is FileKind.PHP and (root / file.path).is_file()]
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    failed = 0
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for path, row, mine in zip(paths, asked(paths, autoload), workers.map(read, paths, chunksize=20), strict=True):
            if "error" in row:
                failed += 1
                continue
            wanted = theirs(row)
            for kind in mine.keys() | wanted.keys():
                have, want = mine.get(kind, Counter()), wanted.get(kind, Counter())
                right[kind] += (have & want).total()
                extra[kind] += (have - want).total()
                missed[kind] += (want - have).total()
                for title, rows in (("extra", have - want), ("missed", want - have)):
                    for name, line, unit in sorted(rows)[: max(show, 0)]:
                        show -= 1
                        print(f"  {title} {kind} {name} {path}:{line} in {unit or 'script'}")
    print(f"{root.name}: {len(paths)} files, {failed} that the oracle cannot parse")
    for kind in sorted(right | extra | missed):
        precision = right[kind] / max(1, right[kind] + extra[kind])
        recall = right[kind] / max(1, right[kind] + missed[kind])
        print(f"  {kind:20} {right[kind]:7} right {extra[kind]:5} extra {missed[kind]:5} missed   "
              f"precision {precision:.4%} recall {recall:.4%}")  # fmt: skip


def main() -> None:
    """Compare every directory that is named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("directories", nargs="*", type=Path, help="default: the six Debian code bases")
    arguments.add_argument("--autoload", default=AUTOLOAD, help=f"php-parser's autoloader (default: {AUTOLOAD})")
    arguments.add_argument("--show", type=int, default=20, help="differences to print per directory")
    options = arguments.parse_args()
    if not Path(options.autoload).is_file():
        sys.exit(f"{options.autoload}: no such file; apt-get install php-parser, or give --autoload")
    for root in options.directories or [CORPORA / name for name in NAMES]:
        compare(root, options.autoload, options.show)


if __name__ == "__main__":
    main()
