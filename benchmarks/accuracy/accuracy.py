"""The reader against an independent parser: nikic's PHP-Parser in PHP finds what our reader should find.

Every PHP file below the directories is read by both; what they found is compared as multisets of (kind, name, line),
names without case. Precision: the share of ours that the oracle has; recall: the share of the oracle's that we have.
Files that the oracle cannot parse are counted and left out. Needs php-cli and php-parser from Debian; nothing of the
analysed code is executed.

Usage: python benchmarks/accuracy/accuracy.py [--autoload FILE] [--show N] [DIRECTORY ...]
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from analyzer.discover import discover
from analyzer.model.config import DiscoverConfig
from analyzer.model.facts import FileFacts, ReferenceKind
from analyzer.model.project import FileKind, Source
from analyzer.php import BUILTIN_FUNCTIONS, read_php
from analyzer.sql import looks_like_sql

CORPORA = Path(os.environ.get("SECATEUR_CORPORA", Path.home() / ".cache/secateur/corpora"))
NAMES = ("wordpress", "mediawiki", "roundcube-core", "cacti", "phpmyadmin", "zabbix-frontend-php")
AUTOLOAD = "/usr/share/php/PhpParser/autoload.php"
ORACLE = Path(__file__).with_name("oracle.php")
Found = dict[str, Counter[tuple[str, int]]]  # kind -> (name, line)


def ours(facts: FileFacts) -> Found:
    """Return what our reader found in a file, in the oracle's terms."""
    found: Found = {}
    for reference in facts.references:
        if reference.kind is not ReferenceKind.DOCBLOCK:
            rows = found.setdefault(reference.kind.value, Counter())
            rows.update((reference.target.lower(), line) for line in reference.lines)
    functions: Counter[tuple[str, int]] = Counter()
    methods: Counter[tuple[str, int]] = Counter()
    for name, times in facts.builtin_calls:  # kept ones are among the calls as well
        functions[name.lower(), 0] += times
    for call in facts.calls:
        name = call.name.lower()
        if call.receiver is None and name not in BUILTIN_FUNCTIONS:
            functions[name.rpartition("\\")[2], 0] += len(call.lines)
        elif call.receiver is not None and name not in ("__invoke", "__construct", ""):
            methods.update((name, line) for line in call.lines)
    found["function call"] = functions
    found["method call"] = methods
    found["include"] = Counter(("", include.line) for include in facts.includes)
    for declaration in facts.declarations:
        rows = found.setdefault(f"{declaration.kind.value} declared", Counter())
        rows[declaration.name.lower(), declaration.line] += 1
    return found


def theirs(row: dict[str, list[list[str | int]]]) -> Found:
    """Return what the oracle found in a file."""
    found: Found = {}
    for kind, name, line in row["references"]:
        found.setdefault(str(kind), Counter())[str(name).lower(), int(line)] += 1
    for kind, name, line in row["declarations"]:
        found.setdefault(f"{kind} declared", Counter())[str(name).lower(), int(line)] += 1
    found["function call"] = Counter((str(name).lower(), 0) for name, _ in row["functions"])
    methods = [(str(name).lower(), int(line)) for name, line in row["methods"]]
    found["method call"] = Counter(row for row in methods if row[0] not in ("__invoke", "__construct", ""))
    found["include"] = Counter(("", int(line)) for line in row["includes"])  # type: ignore[call-overload]
    return found


def asked(paths: list[Path], autoload: str) -> Iterator[dict[str, list[list[str | int]]]]:
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
                    for name, line in rows if show > 0 else ():
                        show -= 1
                        print(f"  {title} {kind} {name} {path}:{line}")
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
