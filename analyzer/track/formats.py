"""A `Trend` in; CSV, JSON, OpenMetrics text or an SVG badge out. Names of the analysed code are escaped for each."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from html import escape

import msgspec

from analyzer.model.snapshot import Snapshot
from analyzer.model.trend import Trend

_NUMBERS = (
    "loc", "units", "services", "core_loc", "core_units", "crossing_places", "crossing_pairs", "shared_tables",
    "unplanned_units", "kernel_units", "unresolved", "coverage",
)  # fmt: skip
_OF_SERVICE = ("units", "loc", "tables", "calls_in", "calls_out")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula

# Metric → (its help, field of Snapshot).
_GAUGES = {
    "secateur_lines": ("Lines of own units.", "loc"),
    "secateur_units": ("Own classes, functions and scripts.", "units"),
    "secateur_services": ("Services with at least one unit.", "services"),
    "secateur_core_lines": ("Lines that no pattern of a service covers, the kernel apart.", "core_loc"),
    "secateur_crossing_places": ("Places at which one service needs another.", "crossing_places"),
    "secateur_shared_tables": ("Tables that more than one service uses.", "shared_tables"),
    "secateur_unplanned_units": ("Units that are in a service only by their ties.", "unplanned_units"),
    "secateur_kernel_units": ("Units of the shared kernel.", "kernel_units"),
    "secateur_unresolved": ("References that could not be resolved.", "unresolved"),
    "secateur_coverage_ratio": ("Share of the references that are known.", "coverage"),
}
_SERVICE_GAUGES = {
    "secateur_service_lines": ("Lines of a service.", "loc"),
    "secateur_service_units": ("Units of a service.", "units"),
    "secateur_service_tables": ("Tables of a service.", "tables"),
    "secateur_service_calls_in": ("Places in other services that use this one.", "calls_in"),
    "secateur_service_calls_out": ("Places in this service that use others.", "calls_out"),
}


def as_json(trend: Trend) -> str:
    """Return the whole trend, schema `secateur/trend/1`."""
    return msgspec.json.format(msgspec.json.encode(trend), indent=1).decode() + "\n"


def as_csv(trend: Trend) -> str:
    """Return one row for each snapshot, and its services as further columns; unknown numbers are empty.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV Injection).
    """
    names = sorted({row.name for one in trend.snapshots for row in one.numbers})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ["date", "revision", "project", *_NUMBERS, "broken_rules"]
    writer.writerow([*head, *(_harmless(f"{name}: {field}") for name in names for field in _OF_SERVICE)])
    for one in trend.snapshots:
        numbers = {row.name: row for row in one.numbers}
        row = [one.date, _harmless(one.revision), _harmless(one.project), *(getattr(one, n) for n in _NUMBERS)]
        row.append(None if one.breaches is None else len(one.breaches))
        row += [getattr(numbers.get(name), field, None) for name in names for field in _OF_SERVICE]
        writer.writerow(row)
    return out.getvalue()


def as_openmetrics(trend: Trend) -> str:
    """Return the newest snapshot as OpenMetrics text 1.0, without timestamps: a scrape is of now."""
    return "\n".join([*_metrics(trend.snapshots[-1]), "# EOF"]) + "\n"


def as_badge(trend: Trend) -> str:
    """Return an SVG that says how much of the code is still in the core, or, without a plan, how much crosses."""
    one = trend.snapshots[-1]
    share = one.core_share
    label, said = ("core", f"{share:.0%}") if share is not None else ("crossings", f"{one.crossing_places:,}")
    left, right = 6 * len(label) + 14, 7 * len(said) + 14
    title = escape(f"{trend.project}: {label} {said}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}">'
        f'<title>{title}</title><rect width="{left + right}" height="20" rx="3" fill="#1f2a30"/>'
        f'<rect x="{left}" width="{right}" height="20" rx="3" fill="#2b6c8f"/>'
        '<g fill="#fff" text-anchor="middle" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">'
        f'<text x="{left / 2:g}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{escape(said)}</text></g></svg>\n'
    )


FORMATS: Mapping[str, Callable[[Trend], str]] = {
    "csv": as_csv,
    "json": as_json,
    "openmetrics": as_openmetrics,
    "badge": as_badge,
}


def _metrics(one: Snapshot) -> Iterator[str]:
    project = _label("project", one.project)
    for name, (said, field) in _GAUGES.items():
        value = getattr(one, field)
        if value is not None:
            yield from _family(name, said)
            yield f"{name}{{{project}}} {value}"
    for name, (said, field) in _SERVICE_GAUGES.items() if one.numbers else ():
        yield from _family(name, said)
        for row in one.numbers:
            yield f"{name}{{{project},{_label('service', row.name)}}} {getattr(row, field)}"
    if one.breaches is not None:
        yield from _family("secateur_broken_rules", "Broken rules by rule.")
        rules: dict[str, int] = {}
        for breach in one.breaches:
            rules[breach.rule] = rules.get(breach.rule, 0) + 1
        for rule, count in sorted(rules.items()):
            yield f"secateur_broken_rules{{{project},{_label('rule', rule)}}} {count}"
    labels = [project, _label("revision", one.revision), _label("date", one.date), _label("program", one.program)]
    yield "# TYPE secateur_snapshot info"
    yield "# HELP secateur_snapshot What was measured."
    yield f"secateur_snapshot_info{{{','.join(labels)}}} 1"


def _family(name: str, said: str) -> Iterator[str]:
    yield f"# TYPE {name} gauge"
    yield f"# HELP {name} {said}"


def _label(name: str, value: str) -> str:
    clean = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", " ")
    return f'{name}="{clean}"'


def _harmless(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text
