"""What tips a contested unit, and along which methods a class can be split."""

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.decomposition import Decomposition, Membership, Role, Service
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.pipeline import analyze_linkage, inventory_of
from analyzer.report import render
from analyzer.report.contested import NO_LINE, divisible, in_words, tips
from tests.examples import hostile_analysis

METHODS = tuple((f"m{i}", 10 * i + 1, 10 * i + 9) for i in range(8))


def _unit(name: str, **more: object) -> Unit:
    return Unit(f"class:{name}", UnitKind.CLASS, name, f"{name}.php", 1, 90, 90, **more)  # type: ignore[arg-type]


def _calls(source: str, target: str, *lines: int) -> Dependency:
    places = tuple(Location(f"{source}.php", line) for line in lines)
    return Dependency(
        f"class:{source}", f"class:{target}", DependencyKind.CALLS, Confidence.EXACT, "php", places
    )  # fmt: skip


UNITS = (_unit("God", members=METHODS), _unit("Cart"), _unit("Mail"), _unit("Kernel"))
LINKS = (
    _calls("Cart", "God", 3, 4),
    _calls("God", "Cart", 12, 13, 25),
    _calls("God", "Kernel", 41, 51),
    _calls("God", "Mail", 31, 42, 52),
)


def _analysis() -> Analysis:
    linkage = Linkage(units=UNITS, dependencies=LINKS)
    whole = analyze_linkage(linkage, Config(), inventory_of(linkage), lambda *_: None, "x")
    services = (Service("cart", ("class:Cart", "class:God")), Service("mail", ("class:Mail",)))
    rows = (Membership("class:God", "cart", Role.DOMAIN, 1.0, 0.6, "mail", 0.4, True),)
    return msgspec.structs.replace(whole, decomposition=Decomposition(services, ("class:Kernel",), (), rows, (), ()))


def test_tips__heaviest_tie_of_each_side__with_its_place() -> None:
    analysis = _analysis()
    tip = tips(analysis, analysis.decomposition.memberships)["class:God"]
    assert [(p.other, p.weight, p.outward) for p in tip.own] == [("class:Cart", 3.0, True), ("class:Cart", 2.0, False)]
    assert in_words(tip.own[0]) == ("calls", "at God.php:12, 3 places")
    assert in_words(tip.own[1]) == ("is needed (calls) by", "at Cart.php:3, 2 places")
    assert [(p.other, p.place.line) for p in tip.other] == [("class:Mail", 31)]


def test_divisible__methods_go_with_the_service_they_need_most() -> None:
    (one,) = divisible(_analysis())
    assert (one.unit.id, one.methods, one.undecided) == ("class:God", 8, 3)
    assert [(s.service, s.methods) for s in one.sides] == [
        ("mail", (("m3", 31, 1.0), ("m4", 41, 1.0), ("m5", 51, 1.0))),
        ("cart", (("m1", 11, 2.0), ("m2", 21, 1.0))),
    ]


def test_divisible__a_class_of_one_service__is_not() -> None:
    analysis = _analysis()
    calm = msgspec.structs.replace(analysis.linkage, dependencies=LINKS[:3])
    assert divisible(msgspec.structs.replace(analysis, linkage=calm)) == ()


def test_contested__no_dependency_ties_it_to_either_side__the_report_says_so() -> None:
    whole = hostile_analysis()
    (service, *_), (first, *others) = whole.decomposition.services, whole.decomposition.memberships
    torn = msgspec.structs.replace(first, runner_up=service.name, contested=True)
    found = msgspec.structs.replace(whole.decomposition, memberships=(torn, *others))
    tied = msgspec.structs.replace(whole, decomposition=found)
    loose = msgspec.structs.replace(tied, linkage=msgspec.structs.replace(tied.linkage, dependencies=()))
    told, silent = dict(render(loose)), dict(render(tied))
    for name in ("report.md", "index.html"):
        assert NO_LINE in told[name].decode()
        assert NO_LINE not in silent[name].decode()
