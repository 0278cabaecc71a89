"""Several files, or classes, that may be meant and the file that means one in; those that lie nearest to it out."""

from collections.abc import Mapping, Sequence

from analyzer.link.value import GUESSED, Value


def nearest(found: Sequence[str], including: str) -> list[str]:
    """Return those of several files that share the longest directory with the including one and lie least deep."""
    ranked = [(-shared(path, including), path.count("/"), path) for path in found]
    best = min(ranked)[:2]
    return sorted(path for near, depth, path in ranked if (near, depth) == best)


def shared(one: str, other: str) -> int:
    """Return how many directories two paths have in common."""
    count = 0
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count


def nearest_guesses(value: Value, files: Mapping[str, str], path: str) -> Value:
    """Return a value without the guesses that lie farther from a file than others; `files` are paths by class.

    A tree may hold two programs, each with models of its own.
    """
    depths = {key: shared(files[key], path) for key, rank in value.types.items() if rank == GUESSED and key in files}
    near = max(depths.values(), default=0)
    left = {key for key, depth in depths.items() if depth < near}
    return Value({key: rank for key, rank in value.types.items() if key not in left}, value.elements) if left else value
