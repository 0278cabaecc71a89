"""Colours and sizes of everything that is shown: the only place that knows that bad is red."""

INK = "#1f2a30"
MUTED = "#66757f"
RULE = "#d9e0e4"
PAPER = "#ffffff"
GOOD = "#2f7d4f"
WARN = "#b7791f"
BAD = "#b23b3b"
ACCENT = "#2b6c8f"

# Distinguishable for most colour-blind readers (Okabe and Ito's hues, darkened for white paper), then lighter again.
SERVICES = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56a0d3", "#7b5ea7", "#8c564b",
    "#3f9b9b", "#a23b72", "#6b8e23", "#c0504d", "#4f6d7a", "#e08a1e", "#5b8c5a", "#9467bd",
)  # fmt: skip
CORE = "#9aa5ab"  # what belongs to no service: kernel and orphans


def service_colour(position: int) -> str:
    """Return the colour of the service at a position; beyond the palette colours repeat."""
    return SERVICES[position % len(SERVICES)]
