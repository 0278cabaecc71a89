"""The text of a Twig, Smarty, Blade or Latte file in; the templates it names out."""

from analyzer.markup.template import read_template

__all__ = ["read_template"]
