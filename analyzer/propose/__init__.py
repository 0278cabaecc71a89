"""Communities, or an accepted plan, in; services with names, tables, memberships and alternatives out; and the kernel
that is in none.

Then, from the services: what to do about each table, and what their boundaries cut in the data.
"""

from analyzer.propose.binding import Bound, bind
from analyzer.propose.boundary import boundary
from analyzer.propose.claims import ContradictionError
from analyzer.propose.constrained import beside, constrained
from analyzer.propose.cover import Cover
from analyzer.propose.editing import EditError, edited
from analyzer.propose.everywhere import with_used_everywhere
from analyzer.propose.given import given_owners
from analyzer.propose.keeping import keep_names, places, standing
from analyzer.propose.kernel import find_kernel
from analyzer.propose.overlaps import KERNEL
from analyzer.propose.painted import plan_patterns
from analyzer.propose.planned import covering, decompose
from analyzer.propose.propose import propose
from analyzer.propose.rebuilding import rebuilt
from analyzer.propose.roles import typed
from analyzer.propose.steering import aside, contracted, reclusters, sizes, spread, steered_kernel
from analyzer.propose.verdicts import judge

__all__ = [
    "KERNEL",
    "Bound",
    "ContradictionError",
    "Cover",
    "EditError",
    "aside",
    "beside",
    "bind",
    "boundary",
    "constrained",
    "contracted",
    "covering",
    "decompose",
    "edited",
    "find_kernel",
    "given_owners",
    "judge",
    "keep_names",
    "places",
    "plan_patterns",
    "propose",
    "rebuilt",
    "reclusters",
    "sizes",
    "spread",
    "standing",
    "steered_kernel",
    "typed",
    "with_used_everywhere",
]
