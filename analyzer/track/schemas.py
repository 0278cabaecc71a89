"""Nothing in, the JSON Schemas of what `diff` and `trend` write out."""

import msgspec

from analyzer.model import difference, trend


def difference_schema() -> bytes:
    """Return the JSON Schema of `secateur diff --format json`, as UTF-8."""
    return _schema(difference.Difference, difference.SCHEMA)


def trend_schema() -> bytes:
    """Return the JSON Schema of `secateur trend --format json`, as UTF-8."""
    return _schema(trend.Trend, trend.SCHEMA)


def _schema(of: type, name: str) -> bytes:
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **msgspec.json.schema(of)}
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
