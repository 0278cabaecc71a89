"""The command line in, an exit code out: registers the commands and turns our errors into one clear line."""

import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn

import click

FINE, BROKEN_GATE, WRONG_COMMAND, NOTHING = 0, 1, 2, 3
STOPPED, TERMINATED = 130, 143  # as shells report a command that was ended by Ctrl-C or `kill`

# Command → module that defines it, so that `--help` does not load matplotlib's friends.
COMMANDS = {
    "accept": "analyzer.cli.accept",
    "analyze": "analyzer.cli.analyze",
    "cache": "analyzer.cli.cache",
    "check": "analyzer.cli.check",
    "diff": "analyzer.cli.diff",
    "export": "analyzer.cli.export",
    "graph": "analyzer.cli.graph",
    "history": "analyzer.cli.history",
    "init": "analyzer.cli.init",
    "schema": "analyzer.cli.schema",
    "split": "analyzer.cli.split",
    "track": "analyzer.cli.track",
    "trend": "analyzer.cli.trend",
    "why": "analyzer.cli.why",
}


class Failure(click.ClickException):
    """The user's command or input was wrong: one line, exit code 2 (or 3 when there is nothing to analyse)."""

    def __init__(self, message: str, code: int = WRONG_COMMAND) -> None:
        super().__init__(" ".join(message.split()))
        self.exit_code = code  # type: ignore[misc]  # click declares it on the class and reads it from the instance

    def show(self, file: Any = None) -> None:
        """Print the one line on standard error."""
        click.echo(f"secateur: {printable(self.message)}", file=file, err=file is None)


class _ReaderGone(Exception):
    """Who read our output (`| head`) has gone. No OSError: Click would end with 1, our broken gate."""


class _Commands(click.Group):
    """Loads a command's module when it is asked for."""

    def make_context(self, *arguments: Any, **extra: Any) -> click.Context:
        """Read the command line; `--help` speaks here already."""
        try:
            return super().make_context(*arguments, **extra)
        except BrokenPipeError as error:
            raise _ReaderGone from error

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return all names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None when there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = getattr(importlib.import_module(module), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="secateur", prog_name="secateur")
def secateur() -> None:
    """Tells a company with a grown PHP monolith where to cut."""


def main() -> None:
    """Run the command line and exit; Click itself would give 1, our broken gate, to Ctrl-C."""
    code: int | None = FINE
    try:
        code = secateur.main(prog_name="secateur", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nsecateur: stopped", err=True)
        code = STOPPED
    except (BrokenPipeError, _ReaderGone):  # nobody is left to be told anything
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code or FINE)


def run() -> NoReturn:
    """Run `main` as a process and end it at once: tearing down a large analysis takes longer than some stages."""
    code = FINE
    signal.signal(signal.SIGTERM, _terminated)
    try:
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else FINE
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _terminated(*_: object) -> NoReturn:
    """Leave by the way that removes temporary files and stops workers."""
    raise SystemExit(TERMINATED)


def printable(text: str) -> str:
    """Return text from analysed code without control characters: a name must not move a terminal's cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text.replace("\t", " "))
