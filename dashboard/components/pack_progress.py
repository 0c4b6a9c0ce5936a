"""A scrutiny pack on its way: the offer on a profile, and the page that says how far it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dash import html

from dashboard.authorities.register import Authority
from dashboard.components import addresses
from dashboard.components.document import Page, source_note
from dashboard.components.markup import Element
from dashboard.pack_jobs import PackJobs, PackKey, Progress, Stage
from dashboard.snapshot.manifest import Manifest
from dashboard.vocabulary import YearEnding

_CONTENTS = (
    "Two to four pages to print and a workbook: the figures with their counts and ranges, the "
    "peers, the years with the breaks between them, signals, failures to comply, cases with their "
    "addresses, and questions to ask."
)


def pack_offer(authority: Authority, year: YearEnding) -> html.Section:
    """The button on a profile."""
    return html.Section(
        [
            html.H2("For the committee: a scrutiny pack", id="pack"),
            html.P(_CONTENTS, className="quiet"),
            _form(authority, year, f"Make the pack of {year.label}"),
        ]
    )


def pack_page(
    manifest: Manifest,
    authority: Authority,
    year: YearEnding,
    progress: Progress,
    jobs: PackJobs | None,
) -> Page:
    """The page of a pack; `jobs` is None where the site makes none."""
    title = f"Scrutiny pack of {year.label}: {authority.short_name}"
    return Page(
        title=title,
        section="council",
        scripts=("js/pack.js",),
        status=503 if progress.stage is Stage.REFUSED else 200,
        body=html.Div(
            [
                html.H1(title),
                html.P(_CONTENTS),
                Element(
                    "div",
                    _stage(manifest, authority, year, progress, jobs),
                    {"id": "pack-progress", "data-stage": str(progress.stage)},
                ),
                html.P(
                    html.A(
                        f"The profile of {authority.short_name}",
                        href=addresses.council(authority, year),
                    )
                ),
                source_note(manifest),
            ],
            className="column",
        ),
    )


def _form(authority: Authority, year: YearEnding, words: str) -> Element:
    """A form that posts: a link would have every search engine make packs."""
    button = Element("button", words, {"type": "submit", "class": "button is-main"})
    asking = {"method": "post", "action": addresses.pack(authority, year), "class": "buttons"}
    return Element("form", button, asking)


def _stage(
    manifest: Manifest,
    authority: Authority,
    year: YearEnding,
    progress: Progress,
    jobs: PackJobs | None,
) -> list[Any]:
    if progress.stage is Stage.READY and jobs is not None:
        key = PackKey(manifest.version, authority.slug, year.last)
        return [_said("The pack is ready."), _files(authority, year, key, jobs)]
    if progress.stage is Stage.UNASKED:
        return [
            _said("This pack has not been made yet. It takes some seconds."),
            _form(authority, year, "Make the pack"),
        ]
    if progress.stage in (Stage.FAILED, Stage.REFUSED):
        again = (
            f" Please try again in {progress.seconds_to_wait} seconds."
            if progress.seconds_to_wait
            else ""
        )
        is_offered = jobs is not None
        return [
            _said(f"{progress.words}{again}"),
            _form(authority, year, "Ask again") if is_offered else None,
        ]
    return [*_on_its_way(progress, jobs), _look_again(authority, year)]


def _on_its_way(progress: Progress, jobs: PackJobs | None) -> list[Any]:
    if jobs is not None and not jobs.is_worked_on:
        return [
            _said(
                "The pack waits, but nothing is making packs at the moment. It will be made once "
                "that has started again."
            )
        ]
    if progress.stage is Stage.MAKING:
        return [_said(f"The pack is being made. {progress.words}."), _bar(progress.words)]
    waiting = jobs.waiting if jobs is not None else 0
    number = f"{waiting} {'pack waits' if waiting == 1 else 'packs wait'}" if waiting else ""
    return [_said(f"The pack waits to be made.{f' In all, {number}.' if number else ''}")]


def _bar(step: str) -> Element | None:
    found = re.search(r"Step (\d) of (\d)", step)
    if found is None:
        return None
    value, most = found.groups()
    return Element(
        "progress", "", {"value": value, "max": most, "aria-label": "Steps of making the pack"}
    )


def _look_again(authority: Authority, year: YearEnding) -> html.P:
    return html.P(html.A("See whether it is ready", href=addresses.pack(authority, year)))


def _said(words: str) -> html.P:
    return html.P(words, className="pack-said")


def _files(authority: Authority, year: YearEnding, key: PackKey, jobs: PackJobs) -> html.P:
    links = [
        html.A(
            f"{label} ({_size(path)})",
            href=addresses.pack_file(authority, year, ending),
            className="button is-main",
        )
        for ending, label in (("pdf", "To print, PDF"), ("xlsx", "The workbook, XLSX"))
        if (path := jobs.file(key, ending))
    ]
    return html.P(links, className="buttons")


def _size(path: Path) -> str:
    return f"{max(1, round(path.stat().st_size / 1000))} KB"
