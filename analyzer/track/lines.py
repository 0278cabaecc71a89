"""The text of the former store (one snapshot in JSON a line) in, snapshots out."""

from datetime import date

import msgspec

from analyzer.model.snapshot import Snapshot


class TrackError(Exception):
    """What was asked of the history makes no sense, or a file is not ours; the message says why, in one line."""


def load_lines(text: str) -> tuple[Snapshot, ...]:
    """Return the snapshots, by date; those of one date in the order of the file. Raises TrackError.

    Lines end at newlines only: JSON may hold the other separators.
    """
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line.rstrip("\r"), type=Snapshot)
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            message = " ".join(str(error).split())
            raise TrackError(f"line {number} is no snapshot ({message}); mend or remove the line") from error
        if not _is_day(one.date):
            raise TrackError(f"line {number}: '{one.date}' is no date such as 2026-01-31; mend or remove the line")
        found.append(one)
    return tuple(sorted(found, key=lambda one: one.date))


def _is_day(text: str) -> bool:
    """Say whether a text is a day as the history writes it: other forms would not sort among these."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
