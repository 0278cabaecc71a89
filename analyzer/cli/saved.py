"""A path in, the `Analysis` that was saved there out."""

from pathlib import Path

from analyzer.cli.main import Failure
from analyzer.cli.session import read_bytes
from analyzer.model.analysis import Analysis


def saved_analysis(path: Path) -> Analysis:
    """Return a saved analysis, or fail in one line."""
    from analyzer.export import ExportError, load_analysis  # noqa: PLC0415

    try:
        return load_analysis(read_bytes(path))
    except ExportError as error:
        raise Failure(f"{path}: {error}") from error
