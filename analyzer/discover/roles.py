"""A path in; whose code it is out: own, test, or third party."""

import re
from collections.abc import Sequence

from pathspec import GitIgnoreSpec

from analyzer.model.project import FileRole

THIRD_PARTY = ("vendor", "node_modules", "bower_components")

_TEST_DIRECTORY = re.compile(
    r"(?:tests?|Tests?|TESTS?|__tests__|spec|specs|fixtures?|Fixtures?|phpunit|PHPUnit|[Uu]nit[-_]?[Tt]ests?|testdata|test[-_]data)"
)
_TEST_FILE = re.compile(
    r"(?:.*(?:[A-Za-z0-9]Test|TestCase|[-_.][Tt]est|TestSuite)|(?:phpunit|PHPUnit).*)\.(?:php|inc|phpt)"
)


class Roles:
    """Decides roles; `third_party` and `tests` are the user's further globs, as in .gitignore (`!glob` takes back)."""

    def __init__(self, third_party: Sequence[str], tests: Sequence[str], vendor_directory: str | None) -> None:
        """Take composer's own vendor directory as one more third-party path."""
        self._third = GitIgnoreSpec.from_lines(third_party) if third_party else None
        self._tests = GitIgnoreSpec.from_lines(tests) if tests else None
        self._vendor = vendor_directory.strip("/") if vendor_directory else None

    def of_directory(self, path: str, name: str, inherited: FileRole) -> FileRole:
        """Return the role of a directory (`path` without trailing `/`) in a directory of role `inherited`."""
        asked = self._asked(path + "/")
        if asked is not None:
            return asked
        if inherited is FileRole.THIRD_PARTY or name in THIRD_PARTY or path == self._vendor:
            return FileRole.THIRD_PARTY
        return FileRole.TEST if _TEST_DIRECTORY.fullmatch(name) else inherited

    def of_file(self, path: str, name: str, inherited: FileRole) -> FileRole:
        """Return the role of a file in a directory of role `inherited`."""
        asked = self._asked(path)
        if asked is not None:
            return asked
        if inherited is FileRole.OWN and _TEST_FILE.fullmatch(name):
            return FileRole.TEST
        return inherited

    def _asked(self, path: str) -> FileRole | None:
        """What the user's globs say, None when they say nothing."""
        for spec, role in ((self._third, FileRole.THIRD_PARTY), (self._tests, FileRole.TEST)):
            included = spec.check_file(path).include if spec else None
            if included is not None:
                return role if included else FileRole.OWN
        return None
