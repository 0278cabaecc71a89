"""composer.json, composer.lock and composer's list of installed packages in; autoload rules and packages out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from analyzer.model.project import Autoload, Package, Skipped

Read = Callable[[str], bytes | None]
_PLATFORM = ("php", "hhvm", "composer", "ext-", "lib-", "composer-", "php-")


class Composer(msgspec.Struct, frozen=True):
    """What composer knows about a code base."""

    autoload: Autoload = Autoload()
    packages: tuple[Package, ...] = ()
    vendor_directory: str | None = None
    skipped: tuple[Skipped, ...] = ()


def read_composer(read: Read) -> Composer:
    """Return what the composer files at the root say; `read` gives a file's bytes or None. Never raises."""
    skipped: list[Skipped] = []
    manifest = _load("composer.json", read, skipped)
    vendor = _text(_mapping(manifest, "config").get("vendor-dir"))
    packages = _packages(_load("composer.lock", read, skipped))
    packages = packages or _packages(_load(f"{_directory(vendor or 'vendor')}/composer/installed.json", read, []))
    packages = packages or tuple(
        Package(name, _text(version) or "")
        for name, version in sorted({**_mapping(manifest, "require-dev"), **_mapping(manifest, "require")}.items())
        if "/" in name and not name.startswith(_PLATFORM[3:])
    )
    return Composer(
        _autoload(_mapping(manifest, "autoload"), _mapping(manifest, "autoload-dev")),
        packages,
        _directory(vendor) if vendor else None,
        tuple(skipped),
    )


def _load(path: str, read: Read, skipped: list[Skipped]) -> Mapping[str, Any]:
    content = read(path)
    if content is None:
        return {}
    try:
        value = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        skipped.append(Skipped(path, "not valid JSON"))
        return {}
    if isinstance(value, list):  # installed.json of composer 1
        return {"packages": value}
    return value if isinstance(value, dict) else {}


def _autoload(*rules: Mapping[str, Any]) -> Autoload:
    return Autoload(
        psr4=tuple(pair for rule in rules for pair in _prefixes(rule, "psr-4")),
        psr0=tuple(pair for rule in rules for pair in _prefixes(rule, "psr-0")),
        classmap=tuple(_directory(path) for rule in rules for path in _texts(rule.get("classmap"))),
        files=tuple(_directory(path) for rule in rules for path in _texts(rule.get("files"))),
    )


def _prefixes(rule: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    for prefix, directories in sorted(_mapping(rule, key).items()):
        for directory in _texts(directories):
            yield prefix, _directory(directory)


def _packages(lock: Mapping[str, Any]) -> tuple[Package, ...]:
    found = {}
    for key in ("packages", "packages-dev"):
        for package in lock.get(key) if isinstance(lock.get(key), list) else ():  # type: ignore[union-attr]
            if isinstance(package, dict) and (name := _text(package.get("name"))):
                rules = _mapping(package, "autoload")
                prefixes = {prefix for key in ("psr-4", "psr-0") for prefix in _mapping(rules, key) if prefix}
                found[name] = Package(name, _text(package.get("version")) or "", tuple(sorted(prefixes)))
    return tuple(sorted(found.values()))


def _mapping(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _directory(path: str) -> str:
    """Normalise to a path below the root: no `./`, no slash at the end; the root itself is ""."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts)
