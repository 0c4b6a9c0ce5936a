"""Scrutiny packs as the command makes them, read back: text, tags, pages, sheets, figures."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from dashboard.components import sentences
from dashboard.dataset import Dataset
from dashboard.questions import OMBUDSMANS_OWN
from dashboard.scrutiny_pack import PackWriter
from dashboard.scrutiny_pack.facts import DEMONSTRATION_MARK
from dashboard.vocabulary import DecisionOutcome, Measure, YearEnding
from tests.site.serving import COMMAND, ROOT, database, run

pytestmark = pytest.mark.xdist_group("packs")

YEAR = YearEnding(2024)
COUNCILS = ("leeds", "kent-county-council", "isles-of-scilly", "cumberland", "allerdale", "adur")


def make(snapshots: Path, to: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "pack", *asked, "--to", str(to), "--snapshots", str(snapshots)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def dataset(snapshots: Path) -> Dataset:
    return Dataset.open(snapshots / "current")


@pytest.fixture(scope="module")
def packs(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs of a few councils that differ much in size."""
    to = tmp_path_factory.mktemp("packs")
    for council in COUNCILS:
        run(*("pack", council, "--year", "2024", "--to", str(to), "--quiet"),
            *("--snapshots", str(snapshots)))  # fmt: skip
    return to


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def squeezed(text: str) -> str:
    """Without spaces: where a line of a PDF ends, a space may be lost."""
    return "".join(text.split())


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet from its headings on."""
    book = openpyxl.load_workbook(path, read_only=True)
    return list(book[sheet].iter_rows(min_row=3, values_only=True))


@pytest.mark.parametrize("council", COUNCILS)
def test_a_pack_has_two_to_four_tagged_pages_with_title_and_language(
    packs: Path, council: str
) -> None:
    document = pypdf.PdfReader(packs / f"{council}-2024.pdf")
    assert 2 <= len(document.pages) <= 4
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == "en-GB"
    assert b"pdfuaid:part>1<" in catalogue["/Metadata"].get_object().get_data()
    assert document.metadata is not None
    assert str(document.metadata.title).endswith("complaints to the Ombudsman, 2023-24")


def structure(node: Any, found: list[Any]) -> list[Any]:
    """Every element of a PDF's structure, in its order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            structure(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node)
        structure(node.get("/K", []), found)
    return found


def test_charts_are_vectors_with_words_and_tables_have_headings(packs: Path) -> None:
    document = pypdf.PdfReader(packs / "leeds-2024.pdf")
    assert all(not page.images for page in document.pages)
    elements = structure(document.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    kinds = [str(element["/S"]) for element in elements]
    (figure,) = [element for element in elements if element["/S"] == "/Figure"]
    assert "Uphold rate of Leeds by year: 2021-22" in figure["/Alt"]
    assert kinds.count("/Table") >= 4
    assert kinds.count("/TH") > kinds.count("/Table")
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 7


@pytest.mark.parametrize("council", COUNCILS)
def test_every_page_and_sheet_of_a_demonstration_says_so(packs: Path, council: str) -> None:
    for text in pages(packs / f"{council}-2024.pdf"):
        assert DEMONSTRATION_MARK in text
    book = openpyxl.load_workbook(packs / f"{council}-2024.xlsx", read_only=True)
    for sheet in book:
        first = [cell for row in sheet.iter_rows(max_row=2, values_only=True) for cell in row]
        assert any(DEMONSTRATION_MARK in str(cell) for cell in first), sheet.title


@pytest.mark.parametrize("council", COUNCILS)
def test_the_pages_say_the_figures_of_the_database(
    packs: Path, dataset: Dataset, council: str
) -> None:
    authority = dataset.register.by_slug(council)
    assert authority is not None
    council_year = dataset.council_year(authority, YEAR)
    text = squeezed("".join(pages(packs / f"{council}-2024.pdf")))
    assert squeezed(sentences.headline(council_year)) in text
    for figure in council_year.figures.values():
        assert squeezed(sentences.value(figure)) in text
        if figure.has_counts and figure.value is not None:
            assert squeezed(sentences.counts_in_words(figure)) in text
            assert squeezed(sentences.interval(figure) or "") in text
    for figure in dataset.history(authority, Measure.UPHOLD_RATE):
        assert squeezed(f"{figure.year.label}{sentences.value(figure)}") in text
    assert dataset.manifest.version in text


def test_every_failure_to_comply_is_on_the_pages_and_in_the_workbook(
    snapshots: Path, dataset: Dataset, tmp_path: Path
) -> None:
    with database(snapshots) as connection:
        code, number = connection.execute(
            "SELECT authority_code, count(*) FROM recommendation "
            "WHERE outcome = 'not complied' AND recorded_on BETWEEN '2023-04-01' AND '2024-03-31' "
            "GROUP BY authority_code ORDER BY count(*) DESC LIMIT 1"
        ).fetchone()
        references = [
            row[0]
            for row in connection.execute(
                "SELECT reference FROM recommendation WHERE outcome = 'not complied' AND "
                "authority_code = ? AND recorded_on BETWEEN '2023-04-01' AND '2024-03-31'",
                (code,),
            )
        ]
    assert number >= 1
    authority = dataset.register.by_code(code)
    assert authority is not None
    finished = make(snapshots, tmp_path, authority.slug, "--year", "2024")
    assert finished.returncode == 0, finished.stderr
    text = squeezed("".join(pages(tmp_path / f"{authority.slug}-2024.pdf")))
    listed = rows(tmp_path / f"{authority.slug}-2024.xlsx", "Recommendations")[1:]
    assert [row[1] for row in listed[:number]] == ["not complied"] * number
    assert {row[0] for row in listed[:number]} == set(references)
    for reference in references:
        assert f"({squeezed(reference)}," in text


def test_the_workbook_has_every_case_of_the_year_with_its_address(
    packs: Path, snapshots: Path, dataset: Dataset
) -> None:
    authority = dataset.register.by_slug("leeds")
    assert authority is not None
    with database(snapshots) as connection:
        expected = {
            (row["reference"], row["url"])
            for row in connection.execute(
                "SELECT reference, url FROM decision WHERE authority_code = ? "
                "AND decided_on BETWEEN '2023-04-01' AND '2024-03-31'",
                (authority.code,),
            )
        }
    headings, *listed = rows(packs / "leeds-2024.xlsx", "Decisions")
    assert headings[0] == "reference"
    assert len(listed) == len(expected) > 20
    assert {(row[0], row[headings.index("address")]) for row in listed} == expected


def test_the_workbook_has_the_figures_as_numbers_and_the_reason_where_there_is_none(
    packs: Path, dataset: Dataset
) -> None:
    for council in COUNCILS:
        authority = dataset.register.by_slug(council)
        assert authority is not None
        council_year = dataset.council_year(authority, YEAR)
        headings, *found = rows(packs / f"{council}-2024.xlsx", "Figures")
        assert len(found) == len(council_year.figures)
        for row, figure in zip(found, council_year.figures.values(), strict=True):
            cells = dict(zip(headings, row, strict=False))
            assert cells["numerator"] == figure.numerator
            assert cells["denominator"] == figure.denominator
            assert cells["value"] == pytest.approx(figure.value)
            assert (cells["no figure because"] is None) == (figure.value is not None)
        _, *years = rows(packs / f"{council}-2024.xlsx", "Years")
        history = dataset.history(authority, Measure.UPHOLD_RATE)
        assert [row[:3] for row in years] == [
            (str(f.year), f.numerator, f.denominator) for f in history
        ]


def test_categories_of_the_pack_add_up_to_the_decided_and_upheld_cases(
    packs: Path, dataset: Dataset
) -> None:
    authority = dataset.register.by_slug("kent-county-council")
    assert authority is not None
    counts = dataset.council_year(authority, YEAR).counts
    _, *found = rows(packs / "kent-county-council-2024.xlsx", "Categories")
    assert sum(row[1] for row in found) == counts.decided
    assert sum(row[2] for row in found) == counts.outcomes[DecisionOutcome.UPHELD]


def test_the_break_is_named_and_the_line_stops_there(packs: Path) -> None:
    text = "".join(pages(packs / "leeds-2024.pdf"))
    assert "method changed" in text
    assert "Between 2021-22 and 2022-23" in text


def test_a_new_council_names_those_that_it_took_the_place_of(packs: Path) -> None:
    text = "".join(pages(packs / "cumberland-2024.pdf"))
    assert "It took the place of" in text
    assert "Allerdale" in text


def test_the_ombudsmans_questions_and_guide_are_links(packs: Path) -> None:
    addresses = [
        annotation.get_object()["/A"]["/URI"]
        for page in pypdf.PdfReader(packs / "leeds-2024.pdf").pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    for _, address in OMBUDSMANS_OWN:
        assert address in addresses


def test_the_same_data_give_the_same_bytes(snapshots: Path, packs: Path, tmp_path: Path) -> None:
    finished = make(snapshots, tmp_path, "Leeds City Council", "--year", "2023-24")
    assert finished.returncode == 0, finished.stderr
    for ending in ("pdf", "xlsx"):
        name = f"leeds-2024.{ending}"
        assert (tmp_path / name).read_bytes() == (packs / name).read_bytes()
    assert "Step 3 of 3: filling the workbook" in finished.stderr
    assert str(tmp_path / "leeds-2024.pdf") in finished.stdout


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("Leds", "--year", "2024"), "no council is called 'Leds'; did you mean:\n  Leeds"),
        (("Leeds", "--year", "2019"), "2018-19 is not in the data, which have 2021-22 to 2023-24"),
    ],
)
def test_a_call_that_cannot_be_met_says_why(
    snapshots: Path, tmp_path: Path, asked: tuple[str, ...], words: str
) -> None:
    finished = make(snapshots, tmp_path / "out", *asked)
    assert finished.returncode == 2
    assert words in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not (tmp_path / "out").exists()


def test_packs_of_all_kinds_of_councils_and_years_keep_to_four_pages(dataset: Dataset) -> None:
    writer = PackWriter()
    every = [(authority, year) for authority in dataset.register for year in dataset.years]
    # Some of each type, the same ones in every run.
    for authority, year in every[::23]:
        pack = writer.write(dataset, authority, year)
        number = len(pypdf.PdfReader(BytesIO(pack.pdf)).pages)
        assert 2 <= number <= 4, f"{authority.name}, {year.label}: {number} pages"


def test_a_pack_of_published_figures_carries_no_mark_and_says_what_is_absent(
    real_snapshots: Path, tmp_path: Path
) -> None:
    for council, year in (
        ("milton-keynes", "2020"),
        ("rutland", "2015"),
        ("kent-county-council", "2025"),
    ):
        finished = make(real_snapshots, tmp_path, council, "--year", year)
        assert finished.returncode == 0, finished.stderr
        found = pages(tmp_path / f"{council}-{year}.pdf")
        # One page is enough where nothing is published.
        assert (1 if council == "rutland" else 2) <= len(found) <= 4, council
        assert "DEMONSTRATION" not in "".join(found)
    assert "No published figure loaded" in "".join(pages(tmp_path / "rutland-2015.pdf"))
    assert "63 of 76 complaints investigated" in "".join(
        pages(tmp_path / "kent-county-council-2025.pdf")
    )
