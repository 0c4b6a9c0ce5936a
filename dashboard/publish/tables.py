"""The tables of a snapshot, worked out from what a publisher's folder held."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.authorities.register import Register
from dashboard.publish.category_tables import category_tables
from dashboard.publish.comparison_tables import comparison_tables, with_stabilised
from dashboard.publish.upheld_again import upheld_again
from dashboard.sources.figures import averages_beside
from dashboard.sources.intake import Cases, Intake
from dashboard.statistics.averages import type_averages, with_similar
from dashboard.statistics.breaks import BREAKS
from dashboard.statistics.counts import category_counts, covers_every_council, yearly_counts
from dashboard.statistics.known_differences import known_differences, with_reasons
from dashboard.statistics.population import with_population
from dashboard.statistics.printed import (
    printed_averages,
    printed_counts,
    with_printed_categories,
    with_printed_counts,
    with_printed_rates,
)
from dashboard.statistics.rates import figures as figures_of
from dashboard.statistics.reconciliation import (
    reconcile,
    reconcile_averages,
    reconcile_nation,
)
from dashboard.vocabulary import MissingReason, SnapshotKind, YearEnding

_YEARS: Final = ("year", "earlier_year", "first_year", "last_year")
_PRINTED_COLUMNS: Final = ["figure", "value", "source_kind", "source_url", "source_file"]


def tables_of(
    intake: Intake, register: Register, *, unfinished: YearEnding | None = None
) -> dict[str, pd.DataFrame]:
    """Every table of the database but those of the authorities and the listings."""
    printed = _printed(intake)
    counts = _every_council_and_year(_counts(intake, printed, register), register)
    counts = with_population(counts, intake.populations, register)
    figures = with_printed_rates(figures_of(counts), printed, counts)
    figures = _say_who_did_not_exist(figures, register)
    computed = type_averages(figures[figures["source"].eq("cases").fillna(False)], register)
    publishers = printed_averages(_publishers_averages(intake))
    figures = with_similar(figures, computed, publishers, register)
    cases = with_printed_categories(
        category_counts(received=_tally(intake.received), decided=_tally(intake.decided)),
        intake.received_by_category,
        counts,
    )
    compared = comparison_tables(
        figures,
        counts,
        computed,
        cases,
        upheld_again(intake),
        intake.neighbours,
        register,
        whole_years=_covered(intake.decided, register),
        unfinished=unfinished,
    )
    compared |= category_tables(intake, counts, register, unfinished=unfinished)
    return {
        **{name: _as_table(table) for name, table in compared.items()},
        "yearly_count": _as_table(counts),
        "yearly_figure": _as_table(with_stabilised(figures, register)),
        "type_average": _averages_table(computed, publishers),
        "category_count": _as_table(cases),
        "printed_figure": _as_table(printed[["authority", "year", *_PRINTED_COLUMNS]]),
        "reconciliation": _as_table(with_reasons(reconcile(counts, printed), known_differences())),
        "national_reconciliation": _of_nation(counts, intake, register),
        "average_reconciliation": _as_table(reconcile_averages(computed, publishers)),
        "letter": _letters(intake),
        "method_break": _breaks(),
        "source_file": _source_files(intake),
    }


def _counts(intake: Intake, printed: pd.DataFrame, register: Register) -> pd.DataFrame:
    computed = yearly_counts(
        register,
        received=_tally(intake.received),
        decided=_tally(intake.decided),
        compliance=_tally(intake.compliance),
    )
    return with_printed_counts(computed, printed_counts(printed, intake.received_by_category))


def _of_nation(counts: pd.DataFrame, intake: Intake, register: Register) -> pd.DataFrame:
    if intake.national_figures is None:
        return pd.DataFrame(columns=["year_ending", "figure", "printed", "status"])
    covered = {
        "received_source": _covered(intake.received, register),
        "decided_source": _covered(intake.decided, register),
        "compliance_source": _covered(intake.compliance, register),
    }
    return _as_table(reconcile_nation(counts, intake.national_figures, covered))


def _covered(cases: Cases | None, register: Register) -> frozenset[int]:
    """The years of a case table that is about every council."""
    if cases is None:
        return frozenset()
    councils = set(cases.tally["authority"].unique())
    return frozenset(
        year
        for year in cases.tally["year"].unique().tolist()
        if covers_every_council(register, councils, range(year, year + 1))
    )


def _every_council_and_year(counts: pd.DataFrame, register: Register) -> pd.DataFrame:
    """A row for every council and year of the data, so that each absent figure has its reason."""
    if counts.empty:
        return counts
    years = range(int(counts["year"].min()), int(counts["year"].max()) + 1)
    every = pd.DataFrame(
        [(a.code, year) for a in register for year in years], columns=["authority", "year"]
    )
    return every.merge(counts, on=["authority", "year"], how="left", validate="one_to_one")


def _say_who_did_not_exist(figures: pd.DataFrame, register: Register) -> pd.DataFrame:
    existing = {
        (a.code, year)
        for year in figures["year"].unique().tolist()
        for a in register.in_year(YearEnding(year))
    }
    exists = pd.Series(
        [key in existing for key in zip(figures["authority"], figures["year"], strict=True)],
        index=figures.index,
    )
    unknown = figures["missing"].eq(MissingReason.NOT_PUBLISHED)
    return figures.assign(
        missing=figures["missing"].mask(unknown & ~exists, MissingReason.DID_NOT_EXIST)
    )


def _printed(intake: Intake) -> pd.DataFrame:
    if intake.published_figures is not None:
        return intake.published_figures.rename(columns={"file": "source_file"})
    columns = ["authority", "year", *_PRINTED_COLUMNS]
    return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})


def _publishers_averages(intake: Intake) -> pd.DataFrame | None:
    """The publisher's averages: from its tables, then from beside councils' own figures."""
    parts = [] if intake.national_averages is None else [intake.national_averages]
    if intake.published_figures is not None:
        parts.append(averages_beside(intake.published_figures))
    if not parts:
        return None
    key = ["authority_type", "year", "measure"]
    every = pd.concat([part[[*key, "value", "source_url"]] for part in parts], ignore_index=True)
    return every.dropna(subset=["value"]).drop_duplicates(key, ignore_index=True)


def _as_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Our columns under the database's names: codes and years as ISO days."""
    named = {name: f"{name}_ending" for name in _YEARS if name in frame}
    days = {
        ending: (frame[name].astype("Int64").astype("str") + "-03-31").where(frame[name].notna())
        for name, ending in named.items()
    }
    return (
        frame.drop(columns=list(named))
        .assign(**days)
        .rename(columns={"authority": "authority_code", "peer": "peer_code"})
    )


def _averages_table(computed: pd.DataFrame, printed: pd.DataFrame) -> pd.DataFrame:
    both = computed.merge(
        printed.rename(
            columns={
                "value": "printed_value",
                "display": "printed_display",
                "source_url": "printed_url",
            }
        ),
        on=["type", "year", "measure"],
        how="outer",
        validate="one_to_one",
    )
    return _as_table(both)


def _tally(cases: Cases | None) -> pd.DataFrame | None:
    return None if cases is None else cases.tally


def _letters(intake: Intake) -> pd.DataFrame:
    """Each letter with the place of its file in the snapshot; one a council and year."""
    columns = ["authority_code", "year_ending", "file", "url", "text"]
    if intake.letters is None:
        return pd.DataFrame(columns=columns)
    of_files = intake.letters[["authority", "year", "file"]].itertuples(index=False)
    places = [
        None if pd.isna(file) else letter_place(authority, year, file)
        for authority, year, file in of_files
    ]
    letters = intake.letters.assign(file=pd.Series(places, intake.letters.index, dtype="str"))
    together = letters.groupby(["authority", "year"], as_index=False)[
        ["file", "url", "text"]
    ].first()
    return _as_table(together)[columns]


def letter_place(authority: str, year: int, file: str) -> str:
    """Where a letter lies in a snapshot: "letters/E06000042-2020.txt"."""
    return f"letters/{authority}-{year}{Path(file).suffix.lower()}"


def _breaks() -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                str(b.first_year_after),
                b.since,
                ", ".join(sorted(b.measures)),
                b.touches_counts,
                b.words,
            )
            for b in BREAKS
        ],
        columns=["first_year_after", "since", "measures", "touches_counts", "words"],
    )


def _source_files(intake: Intake) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (
                f.path,
                str(f.kind),
                f.sha256,
                f.bytes,
                f.rows_taken,
                f.rows_skipped,
                "; ".join(f.remarks),
            )
            for f in intake.files
        ],
        columns=["name", "kind", "sha256", "bytes", "rows_taken", "rows_skipped", "remarks"],
    )


def download_of(
    tables: dict[str, pd.DataFrame], register: Register, kind: SnapshotKind, data_version: str
) -> pd.DataFrame:
    """One row a council, year and measure that has a figure, each saying whose data it is."""
    of_code = {a.code: a for a in register}
    figures = tables["yearly_figure"]
    figures = figures[figures["value"].notna()]
    codes = figures["authority_code"]
    return figures.assign(
        authority=[of_code[code].name for code in codes],
        type=[str(of_code[code].type) for code in codes],
        region=[of_code[code].region for code in codes],
        data=str(kind),
        data_version=data_version,
    )[
        [
            "data",
            "authority_code",
            "authority",
            "type",
            "region",
            "year_ending",
            "measure",
            "numerator",
            "denominator",
            "value",
            "display",
            "low",
            "high",
            "source",
            "source_url",
            "source_file",
            "similar_value",
            "similar_source",
            "verdict",
            "data_version",
        ]
    ].sort_values(["authority", "year_ending", "measure"], ignore_index=True)
