"""The text of the former store (one snapshot in JSON a line) in, snapshots out."""

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
            found.append(msgspec.json.decode(line.rstrip("\r"), type=Snapshot))
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            message = " ".join(str(error).split())
            raise TrackError(f"line {number} is no snapshot ({message}); mend or remove the line") from error
    return tuple(sorted(found, key=lambda one: one.date))
