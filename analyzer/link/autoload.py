"""composer's autoload rules and packages in; where a class is expected, and which names are third-party, out."""

import re
from collections.abc import Iterable, Mapping, Sequence

from analyzer.frameworks import Framework
from analyzer.model.project import FileRole, Project

_LETTERS = re.compile(r"[^a-z0-9_]")


class Autoloading:
    """What composer.json, composer.lock and the vendor directories say about class names."""

    def __init__(self, project: Project, frameworks: Sequence[Framework] = ()) -> None:
        """Prepare look-ups; needs no file contents."""
        rules = project.autoload
        self._loaded: Mapping[str, str] = {}
        self._psr4 = [(prefix.strip("\\").lower(), directory.strip("/")) for prefix, directory in rules.psr4]
        self._psr0 = [(prefix.strip("\\").lower(), directory.strip("/")) for prefix, directory in rules.psr0]
        self._listed = tuple(path.strip("/") for path in (*rules.classmap, *rules.files))
        named = [p for package in project.packages for p in package.prefixes]
        named += [namespace for framework in frameworks for namespace in framework.namespaces]
        self._prefixes = tuple(sorted({prefix.strip("\\").lower() for prefix in named} - {""}))
        self._own = own = {prefix.partition("\\")[0] for prefix, _ in (*self._psr4, *self._psr0)} - {""}
        unlisted = [package.name for package in project.packages if not package.prefixes]
        # composer.json alone says no namespaces: symfony/console lives in Symfony\, nikic/fast-route in FastRoute\.
        self._vendors = {_LETTERS.sub("", part.lower()) for name in unlisted for part in name.split("/")} - own - {""}
        # Packages of our own vendor live beside us: sylius/theme-bundle in Sylius\\Bundle\\ThemeBundle\\.
        lowered = (name.lower().partition("/") for name in unlisted)
        self._beside = {(_LETTERS.sub("", vendor), _LETTERS.sub("", name)) for vendor, _, name in lowered}
        self.vendors = frozenset(part for package in project.packages for part in _heads(package.name)) - own
        self._vendored = {
            _stem(file.path) for file in project.files if file.role is FileRole.THIRD_PARTY
        }  # class names by file name, for vendor directories without a lock file

    def learn(self, loaded: Mapping[str, str]) -> None:
        """Take what the code's own autoloaders load: paths by lower-case class name."""
        self._loaded = loaded

    def expects(self, name: str, path: str) -> bool:
        """Whether composer, or an autoloader of the code itself, would look for the class in this file."""
        lowered = name.lower()
        if self._loaded.get(lowered) == path:
            return True
        for prefix, directory in self._psr4:
            if lowered.startswith(prefix) and _joins(directory, name[len(prefix) :].lstrip("\\"), path):
                return True
        for prefix, directory in self._psr0:
            space, slash, last = name.rpartition("\\")  # underscores are directories in the class's own name only
            if lowered.startswith(prefix) and _joins(directory, space + slash + last.replace("_", "\\"), path):
                return True
        return any(path == listed or path.startswith(listed + "/") for listed in self._listed)

    def is_third_party(self, name: str) -> bool:
        """Whether a class that is not declared belongs to a package or to a file of a vendor directory."""
        lowered = name.lower()
        if within(lowered, self._prefixes):
            return True
        if "\\" in lowered and lowered.partition("\\")[0] in self._vendors:
            return True
        first, *rest = lowered.split("\\")
        if rest and first in self._own:  # ours and missing, whatever a vendor directory holds of that name
            return any((first, part) in self._beside for part in rest[:-1])
        last = lowered.rpartition("\\")[2]
        return last in self._vendored or (last.rpartition("_")[2] in self._vendored and "_" in last)


def _heads(package: str) -> tuple[str, ...]:
    """How the names of services of a package begin: those of `lexik/jwt-authentication-bundle` with `lexik`, `jwt`."""
    vendor, _, name = package.lower().partition("/")
    return vendor.partition("-")[0], re.split(r"[-_]", name)[0]


def within(name: str, prefixes: Iterable[str]) -> bool:
    """Whether a class (in lower case) is one of some names, or in a namespace or below an underscore of one."""
    return any(name == prefix or name.startswith((prefix + "\\", prefix + "_")) for prefix in prefixes)


def _joins(directory: str, relative_class: str, path: str) -> bool:
    return path == f"{directory}/{relative_class.replace(chr(92), '/')}.php".lstrip("/")


def _stem(path: str) -> str:
    name = path.rpartition("/")[2].lower()
    for ending in (".class.php", ".php", ".inc"):
        if name.endswith(ending):
            return name[: -len(ending)].removeprefix("class.")
    return name
