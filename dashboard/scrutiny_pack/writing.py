"""Writes packs: the PDF and the workbook of a council's year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from dashboard.authorities.register import Authority
from dashboard.dataset import Dataset
from dashboard.errors import CallError
from dashboard.resources import templates_folder
from dashboard.scrutiny_pack.document import content
from dashboard.scrutiny_pack.facts import facts
from dashboard.scrutiny_pack.workbook import as_workbook
from dashboard.typesetting import Template
from dashboard.vocabulary import YearEnding

_TEMPLATE: Final = templates_folder() / "scrutiny-pack.typ"


@dataclass(frozen=True)
class WrittenPack:
    """The two files of a pack."""

    pdf: bytes
    workbook: bytes

    def save(self, to: Path, name: str) -> list[Path]:
        """Writes both into a folder, each whole or not at all; the paths, PDF first."""
        to.mkdir(parents=True, exist_ok=True)
        saved = []
        for ending, written in (("pdf", self.pdf), ("xlsx", self.workbook)):
            path = to / f"{name}.{ending}"
            unfinished = path.with_name(f".{path.name}.unfinished")
            unfinished.write_bytes(written)
            unfinished.replace(path)
            saved.append(path)
        return saved


class PackWriter:
    """Writes one pack after another; the typesetter is kept ready between them."""

    def __init__(self, template: Path = _TEMPLATE) -> None:
        """Takes a template of Typst that the content of `document.content` is set in."""
        self._template = Template(template)

    def write(
        self,
        dataset: Dataset,
        authority: Authority,
        year: YearEnding,
        report: Callable[[str], None] = lambda _: None,
    ) -> WrittenPack:
        """The pack of a council's year; `report` is told each step.

        The same data give the same bytes.

        Raises:
            CallError: the year isn't in the data, or the template can't be set.
        """
        if year not in dataset.years:
            known = f"{dataset.years[0].label} to {dataset.years[-1].label}"
            raise CallError(f"{year.label} is not in the data, which have {known}")
        report("Step 1 of 3: reading the figures")
        found = facts(dataset, authority, year)
        day = date.fromisoformat(dataset.manifest.created[:10])
        report("Step 2 of 3: setting the pages")
        pdf = self._template.pdf("pack", content(found), day)
        report("Step 3 of 3: filling the workbook")
        return WrittenPack(pdf, as_workbook(found, day))
