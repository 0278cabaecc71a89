"""Framework conventions as tables: facts in; claims (`active`) and the tables that files declare (`declared`) out."""

from analyzer.frameworks.callbacks import RUN_AT_ONCE
from analyzer.frameworks.claims import (
    Alias,
    Claim,
    ClassClaim,
    EntryClaim,
    FunctionClaim,
    MethodClaim,
    Mixes,
    Origin,
    Provide,
    TableClaim,
    TemplateClaim,
    Unread,
    Use,
)
from analyzer.frameworks.framework import Behind, Framework, Generated, Hands, Holds, Space, StandIn
from analyzer.frameworks.inflection import table_names
from analyzer.frameworks.packages import given_by
from analyzer.frameworks.registry import FRAMEWORKS, active
from analyzer.frameworks.rules import (
    Argument,
    CallPattern,
    ClassPattern,
    FunctionPattern,
    Meaning,
    PropertyPattern,
    Rule,
    gives_callables,
    in_space,
    only_types,
    read_rule,
)
from analyzer.frameworks.schemas import declared

__all__ = [
    "FRAMEWORKS",
    "RUN_AT_ONCE",
    "Alias",
    "Argument",
    "Behind",
    "CallPattern",
    "Claim",
    "ClassClaim",
    "ClassPattern",
    "EntryClaim",
    "Framework",
    "FunctionClaim",
    "FunctionPattern",
    "Generated",
    "Hands",
    "Holds",
    "Meaning",
    "MethodClaim",
    "Mixes",
    "Origin",
    "PropertyPattern",
    "Provide",
    "Rule",
    "Space",
    "StandIn",
    "TableClaim",
    "TemplateClaim",
    "Unread",
    "Use",
    "active",
    "declared",
    "given_by",
    "gives_callables",
    "in_space",
    "only_types",
    "read_rule",
    "table_names",
]
