"""What the template languages look like: for each, its comments and the tags that name another template."""

import re
from typing import NamedTuple


class Syntax(NamedTuple):
    """One language. `marks` tell that a file is written in it; `silent` is passed over (comments, raw text; to the
    end where they never end);
    `tags` have the groups `relation` and `targets`: every quoted text in `targets` is a template."""

    name: str
    marks: re.Pattern[str]
    silent: re.Pattern[str]
    tags: re.Pattern[str]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.VERBOSE | re.DOTALL)


_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""

TWIG = Syntax(
    "twig",
    _pattern(r"\{%-?|\{\{|\{\#"),
    _pattern(r"\{\#(?:.*?\#\}|.*\Z)|\{%-?\s*verbatim\s*-?%\}(?:.*?\{%-?\s*endverbatim\s*-?%\}|.*\Z)"),
    _pattern(
        rf"""
        \{{%[-~]?\s*(?P<relation>extends|include|embed|import|from|use|form_theme|sandbox)\b(?P<targets>
            (?:\s*+(?:\w+\s+(?:with\s+)?)?(?:\[[^\]]*\]|{_QUOTED}(?:\s*~\s*[\w.]+(?:\s*~\s*{_QUOTED})?)?|[^%]*?\?[^%]*)))
        | (?P<function>\b(?:include|source|block)\s*\(\s*)(?P<argument>\[[^\]]*\]|{_QUOTED})
        """
    ),
)
BLADE = Syntax(
    "blade",
    _pattern(r"@(?:extends|include\w*|section|yield|foreach|if|csrf|php|component|each)\b|\{\{|\{!!|<x-"),
    _pattern(r"\{\{--(?:.*?--\}\}|.*\Z)|@verbatim\b(?:.*?@endverbatim\b|.*\Z)|@@\w+"),
    _pattern(
        rf"""
        @(?P<relation>extends|include|includeIf|includeFirst|component|each|livewire)\s*\(\s*(?P<targets>\[[^\]]*\]|{_QUOTED})
        | @(?P<conditional>includeWhen|includeUnless)\s*\([^,'"]*(?:{_QUOTED}[^,'"]*)*?,\s*(?P<second>{_QUOTED})
        | <(?P<tag>x|livewire)[-:](?!slot\b)(?P<component>[\w.:-]+)
        """
    ),
)
SMARTY = Syntax(
    "smarty",
    _pattern(r"\{/?(?:include|if|foreach|section|block|extends|literal|assign|\$\w)|\{\*"),
    _pattern(r"\{\*(?:.*?\*\}|.*\Z)|\{literal\}(?:.*?\{/literal\}|.*\Z)"),
    _pattern(
        rf"""
        \{{\s*(?P<relation>extends|include|include_php|insert|config_load|import)\b(?P<targets>
            (?:\s+(?:(?!file\s*=)\w+\s*=\s*(?:{_QUOTED}|[^\s}}]+)))*\s+(?:(?:file|script)\s*=\s*)?(?:{_QUOTED}|[\w./-]+\.\w+))
        """
    ),
)
LATTE = Syntax(
    "latte",
    _pattern(r"\{(?:include|layout|extends|block|foreach|if|var|import|embed)\b|n:\w+="),
    _pattern(r"\{\*(?:.*?\*\}|.*\Z)|\{syntax\s+off\}(?:.*?\{/syntax\}|.*\Z)"),
    _pattern(
        rf"""
        \{{(?P<relation>extends|layout|include|sandbox|import|embed|includeblock)\s+(?:file\s+)?(?P<targets>{_QUOTED}|[\w@./-]+\.latte)
        """
    ),
)
SYNTAXES = (TWIG, BLADE, SMARTY, LATTE)
