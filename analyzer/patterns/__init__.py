"""Room `patterns`: how people name units in their own files: patterns and units in, the units that are meant out."""

from analyzer.patterns.units import (
    EXACT,
    FILES,
    PREFIXES,
    WILD,
    PatternError,
    Units,
    check_pattern,
    compared,
    is_wild,
    narrowness,
    rank,
)

__all__ = [
    "EXACT",
    "FILES",
    "PREFIXES",
    "WILD",
    "PatternError",
    "Units",
    "check_pattern",
    "compared",
    "is_wild",
    "narrowness",
    "rank",
]
