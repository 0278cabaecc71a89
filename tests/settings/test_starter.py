"""The first secateur.yaml."""

import re

import msgspec
import pytest

from analyzer.model.config import Config
from analyzer.model.plan import Plan
from analyzer.model.project import FileKind, FileRole, Project, SourceFile
from analyzer.settings import load_config, starter, with_overrides


def _file(path: str, role: FileRole = FileRole.OWN) -> SourceFile:
    return SourceFile(path, "0" * 40, 1, FileKind.PHP, role)


FILES = (
    _file("lib/vendor/a/b.php", FileRole.THIRD_PARTY),
    _file("lib/x.php"),
    _file("tests/unit/ATest.php", FileRole.TEST),
    _file("vendor/c/d.php", FileRole.THIRD_PARTY),
    _file("lib/XTest.php", FileRole.TEST),
)


@pytest.mark.parametrize("name", ["shop", 'a "b" \\n: #c', "no\nline\x07", "été \N{GRINNING FACE}", "yes", "12"])
def test_starter__loaded_again__gives_the_defaults_and_the_name(name: str) -> None:
    text = starter(Project(name, FILES), ["laravel"])
    assert load_config(text) == with_overrides(Config(), name=name)


def test_starter__a_name_that_is_no_unicode__is_still_a_file() -> None:
    config = load_config(starter(Project("a\udc80"), []))
    assert config.name == "a\N{REPLACEMENT CHARACTER}"


def test_starter__what_was_detected__is_named() -> None:
    text = starter(Project("shop", FILES), ["wordpress", "laravel"])
    assert '# Found without asking: "lib/vendor/", "vendor/".' in text
    assert '# Found without asking: "tests/".' in text
    assert "# Detected: laravel, wordpress." in text
    assert "# Detected: none that is known; plain PHP." in starter(Project("shop"), ["plain"])


def test_starter__commented_settings_switched_on__are_the_defaults() -> None:
    setting = re.compile(r"(?m)^( *)# ?( *)(?=[a-z-]+:( [\d\[]|$))")
    text = setting.sub(r"\1\2", starter(Project("shop"), []))
    assert "\nweights:\n" in text
    found = load_config(text)
    assert msgspec.structs.replace(found, plan=Plan()) == with_overrides(Config(), name="shop", services=8)
    assert [service.name for service in found.plan.services] == ["billing", "catalog"]
    assert found.plan.kernel == ("src/Kernel/**",)


def test_starter__many_directories__are_cut_short() -> None:
    files = tuple(_file(f"d{n:02}/vendor/a.php", FileRole.THIRD_PARTY) for n in range(30))
    files += tuple(_file(f"d{n:02}/a.php") for n in range(30))
    assert '"d11/vendor/" and 18 more.' in starter(Project("shop", files), [])


def test_starter__the_examples_of_hints_without_their_marks__are_settings() -> None:
    text = starter(Project("shop", FILES), [])
    hints = "\n".join(re.findall(r"^# ((?:types|aliases|includes):$|  .*: .*)", text.partition("weights")[0], re.M))
    config = load_config(hints)
    assert (len(config.types), len(config.aliases), len(config.includes)) == (4, 1, 2)
