"""`secateur cache`: what the fact cache holds, and how to empty it."""

import click

from analyzer.cli.session import cache_path, open_cache


@click.group()
def cache() -> None:
    """Look at the fact cache or empty it."""


@cache.command()
def info() -> None:
    """Say where the cache is and how much it holds."""
    with open_cache() as store:
        statistics = store.statistics()
    click.echo(f"{cache_path()}: facts of {statistics.files:,} files, {statistics.bytes / 1e6:.1f} MB")


@cache.command()
def clear() -> None:
    """Forget all facts."""
    with open_cache() as store:
        click.echo(f"forgot the facts of {store.clear():,} files")
