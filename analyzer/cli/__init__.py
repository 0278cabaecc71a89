"""The command `secateur`: speaks with the user, writes files, thinks nothing.

Exit codes: 0 fine; 1 a gate is broken; 2 the command or its configuration was wrong (one line: what, where, what to
do); 3 nothing to analyse; 130 stopped by Ctrl-C. Anything else is our bug and shows its traceback.
"""

from analyzer.cli.main import main, run

__all__ = ["main", "run"]
