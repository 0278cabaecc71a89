"""A directory in; who owns which of its files, by the CODEOWNERS file of its repository, out."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pathspec import GitIgnoreSpec

from analyzer.discover.failure import SourceError
from analyzer.discover.git import ask

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")  # as GitHub and GitLab look


class Owners:
    """The rules of a CODEOWNERS file; `prefix` leads from its repository's root to ours, with a final `/`, or is ""."""

    def __init__(self, text: str = "", prefix: str = "") -> None:
        """Read the rules; a line that makes no sense owns nothing, as on GitHub."""
        self._prefix = prefix
        self._rules: list[tuple[GitIgnoreSpec, str]] = []
        default = ""
        for line in text.splitlines():
            words = line.partition(" #")[0].split()
            if not words or words[0].startswith("#"):
                continue
            if words[0].startswith(("[", "^[")):  # a section of GitLab, with those who own what names nobody
                default = " ".join(line.rpartition("]")[2].split())
                continue
            try:
                spec = GitIgnoreSpec.from_lines([words[0]])
            except ValueError:
                continue
            self._rules.append((spec, " ".join(words[1:]) or default))

    def of(self, path: str) -> str:
        """Return the owners of a file, as written, "" for none; the last rule that matches decides."""
        for spec, owners in reversed(self._rules):
            if spec.match_file(self._prefix + path):
                return owners
        return ""

    def most(self, paths: Iterable[str]) -> str:
        """Return the owners of more than half of some files, "" where nobody owns as many."""
        files = sorted(set(paths))
        found = Counter(self.of(path) for path in files)
        owners, count = min(found.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        return owners if 2 * count > len(files) else ""


def read_owners(root: str) -> Owners:
    """Return the owners of the files below a directory; without git, or CODEOWNERS, nobody owns anything."""
    try:
        top = ask(root, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")
        prefix = ask(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
    except SourceError:
        top, prefix = root, ""
    for place in PLACES:
        try:
            text = (Path(top or root) / place).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        return Owners(text, prefix)
    return Owners()
