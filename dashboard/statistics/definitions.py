"""The catalogue: what each measure means, in the words that every page and download uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.vocabulary import Measure


@dataclass(frozen=True)
class Definition:
    """One measure: what is counted over what, and how it is said."""

    measure: Measure
    label: str
    short_label: str
    """For a control or a column, three words at most."""
    meaning: str
    numerator: str
    """The count's column in a frame of yearly counts."""
    denominator: str
    numerator_words: str
    """What the numerator counts: "complaints upheld"."""
    denominator_words: str
    """What the denominator counts: "complaints investigated"."""
    no_cases_words: str
    """What is said when the denominator is nought."""
    per: int = 100
    """100 for a percentage, 100,000 for a rate by population."""
    whole_only_if_all: bool = False
    """Whether "100%" is kept for "every one"."""

    @property
    def is_share(self) -> bool:
        """Whether the measure is a share of cases (and not a rate by population)."""
        return self.per == 100


UPHOLD_RATE: Final = Definition(
    measure=Measure.UPHOLD_RATE,
    label="Uphold rate",
    short_label="Upheld",
    meaning=(
        "Of the complaints that the Ombudsman investigated in detail and decided in the year, "
        "the share in which it found fault. Cases that the council had already put right count "
        "as upheld."
    ),
    numerator="upheld",
    denominator="investigated",
    numerator_words="upheld",
    denominator_words="complaints investigated",
    no_cases_words="no investigations",
)
COMPLIANCE_RATE: Final = Definition(
    measure=Measure.COMPLIANCE_RATE,
    label="Compliance rate",
    short_label="Compliance",
    meaning=(
        "Of the outcomes of recommendations recorded in the year, the share in which the "
        "Ombudsman was satisfied that the council did what it had agreed, late or not. Many "
        "belong to cases decided in an earlier year."
    ),
    numerator="complied_in_all",
    denominator="compliance_outcomes",
    numerator_words="carried out",
    denominator_words="compliance outcomes",
    no_cases_words="no compliance outcomes",
    whole_only_if_all=True,
)
ON_TIME_COMPLIANCE_RATE: Final = Definition(
    measure=Measure.ON_TIME_COMPLIANCE_RATE,
    label="On-time compliance",
    short_label="On time",
    meaning=(
        "Of the outcomes of recommendations recorded in the year, the share carried out by the "
        "agreed date."
    ),
    numerator="complied",
    denominator="compliance_outcomes",
    numerator_words="carried out on time",
    denominator_words="compliance outcomes",
    no_cases_words="no compliance outcomes",
    whole_only_if_all=True,
)
SATISFACTORY_REMEDY_RATE: Final = Definition(
    measure=Measure.SATISFACTORY_REMEDY_RATE,
    label="Satisfactory remedy rate",
    short_label="Put right early",
    meaning=(
        "Of the complaints upheld in the year, the share in which the council had already "
        "offered a satisfactory remedy before the complaint reached the Ombudsman."
    ),
    numerator="satisfactory_remedies",
    denominator="upheld",
    numerator_words="already put right",
    denominator_words="complaints upheld",
    no_cases_words="no complaints upheld",
)
UPHELD_PER_100K: Final = Definition(
    measure=Measure.UPHELD_PER_100K,
    label="Upheld per 100,000 residents",
    short_label="Per 100,000",
    meaning=(
        "Complaints upheld in the year for every 100,000 residents at the nearest mid-year. "
        "Councils with more services have more complaints: compare with councils of the same type."
    ),
    numerator="upheld",
    denominator="population",
    numerator_words="upheld",
    denominator_words="residents",
    no_cases_words="no population figure",
    per=100_000,
)

DEFINITIONS: Final = {
    definition.measure: definition
    for definition in (
        UPHOLD_RATE,
        COMPLIANCE_RATE,
        ON_TIME_COMPLIANCE_RATE,
        SATISFACTORY_REMEDY_RATE,
        UPHELD_PER_100K,
    )
}

HEADLINE_MEASURES: Final = (
    Measure.UPHOLD_RATE,
    Measure.COMPLIANCE_RATE,
    Measure.SATISFACTORY_REMEDY_RATE,
)
"""The three figures of the Ombudsman's own letters."""
