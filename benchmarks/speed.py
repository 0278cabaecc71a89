"""Speed and memory of the main job on real code, as ratios taken in one run (machines are noisy, ratios less so).

For each corpus: the time one process needs merely to parse the PHP files that `analyze` reads; a cold `analyze
--no-cache` with two workers; after a run that filled the caches, a warm one of the unchanged code base; and one that
must do everything anew but reading (facts known). Best of N runs each, interleaved.

Usage: python benchmarks/speed.py [--runs N] [--corpora DIR] [NAME ...]      (NAME: wordpress, mediawiki, …)
"""

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = Path(__file__).parents[1] / "analyzer"
DEFAULT = Path(os.environ.get("SECATEUR_CORPORA", Path.home() / ".cache/secateur/corpora"))
COLD_BAR, WARM_BAR, MEMORY_BAR = 1.5, 0.35, 1.5

PARSE = """
import sys, time
import tree_sitter_php
from tree_sitter import Language, Parser
from analyzer.discover import discover
from analyzer.model.config import DiscoverConfig
from analyzer.model.project import FileKind, FileRole, Source
project, contents = discover(Source(sys.argv[1]), DiscoverConfig())
files = [f for f in project.files if f.kind is FileKind.PHP and f.role is not FileRole.THIRD_PARTY]
sources = list(contents.load(files))
parser = Parser(Language(tree_sitter_php.language_php()))
started = time.perf_counter()
for source in sources:
    parser.parse(source)
lines = sum(source.count(b"\\n") for source in sources)
print(len(files), lines, sum(map(len, sources)), time.perf_counter() - started)
"""


def parse(root: Path) -> tuple[int, int, int, float]:
    """Return files, lines, bytes and the seconds of a bare parse in one process."""
    out = subprocess.run([sys.executable, "-c", PARSE, str(root)], check=True, capture_output=True, text=True).stdout
    files, lines, size, seconds = out.split()
    return int(files), int(lines), int(size), float(seconds)


def analyze(root: Path, output: Path, *flags: str) -> tuple[float, float, str]:
    """Return wall seconds and peak GB of the main process of one `secateur analyze`, and what it printed."""
    command = [sys.executable, "-m", "analyzer", "analyze", str(root), "-o", str(output), "--jobs", "2", *flags]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        sys.exit(f"analyze failed on {root}:\n{text}")
    return seconds, usage.ru_maxrss / 1024**2, text


def corpus(name: str, root: Path, runs: int) -> bool:
    """Measure one corpus, print its rows, and return whether the bars are met."""
    best: dict[str, float] = {}
    memory = 0.0
    files = lines = size = 0
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "report"
        os.environ["XDG_CACHE_HOME"] = scratch
        for run in range(runs):
            files, lines, size, seconds = parse(root)
            best["parse"] = min(seconds, best.get("parse", seconds))
            seconds, peak, text = analyze(root, output, "--no-cache", "--timings")
            memory = max(memory, peak)
            if seconds < best.get("cold", float("inf")):
                best["cold"], stages = seconds, text
            analyze(root, output)  # fills the cache
            seconds, peak, text = analyze(root, output, "--timings")
            if seconds < best.get("warm", float("inf")):
                best["warm"], warm_stages = seconds, text
            # Excluding what does not exist changes the configuration, and nothing else: all is done anew but reading.
            seconds, _, text = analyze(root, output, "--timings", "--exclude", f"no-such-file-{run}")
            if seconds < best.get("relink", float("inf")):
                best["relink"], relink_stages = seconds, text
    cold, warm = best["cold"] / best["parse"], best["warm"] / best["cold"]
    print(f"{name}: {files} files, {lines} lines, {size / 1e6:.1f} MB; best of {runs}")
    print(f"  bare parse, one process  {best['parse']:7.2f} s")
    print(f"  cold analyze, 2 workers  {best['cold']:7.2f} s  {cold:5.2f} × parse (bar {COLD_BAR})")
    print(f"  warm analyze             {best['warm']:7.2f} s  {warm:5.2f} × cold  (bar {WARM_BAR})")
    print(f"  the same, facts known    {best['relink']:7.2f} s  {best['relink'] / best['cold']:5.2f} × cold")
    print(f"  cold speed               {files / best['cold']:7.0f} files/s, {lines / best['cold']:,.0f} lines/s")
    print(f"  peak of main process     {memory:7.2f} GB (bar {MEMORY_BAR})")
    for title, text in (("cold", stages), ("warm", warm_stages), ("facts known", relink_stages)):
        rows = [row.strip() for row in text.splitlines() if row.startswith("timing ")]
        print(f"  {title} by stage: " + ", ".join(row.removeprefix("timing ") for row in rows))
    return cold <= COLD_BAR and warm <= WARM_BAR and memory <= MEMORY_BAR


def main() -> None:
    """Measure the corpora that are named, or WordPress and MediaWiki."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=["wordpress", "mediawiki"])
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--corpora", type=Path, default=DEFAULT)
    options = arguments.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(PROGRAM, quiet=1)  # as an installed program is: compiling it takes longer than its start
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores")
    met = [corpus(name, options.corpora / name, options.runs) for name in options.names]
    print("bars met" if all(met) else "bars MISSED")


if __name__ == "__main__":
    main()
