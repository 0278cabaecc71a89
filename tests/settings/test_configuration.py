"""secateur.yaml: what is read, and what every mistake says."""

from pathlib import Path

import pytest

from analyzer.model.config import KINDS, Config, Hint
from analyzer.model.plan import PlannedService, State
from analyzer.settings import ConfigError, load_config, with_overrides

LINES = (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8").splitlines()
MISTAKES = [line.split(" => ") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_load_config__a_mistake__one_line_says_what_where_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_config(text.replace("⏎", "\n"), "f")
    assert str(caught.value) == message


@pytest.mark.parametrize("text", [None, "", "  \n", "# only a comment\n", "---\n", "discover:\n", "\ufeffname:\n"])
def test_load_config__nothing_said__gives_the_defaults(text: str | None) -> None:
    assert load_config(text) == Config()


def test_load_config__every_sort_of_value__is_taken_over() -> None:
    text = """
name: Vitrine
discover:
  exclude: ["old/", '*.bak.php']
  max_file_size: 0x1000
clustering:
  services: 7
  resolutions: [1, 2.5]
frameworks: {on: [laravel]}
order:
  back_call: 2
"""
    config = load_config(text)
    assert config.name == "Vitrine"
    assert config.discover.exclude == ("old/", "*.bak.php")
    assert config.discover.max_file_size == 4096
    assert config.clustering.services == 7
    assert config.clustering.resolutions == (1.0, 2.5)
    assert config.frameworks.on == ("laravel",)
    assert config.order.back_call == 2.0


def test_load_config__what_the_code_does_not_say__is_kept_in_order_and_with_its_lines() -> None:
    text = """
types:
  \\App\\Order::$lines: Collection<\\App\\Line>|null
  $db: App\\Database
aliases: {Cart: \\App\\Cart}
includes:
  LIB_DIR: ./src//lib/
  ROOT_DIR: .
  "load( $x )": ["pages/*.php", a.php]
"""
    config = load_config(text)
    assert config.types == (
        Hint("App\\Order::$lines", ("Collection<\\App\\Line>|null",), 3),
        Hint("$db", ("App\\Database",), 4),
    )
    assert config.aliases == (Hint("Cart", ("App\\Cart",), 5),)
    assert config.includes == (
        Hint("LIB_DIR", ("src/lib/",), 7),
        Hint("ROOT_DIR", ("",), 8),
        Hint("load( $x )", ("pages/*.php", "a.php"), 9),
    )


def test_load_config__the_example_of_the_readme__is_understood() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    config = load_config(readme.partition("```yaml\n")[2].partition("```")[0])
    assert len(config.types) == 3
    assert config.includes[1] == Hint("$page . '.php'", ("pages/*.php",), config.includes[0].line + 1)


def test_load_config__one_weight_given__the_others_keep_their_defaults() -> None:
    config = load_config("weights:\n  kinds:\n    extends: 9\n    co-changes: 1\n")
    assert config.weights.kinds == KINDS | {"extends": 9.0, "co-changes": 1.0}


def test_load_config__deeply_nested_text__is_one_clear_line() -> None:
    with pytest.raises(ConfigError) as caught:
        load_config("[" * 400 + "]" * 400)
    assert "\n" not in str(caught.value)


def test_load_config__aliases_that_multiply__are_stopped() -> None:
    levels = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"{b}: &{b} [{', '.join(['*' + a] * 10)}]" for a, b in zip("abcdefg", "bcdefgh", strict=True)]
    with pytest.raises(ConfigError, match="too large"):
        load_config("\n".join(levels))


def test_with_overrides__exclusions__are_added_to_those_of_the_file() -> None:
    config = with_overrides(load_config("discover: {exclude: [a]}"), exclude=("b",))
    assert config.discover.exclude == ("a", "b")


def test_with_overrides__a_flag__wins_and_none_changes_nothing() -> None:
    config = load_config("name: a\nclustering: {services: 3}")
    assert with_overrides(config) == config
    changed = with_overrides(config, services=5, name="b")
    assert (changed.name, changed.clustering.services) == ("b", 5)


def test_load_config__accepted_services__are_the_plan_with_the_lines_of_its_patterns() -> None:
    text = """
services:
  billing:
    includes:
      - 'class:App\\Billing\\*'
      - "src/Billing/**"
    tables: [invoices, "table:invoice_*"]
    owner: payments
    state: in progress
    uses: [catalog]
    public: ["class:App\\\\Billing\\\\Api"]
    limits: {lines: 20_000, out: 0}
  catalog: [src/catalog/**]
  gone: {state: extracted, tables: }
kernel:
  - lib/**
"""
    plan = load_config(text).plan
    billing, catalog, gone = plan.services
    assert billing == PlannedService(
        "billing",
        ("class:App\\Billing\\*", "src/Billing/**"),
        ("invoices", "invoice_*"),
        "payments",
        State.IN_PROGRESS,
        ("catalog",),
        ("class:App\\Billing\\Api",),
        3,
        {"lines": 20_000, "out": 0},
        {
            "class:App\\Billing\\*": 5,
            "src/Billing/**": 6,
            "invoices": 7,
            "invoice_*": 7,
            "class:App\\Billing\\Api": 11,
        },
    )
    assert (catalog.includes, catalog.uses, catalog.public) == (("src/catalog/**",), None, None)
    assert (gone.state, gone.includes, gone.tables) == (State.EXTRACTED, (), ())
    assert (plan.kernel, plan.kernel_lines) == (("lib/**",), {"lib/**": 16})
