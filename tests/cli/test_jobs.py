"""The definitions for pre-commit, GitHub and GitLab call the command as it is."""

import re
from pathlib import Path
from typing import Any

import click
import yaml

from analyzer.check import FORMATS
from analyzer.cli.check import NAMES, check

ROOT = Path(__file__).parents[2]
FLAGS = {option for parameter in check.params if isinstance(parameter, click.Option) for option in parameter.opts}


def _loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _known(command: str) -> None:
    assert set(re.findall(r"--[a-z-]+", command)) <= FLAGS
    assert set(re.findall(r"--report \"?([a-z]+)=", command)) <= set(FORMATS)


def test_pre_commit__its_hook__is_a_command_of_ours() -> None:
    (hook,) = _loaded(".pre-commit-hooks.yaml")
    assert hook["entry"].split() == ["secateur", "check"]
    assert hook["pass_filenames"] is False
    _known(" ".join(hook["args"]))


def test_action__its_steps__use_inputs_that_exist_and_only_through_the_environment() -> None:
    action = _loaded("action.yml")
    *_, last = action["runs"]["steps"]
    _known(last["run"].partition("secateur/bin/secateur")[2])
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]  # an input must never become a part of the script
        for value in step["env"].values():
            named = re.findall(r"inputs\.(\w+)", value)
            assert set(named) <= action["inputs"].keys()


def test_gitlab__its_job__keeps_what_it_reports() -> None:
    job = _loaded("templates/secateur.gitlab-ci.yml")["secateur"]
    (script,) = job["script"]
    _known(script.partition("secateur check")[2])
    assert f"gitlab={job['artifacts']['reports']['codequality']}" in script
    assert f"junit={job['artifacts']['reports']['junit']}" in script


def test_formats__of_the_flag__are_those_of_the_table() -> None:
    assert tuple(FORMATS) == NAMES
