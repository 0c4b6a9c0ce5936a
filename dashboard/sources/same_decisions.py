"""One decision on several pages, as on a list and on a page of its own, put together as one."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from dashboard.errors import Problem
from dashboard.sources.cases import report_repeated_references
from dashboard.sources.findings import Findings
from dashboard.sources.page_text import PAGE_SUFFIXES
from dashboard.sources.place import Place, known_text
from dashboard.sources.wording import plain

_FACTS: Final = ("category", "subcategory", "decision", "decision_date", "is_public_report")


def gather_decisions(decisions: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Each body's decision once, from the published decisions of all files with their places.

    Of several accounts the fullest is taken, and what it doesn't state from the others. Where
    they contradict each other that is reported. A reference that stands twice in tables, or with
    bodies that no page names together, is an error.
    """
    on_page = decisions["file"].map(_is_page).astype(bool)
    body = decisions["authority"].fillna(decisions["other_body"])
    case = decisions["reference"].str.casefold()
    accounts = decisions.groupby([case, body]).ngroup()
    # Two rows in tables are a slip in them, whatever a page says of the case.
    in_tables = accounts.map(accounts[~on_page].value_counts()).fillna(0)
    several = accounts.duplicated(keep=False) & (in_tables < 2)
    beside = decisions["file"].map(decisions["file"].value_counts())
    together = [_as_one(rows, beside, findings) for _, rows in decisions[several].groupby(accounts)]
    once = pd.concat([decisions[~several], *together]).sort_index()
    joint = _joint_cases(case[on_page], body[on_page], decisions["file"][on_page], body, case)
    report_repeated_references(once[~case.loc[once.index].isin(joint)], findings)
    return once.reset_index(drop=True)


def compare_with_cases(published: pd.DataFrame, decided: pd.DataFrame, findings: Findings) -> None:
    """Says where a published decision contradicts the case table, whose account is taken."""
    cases = decided[["reference", "authority", "decision", "decided_on", "file", "sheet", "row"]]
    both = published.merge(
        cases.drop_duplicates(["reference", "authority"]).dropna(subset=["reference", "authority"]),
        on=["reference", "authority"],
        suffixes=("", "_of_case"),
        validate="many_to_one",
    )
    for column, of_case in (("decision", "decision_of_case"), ("decision_date", "decided_on")):
        differs = both[column].notna() & both[of_case].notna() & (both[column] != both[of_case])
        for _, account in both[differs].iterrows():
            place = Place(
                account["file_of_case"],
                known_text(account["sheet_of_case"]),
                int(account["row_of_case"]),
            )
            findings.add(
                _contradicted(account, column, account[of_case], place, "the case table's is taken")
            )


def _as_one(accounts: pd.DataFrame, beside: pd.Series, findings: Findings) -> pd.DataFrame:
    """The fullest account of a decision, completed from the others; one row at its own place.

    `beside` is how many rows each one's file has: a page of its own tells more than any list.
    """
    rank = pd.DataFrame(
        {
            "beside": beside.loc[accounts.index],
            "shortness": -accounts["summary"].str.len().fillna(0),
            "unstated": accounts.isna().sum(axis="columns"),
        }
    )
    ranked = accounts.loc[rank.sort_values(list(rank.columns)).index]
    for column in _FACTS:
        stated = ranked[ranked[column].notna()]
        forms = stated[column].map(_form)
        for _, account in stated[forms != forms.iloc[:1].squeeze()].iterrows():
            taken = stated.iloc[0]
            findings.add(
                _contradicted(
                    account, column, taken[column], Place.of(taken), "the fuller one is taken"
                )
            )
    return ranked.bfill().iloc[:1]


def _joint_cases(
    stated_case: pd.Series,
    stated_body: pd.Series,
    file: pd.Series,
    body: pd.Series,
    case: pd.Series,
) -> set[str]:
    """The cases whose bodies, all of them, stand together on some page."""
    of_all = body.groupby(case).agg(frozenset)
    of_pages = stated_body.groupby([stated_case, file]).agg(frozenset).droplevel(1)
    several = of_pages[of_pages.map(len) > 1]
    return set(several.index[several == of_all.loc[several.index]])


def _is_page(file: str) -> bool:
    return PurePosixPath(file).suffix.casefold() in PAGE_SUFFIXES


def _form(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


def _contradicted(
    account: pd.Series, column: str, otherwise: object, place: Place, taken: str
) -> Problem:
    return Place.of(account).problem(
        "decision-contradicted",
        column=column,
        value=_words(account[column]),
        expected=f"{_words(otherwise)}, as {place} says of {account['reference']}",
        remedy=f"look the case up on the Ombudsman's site and correct the account that is wrong; "
        f"{taken}",
        is_warning=True,
    )


def _words(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%B %Y}"
    return str(value)
