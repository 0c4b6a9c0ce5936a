"""One council-year as a JSON document and as plain text: what `show` prints."""

from __future__ import annotations

from typing import Any

from dashboard.components import sentences
from dashboard.dataset import CouncilYear, Counts, Figure, Similar
from dashboard.snapshot.manifest import Manifest
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.display import display_range


def as_document(council_year: CouncilYear, manifest: Manifest) -> dict[str, Any]:
    """The council-year with every key present; what isn't known is null."""
    authority = council_year.authority
    return {
        "authority": {
            "code": authority.code,
            "name": authority.name,
            "slug": authority.slug,
            "type": str(authority.type),
        },
        "year_ending": str(council_year.year),
        "kind": str(manifest.kind),
        "data_version": manifest.version,
        "counts": _counts(council_year.counts),
        "measures": {
            str(measure): _measure(figure) for measure, figure in council_year.figures.items()
        },
    }


def as_text(council_year: CouncilYear, manifest: Manifest) -> str:
    """The council-year as lines for a terminal."""
    authority = council_year.authority
    lines = [
        f"{authority.name} ({authority.code}, {authority.type.words})",
        f"Year ended 31 March {council_year.year.last}. {manifest.description}",
        "",
    ]
    for figure in council_year.figures.values():
        lines.append(f"{DEFINITIONS[figure.measure].label}: {_words(figure)}")
    lines.append("")
    for name, count in _counts(council_year.counts).items():
        if name != "sources":
            words = "not known" if count is None else count if "year" in name else f"{count:,}"
            lines.append(f"{name.replace('_', ' ')}: {words}")
    return "\n".join(lines)


def _words(figure: Figure) -> str:
    if figure.display is None:
        return f"none ({figure.missing})"
    parts = [figure.display]
    if figure.numerator is not None and figure.denominator is not None:
        parts.append(f"{figure.numerator:,} of {figure.denominator:,}")
    if figure.low is not None and figure.high is not None:
        parts.append(f"range {display_range(figure.measure, figure.low, figure.high)}")
    if figure.similar:
        parts.append(f"{sentences.similar(figure)} ({figure.similar.source})")
    how = "printed" if figure.is_printed else "worked out from counts printed"
    if figure.source_url:
        parts.append(f"{how} at {figure.source_url}")
    elif figure.source and figure.source_file:
        parts.append(f"{how} in {sentences.printed_in(figure.source, figure.source_file)}")
    return ", ".join(parts)


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "received": counts.received,
        "decided": counts.decided,
        **{outcome.name.lower(): count for outcome, count in counts.outcomes.items()},
        "not_for_us_or_not_ready": counts.not_for_us_or_not_ready,
        "assessed_and_closed": counts.assessed_and_closed,
        "investigated": counts.investigated,
        "satisfactory_remedies": counts.satisfactory_remedies,
        "compliance_outcomes": counts.compliance_outcomes,
        "complied": counts.complied,
        "complied_late": counts.complied_late,
        "not_complied": counts.not_complied,
        "population": counts.population,
        "population_year": counts.population_year,
        "sources": dict(counts.sources),
    }


def _measure(figure: Figure) -> dict[str, Any]:
    interval = None if figure.low is None or figure.high is None else [figure.low, figure.high]
    return {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "display": figure.display,
        "interval": interval,
        "missing": str(figure.missing) if figure.missing else None,
        "source": str(figure.source) if figure.source else None,
        "source_url": figure.source_url,
        "source_file": figure.source_file,
        "verdict": str(figure.verdict) if figure.verdict else None,
        "similar": _similar(figure.similar),
    }


def _similar(similar: Similar | None) -> dict[str, Any]:
    keys = ("value", "display", "source", "councils", "councils_in_all")
    return {key: getattr(similar, key, None) for key in keys}
