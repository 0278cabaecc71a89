"""Propel 1: what its generated queries give, the tables of its peers, and its own classes."""

from collections.abc import Iterator, Sequence

from analyzer.frameworks.claims import Claim, Origin, Provide, TableClaim
from analyzer.frameworks.framework import Framework, Space, extends, has_package
from analyzer.model.expression import Either, Items, Named, New, Text
from analyzer.model.facts import Declaration, DeclarationKind, ReadFile
from analyzer.model.project import Project
from analyzer.model.statements import TableMode

FLUENT = (
    *("add", "addAnd", "addOr", "addJoin", "addAscendingOrderByColumn", "addDescendingOrderByColumn", "addUsingAlias"),
    *("distinct", "filterBy", "groupBy", "join", "joinWith", "limit", "mergeWith", "offset", "orderBy", "setDistinct"),
    *("setLimit", "setOffset", "where", "with", "withColumn", "_and", "_or", "keepQuery", "setFormatter"),
)
RULES = {
    **{f"ModelCriteria->{name}()": "type <receiver>" for name in FLUENT},
    **{f"ModelCriteria->{name}()": "type @record <receiver>" for name in ("findOne", "findOneOrCreate", "findPk")},
    **{f"ModelCriteria->{name}()": "type @records <receiver>" for name in ("find", "findPks")},
    "Propel::getConnection()": "type PropelPDO",
}
CLASSES = """
    baseobject basepeer columnmap criteria databasemap modelcriteria modeljoin persistent propel propelcollection
    propelcolumntypes propelconfiguration propeldatetime propelexception propelmodelpager propelobjectcollection
    propelonedemandcollection propelpager propelpdo relationmap tablemap
""".split()  # noqa: SIM905 - one string, so that the list stays short


def _interpret(file: ReadFile) -> Iterator[Claim]:
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.CLASS and declaration.name.endswith("Query"):
            yield from _query(declaration)
    for constant in file.facts.constants:
        owner = constant.owner or ""
        if constant.name == "TABLE_NAME" and owner.endswith("Peer") and isinstance(constant.value, Text):
            origin = Origin(0, (constant.line,), "propel", owner)
            for mode in (TableMode.READS, TableMode.WRITES):
                yield TableClaim(origin, constant.value.text, mode, declared_only=False)


def _query(declaration: Declaration) -> Iterator[Claim]:
    """`class OrderQuery extends BaseOrderQuery` finds objects of the class `Order`."""
    short = declaration.name.rpartition("\\")[2]
    if any(parent.rpartition("\\")[2] == f"Base{short}" for parent in declaration.extends):
        origin = Origin(0, (declaration.line,), "propel")
        record = New(Named(declaration.name.removesuffix("Query")))
        yield Provide(origin, "record", declaration.name, record)
        found = Either((New(Named("PropelObjectCollection")), Items(((None, record),))))
        yield Provide(origin, "records", declaration.name, found)


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    return has_package(project, "propel/propel1", "propel/propel") or extends(files, "modelcriteria")


PROPEL = Framework(
    "propel",
    _detect,
    _interpret,
    conventions=RULES,
    spaces=(Space("record", quiet=True, inherited=True), Space("records", quiet=True, inherited=True)),
    namespaces=tuple(CLASSES),
    bundled=True,
)
