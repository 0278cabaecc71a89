"""Several files that may be meant and the file that means one in; those that lie nearest to it out."""

from collections.abc import Sequence


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
