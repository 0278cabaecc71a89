"""Facts kept in memory between the revisions of one walk."""

from collections.abc import Iterator, Sequence

from analyzer.model.facts import FileFacts
from analyzer.model.project import FileKind, FileRole, Project, SourceFile
from analyzer.read import DecodedFacts, read_all


class Texts:
    """Contents by blob; counts what is loaded."""

    def __init__(self) -> None:
        self.loaded: list[str] = []

    def load(self, files: Sequence[SourceFile]) -> Iterator[bytes | None]:
        for file in files:
            self.loaded.append(file.blob)
            yield f"<?php class {file.blob} {{}}".encode()


def project(*blobs: str) -> Project:
    files = tuple(SourceFile(f"{blob}.php", blob, 20, FileKind.PHP, FileRole.OWN) for blob in blobs)
    return Project("shop", files)


def test_read_all__when_a_neighbour_was_read_before__then_only_new_ones_are_read_and_the_rest_is_the_same() -> None:
    facts, texts = DecodedFacts(), Texts()
    first = read_all(project("a", "b"), texts, facts)
    second = read_all(project("b", "c"), texts, facts)
    assert texts.loaded == ["a", "b", "c"]
    assert second[0].facts is first[1].facts
    assert (facts.asked, facts.read) == (2, ["c"])
    assert isinstance(second[1].facts, FileFacts)


def test_read_all__when_a_content_has_gone_for_one_revision__then_it_is_not_kept_any_longer() -> None:
    facts, texts = DecodedFacts(), Texts()
    for blobs in (("a",), ("b",), ("a",)):
        read_all(project(*blobs), texts, facts)
    assert texts.loaded == ["a", "b", "a"]
