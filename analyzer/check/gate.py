"""An analysis and its baseline in, all violations out."""

from analyzer.check.comparison import Comparison
from analyzer.check.rules import RULES
from analyzer.model.analysis import Analysis
from analyzer.model.violation import Violation


def check(analysis: Analysis, baseline: Analysis) -> tuple[Violation, ...]:
    """Return what the code of `analysis` breaks, sorted; the services are those of `baseline`, by unit id.

    What was there in the baseline is no violation, wherever it has moved: lines are no part of an identity.
    """
    comparison = Comparison(analysis, baseline)
    return tuple(sorted(violation for rule in RULES.values() for violation in rule.find(comparison)))
