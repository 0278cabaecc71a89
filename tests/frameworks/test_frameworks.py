"""Which frameworks are active, and what they claim of a file."""

from collections.abc import Callable

import pytest

from analyzer.frameworks import (
    FRAMEWORKS,
    Claim,
    Framework,
    FunctionClaim,
    MethodClaim,
    TableClaim,
    TemplateClaim,
    active,
)
from analyzer.frameworks.laravel import TABLE
from analyzer.frameworks.wording import read_wording
from analyzer.frameworks.yii import YII
from analyzer.model.config import FrameworkConfig
from analyzer.model.facts import ReadFile
from analyzer.model.project import FileKind, FileRole, Package, Project, SourceFile
from analyzer.read.file import read_file


def claims(name: str, source: str) -> list[Claim]:
    framework = next(framework for framework in FRAMEWORKS if framework.name == name)
    return list(framework.interpret(ReadFile("a.php", read_file(("<?php\n" + source).encode(), FileKind.PHP))))


def names(found: list[Claim], kind: type) -> list[str]:
    return [claim.name for claim in found if isinstance(claim, kind)]


def detected(project: Project, config: FrameworkConfig | None = None) -> list[str]:
    return [framework.name for framework in active(project, (), config or FrameworkConfig())]


def test_active__when_nothing_is_detected__then_plain_php() -> None:
    assert detected(Project("p")) == ["plain"]


def test_active__when_a_package_says_laravel__then_laravel() -> None:
    assert detected(Project("p", packages=(Package("laravel/framework", "8"),))) == ["laravel", "plain"]


def test_active__when_doctrine_is_required_without_symfony__then_doctrine() -> None:
    packages = (Package("doctrine/orm", "3.6"), Package("symfony/console", "7.4"))
    assert detected(Project("p", packages=packages)) == ["doctrine", "plain"]


def test_active__when_symfony_brings_doctrine__then_symfony_alone_knows_it() -> None:
    packages = (Package("doctrine/orm", "3.6"), Package("symfony/framework-bundle", "7.4"))
    assert detected(Project("p", packages=packages)) == ["plain", "symfony"]


def test_active__when_files_lie_as_in_wordpress__then_wordpress() -> None:
    file = SourceFile("blog/wp-load.php", "", 1, FileKind.PHP, FileRole.OWN)
    assert detected(Project("p", (file,))) == ["plain", "wordpress"]


def test_active__when_switched_by_hand__then_detection_does_not_matter() -> None:
    assert detected(Project("p"), FrameworkConfig(on=("wordpress",), off=("plain",))) == ["wordpress"]


def test_registry__when_listed__then_sorted_by_name() -> None:
    listed = [framework.name for framework in FRAMEWORKS]
    assert listed == sorted(listed)


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.name)
def test_registry__when_conventions_are_read__then_each_is_a_rule(framework: Framework) -> None:
    assert len(framework.rules) == len(framework.conventions)


def test_registry__when_frameworks_share_the_name_of_a_space__then_it_holds_the_same() -> None:
    held: dict[str, set[object]] = {}
    for framework in FRAMEWORKS:
        for space in framework.spaces:
            held.setdefault(space.name, set()).add(space.holds)
    assert [name for name, kinds in sorted(held.items()) if len(kinds) > 1] == []


@pytest.mark.parametrize(
    ("model", "table"),
    [
        ("Order", "orders"),
        ("OrderLine", "order_lines"),
        ("Category", "categories"),
        ("Box", "boxes"),
        ("Day", "days"),
        ("Person", "people"),
        ("APIKey", "api_keys"),
        ("Stock", "stock"),
    ],
)
def test_table_of__when_a_model_has_no_table__then_eloquent_makes_this_one(model: str, table: str) -> None:
    assert read_wording(TABLE).said({"class": model}) == table


def test_laravel__when_a_view_is_named_with_dots__then_it_is_a_path() -> None:
    assert names(claims("laravel", "view('orders.show');"), TemplateClaim) == ["orders/show"]


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("register_activation_hook(__FILE__, 'boot');", FunctionClaim, ["boot"]),
        ("register_activation_hook(__FILE__, ['Menu', 'title']);", MethodClaim, ["title"]),
        ("register_activation_hook(__FILE__, 'Menu::title');", MethodClaim, ["title"]),
        ("register_activation_hook(__FILE__, function () {});", FunctionClaim, []),
        ("register_activation_hook(__FILE__, $name);", FunctionClaim, []),
        ("$wpdb->insert('wp_log', []);", TableClaim, ["wp_log"]),
        ("$other->insert('wp_log', []);", TableClaim, []),
    ],
)
def test_wordpress__when_code_says_this__then_these_names(
    source: str, kind: Callable[..., Claim], expected: list[str]
) -> None:
    assert names(claims("wordpress", source), kind) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("usort($a, 'by_name');", FunctionClaim, ["by_name"]),
        ("array_map('not a name', $a);", FunctionClaim, []),
        ("call_user_func([$this, 'go']);", MethodClaim, ["go"]),
        ("$db->select(['page', 'revision'], '*');", TableClaim, ["page", "revision"]),
        ("$db->anything('page');", TableClaim, []),
    ],
)
def test_plain__when_code_says_this__then_these_names(
    source: str, kind: Callable[..., Claim], expected: list[str]
) -> None:
    assert names(claims("plain", source), kind) == expected  # type: ignore[arg-type]


def test_yii__a_rule_with_more_choices_than_anybody_writes__ends() -> None:
    names = "abcdefgh"
    path = "/".join(f"<{name}:(s|t|u|v|w|x|y|z)>" for name in names)
    route = "/".join(f"<{name}>" for name in names)
    text = f"<?php return ['components' => ['urlManager' => ['rules' => ['{path}' => '{route}']]]];"
    file = ReadFile("protected/config/main.php", read_file(text.encode(), FileKind.PHP))
    assert 0 < len(list(YII.interpret(file))) <= 200
