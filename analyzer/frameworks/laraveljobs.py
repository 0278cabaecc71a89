"""A file of a Laravel application in; who queues which jobs, and so runs what their `handle` does, out.

`Pay::dispatch($order)`, `dispatch(new Pay)`, `$this->dispatch(new Pay)`, `Queue::push(new Pay)`, or a chain.
What has no `handle` is an event: its listeners run.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.claims import Claim, MethodClaim, Origin, Use
from analyzer.model.expression import Expression, Items, Named, New, Variable
from analyzer.model.facts import Call, ReadFile
from analyzer.model.linkage import Confidence, DependencyKind

STATIC = frozenset(
    {"dispatch", "dispatchsync", "dispatchnow", "dispatchafterresponse", "dispatchif", "dispatchunless", "withchain"}
)
GIVEN = frozenset(
    """
    dispatch dispatchsync dispatchnow dispatch_sync dispatch_now push later chain batch
    pushon lateron bulk withchain job
    """.split()  # noqa: SIM905
)
RELATIVE = frozenset({"self", "static", "parent"})
BUSES = frozenset({"bus", "queue", "event", "schedule"})


def jobs(file: ReadFile) -> Iterator[Claim]:
    """Yield what a file queues."""
    for call in file.facts.calls:
        name = (call.fallback or call.name).rpartition("\\")[2].lower()
        if name in STATIC and call.static and isinstance(call.receiver, Named) and not _is_bus(call.receiver.name):
            yield from _queued(call, New(call.receiver))
        if name in GIVEN:
            for one in [made for given in call.arguments for made in _made(given, call, file)]:
                yield from _queued(call, one)


def _is_bus(name: str) -> bool:
    return name.rpartition("\\")[2].lower() in BUSES or name.lower() in RELATIVE


def _queued(call: Call, job: New) -> Iterator[Claim]:
    origin = Origin(call.scope, call.lines, "laravel")
    yield MethodClaim(origin, job, "handle", DependencyKind.DISPATCHES, Confidence.INFERRED)
    if isinstance(job.of, Named) and call.static:
        yield Use(origin, "event", job.of.name.strip("\\"), DependencyKind.DISPATCHES)


def _made(given: Expression, call: Call, file: ReadFile) -> Iterator[New]:
    """The objects of an argument: made there, in a list, or in the variable that is given."""
    if isinstance(given, New):
        yield given
    elif isinstance(given, Items):
        for _, value in given.pairs:
            yield from _made(value, call, file)
    elif isinstance(given, Variable):
        for assignment in file.facts.scopes[call.scope].assignments:
            if assignment.variable == given.name and isinstance(assignment.value, New):
                yield assignment.value
