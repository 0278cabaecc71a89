"""A baseline in, the bytes of `secateur-baseline.json` out, and back; its JSON Schema."""

import msgspec

from analyzer.model.violation import BASELINE_SCHEMA, Baseline


class BaselineError(Exception):
    """The file is no baseline; the message says why."""


def baseline_json(baseline: Baseline) -> bytes:
    """Return a baseline as JSON with one entry a line, so that versions of it merge."""
    entries = ",\n".join(f"  {msgspec.json.encode(entry).decode()}" for entry in sorted(baseline.entries))
    rest = msgspec.to_builtins(msgspec.structs.replace(baseline, entries=()))
    lines = [f' "{key}": {_value(value)}' for key, value in rest.items() if key not in {"entries", "schema"}]
    head = f' "schema": "{baseline.schema}",\n "entries": [' + (f"\n{entries}\n ]" if entries else "]")
    return ("{\n" + ",\n".join([head, *lines]) + "\n}\n").encode()


def _value(value: object) -> str:
    """Return a value as JSON, members of lists and mappings one a line."""
    if isinstance(value, dict) and value:
        rows = [f"  {_encoded(key)}: {_encoded(item)}" for key, item in sorted(value.items())]
        return "{\n" + ",\n".join(rows) + "\n }"
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(f"  {_encoded(item)}" for item in value) + "\n ]"
    return _encoded(value)


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()


def is_baseline(content: bytes) -> bool:
    """Say whether a file calls itself a baseline of ours, of whatever version."""
    try:
        return msgspec.json.decode(content, type=_Head).schema.startswith("secateur/baseline/")
    except msgspec.DecodeError:
        return False


def load_baseline(content: bytes) -> Baseline:
    """Return the baseline in a saved file, or raise `BaselineError`."""
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.schema != BASELINE_SCHEMA:
            raise BaselineError(f"its schema is {head.schema or 'unknown'}, this version reads {BASELINE_SCHEMA}")
        return msgspec.json.decode(content, type=Baseline)
    except msgspec.DecodeError as error:
        raise BaselineError(f"not a baseline of secateur: {error}; write it anew with --update-baseline") from error


def baseline_schema() -> bytes:
    """Return the JSON Schema (2020-12) of `secateur-baseline.json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": BASELINE_SCHEMA}
    return msgspec.json.format(msgspec.json.encode(schema | msgspec.json.schema(Baseline)), indent=1) + b"\n"


class _Head(msgspec.Struct):
    schema: str = ""
