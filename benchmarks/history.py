"""How long 100 monthly revisions take, against one cold analysis of the newest, in one run.

Per repository: a cold `analyze` of HEAD (no caches, two processes); then `history` of the last 100 months under the
plan that HEAD proposes, cold (an empty fact cache) and again warm (all facts known, every snapshot measured anew). Both
wall seconds and CPU seconds of all processes are told: on a busy machine only the CPU ratio means something.

Usage: python benchmarks/history.py [--revisions N] [--every month] REPOSITORY ...   (directories of git, bare too)
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR = 12.0


def run(*arguments: str) -> tuple[float, float, str]:
    """Return wall and CPU seconds of one `secateur …` with its processes, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "analyzer", *arguments], capture_output=True, text=True, check=False)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"secateur {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, done.stdout + done.stderr


def repository(root: str, options: argparse.Namespace) -> bool:
    """Measure one repository; return whether the bar is met in wall time."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        config = Path(scratch) / "secateur.yaml"
        config.write_text("")
        wall, cpu, _ = run("analyze", root, "--rev", "HEAD", "--no-cache", "-o", f"{scratch}/report", "--jobs", "2")
        print(f"{root}\n  cold analysis of HEAD         {wall:8.1f} s wall {cpu:8.1f} s CPU", flush=True)
        accepted = ["accept", "--analysis", f"{scratch}/report/analysis.json", "--config", str(config), "--quiet"]
        run(*accepted)
        walk = ["history", root, "--every", options.every, "--last", str(options.revisions), "--timings", "--jobs", "2"]
        walk += ["--config", str(config), "--store", f"{scratch}/history.sqlite"]
        ratios = []
        for title, more in (("cold", []), ("warm", ["--again"])):
            seconds, work, text = run(*walk, *more)
            rows = re.findall(r"^timing \S+ \S+ ([\d.]+) s, (\d+) files, (\d+) read$", text, re.MULTILINE)
            files, read = sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows)
            print(
                f"  history {title}, {len(rows):3} revisions   {seconds:8.1f} s wall {work:8.1f} s CPU: "
                f"{seconds / wall:5.1f} × wall, {work / cpu:5.1f} × CPU of one cold analysis\n"
                f"    per revision {seconds / len(rows):.2f} s wall, {work / len(rows):.2f} s CPU; "
                f"{files:,} files, {read:,} contents read ({read / files:.1%})"
            )
            print("   ", text.strip().splitlines()[-1], flush=True)
            ratios.append(seconds / wall)
        print(f"  bar {BAR}: {'met' if ratios[0] <= BAR else 'MISSED'} (wall, cold)", flush=True)
        return ratios[0] <= BAR


def main() -> None:
    """Measure the repositories that are named."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("roots", nargs="+", metavar="REPOSITORY")
    arguments.add_argument("--revisions", type=int, default=100)
    arguments.add_argument("--every", default="month")
    options = arguments.parse_args()
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    met = [repository(root, options) for root in options.roots]
    sys.exit(not all(met))


if __name__ == "__main__":
    main()
