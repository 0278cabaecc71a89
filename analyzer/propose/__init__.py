"""Communities in, services with names, tables, memberships and alternatives out; and the kernel that is in none.

Then, from the services: what to do about each table, and what their boundaries cut in the data.
"""

from analyzer.propose.boundary import boundary
from analyzer.propose.kernel import find_kernel
from analyzer.propose.propose import propose
from analyzer.propose.verdicts import judge

__all__ = ["boundary", "find_kernel", "judge", "propose"]
