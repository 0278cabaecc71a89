"""`Analysis` in, `analysis.json` out, and back; its JSON Schema."""

import msgspec

from analyzer.export.failure import ExportError
from analyzer.export.lines import pairs
from analyzer.model.analysis import SCHEMA, Analysis
from analyzer.model.config import Config
from analyzer.model.decomposition import Service
from analyzer.model.earlier import Earlier


def analysis_json(analysis: Analysis) -> bytes:
    """Return an analysis as JSON, UTF-8; the same value gives the same bytes."""
    return b"{\n " + b",\n ".join(pairs(analysis)) + b"\n}\n"


def load_analysis(content: bytes) -> Analysis:
    """Return the analysis in a saved file, or raise `ExportError`."""
    try:
        head = msgspec.json.decode(content, type=_Head)
    except msgspec.DecodeError as error:
        raise ExportError(f"not an analysis.json of secateur: {error}") from error
    if head.schema != SCHEMA:
        raise ExportError(f"its schema is {head.schema or 'unknown'}, this version reads {SCHEMA}: analyse again")
    try:
        return msgspec.json.decode(content, type=Analysis)
    except msgspec.DecodeError as error:
        raise ExportError(f"not a whole {SCHEMA} file: {error}") from error


def load_earlier(content: bytes) -> Earlier:
    """Return the services of a saved analysis and how it was asked, without reading the rest, or raise `ExportError`.

    The configuration of another version may be unreadable: the services are there all the same.
    """
    try:
        found = msgspec.json.decode(content, type=_Services)
    except msgspec.DecodeError as error:
        raise ExportError(f"not an analysis.json of secateur: {error}") from error
    try:
        config = msgspec.json.decode(found.config, type=Config)
    except msgspec.DecodeError:
        config = None
    was = found.decomposition
    return Earlier(was.services, config, was.founded, was.kernel, was.set_aside)


class _Head(msgspec.Struct):
    schema: str = ""


class _Proposal(msgspec.Struct):
    services: tuple[Service, ...] = ()
    founded: tuple[str, ...] = ()
    kernel: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()


class _Services(msgspec.Struct):
    decomposition: _Proposal
    config: msgspec.Raw = msgspec.Raw(b"null")


def json_schema() -> bytes:
    """Return the JSON Schema (2020-12) of `analysis.json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return msgspec.json.format(msgspec.json.encode(schema | msgspec.json.schema(Analysis)), indent=1) + b"\n"
