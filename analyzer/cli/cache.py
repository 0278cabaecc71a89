"""`secateur cache`: what the caches hold, and how to empty them."""

import click

from analyzer.cli.session import RESULTS, cache_path, open_cache, open_memory


@click.group()
def cache() -> None:
    """Look at the caches or empty them."""


@cache.command()
def info() -> None:
    """Say where the caches are and how much they hold."""
    with open_cache() as store, open_memory() as memory:
        statistics, size = store.statistics(), memory.size_on_disk()
    click.echo(f"{cache_path()}: facts of {statistics.files:,} files, {statistics.bytes / 1e6:.1f} MB")
    click.echo(f"{cache_path(RESULTS)}: results of earlier runs, {size / 1e6:.1f} MB")


@cache.command()
def clear() -> None:
    """Forget all facts and results."""
    with open_cache() as store, open_memory() as memory:
        click.echo(f"forgot the facts of {store.clear():,} files and {memory.clear():,} results")
