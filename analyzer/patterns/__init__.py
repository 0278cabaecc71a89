"""Room `patterns`: how people name units in their own files: patterns and units in, the units that are meant out."""

from analyzer.patterns.units import EXACT, FILES, WILD, PatternError, Units, check_pattern, rank

__all__ = ["EXACT", "FILES", "WILD", "PatternError", "Units", "check_pattern", "rank"]
