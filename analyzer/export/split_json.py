"""`Split` in, JSON out; its JSON Schema."""

import msgspec

from analyzer.export.lines import pairs
from analyzer.model.split import SCHEMA, Split


def split_json(split: Split) -> bytes:
    """Return the page of a service as JSON, UTF-8; the same value gives the same bytes."""
    return b"{\n " + b",\n ".join(pairs(split)) + b"\n}\n"


def split_schema() -> bytes:
    """Return the JSON Schema (2020-12) of `secateur split --format json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return msgspec.json.format(msgspec.json.encode(schema | msgspec.json.schema(Split)), indent=1) + b"\n"
