"""An analysis, the accepted plan and a baseline (or two analyses) in, what is broken out; and formats that tell it."""

from analyzer.check.catalogue import CATALOGUE, PLAN_RULES
from analyzer.check.formats import FORMATS
from analyzer.check.formats.machine import violations_schema
from analyzer.check.gate import check
from analyzer.check.guard import COMPARING
from analyzer.check.judge import baseline_of, judge, pruned
from analyzer.check.remembered import BaselineError, baseline_json, baseline_schema, is_baseline, load_baseline
from analyzer.check.rules import RULES, Rule

__all__ = [
    "CATALOGUE",
    "COMPARING",
    "FORMATS",
    "PLAN_RULES",
    "RULES",
    "BaselineError",
    "Rule",
    "baseline_json",
    "baseline_of",
    "baseline_schema",
    "check",
    "is_baseline",
    "judge",
    "load_baseline",
    "pruned",
    "violations_schema",
]
