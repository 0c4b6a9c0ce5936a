"""The words of the site, each explained once: measures, outcomes, methods, councils."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dashboard.statistics import thresholds
from dashboard.statistics.catalogue import METHODS
from dashboard.statistics.definitions import DEFINITIONS


@dataclass(frozen=True)
class Term:
    """A word with its meaning, as it stands in the glossary and beside the word itself."""

    name: str
    meaning: str

    @property
    def key(self) -> str:
        """The term's place in the glossary: "wilson-interval"."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.casefold()).strip("-")


INVESTIGATED: Final = Term(
    "Investigated",
    "The Ombudsman looked into the complaint in detail and decided whether there was fault: "
    "upheld and not upheld together. Most complaints end earlier.",
)
UPHELD: Final = Term(
    "Upheld",
    "The Ombudsman found that the council was at fault, or the council had already accepted that "
    "it was and put things right.",
)
NOT_UPHELD: Final = Term(
    "Not upheld",
    "The Ombudsman investigated and found no fault, or ended the investigation without finding "
    "any.",
)
RANGE: Final = Term(
    "Range",
    "Where the figure could well lie if similar cases came again. Few cases give a wide range, "
    "many a narrow one. It is the Wilson 95% interval, or for rates by population exact Poisson "
    f"limits below {thresholds.EXACT_POISSON_BELOW} cases and Byar’s from there on.",
)
SIMILAR_COUNCILS: Final = Term(
    "Similar councils",
    "All councils of the same type in the same year, their counts added up. Types run different "
    "services, so a district is never set beside a county.",
)
COMMON_BY_CHANCE: Final = Term(
    "Common by chance",
    "Councils that are exactly alike would still differ from year to year, as a coin does not "
    "fall heads five times in every ten. A gap that chance alone often makes says little.",
)
LOW_COUNT: Final = Term(
    "Low count",
    f"Fewer than {thresholds.FEWEST_WITHOUT_A_MARK} cases: one case more or less moves the figure "
    f"a lot. With fewer than {thresholds.FEWEST_FOR_A_VERDICT} nothing is said about differences.",
)

_OTHERS: Final = (
    INVESTIGATED,
    UPHELD,
    NOT_UPHELD,
    RANGE,
    SIMILAR_COUNCILS,
    COMMON_BY_CHANCE,
    LOW_COUNT,
    Term(
        "Year",
        "The Ombudsman’s year, from 1 April to 31 March: 2019-20 ended on 31 March 2020.",
    ),
    Term(
        "Received",
        "Complaints and enquiries that reached the Ombudsman in the year. Many are decided in the "
        "next one, so received and decided are not the same cases.",
    ),
    Term("Decided", "Complaints and enquiries that the Ombudsman decided in the year."),
    Term(
        "Invalid or incomplete",
        "The complaint could not be looked at: it was not one for the Ombudsman, or lacked what "
        "was needed.",
    ),
    Term("Advice given", "The person was told where to turn; nothing was investigated."),
    Term(
        "Referred back for local resolution",
        "The council had not yet had the chance to answer the complaint itself.",
    ),
    Term(
        "Closed after initial enquiries",
        "The Ombudsman looked at the complaint and decided not to investigate it. Newer letters "
        "say “assessed and closed”.",
    ),
    Term(
        "Not for us or not ready for us",
        "In letters since 2022-23: invalid or incomplete, advice given and referred back, "
        "together.",
    ),
    Term(
        "Compliance outcome",
        "A record of whether the council did what it had agreed to do: on time, late or not. It "
        "is counted in the year of the record, often for a case of an earlier year.",
    ),
    Term(
        "Remedy",
        "What puts things right for the person: an apology, a payment, a service at last given.",
    ),
    Term(
        "Service improvement",
        "A change that a council agrees to make so that the same fault doesn’t happen to others.",
    ),
    Term(
        "Public interest report",
        "A decision that the Ombudsman publishes as a report, because of what others can learn "
        "from it or because a council doesn’t agree to put things right.",
    ),
    Term(
        "Annual review letter",
        "The letter that the Ombudsman sends to each council every summer, with its figures of "
        "the year.",
    ),
    Term(
        "Local Government and Social Care Ombudsman",
        "It looks into complaints about councils and care providers in England, free of charge, "
        "after they have answered a complaint themselves. This site is not part of it.",
    ),
    Term(
        "Single-tier council",
        "A council that runs all services of its area: unitary authorities, metropolitan boroughs "
        "and London boroughs.",
    ),
    Term(
        "County and district councils",
        "In some areas two councils share the work. The county runs social care, schools and "
        "roads; the district runs housing, planning and council tax.",
    ),
    Term(
        "Funnel plot",
        "A chart of rates against the number of cases. Councils inside the funnel’s lines differ "
        "by no more than chance often makes; only outside the outer lines is one called different.",
    ),
    Term(
        "Years that don’t compare",
        "Where the Ombudsman changed how it works, figures before and after don’t compare. Lines "
        "on charts stop there.",
    ),
    Term(
        "GSS code",
        "The code that the Office for National Statistics gives an area. It can change although "
        "the council stays the same.",
    ),
    Term(
        "Data version",
        "The publication of data that a figure comes from. Two pages with the same version show "
        "the same figures.",
    ),
)

MEASURES: Final = {m: Term(d.label, d.meaning) for m, d in DEFINITIONS.items()}
"""The measures as terms."""

GLOSSARY: Final = tuple(
    sorted(
        (
            *MEASURES.values(),
            *(Term(m.name, m.meaning) for m in METHODS),
            *_OTHERS,
        ),
        key=lambda term: term.name.casefold(),
    )
)
"""Every term, by name."""
