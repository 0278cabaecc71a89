"""Framework conventions as tables: facts of one file in, claims out. Reached through `active` only."""

from analyzer.frameworks.claims import (
    Claim,
    ClassClaim,
    EntryClaim,
    FunctionClaim,
    MethodClaim,
    Origin,
    TableClaim,
    TemplateClaim,
)
from analyzer.frameworks.framework import Framework
from analyzer.frameworks.packages import given_by
from analyzer.frameworks.registry import FRAMEWORKS, active

__all__ = [
    "FRAMEWORKS",
    "Claim",
    "ClassClaim",
    "EntryClaim",
    "Framework",
    "FunctionClaim",
    "MethodClaim",
    "Origin",
    "TableClaim",
    "TemplateClaim",
    "active",
    "given_by",
]
