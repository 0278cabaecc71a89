"""What each rule of the accepted plan means and what to do about it; with the others, all that renderers can name."""

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.check.rules import RULES


@dataclass(frozen=True, slots=True)
class Advice:
    """What a rule forbids and why one should care, and what to do."""

    meaning: str
    remedy: str


PLAN_RULES: Mapping[str, Advice] = {
    "forbidden-dependency": Advice(
        "A service depends on one that its `uses` does not name: they could no longer be taken apart.",
        "Go through a service that it may use, move the code to where it is used, or, when the need is right, name the "
        "service in `uses` of secateur.yaml.",
    ),
    "private-use": Advice(
        "Code outside of a service uses a unit or table that is not in its `public` interface.",
        "Use what the service offers; when something is missing there, let its owners add it to `public`.",
    ),
    "extracted-service-use": Advice(
        "The code base uses code of a service that has been extracted: what is left of it here will be deleted.",
        "Call the extracted service over its new interface.",
    ),
    "foreign-write": Advice(
        "A table is written by code that is not of the service that owns it: nobody can vouch for its data.",
        "Let the owner write it: call the owner instead of its table.",
    ),
    "cross-service-join": Advice(
        "One statement reads tables of two services: they cannot move to two databases.",
        "Ask the other service for what is needed and join in PHP, or keep a copy that its owner feeds.",
    ),
    "cross-service-transaction": Advice(
        "One transaction writes tables of two services: apart, they cannot be committed or rolled back together.",
        "Commit in one service and tell the other (an event, an outbox), with a way to undo.",
    ),
    "service-cycle": Advice(
        "A new dependency between services closes a circle: none of them can leave before the others.",
        "Turn one of the dependencies round (an event instead of a call), or move what both need to one side.",
    ),
    "kernel-growth": Advice(
        "The shared kernel has a new unit: what everybody shares, nobody can change alone.",
        "Put it into the service that it is for; keep in the kernel what knows nothing of the business.",
    ),
    "coverage-drop": Advice(
        RULES["coverage-drop"].meaning,
        RULES["coverage-drop"].remedy,
    ),
    "service-limit": Advice(
        "A service has outgrown a limit that its owners have set in secateur.yaml.",
        "Take something out, or split it; raise the limit only with a reason.",
    ),
    "unplanned-unit": Advice(
        "The plan names no service for a unit; until it does, it goes where its ties pull it.",
        "Put it where the patterns of its service reach, or name it in secateur.yaml.",
    ),
    "plan-moved": Advice(
        "A pattern of the plan matches nothing: what it guarded may be guarded no more.",
        "Write where the code is now, or drop the pattern.",
    ),
}

CATALOGUE: Mapping[str, Advice] = {
    **{name: Advice(rule.meaning, rule.remedy) for name, rule in RULES.items()},
    **PLAN_RULES,
}
