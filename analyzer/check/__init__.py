"""Room `check`: two analyses in, the rules that today's breaks out; and two ways to tell them."""

from analyzer.check.gate import check
from analyzer.check.rules import RULES, Rule
from analyzer.check.show import as_json, as_text

__all__ = ["RULES", "Rule", "as_json", "as_text", "check"]
