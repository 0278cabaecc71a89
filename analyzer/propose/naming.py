"""The words of each service's members in, a name and a vocabulary per service out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log

from analyzer.model.linkage import Unit, UnitKind

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


def name_services(members: Sequence[Sequence[Unit]]) -> list[tuple[str, tuple[str, ...]]]:
    """Return (unique kebab-case name, vocabulary) per service, in the given order.

    A word scores its share of the service's units (tables and classes count more) times the logarithm of how much
    more usual it is there than anywhere else: tf-idf against the other services, in a form that hardly moves when
    few members move. Singular and plural are one word. The best word names the service; where two want the same, the
    one that it fits less takes its second word as well.
    """
    counted = [_counts(units) for units in members]
    spelled = _spellings(members)
    nouns = _nouns(members)
    total: dict[str, float] = {}
    spread = Counter(word for units in members for word in set().union(*map(_own, units)))
    for counts in counted:
        for word, count in counts.items():
            total[word] = total.get(word, 0.0) + count
    stop = {w for w, n in spread.items() if len(members) >= KNOWN and n > EVERYWHERE * len(members)}
    scored = [_scores(counts, total, nouns, stop) for counts in counted]
    vocabularies = [tuple(spelled[word] for word, _ in words[:VOCABULARY]) for words in scored]
    names = _unique([[(spelled[word], score) for word, score in words[:VOCABULARY]] for words in scored])
    return list(zip(names, vocabularies, strict=True))


@cache
def stem(word: str) -> str:
    """Return the word without its plural: `orders` → `order`, `categories` → `category`, `address` stays."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _counts(units: Sequence[Unit]) -> dict[str, float]:
    """Return stem → in how many units it occurs, weighted by their kind."""
    counts: dict[str, float] = {}
    for unit in units:
        weight = COUNTS.get(unit.kind, 1.0)
        own = _own(unit)
        for word in {stem(word) for word in unit.words}:
            counts[word] = counts.get(word, 0.0) + weight * (OWN if word in own else 1.0)
    return {word: counts[word] for word in sorted(counts) if len(word) >= SHORTEST and not word.isdigit()}


def _own(unit: Unit) -> set[str]:
    """Return the stems of a unit's own name, without the words of its members and directories."""
    name = unit.name.rpartition("/")[2] if unit.kind is UnitKind.SCRIPT else unit.name
    return {stem(word.lower()) for word in PIECES.findall(name)}


def _spellings(members: Sequence[Sequence[Unit]]) -> dict[str, str]:
    """Return stem → its most frequent spelling."""
    forms: dict[str, Counter[str]] = {}
    for word, times in Counter(word for units in members for unit in units for word in unit.words).items():
        forms.setdefault(stem(word), Counter())[word] += times
    return {key: min(found.items(), key=lambda item: (-item[1], item[0]))[0] for key, found in forms.items()}


def _nouns(members: Sequence[Sequence[Unit]]) -> set[str]:
    """Return the stems that stand in a table name or a namespace."""
    nouns: set[str] = set()
    for units in members:
        for unit in units:
            if unit.kind == UnitKind.TABLE:
                nouns.update(stem(word) for word in unit.name.lower().replace(".", "_").split("_"))
            elif "\\" in unit.name:
                nouns.update(stem(part.lower()) for part in unit.name.split("\\")[:-1])
    return nouns


def _scores(
    counts: Mapping[str, float], total: Mapping[str, float], nouns: set[str], stop: set[str]
) -> list[tuple[str, float]]:
    """Return (word, score) of a service, best first."""
    here, everywhere = sum(counts.values()), sum(total.values())
    scores = []
    for word, count in counts.items():
        usual = total[word] / everywhere
        score = count / here * log((count + usual) / (here + 1) / usual)
        if score > 0:
            factor = (NOUN if word in nouns else 1.0) * (0.1 if word in stop else 1.0)
            scores.append((-score * factor, word))
    return [(word, -score) for score, word in sorted(scores)]


def _unique(wishes: Sequence[Sequence[tuple[str, float]]]) -> list[str]:
    """Return one name per service: the surest choose first; latecomers add words until it is unique."""
    names = [""] * len(wishes)
    taken: set[str] = set()
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
