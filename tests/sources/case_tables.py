"""Case tables for databases of every kind, and what counting them gives."""

from __future__ import annotations

import ibis
import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.intake import Intake
from dashboard.sources.recognition import FileKind

RECEIVED = pd.DataFrame(
    [
        ("20 000 001", "Leeds City Council", "Housing", "2019-05-01"),
        ("20-000-002", "E08000035", "Housing", "2020-03-31"),
        ("20 000 003", "London Borough of Hackney", "Adult Care Services", "2020-04-01"),
        ("20 000 004", "Transport for London", "Highways & Transport", "2020-04-01"),
    ],
    columns=["Reference", "Authority", "Category", "Received on"],
)
NOTHING = (None, None, None)
DECIDED = pd.DataFrame(
    [
        ("20 000 001", "Leeds", "Housing", "2020-01-09", "Upheld", "yes", "An apology", "yes"),
        ("20 000 002", "LEEDS CITY COUNCIL", "Housing", "2020-03-31", "upheld", "no", None, "no"),
        ("20 000 003", "Hackney", "Housing", "2020-04-01", "Not upheld", None, None, "yes"),
        (
            "20 000 005",
            "Hackney",
            "Planning & Development",
            "2020-04-02",
            "Advice given",
            *[None] * 3,
        ),
    ],
    columns=[
        *("reference", "authority", "category", "decided_on", "decision"),
        *("satisfactory_remedy", "remedy", "published"),
    ],
)
COMPLIANCE = pd.DataFrame(
    [
        ("20 000 001", "Leeds", "2020-05-01", "complied", "Apologise"),
        ("20 000 001", "Leeds", "2020-05-01", "Complied late", "Review the procedure"),
        ("19 000 009", "Hackney", "2020-03-01", "not complied", None),
    ],
    columns=["reference", "authority", "recorded_on", "outcome", "recommendation"],
)
TABLES = {
    FileKind.RECEIVED: "cases.received",
    FileKind.DECIDED: "cases.decided",
    FileKind.COMPLIANCE: "cases.compliance",
}
DAYS = ("Received on", "decided_on", "recorded_on")
FRAMES = {"received": RECEIVED, "decided": DECIDED, "compliance": COMPLIANCE}
BAD = pd.DataFrame(
    [
        ("20 000 001", "Leads", "Housing", "2020-01-09", "Upheld", None),
        ("20-000-001", "Leeds", "Parks", "2020-01-09", "Upheld", None),
        ("number 7", "Leeds", "Housing", "2020-01-09", "Uphold", None),
        ("20 000 002", "Leeds", "Housing", "2099-01-09", "Upheld", None),
        ("20 000 003", "Leeds", "Housing", "2020-01-09", "Not upheld", "yes"),
        ("20 000 004", "Leeds", "Housing", "1899-12-31", "Upheld", None),
        ("20 000 005", None, "Housing", "2020-01-09", "Upheld", "perhaps"),
        ("DEMO 20 000 006", "Leeds", "Housing", "2020-01-09", "Upheld", None),
        ("20 000 008", "North Yorkshire", "Housing", None, "Upheld", None),
    ],
    columns=[
        *("reference", "authority", "category", "decided_on", "decision"),
        "satisfactory_remedy",
    ],
)
WHAT_IS_BAD = {
    ("empty-cell", "authority", None),
    ("empty-cell", "decided_on", None),
    ("bad-reference", "reference", "number 7"),
    ("date-in-future", "decided_on", "2099-01-09"),
    ("duplicate-reference", "reference", "20 000 001"),
    ("demonstration-mixed", "reference", "DEMO 20 000 006"),
    ("unknown-authority", "authority", "Leads"),
    ("unknown-category", "category", "Parks"),
    ("unknown-decision", "decision", "Uphold"),
    ("date-too-early", "decided_on", "1899-12-31"),
    ("remedy-not-upheld", "satisfactory_remedy", "yes"),
    ("bad-yes-no", "satisfactory_remedy", "perhaps"),
}


def put(address: str, **frames: pd.DataFrame) -> None:
    """Writes tables into the schema `cases`: days as dates, all else as text."""
    connection = ibis.connect(address)
    connection.raw_sql("CREATE SCHEMA IF NOT EXISTS cases")
    for name, frame in frames.items():
        types = {column: "date" if column in DAYS else "text" for column in frame.columns}
        columns = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        rows = ", ".join(
            "(" + ", ".join("NULL" if pd.isna(v) else f"'{v}'" for v in row) + ")"
            for row in frame.itertuples(index=False)
        )
        connection.raw_sql(f"CREATE TABLE cases.{name} ({columns})")
        connection.raw_sql(f"INSERT INTO cases.{name} VALUES {rows}")
        if address.startswith("postgresql"):
            connection.con.commit()
    connection.disconnect()


def counted(intake: Intake) -> dict[str, list[tuple[object, ...]]]:
    """Every tally as sorted rows, for comparison."""
    found = {}
    for kind in ("received", "decided", "compliance"):
        cases = getattr(intake, kind)
        tally = cases.tally.drop(columns="first_day", errors="ignore")
        tally = tally[sorted(tally.columns)].astype(object).where(tally.notna(), None)
        found[kind] = sorted(tally.itertuples(index=False, name=None), key=str)
    return found


def said(problems: tuple[Problem, ...]) -> set[tuple[str, str | None, str | None]]:
    return {(p.kind, p.column, p.value) for p in problems}
