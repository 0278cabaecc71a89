"""A callable as PHP writes it (`'f'`, `'A::m'`, `[$this, 'm']`) in; claims out."""

import re
from collections.abc import Iterator

from analyzer.frameworks.claims import Claim, FunctionClaim, MethodClaim, Origin
from analyzer.model.expression import Expression, Items, Named, Text
from analyzer.model.linkage import DependencyKind

RUN_AT_ONCE = {  # PHP's own functions that run a callable before they return, and where it stands
    "array_filter": 1,
    "array_map": 0,
    "array_reduce": 1,
    "array_walk": 1,
    "array_walk_recursive": 1,
    "call_user_func": 0,
    "call_user_func_array": 0,
    "forward_static_call": 0,
    "iterator_apply": 1,
    "preg_replace_callback": 1,
    "uasort": 1,
    "uksort": 1,
    "usort": 1,
}
_FUNCTION = re.compile(r"\\?[A-Za-z_]\w*(?:\\\w+)*\Z")
_METHOD = re.compile(r"\\?([A-Za-z_]\w*(?:\\\w+)*)::(\w+)\Z")


def callback(expression: Expression, origin: Origin, kind: DependencyKind = DependencyKind.CALLS) -> Iterator[Claim]:
    """Yield what a callable expression names; nothing for closures and whatever is dynamic."""
    if isinstance(expression, Text):
        method = _METHOD.match(expression.text)
        if method:
            yield MethodClaim(origin, Named(method.group(1)), method.group(2), kind)
        elif _FUNCTION.match(expression.text):
            yield FunctionClaim(origin, expression.text.lstrip("\\"), kind)
    elif isinstance(expression, Items) and len(expression.pairs) == 2:
        (_, of), (_, name) = expression.pairs
        if isinstance(name, Text) and re.fullmatch(r"\w+", name.text):
            if isinstance(of, Text):
                of = Named(of.text.lstrip("\\"))
            yield MethodClaim(origin, of, name.text, kind)
