"""Doctrine's object mapper where no framework brings it: what its managers, repositories and builders do."""

from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.claims import Claim
from analyzer.frameworks.doctrine import MAPPING, association_tables, entity_tables, mapped, repository_tables
from analyzer.frameworks.dql import queries
from analyzer.frameworks.framework import Framework, Holds, Space, extends, has_package
from analyzer.model.facts import ReadFile
from analyzer.model.project import Project

ENTITY_MANAGERS = (
    "Doctrine\\ORM\\EntityManager|Doctrine\\ORM\\EntityManagerInterface|Doctrine\\Persistence\\ObjectManager|"
    "Doctrine\\Common\\Persistence\\ObjectManager|Doctrine\\Persistence\\ManagerRegistry|"
    "Doctrine\\Bundle\\DoctrineBundle\\Registry|Doctrine\\Common\\Persistence\\ManagerRegistry"
)
REPOSITORIES = (
    "Doctrine\\ORM\\EntityRepository|Doctrine\\Bundle\\DoctrineBundle\\Repository\\ServiceEntityRepository|"
    "Doctrine\\Persistence\\ObjectRepository|Doctrine\\Common\\Persistence\\ObjectRepository"
)
QUERIES = "Doctrine\\ORM\\QueryBuilder"
ORM_RULES: Mapping[str, str] = {
    "*->getEntityManager()": "type Doctrine\\ORM\\EntityManagerInterface",
    f"{ENTITY_MANAGERS}->getManager()": "type Doctrine\\ORM\\EntityManagerInterface",
    f"{ENTITY_MANAGERS}->getManagerForClass()": "type Doctrine\\ORM\\EntityManagerInterface",
    f"{ENTITY_MANAGERS}->getConnection()": "type Doctrine\\DBAL\\Connection",
    f"{ENTITY_MANAGERS}->getRepository('<entity>')": (
        "@repository <entity> or @repository :<entity|last> or type Doctrine\\ORM\\EntityRepository"
    ),
    f"{ENTITY_MANAGERS}->getRepository('<entity>')#entity": "@doctrine-entity <entity>",
    f"{ENTITY_MANAGERS}->find('<entity>')": "@found <entity>",
    f"{ENTITY_MANAGERS}->getReference('<entity>')": "@found <entity>",
    f"{ENTITY_MANAGERS}|{REPOSITORIES}->createQueryBuilder()": f"type {QUERIES}",
    f"{REPOSITORIES}->createQueryBuilder()#table": "table @repository-table <receiver>",
    **{f"{QUERIES}->{name}()": f"type {QUERIES}" for name in ("select", "addSelect", "distinct")},
    f"{QUERIES}->from('<entity>')": "table @entity-table <entity>",
    f"{QUERIES}->update('<entity>')": "writes @entity-table <entity>",
    f"{QUERIES}->delete('<entity>')": "writes @entity-table <entity>",
    f"{REPOSITORIES}->find()": "@entity-of <receiver>",
    f"{REPOSITORIES}->findOneBy()": "@entity-of <receiver>",
}
KEEPING = {f"{ENTITY_MANAGERS}->{name}('<row>')": "writes @entity-table <row>" for name in ("persist", "remove")}
ENTITY_FOLDERS = ("Entity", "Document", "Model")


def entity(name: str, _lookup: object) -> Iterator[str]:
    """`AcmeShopBundle:Order` → an `Order` below some `Entity`."""
    if ":" in name:
        short = name.rpartition(":")[2]
        yield from (f"*\\{folder}\\{short}" for folder in ENTITY_FOLDERS)


ORM_SPACES = (
    Space("repository", quiet=True),
    Space("doctrine entity", Holds.TEXT, classes=True, quiet=True, meant=entity),
    Space("found", classes=True, quiet=True, meant=entity),
    Space("entity of", quiet=True),
    Space("entity table", Holds.TEXT, quiet=True, meant=entity_tables),
    Space("entity association", Holds.TEXT, quiet=True),
    Space("association table", Holds.TEXT, quiet=True, meant=association_tables),
    Space("repository table", Holds.TEXT, quiet=True, meant=repository_tables),
)


def _interpret(file: ReadFile) -> Iterator[Claim]:
    yield from mapped(file, "doctrine")
    yield from queries(file, "doctrine")


def _detect(project: Project, files: Sequence[ReadFile]) -> bool:
    return (
        has_package(project, "doctrine/orm")
        or extends(files, "doctrine\\orm\\entityrepository")
        or any(note.name == f"{MAPPING}Entity" for file in files for note in file.facts.annotations)
    )


DOCTRINE = Framework(
    "doctrine", _detect, _interpret, conventions={**ORM_RULES, **KEEPING}, spaces=ORM_SPACES, namespaces=("doctrine\\",)
)
