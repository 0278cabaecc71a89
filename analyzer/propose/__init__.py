"""Communities, or an accepted plan, in; services with names, tables, memberships and alternatives out; and the kernel
that is in none.

Then, from the services: what to do about each table, and what their boundaries cut in the data.
"""

from analyzer.propose.boundary import boundary
from analyzer.propose.cover import Cover
from analyzer.propose.kernel import find_kernel
from analyzer.propose.patterns import Patterns
from analyzer.propose.planned import covering, decompose, planned_owners
from analyzer.propose.propose import propose
from analyzer.propose.verdicts import judge

__all__ = [
    "Cover",
    "Patterns",
    "boundary",
    "covering",
    "decompose",
    "find_kernel",
    "judge",
    "planned_owners",
    "propose",
]
