"""What is new in the data: for everyone, about a council, or in a category."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from dashboard.authorities.register import Authority
from dashboard.components import addresses, sentences
from dashboard.components.decision_question import day_words
from dashboard.components.figure_names import corrected_name
from dashboard.components.sharing import SITE_NAME
from dashboard.dataset import Correction, Dataset, Decision
from dashboard.feeds.atom import AtomFeed, Entry, as_xml, tag
from dashboard.vocabulary import Measure, SnapshotKind, Tier

MOST_ENTRIES: Final = 100
_MADE_UP: Final = "Demonstration data, made up: "


@dataclass(frozen=True)
class _Site:
    """Where the site stands, which every identifier and address in a feed names."""

    address: str
    """Such as "https://performance.example.org", or nothing."""
    host: str
    is_made_up: bool

    def tag(self, *parts: str) -> str:
        """The lasting identifier of something on it; of made-up data never that of real ones."""
        return tag(self.host, *(["demonstration"] if self.is_made_up else []), *parts)


def feed(
    dataset: Dataset,
    public_address: str | None,
    *,
    council: Authority | None = None,
    category: str | None = None,
) -> bytes:
    """The feed as Atom: newly listed decisions, newly published years, corrections; newest first.

    Args:
        dataset: what is new in which data; the same data give the same bytes.
        public_address: scheme and host under which readers reach the site; without it, addresses
            are those on the site, and identifiers those of a site that nobody else reaches.
        council: only what is about it.
        category: only decisions of it, and new years.
    """
    is_made_up = dataset.manifest.kind is SnapshotKind.DEMONSTRATION
    site = public_address or ""
    where = _Site(site, urlsplit(site).hostname or "localhost", is_made_up)
    entries = [
        *_years(dataset, where, council),
        *([] if category else _corrections(dataset, where, council)),
        *_decisions(dataset, where, council, category),
    ]
    newest = sorted(entries, key=lambda entry: entry.updated, reverse=True)[:MOST_ENTRIES]
    about = council.name if council else category or "all councils"
    own = addresses.feed(council=council, category=category)
    page = addresses.decisions(category=category, council=council.slug if council else None)
    return as_xml(
        _said_to_be_made_up(
            dataset,
            AtomFeed(
                id=where.tag(own.strip("/").removesuffix(".atom")),
                title=f"Ombudsman decisions: {about}",
                subtitle=(
                    f"New published decisions, new years of figures and corrections, {about}; the "
                    f"newest {MOST_ENTRIES}. {dataset.manifest.description}"
                ),
                address=site + own,
                page=site + page,
                updated=date.fromisoformat(dataset.manifest.created[:10]),
                author=SITE_NAME,
                generator=dataset.manifest.program,
                entries=newest,
            ),
        )
    )


def _said_to_be_made_up(dataset: Dataset, feed: AtomFeed) -> AtomFeed:
    """Demonstration data say so in the feed and in each entry, wherever it is shown."""
    if dataset.manifest.kind is not SnapshotKind.DEMONSTRATION:
        return feed
    entries = [
        replace(e, title=f"{_MADE_UP}{e.title}", words=f"{_MADE_UP}{e.words}") for e in feed.entries
    ]
    return replace(feed, title=f"{_MADE_UP}{feed.title}", entries=entries)


def _decisions(
    dataset: Dataset, site: _Site, council: Authority | None, category: str | None
) -> list[Entry]:
    found = dataset.decisions.newly_listed(MOST_ENTRIES, council=council, category=category)
    return [_decision(site, decision) for decision in found]


def _decision(site: _Site, decision: Decision) -> Entry:
    about = decision.subcategory or decision.category or "Subject not stated"
    outcome = decision.decision or "decision not stated"
    day = f"Decided on {day_words(decision.decided_on)}. " if decision.decided_on else ""
    official = f" {decision.url}" if decision.url else ""
    return Entry(
        id=site.tag("decision", decision.reference, decision.authority.code),
        title=f"{decision.authority.name}: {about}, {outcome.lower()} ({decision.reference})",
        address=site.address + addresses.decision(decision.reference),
        updated=decision.changed_on,
        published=decision.decided_on,
        category=decision.category,
        words=f"{day}{decision.summary or 'No summary is supplied.'}{official}",
    )


def _years(dataset: Dataset, site: _Site, council: Authority | None) -> list[Entry]:
    entries = []
    for year, day in reversed(dataset.years_published().items()):
        parts = ("year", str(year), *([council.code] if council else []))
        if council is None:
            title, words = f"Figures for {year.label}", "The figures of every council are shown."
            address = addresses.MapState(Measure.UPHOLD_RATE, year, Tier.LOWER).address()
        else:
            council_year = dataset.council_year(council, year)
            if all(figure.value is None for figure in council_year.figures.values()):
                continue
            title = f"{council.name}: figures for {year.label}"
            words = sentences.headline(council_year)
            address = addresses.council(council, year)
        entries.append(Entry(site.tag(*parts), title, site.address + address, day, words))
    return entries


def _corrections(dataset: Dataset, site: _Site, council: Authority | None) -> list[Entry]:
    """Each entry of the log that nothing is ever taken out of, so that its number stays."""
    return [
        _correction(site, correction)
        for correction in dataset.corrections()
        if council in (None, correction.authority)
    ][:MOST_ENTRIES]


def _correction(site: _Site, correction: Correction) -> Entry:
    figure = corrected_name(correction.figure)
    after = correction.after or "no figure"
    return Entry(
        id=site.tag("correction", str(correction.number)),
        title=f"Correction: {correction.authority.name}, {figure}, {correction.year.label}",
        address=site.address + addresses.data() + "#corrections",
        updated=correction.made_on,
        words=f"From {correction.before} to {after}. Reason: {correction.reason}",
    )
