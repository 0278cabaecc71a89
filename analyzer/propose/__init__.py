"""Communities in, services with names, tables, memberships and alternatives out; and the kernel that is in none."""

from analyzer.propose.binding import Bound, bind
from analyzer.propose.claims import ContradictionError
from analyzer.propose.constrained import beside, constrained
from analyzer.propose.editing import EditError, edited
from analyzer.propose.keeping import keep_names
from analyzer.propose.kernel import find_kernel
from analyzer.propose.propose import propose
from analyzer.propose.rebuilding import rebuilt
from analyzer.propose.steering import aside, contracted, reclusters, spread, steered_kernel

__all__ = [
    "Bound",
    "ContradictionError",
    "EditError",
    "aside",
    "beside",
    "bind",
    "constrained",
    "contracted",
    "edited",
    "find_kernel",
    "keep_names",
    "propose",
    "rebuilt",
    "reclusters",
    "spread",
    "steered_kernel",
]
