from __future__ import annotations

import pytest

from dashboard.sources.recognition import FIGURE_COLUMNS
from dashboard.sources.yearly_headings import Role, is_hint, meaning_in_group, meaning_of
from dashboard.vocabulary import ServiceArea

MEANINGS = {
    Role.AUTHORITY: "Authority | AUTHORITY NAME | Local authority | Council | Council name",
    Role.YEAR: "Year | Year ending | Financial year",
    Role.TOTAL: "Total | Total complaints | Total number of complaints and enquiries",
    Role.COMPLIED: "Complied | Complied with",
    "invalid_incomplete": "Invalid or Incomplete | Invalid/incomplete | INVALID & INCOMPLETE",
    "advice_given": "Advice Given | Advice",
    "referred_back": "Referred back for Local Resolution | Referred Back | referred_back",
    "closed_after_initial": "Closed after Initial Enquiries | Closed after initial inquiries",
    "not_upheld": "Not Upheld | not_upheld | NotUpheld | Complaints not upheld",
    "upheld": "Upheld | Complaints upheld | No. upheld | Number of decisions upheld",
    "upheld_pct": "Uphold rate | Uphold Rate (%) | % upheld | Percentage upheld | Upheld per cent",
    "similar_upheld_pct": "Average uphold rate of similar authorities "
    "| Uphold rate: similar authorities' average | Average uphold rate for authority type (%)",
    "not_for_us": "Not for us",
    "not_ready_for_us": "Not ready for us | Not ready",
    "not_for_us_or_not_ready": "Not for us or not ready for us | Not for us / not ready for us",
    "assessed_and_closed": "Assessed and closed | Assessed & Closed",
    "investigations_count": "Investigated | Number of detailed investigations",
    "received_total": "Received | Total received | Complaints and enquiries received",
    "decided_total": "Total decided | Decisions | Complaints dealt with",
    "compliance_pct": "Compliance rate | % compliance with recommendations | Complied (%)",
    "similar_compliance_pct": "Average compliance rate of similar authorities",
    "compliance_outcomes_count": "Compliance outcomes | Number of compliance outcomes",
    "complied_on_time": "Complied on time | Remedy complete on time",
    "complied_late": "Complied late | Late compliance | Remedy completed late",
    "not_complied": "Not complied with | Non-compliance | Not complied",
    "remedy_pct": "Satisfactory remedy rate | % of upheld cases where the authority had already "
    "provided a satisfactory remedy | Satisfactory remedies (%)",
    "similar_remedy_pct": "Satisfactory remedy rate, average of similar authorities",
    "remedy_count": "Satisfactory remedies | Number with a satisfactory remedy",
    "upheld_per_100k": "Upheld per 100,000 residents | Upheld decisions per 100k population",
    "similar_upheld_per_100k": "Upheld per 100,000 residents - similar authorities average",
    ServiceArea.ADULT_SOCIAL_CARE: "Adult Social Care | Adult Care Services",
    ServiceArea.EDUCATION_AND_CHILDREN: "Education & Childrens Services "
    "| Education and Children\u2019s Services",
    ServiceArea.ENVIRONMENT: "Environmental Services & Public Protection & Regulation "
    "| Environment Services",
    ServiceArea.CORPORATE: "Corporate & Other Services",
    ServiceArea.OTHER: "Other",
}


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [(written, meaning) for meaning, all_ in MEANINGS.items() for written in all_.split(" | ")],
)
def test_a_heading_means_the_same_however_a_year_words_it(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning
    assert meaning_of(f"  {heading.upper()}: ") == meaning


def test_every_figure_that_a_heading_can_mean_is_a_known_one() -> None:
    figures = {m for m in MEANINGS if not isinstance(m, Role | ServiceArea)}
    assert figures <= set(FIGURE_COLUMNS)


@pytest.mark.parametrize(
    "heading",
    [
        "Average uphold rate",
        "National average uphold rate",
        "% of decisions upheld",
        "Upheld: no further action, organisation already remedied",
        "Change in uphold rate",
        "Satisfactory remedy",
        "Compliance",
        "No compliance",
        "Remedied by the Ombudsman",
        "Complaints",
        "Population",
        "Region",
        "Received on",
        "Decision",
    ],
)
def test_a_heading_that_may_mean_something_else_is_not_guessed_at(heading: str) -> None:
    assert meaning_of(heading) is None


@pytest.mark.parametrize(
    ("group", "heading", "meaning"),
    [
        ("Decisions", "Upheld", "upheld"),
        ("Complaints decided 2019-20", "Not upheld", "not_upheld"),
        ("Uphold rate", "Authority", "upheld_pct"),
        ("Uphold rate", "Similar authorities", "similar_upheld_pct"),
        ("Average of similar authorities", "Compliance rate", "similar_compliance_pct"),
        ("Upheld", "%", "upheld_pct"),
        ("Upheld", "Number", "upheld"),
        ("Compliance", "Total", "compliance_outcomes_count"),
        ("Compliance", "Rate", "compliance_pct"),
        ("Complaints received by subject", "Housing", ServiceArea.HOUSING),
        ("Previous year", "Upheld", None),
        ("Remedies", "Total", None),
        ("Housing", "Upheld", None),
    ],
)
def test_a_heading_below_another_is_read_together_with_it(
    group: str, heading: str, meaning: str | None
) -> None:
    assert meaning_in_group(group, heading) == meaning


def test_headings_that_speak_of_complaints_are_noticed_though_not_understood() -> None:
    assert [h for h in ("Complaints", "Fully upheld", "Region", "Population") if is_hint(h)] == [
        *("Complaints", "Fully upheld")
    ]
