"""Room `settings`: what the user wrote in YAML in, a `Config` or expected services out; and a first file for them."""

from analyzer.settings.acceptance import accept
from analyzer.settings.configuration import load_config, with_overrides
from analyzer.settings.constraints import with_rules
from analyzer.settings.edits import read_edits
from analyzer.settings.expected import Expected, ExpectedData, load_expected, load_expected_data, match_expected
from analyzer.settings.failure import ConfigError
from analyzer.settings.starter import starter

__all__ = [
    "ConfigError",
    "Expected",
    "ExpectedData",
    "accept",
    "load_config",
    "load_expected",
    "load_expected_data",
    "match_expected",
    "read_edits",
    "starter",
    "with_overrides",
    "with_rules",
]
