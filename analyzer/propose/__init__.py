"""Communities, or an accepted plan, in; services with names, tables, memberships and alternatives out; and the kernel
that is in none."""

from analyzer.propose.cover import Cover
from analyzer.propose.kernel import find_kernel
from analyzer.propose.patterns import Patterns
from analyzer.propose.planned import covering, decompose
from analyzer.propose.propose import propose

__all__ = ["Cover", "Patterns", "covering", "decompose", "find_kernel", "propose"]
