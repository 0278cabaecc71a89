import pytest

from analyzer.model.facts import FileFacts, ProblemKind
from analyzer.sql import read_schema

DUMP = """-- MySQL dump; with a semicolon
/*!40101 SET NAMES utf8 */;
DROP TABLE IF EXISTS `orders`;
CREATE TABLE `orders` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `user_id` int DEFAULT NULL COMMENT 'of; (the) buyer',
  `state` enum('new','paid') NOT NULL,
  `key` varchar(20),
  PRIMARY KEY (`id`),
  KEY `u` (`user_id`),
  CONSTRAINT `fk` FOREIGN KEY (`user_id`)
    REFERENCES `users` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB;
INSERT INTO `orders` VALUES (1,'CREATE TABLE nonsense (a int);'),(2,'it\\'s; "x');
# comment; CREATE TABLE no (a int)
CREATE TABLE users (id serial PRIMARY KEY, boss integer REFERENCES users(id), price numeric(10, 2));
"""


def shown(facts: FileFacts) -> list[str]:
    tables = [f"{t.name} :{t.line} " + ", ".join(f"{c.name} {c.type}".strip() for c in t.columns) for t in facts.tables]
    keys = [
        f"{k.table}({','.join(k.columns)}) -> {k.target}({','.join(k.target_columns)}) :{k.line}"
        for k in facts.foreign_keys
    ]
    return [*tables, *keys]


def test_read_schema__dump__gives_tables_columns_and_keys_with_lines() -> None:
    facts = read_schema(DUMP)
    assert shown(facts) == [
        "orders :4 id int(11) unsigned, user_id int, state enum('new','paid'), key varchar(20)",
        "users :16 id serial, boss integer, price numeric(10,2)",
        "orders(user_id) -> users(id) :11",
        "users(boss) -> users(id) :16",
    ]
    assert (facts.loc, facts.problems) == (16, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CREATE TABLE #__users (id int)", ["users :1 id int"]),
        ("CREATE TABLE {prefix}users (id int)", ["users :1 id int"]),
        ("CREATE TABLE /*_*/page (id int)", ["page :1 id int"]),
        ("CREATE TABLE IF NOT EXISTS PREFIX_product (id int)", ["product :1 id int"]),
        ("\n\nCREATE TABLE public.users (id int)", ["users :3 id int"]),
        (
            "CREATE TABLE [dbo].[users] (\n[id] [int] IDENTITY (1, 1),\n[n] [varchar] (9)\n)\nGO\n"
            "CREATE TABLE b (a int)\nGO",
            ["users :1 id int, n varchar(9)", "b :6 a int"],
        ),
        (
            "CREATE TABLE a (x int); ALTER TABLE ONLY a\nADD CONSTRAINT c FOREIGN KEY (x, y) REFERENCES b (u, v);",
            ["a :1 x int", "a(x,y) -> b(u,v) :2"],
        ),
        ("ALTER TABLE a ADD COLUMN x int REFERENCES b(id)", ["a(x) -> b(id) :1"]),
        ("CREATE TABLE a LIKE b", ["a :1"]),
        ("CREATE TABLE a AS SELECT * FROM b", ["a :1"]),
        ("CREATE VIRTUAL TABLE s USING fts4 (title, body)", ["s :1 title, body"]),
        ("CREATE TABLE a (x int); CREATE TABLE a (y int)", ["a :1 y int"]),
        ("COPY a (x) FROM stdin;\n1\tCREATE TABLE b (c int);\n\\.\nCREATE TABLE a (x int);", ["a :4 x int"]),
        (
            "DELIMITER $$\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN DELETE FROM b; END$$\nDELIMITER ;\n"
            "CREATE TABLE c (d int);",
            ["c :4 d int"],
        ),
        ("CREATE FUNCTION f() RETURNS int AS $$ BEGIN; END; $$ LANGUAGE x; CREATE TABLE c (d int)", ["c :1 d int"]),
        ("", []),
        ("nonsense; 'unclosed", []),
    ],
)
def test_read_schema__dialect__is_understood(text: str, expected: list[str]) -> None:
    assert [line.rstrip() for line in shown(read_schema(text))] == expected


def test_read_schema__view__reads_its_tables() -> None:
    facts = read_schema("CREATE TABLE a (x int);\nCREATE VIEW v AS SELECT x FROM a JOIN b USING (x);")
    assert [(sql.line, sql.verb, [(t.name, t.mode.value) for t in sql.tables]) for sql in facts.sql] == [
        (2, "create", [("a", "reads"), ("a", "joins"), ("b", "reads"), ("b", "joins"), ("v", "writes")])
    ]


def test_read_schema__broken_table__is_a_problem_with_its_line() -> None:
    facts = read_schema("\nCREATE TABLE;\nCREATE TABLE ok (a int);")
    assert [(p.kind, p.line) for p in facts.problems] == [(ProblemKind.SQL, 2)]
    assert [t.name for t in facts.tables] == ["ok"]


def test_read_schema__cut_anywhere__never_raises() -> None:
    for cut in range(0, len(DUMP), 5):
        read_schema(DUMP[:cut])
