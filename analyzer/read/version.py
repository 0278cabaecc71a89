"""The version of the facts: whatever can change what is read from the same bytes, as one text."""

from importlib.metadata import PackageNotFoundError, version

_REVISION = 34


def version_of(package: str) -> str:
    """Return the version of an installed package, `?` when nobody knows it."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


FACTS_VERSION = "/".join(
    [str(_REVISION), *(version_of(package) for package in ("tree-sitter", "tree-sitter-php", "sqlglot"))]
)
