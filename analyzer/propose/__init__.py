"""Communities in, services with names, tables, memberships and alternatives out; and the kernel that is in none."""

from analyzer.propose.kernel import find_kernel
from analyzer.propose.propose import propose

__all__ = ["find_kernel", "propose"]
