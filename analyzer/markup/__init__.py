"""The text of a template or of a configuration file in; the templates it names, or its tree, out."""

from analyzer.markup.config import read_config
from analyzer.markup.template import read_template

__all__ = ["read_config", "read_template"]
