"""The words of each service's members in, a name and a vocabulary per service out."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from math import log

import numpy as np

from analyzer.graphs import Floats, Integers
from analyzer.model.linkage import Unit, UnitKind
from analyzer.model.plan import RESERVED

VOCABULARY = 8  # words kept per service
EVERYWHERE = 0.6  # a word in more than this share of the services is a stop word of this code base
KNOWN = 4  # services from which on stop words can be learned
COUNTS = {
    UnitKind.TABLE: 3.0,
    UnitKind.CLASS: 2.0,
    UnitKind.INTERFACE: 1.5,
    UnitKind.TRAIT: 1.5,
    UnitKind.ENUM: 1.5,
}  # of the others each counts 1
OWN = 4.0  # a word of a unit's own name says more than one of its methods, which talk about everybody's things
PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\dA-Za-z_]+")
NOUN = 1.5  # words that name a table or a namespace are nouns of the domain
SHORTEST = 3

Name = tuple[str, tuple[str, ...]]  # of a service, and its vocabulary


class Vocabulary:
    """The words of units, numbered once, so that any labeling of the units can be named at little cost.

    A word scores its share of the service's units (tables and classes count more) times the logarithm of how much
    more usual it is there than anywhere else: tf-idf against the other services, in a form that hardly moves when
    few members move. Singular and plural are one word. The best word names the service; where two want the same, the
    one that it fits less takes its second word as well.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        own = [_own(unit) for unit in units]
        stems = [dict.fromkeys(map(stem, unit.words)) for unit in units]
        self._stems = sorted(set().union(*own, *stems))
        number = {word: i for i, word in enumerate(self._stems)}
        self._named = _Rows([[number[word] for word in words] for words in own])
        telling = {word: i for word, i in number.items() if len(word) >= SHORTEST and not word.isdigit()}
        self._said = _Rows([[telling[word] for word in words if word in telling] for words in stems])
        self._weight = np.array([COUNTS.get(unit.kind, 1.0) for unit in units])
        self._is_own = np.array(
            [w in mine for mine, words in zip(own, stems, strict=True) for w in words if w in telling], dtype=bool
        )
        self._words = sorted({word for unit in units for word in unit.words})
        spelling = {word: i for i, word in enumerate(self._words)}
        self._written = _Rows([[spelling[word] for word in unit.words] for unit in units])
        self._stem_of = np.array([number[stem(word)] for word in self._words], dtype=np.int64)
        self._nouns = [{number[w] for w in _nouns(unit) if w in number} for unit in units]

    def names(self, labels: Sequence[int]) -> list[Name]:
        """Return (unique kebab-case name, vocabulary) per service 0..K−1; `labels[i]` is that of unit i, −1 none."""
        of = np.array(labels, dtype=np.int64)
        services = int(of.max(initial=-1)) + 1
        spelled = self._spellings(of)
        scored = [words[:VOCABULARY] for words in self._scores(of, services)]
        vocabularies = [tuple(spelled[word] for word, _ in words) for words in scored]
        names = _unique([[(spelled[word], score) for word, score in words] for words in scored])
        return list(zip(names, vocabularies, strict=True))

    def _scores(self, of: Integers, services: int) -> list[list[tuple[int, float]]]:
        """Return (stem, score) per service, best first."""
        width = len(self._stems)
        weights = self._weight[self._said.units] * np.where(self._is_own, OWN, 1.0)
        label = of[self._said.units]
        kept = label >= 0
        keys, inverse = np.unique(label[kept] * width + self._said.items[kept], return_inverse=True)
        counts = np.bincount(inverse.ravel(), weights[kept], len(keys))
        service, word = keys // max(width, 1), keys % max(width, 1)
        total = np.bincount(word, counts, width)
        here = np.bincount(service, counts, services)[service]
        usual = total[word] / total.sum()
        ratio = (counts + usual) / (here + 1) / usual
        factor = self._factors(of, services)[word]
        scored: list[list[tuple[float, int]]] = [[] for _ in range(services)]
        telling = np.flatnonzero(ratio > 1.0)
        columns = (service, word, counts / here, ratio, factor)
        for s, w, share, more, times in zip(*(column[telling].tolist() for column in columns), strict=True):
            scored[s].append((-(share * log(more)) * times, w))
        return [[(w, -score) for score, w in sorted(words)] for words in scored]

    def _factors(self, of: Integers, services: int) -> Floats:
        """Return by how much each stem counts more, for being a noun, or less, for being named nearly everywhere."""
        width = len(self._stems)
        factors = np.ones(width)
        nouns = set().union(*(self._nouns[i] for i in np.flatnonzero(of >= 0).tolist()))
        factors[sorted(nouns)] = NOUN
        label = of[self._named.units]
        pairs = np.unique((label * width + self._named.items)[label >= 0])
        spread = np.bincount(pairs % max(width, 1), minlength=width)
        if services >= KNOWN:
            factors[spread > EVERYWHERE * services] *= 0.1
        return factors

    def _spellings(self, of: Integers) -> dict[int, str]:
        """Return stem → its most frequent spelling, of equals the first by alphabet."""
        times = np.bincount(self._written.items[of[self._written.units] >= 0], minlength=len(self._words))
        order = np.lexsort((-times, self._stem_of))
        stems, first = np.unique(self._stem_of[order], return_index=True)
        return {s: self._words[i] for s, i in zip(stems.tolist(), order[first].tolist(), strict=True)}


class _Rows:
    """A list of numbers per unit as two arrays: the numbers, and of which unit each is."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self.items = np.array(list(chain.from_iterable(rows)), dtype=np.int64)
        self.units = np.repeat(np.arange(len(rows)), [len(row) for row in rows])


@cache
def stem(word: str) -> str:
    """Return the word without its plural: `orders` → `order`, `categories` → `category`, `address` stays."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _own(unit: Unit) -> set[str]:
    """Return the stems of a unit's own name, without the words of its members and directories."""
    name = unit.name.rpartition("/")[2] if unit.kind is UnitKind.SCRIPT else unit.name
    return {stem(word.lower()) for word in PIECES.findall(name)}


def _nouns(unit: Unit) -> set[str]:
    """Return the stems of a table's name, or of a namespace."""
    if unit.kind == UnitKind.TABLE:
        return {stem(word) for word in unit.name.lower().replace(".", "_").split("_")}
    return {stem(part.lower()) for part in unit.name.split("\\")[:-1]}


def _unique(wishes: Sequence[Sequence[tuple[str, float]]]) -> list[str]:
    """Return one name per service: the surest choose first; latecomers add words until it is unique."""
    names = [""] * len(wishes)
    taken = set(RESERVED)
    for i in sorted(range(len(wishes)), key=lambda i: (-wishes[i][0][1] if wishes[i] else 0.0, i)):
        words = [_kebab(word) for word, _ in wishes[i]] or ["service"]
        options = words[:1] + [f"{words[0]}-{word}" for word in words[1:]]
        names[i] = next((name for name in options if name not in taken), "")
        number = 2
        while not names[i]:
            name = f"{words[0]}-{number}"
            names[i] = "" if name in taken else name
            number += 1
        taken.add(names[i])
    return names


def _kebab(word: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in word.lower()).split()) or "service"
