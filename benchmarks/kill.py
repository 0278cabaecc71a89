"""Kill `history` and `track` at random points, and look whether the store opens and holds all, once.

A shop with a git history of its own is walked again and again; each run is killed (SIGKILL, with all it started) after
a random while. Each time the store must open and hold every snapshot that it held before, none twice and each whole.
In the end an undisturbed run must give exactly what a store that was never killed holds.

Usage: python benchmarks/kill.py [--kills 50] [--seed 1] [--store postgresql+psycopg://…]
(from the top of the repository; of a database that is named, the tables of a history are dropped)
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analyzer.model.snapshot import Snapshot
from analyzer.store.history import SnapshotStore
from tests.story.shop import told

PROGRAM = [sys.executable, "-m", "analyzer"]


def load(store: str) -> dict[tuple[str, str, str, str, str], Snapshot]:
    """Return the snapshots by key; fails when one is there twice."""
    if "://" not in store and not Path(store).exists():
        return {}
    with SnapshotStore(store) as opened:
        found = opened.load()
    by_key = {one.key: one for one in found}
    assert len(by_key) == len(found), "a snapshot is there twice"
    return by_key


def clear(store: str) -> None:
    """Leave no store there."""
    if "://" not in store:
        Path(store).unlink(missing_ok=True)
        return
    import psycopg  # noqa: PLC0415

    with psycopg.connect(store.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS breaches, service_numbers, snapshots, secateur_schema")


def wishes() -> argparse.Namespace:
    """Return what the command line says."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--store", default="")
    return arguments.parse_args()


def main() -> None:
    """Kill, look, and compare in the end."""
    options = wishes()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        root, calm = Path(scratch) / "shop", f"{scratch}/calm.sqlite"
        store = options.store or f"{scratch}/killed.sqlite"
        root.mkdir()
        for _ in told(root):
            pass
        os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
        walk = [*PROGRAM, "history", str(root), "--every", "1", "--quiet", "--jobs", "2", "--store"]
        track = [*PROGRAM, "track", str(root), "--quiet", "--jobs", "1", "--store"]
        subprocess.run([*walk, calm], check=True)
        started = time.perf_counter()
        subprocess.run([*walk, calm, "--again"], check=True)  # with all facts known, as the runs that are killed
        whole = time.perf_counter() - started
        subprocess.run([*track, calm], check=True)
        truth, killed = load(calm), 0
        before: dict[tuple[str, str, str, str, str], Snapshot] = {}
        while killed < options.kills:
            if len(before) == len(truth) or killed % 4 == 0:  # anew, so that kills fall into every part of a walk
                clear(store)
                before = {}
            command = walk if dice.random() < 0.7 else track
            process = subprocess.Popen([*command, store], start_new_session=True)
            try:
                process.wait(dice.uniform(0.0, whole))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
            now = load(store)
            assert before.keys() <= now.keys(), "a snapshot is lost"
            assert all(now[key] == truth[key] for key in now), "a snapshot is not whole"
            print(
                f"kill {killed}: {command[3]}, {len(now)} of {len(truth)} snapshots, {len(before)} before", flush=True
            )
            before = now
        subprocess.run([*walk, store], check=True)
        subprocess.run([*track, store], check=True)
        assert msgspec.msgpack.encode(sorted(load(store).items())) == msgspec.msgpack.encode(sorted(truth.items()))
        print(f"{killed} kills: the store opened every time, nothing was lost, doubled or half written")


if __name__ == "__main__":
    main()
