"""The flags `--move`, `--rename`, `--merge` and `--split` in, edits of a proposal in the order of their effect out."""

from collections.abc import Sequence

from analyzer.model.config import Edit
from analyzer.model.plan import RESERVED
from analyzer.patterns import PatternError, check_pattern
from analyzer.settings.failure import ConfigError

FORMS = {
    "move": "PATTERN=SERVICE, as in 'class:App\\Tax=billing'",
    "rename": "OLD=NEW, as in 'cart=checkout'",
    "merge": "SERVICE+SERVICE=NAME, as in 'cart+checkout=checkout'",
    "split": "SERVICE=PATTERN,PATTERN=NEW, as in 'order=class:App\\Invoice*,table:invoices=billing'",
}


def read_edits(merge: Sequence[str], split: Sequence[str], move: Sequence[str], rename: Sequence[str]) -> list[Edit]:
    """Return the edits: merges, then splits, moves and renames, each in its own order. Raises ConfigError."""
    found = [_merge(text) for text in merge]
    found += [_split(text) for text in split]
    found += [_move(text) for text in move]
    return found + [_rename(text) for text in rename]


def _move(text: str) -> Edit:
    patterns, _, target = text.rpartition("=")
    return Edit("move", _new(target, "move", text, ("core",)), (), _patterns(patterns, "move", text))


def _rename(text: str) -> Edit:
    old, _, new = text.rpartition("=")
    return Edit("rename", _new(new, "rename", text), (_name(old, "rename", text),))


def _merge(text: str) -> Edit:
    services, _, target = text.rpartition("=")
    names = tuple(_name(part, "merge", text) for part in services.split("+"))
    if len(set(names)) < 2:
        raise _failure("merge", text)
    return Edit("merge", _new(target, "merge", text), names)


def _split(text: str) -> Edit:
    service, _, rest = text.partition("=")
    patterns, _, target = rest.rpartition("=")
    return Edit(
        "split", _new(target, "split", text), (_name(service, "split", text),), _patterns(patterns, "split", text)
    )


def _name(text: str, kind: str, whole: str) -> str:
    name = text.strip()
    if not name or not name.isprintable():
        raise _failure(kind, whole)
    return name


def _new(text: str, kind: str, whole: str, reserved: Sequence[str] = RESERVED) -> str:
    """Return the name that a service is to have; `kernel` means to set aside, which only moving can."""
    name = _name(text, kind, whole)
    if name in reserved:
        raise ConfigError(
            f"--{kind} {whole}: a service cannot be called '{name}': what is in none is called so; choose another"
        )
    return name


def _patterns(text: str, kind: str, whole: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not found:
        raise _failure(kind, whole)
    for pattern in found:
        try:
            check_pattern(pattern)
        except PatternError as error:
            raise ConfigError(f"--{kind} {whole}: {error}") from error
    return found


def _failure(kind: str, text: str) -> ConfigError:
    return ConfigError(f"--{kind} {text}: write {FORMS[kind]}")
