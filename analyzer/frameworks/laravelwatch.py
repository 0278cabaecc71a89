"""A file of a Laravel application in; who watches its models (observers, policies), and its commands, out.

A model's events run its observers, whoever registers them; `authorize('update', $order)` runs the policy of what the
signature says `$order` is.
"""

from collections.abc import Iterator

from analyzer.frameworks.arguments import class_name
from analyzer.frameworks.claims import Claim, ClassClaim, EntryClaim, Origin, Provide, Use
from analyzer.model.expression import Expression, Items, Named, New, Text, Variable
from analyzer.model.facts import Call, EntryKind, ReadFile
from analyzer.model.linkage import Confidence, DependencyKind

OBSERVERS = "observers"
OBSERVED = "Illuminate\\Database\\Eloquent\\Attributes\\ObservedBy"
POLICED = "Illuminate\\Database\\Eloquent\\Attributes\\UsePolicy"
COMMAND = "Symfony\\Component\\Console\\Attribute\\AsCommand"
ASKED = frozenset({"authorize", "can", "cannot", "cant", "allows", "denies", "inspect", "authorizeforuser", "check"})


def watched(file: ReadFile) -> Iterator[Claim]:
    """Yield the observers of models and the policies that are asked."""
    for annotation in file.facts.annotations:
        origin = Origin(0, (annotation.line,), "laravel", annotation.unit)
        for node in annotation.arguments:
            for name in (one.value.strip("\\") for one in (node, *node.children) if one.value):
                if annotation.name == OBSERVED:
                    yield ClassClaim(origin, name, DependencyKind.DISPATCHES, Confidence.INFERRED)
                elif annotation.name == POLICED:
                    yield Provide(origin, "policy", annotation.unit, Text(name))
    for call in file.facts.calls:
        name = call.name.lower()
        if name == "observe" and call.static and isinstance(call.receiver, Named) and call.arguments:
            yield from _observed(call, _unit(call.receiver.name, call, file))
        elif call.receiver is not None and name in ASKED and len(call.arguments) > 1:
            yield from _asked(call, call.arguments[-1], file)
        elif call.receiver is not None and name == "authorizeresource" and call.arguments:
            yield from _asked(call, call.arguments[0], file)


def _observed(call: Call, model: str) -> Iterator[Claim]:
    """`Order::observe(OrderObserver::class)`, or a list of such."""
    first = call.arguments[0]
    for one in [value for _, value in first.pairs] if isinstance(first, Items) else [first]:
        observer = class_name(one.of if isinstance(one, New) else one)
        if observer:
            origin = Origin(call.scope, call.lines, "laravel", model)
            yield ClassClaim(origin, observer.strip("\\"), DependencyKind.DISPATCHES, Confidence.INFERRED)


def _asked(call: Call, subject: Expression, file: ReadFile) -> Iterator[Claim]:
    if isinstance(subject, Items) and subject.pairs:
        subject = subject.pairs[0][1]
    for name in _types(subject, call.scope, file):
        yield Use(Origin(call.scope, call.lines, "laravel"), "policy", name.strip("\\"), DependencyKind.CALLS)


def _types(subject: Expression, index: int, file: ReadFile) -> tuple[str, ...]:
    """The classes of a model that is named, made, or a typed parameter (as routes bind them)."""
    if isinstance(subject, New):
        subject = subject.of
    if isinstance(subject, Named):
        return (subject.name,)
    scope = file.facts.scopes[index]
    if not isinstance(subject, Variable) or not scope.member:
        return ()
    for declaration in file.facts.declarations:
        for method in declaration.methods if declaration.name == scope.unit else ():
            for parameter in method.parameters if method.name == scope.member else ():
                if parameter.name == subject.name and parameter.type is not None:
                    return parameter.type.names
    return ()


def commands(file: ReadFile) -> Iterator[Claim]:
    """Yield the commands that classes declare: `protected $signature = 'orders:close {day}'`, and closures'."""
    for declaration in file.facts.declarations:
        for field in declaration.fields if declaration.extends else ():
            said = field.default.text.split() if isinstance(field.default, Text) else []
            if field.name == "signature" and said:
                origin = Origin(0, (field.line,), "laravel")
                yield Provide(origin, "command", said[0], Text(declaration.name))
                yield EntryClaim(origin, EntryKind.COMMAND, declaration.name, said[0], "", "handle")
    for call in file.facts.calls:
        artisan = isinstance(call.receiver, Named) and call.receiver.name.rpartition("\\")[2] == "Artisan"
        first = call.arguments[0] if call.arguments else None
        if artisan and call.name == "command" and isinstance(first, Text) and first.text.split():
            yield EntryClaim(Origin(call.scope, call.lines, "laravel"), EntryKind.COMMAND, "", first.text.split()[0])


def _unit(name: str, call: Call, file: ReadFile) -> str:
    """The class that `static::observe` names."""
    return file.facts.scopes[call.scope].unit if name.lower() in ("self", "static") else name
