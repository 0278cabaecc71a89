"""SQL with the table prefix styles of PHP applications in; SQL with plain table names out. `{0}`, `{1}` … stay."""

import re

_STYLES = re.compile(
    r"""
    \#__(?=\w)                                  # Joomla: #__users
  | (?<![\w'"])%%(?=[A-Za-z_])(?:\w+%%)?           # %%users, %%PREFIX%%users
  | (?<![\w:'"]):(?:table|tbl|prefix)_(?=[a-z])    # a bound prefix: :table_orders
  | \[\|\w+\|\](?=\w)                           # Interspire: [|PREFIX|]users
  | /\*(?:_|\$wgDBprefix)\*/(?=\w)              # MediaWiki: /*_*/user
  | \{\$?(?:db_?|table_?|tbl_?)?(?:prefix|pre)_?\}(?=\w)   # {prefix}users, {$dbprefix}users
  | (?<![\w`])(?:PREFIX_|__PREFIX__|@prefix@|DB_PREFIX_|%%?(?:DB_|TABLE_)?PREFIX%%?_?)(?=\w)  # PREFIX_x
  | (?<=`)(?:PREFIX_|__PREFIX__|@prefix@|DB_PREFIX_|%%?(?:DB_|TABLE_)?PREFIX%%?_?)(?=\w)
  | (?<![\w%'"])%(?:\d+\$)?s(?=[a-z_])(?=\w*[`\s,;)])       # sprintf: FROM %susers
    """,
    re.VERBOSE,
)
_YII = re.compile(r"\{\{%?([A-Za-z_]\w*)\}\}")
_DRUPAL = re.compile(r"\{([A-Za-z_]\w*)\}")
_HINTS = ("#__", "%", "[|", "/*_*/", "/*$", ":t", ":prefix_", "PREFIX_", "@prefix@", "PREFIX__")


def normalise(text: str) -> str:
    """Return the text with prefix placeholders taken out, so that what is left names the table."""
    if "{" in text:
        if "{{" in text:
            text = _YII.sub(r"\1", text)
        text = _STYLES.sub("", text)
        return _DRUPAL.sub(r"\1", text)
    if any(hint in text for hint in _HINTS):
        return _STYLES.sub("", text)
    return text
