from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.authorities.register import Register
from dashboard.components.decision_list import decision_list
from dashboard.components.markup import to_html
from dashboard.dataset import Dataset, DecisionQuery, read_words
from dashboard.errors import CallError, InputError
from dashboard.publish import publish
from dashboard.snapshot.manifest import Manifest
from dashboard.snapshot.schema import DATABASE
from dashboard.snapshot.shelf import Shelf
from dashboard.vocabulary import Measure, SnapshotKind, YearEnding
from tests.factories import write_csv
from tests.sources.saved_pages import SUMMARY, decision_page, report_page

WriteCases = Callable[..., Path]

SHARED = Path(__file__).parents[2] / "../shared/boundaries/ons-style"
TODAY = date(2024, 9, 1)
FIGURE_HEADINGS = (
    "authority_as_written year_ending upheld_pct upheld_count investigations_count "
    "similar_upheld_pct source_url source_kind"
)


def everything_in(folder: Path) -> dict[str, bytes | str]:
    """Every file below a folder with its content, every link with its target."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def test_a_folder_of_cases_becomes_the_current_snapshot(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    progress: list[str] = []
    published = publish(source, shelf, today=TODAY, report=progress.append)
    assert published.snapshot == shelf.current()
    assert published.changes.is_first
    dataset = Dataset.open(shelf.current())
    assert dataset.years == (YearEnding(2024),)
    assert dataset.manifest.kind is SnapshotKind.PUBLISHED
    assert progress[0] == "decided.csv: 1 rows of decided cases"


def test_the_problems_of_all_files_are_listed_at_once_and_nothing_is_published(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(
        ("Milton Keyne Council", "2023-06-01", "Upheld"),
        ("Milton Keynes Council", "2023-06-01", "Sustained"),
    )
    write_csv(
        source / "compliance.csv",
        "reference authority recorded_on outcome",
        ("20 000 001", "Milton Keynes Council", "2030-01-01", "complied"),
    )
    (source / "readme.docx").write_bytes(b"something else")
    with pytest.raises(InputError) as refused:
        publish(source, shelf, today=TODAY)
    found = {(p.kind, p.file, p.row, p.column, p.value) for p in refused.value.problems}
    assert found == {
        ("date-in-future", "compliance.csv", 2, "recorded_on", "2030-01-01"),
        ("unknown-authority", "decided.csv", 2, "authority", "Milton Keyne Council"),
        ("unknown-decision", "decided.csv", 3, "decision", "Sustained"),
        ("not-recognised", "readme.docx", None, None, None),
    }
    assert not shelf.folder.exists()


def test_a_warning_stops_until_its_kind_is_allowed(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    write_csv(source / "received.csv", "reference authority category received_on")
    with pytest.raises(InputError) as refused:
        publish(source, shelf, today=TODAY)
    assert [problem.kind for problem in refused.value.problems] == ["no-rows"]
    with pytest.raises(InputError):
        publish(source, shelf, today=TODAY, allowed=frozenset({"letter-twice"}), dry_run=True)
    allowed = publish(source, shelf, today=TODAY, allowed=frozenset({"no-rows"}), dry_run=True)
    assert [notice.kind for notice in allowed.notices] == ["no-rows"]


def test_an_error_stops_even_if_its_kind_is_allowed(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Nowhere Council", "2023-06-01", "Upheld"))
    with pytest.raises(InputError):
        publish(source, shelf, today=TODAY, allowed=frozenset({"unknown-authority"}))


def test_a_dry_run_changes_nothing_and_says_what_would_change(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, today=TODAY)
    before = everything_in(shelf.folder)
    decide(*[("Milton Keynes Council", "2023-06-01", "Upheld")] * 2)
    would_be = publish(source, shelf, today=TODAY, dry_run=True)
    assert would_be.snapshot is None
    changed = {change.measure: (change.before, change.after) for change in would_be.changes.changed}
    assert changed["uphold_rate"] == ("100% (1 of 1)", "100% (2 of 2)")
    assert everything_in(shelf.folder) == before


def test_a_dry_run_makes_no_folder(source: Path, decide: WriteCases, shelf: Shelf) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, today=TODAY, dry_run=True)
    assert not shelf.folder.exists()


def test_a_refused_input_leaves_the_published_snapshot_as_it_is(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, today=TODAY)
    before = everything_in(shelf.folder)
    decide(("Nowhere Council", "2023-06-01", "Upheld"))
    with pytest.raises(InputError):
        publish(source, shelf, today=TODAY)
    assert everything_in(shelf.folder) == before


def test_a_second_publish_reports_changes_and_only_so_many_snapshots_are_kept(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(
        ("Milton Keynes Council", "2023-06-01", "Upheld"),
        ("Milton Keynes Council", "2024-03-28", "Advice given"),
    )
    first = publish(source, shelf, today=TODAY)
    decide(
        ("Milton Keynes Council", "2023-06-01", "Not upheld"),
        ("Milton Keynes Council", "2024-03-28", "Advice given"),
        ("Allerdale Borough Council", "2022-06-01", "Upheld"),
    )
    second = publish(source, shelf, today=TODAY, keep=1, revise="A slip was mended.")
    assert {
        (c.measure, c.before, c.after) for c in second.changes.changed if c.measure == "uphold_rate"
    } == {("uphold_rate", "100% (1 of 1)", "0% (0 of 1)")}
    assert second.changes.years_added == ("2023-03-31",)
    third = publish(source, shelf, today=TODAY, keep=1)
    assert first.snapshot is not None
    assert not first.snapshot.exists()
    assert shelf.versions() == [second.snapshot, third.snapshot]
    assert shelf.current() == third.snapshot


def test_two_publishes_at_once_are_one_too_many(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    with shelf.writing(), pytest.raises(CallError, match=r"another publish to .* is running"):
        publish(source, Shelf(shelf.folder), today=TODAY)


def test_snapshots_are_never_put_where_they_would_be_read_as_input(
    source: Path, decide: WriteCases
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    for folder in (source, source / "snapshots"):
        with pytest.raises(CallError, match="put the snapshots in a folder elsewhere"):
            publish(source, Shelf(folder), today=TODAY)
    assert [path.name for path in source.iterdir()] == ["decided.csv"]


def test_a_damaged_snapshot_can_be_published_over(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    damaged = publish(source, shelf, today=TODAY).snapshot
    assert damaged is not None
    (damaged / DATABASE).write_bytes(b"no database")
    mended = publish(source, shelf, today=TODAY)
    assert mended.changes.is_first
    (notice,) = mended.notices
    assert notice.kind == "snapshot-not-read"
    assert "differs from its checksum" in str(notice.value)
    assert Dataset.open(shelf.current()).years == (YearEnding(2024),)


def test_the_words_of_a_saved_page_are_shown_and_found_beside_the_case_table(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(("Milton Keynes Council", "2020-12-17", "Upheld"), references="20 000 56{}")
    page = decision_page("Milton Keynes Council (20 000 560)", canonical="")
    (source / "own.html").write_text(page, encoding="utf-8")
    report = report_page().replace("Leeds City Council", "Example Academy Trust")
    (source / "other.html").write_text(report, encoding="utf-8")
    (source / "leeds.html").write_text(report_page("Leeds City Council (19 001 441)"))
    with pytest.raises(InputError) as refused:
        publish(source, shelf, today=TODAY)
    assert [p.kind for p in refused.value.problems] == ["address-of-another-case"]
    publish(source, shelf, today=TODAY, allowed=frozenset({"address-of-another-case"}))
    dataset = Dataset.open(shelf.current())
    found = dataset.decisions.page(DecisionQuery()).decisions
    assert [(d.reference, str(d.decision), d.summary) for d in found] == [
        ("20-000-560", "Upheld", SUMMARY),
        ("19-001-441", "Upheld", None),
    ]
    assert found[0].subcategory == "Councillor conduct and standards"
    searched = dataset.decisions.page(DecisionQuery(words=read_words("unanswered")))
    assert [d.reference for d in searched.decisions] == ["20-000-560"]
    shown = to_html(decision_list(found, names_council=True))
    assert SUMMARY in shown


def test_a_folder_without_any_figure_is_refused(source: Path, shelf: Shelf) -> None:
    write_csv(
        source / "decisions.csv",
        "reference authority_as_written category decision decision_date",
        ("15-019-440", "Milton Keynes Council", "Planning", "Upheld", "2018-02-06"),
    )
    with pytest.raises(InputError) as refused:
        publish(source, shelf, today=TODAY)
    assert [problem.kind for problem in refused.value.problems] == ["no-figures"]
    assert not shelf.folder.exists()


def test_a_demonstration_is_called_one_in_the_manifest_and_in_the_downloads(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    decide(
        ("Milton Keynes Council", "2023-06-01", "Upheld"),
        references="DEMO 20 000 {:03d}",
    )
    (source / "manifest.json").write_text(json.dumps({"kind": "demonstration"}))
    publish(source, shelf, today=TODAY)
    manifest = Manifest.read(shelf.current())
    assert manifest.kind is SnapshotKind.DEMONSTRATION
    assert "made-up" in manifest.description
    downloads = shelf.current() / "downloads"
    rows = (downloads / "yearly-figures.csv").read_text().splitlines()
    assert all(row.startswith("demonstration,") for row in rows[1:])
    assert "DEMONSTRATION" in (downloads / "notes.txt").read_text()


def test_every_file_of_the_input_is_recorded_with_its_checksum(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    table = decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, today=TODAY)
    recorded = Dataset.open(shelf.current()).source_files()
    assert [(f.name, f.sha256, f.rows_taken) for f in recorded] == [
        ("decided.csv", hashlib.sha256(table.read_bytes()).hexdigest(), 1)
    ]


@pytest.mark.parametrize(
    ("last_case", "unfinished"),
    [("2024-03-24", YearEnding(2024)), ("2024-03-28", None)],
)
def test_a_year_of_all_councils_whose_cases_stop_before_its_last_week_is_unfinished(
    source: Path, decide: WriteCases, shelf: Shelf, last_case: str, unfinished: YearEnding | None
) -> None:
    every = [council.name for council in Register.load().in_year(YearEnding(2024))]
    decide(
        ("Milton Keynes Council", "2022-06-01", "Upheld"),
        *((name, last_case, "Upheld") for name in every),
    )
    publish(source, shelf, today=date(2024, 5, 1))
    dataset = Dataset.open(shelf.current())
    assert dataset.manifest.unfinished_year == unfinished
    assert dataset.latest_year == YearEnding(2023 if unfinished else 2024)


@pytest.mark.parametrize(
    ("today", "unfinished"),
    [(date(2024, 3, 31), YearEnding(2024)), (date(2024, 4, 1), None)],
)
def test_the_year_of_an_extract_is_unfinished_until_it_is_over(
    source: Path, decide: WriteCases, shelf: Shelf, today: date, unfinished: YearEnding | None
) -> None:
    decide(
        ("Milton Keynes Council", "2022-06-01", "Upheld"),
        ("Milton Keynes Council", "2023-11-02", "Upheld"),
    )
    publish(source, shelf, today=today)
    assert Dataset.open(shelf.current()).manifest.unfinished_year == unfinished


def test_hertfordshires_printed_council_year_is_shown_exactly_as_printed(
    source: Path, shelf: Shelf
) -> None:
    url = "https://www.lgo.org.uk/your-councils-performance/hertfordshire-county-council/statistics"
    write_csv(
        source / "figures.csv",
        FIGURE_HEADINGS,
        ("Hertfordshire County Council", "2024-03-31", 89, 42, 47, 85, url, "ombudsman"),
    )
    publish(source, shelf, today=TODAY)
    dataset = Dataset.open(shelf.current())
    hertfordshire = dataset.register.by_slug("hertfordshire-county-council")
    assert hertfordshire is not None
    rate = dataset.council_year(hertfordshire, YearEnding(2024)).figures[Measure.UPHOLD_RATE]
    assert (rate.numerator, rate.denominator, rate.display) == (42, 47, "89%")
    assert (rate.source, rate.source_url, rate.is_printed) == ("ombudsman", url, True)
    assert rate.similar is not None
    assert (rate.similar.display, rate.similar.source, rate.similar.url) == (
        *("85%", "publisher"),
        url,
    )


def test_a_path_with_signs_that_mean_something_in_addresses_is_no_obstacle(
    tmp_path: Path, source: Path, decide: WriteCases
) -> None:
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    shelf = Shelf(tmp_path / "100% of #1? & more")
    publish(source, shelf, today=TODAY)
    again = publish(source, shelf, today=TODAY, dry_run=True)
    assert not again.changes.is_first
    assert Dataset.open(shelf.current()).register.by_slug("allerdale") is not None


def test_boundary_files_are_recorded_with_their_checksums(
    source: Path, decide: WriteCases, shelf: Shelf
) -> None:
    official = SHARED / "LAD_DEC_2023_UK_BSC.geojson"
    if not official.is_file():
        pytest.skip("../shared is not here: official boundaries are kept outside the project")
    decide(("Milton Keynes Council", "2023-06-01", "Upheld"))
    publish(source, shelf, boundaries=[official], today=TODAY)
    recorded = {f.name: f.sha256 for f in Dataset.open(shelf.current()).source_files()}
    checksum = hashlib.sha256(official.read_bytes()).hexdigest()
    assert recorded[f"boundaries/{official.name}"] == checksum
