"""A page with places for figures in; the same with the figures in them out: pages are written while others draw."""

from collections.abc import Mapping

from markupsafe import Markup


def room_for(name: str) -> Markup:
    """Return what stands for a figure until it is drawn: an element that no escaped text can look like."""
    return Markup(f"<svg {name}>")


def with_figures(page: bytes, figures: Mapping[str, bytes]) -> bytes:
    """Return a page with the given SVG files in their places."""
    for name, svg in figures.items():
        place = room_for(name).encode()
        if place in page:
            page = page.replace(place, inline(svg).encode("utf-8", "replace"))
    return page


def inline(svg: bytes) -> str:
    """Return the `<svg>` element of a file without its XML prologue."""
    text = svg.decode()
    return text[text.index("<svg") :]
