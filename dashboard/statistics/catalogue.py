"""The catalogue of methods: what each comparison means, with its source and a worked example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboard.statistics import thresholds


@dataclass(frozen=True)
class Method:
    """A way of comparing, in the words of every page."""

    name: str
    meaning: str
    example: str
    """Worked out by a test with the program's own functions."""
    source: str


PEERS: Final = Method(
    name="Peers",
    meaning=(
        "A council is compared with the others of its type, with those of its region that run "
        "the same services, with all of England, with the "
        f"{thresholds.LIKE_COUNCILS} that run the same services and are nearest in population, "
        "with its statistical neighbours where a file of them is loaded, or with councils that "
        "the reader chooses. The council itself is left out of what it is compared with. No "
        "verdict is given beside councils that run other services, beside a group of which not "
        "every council is known, or beside a set chosen by hand: there the ranges are compared."
    ),
    example="40 of 40 beside one other council’s 5 of 10: compared with 50%, not with 45 of 50.",
    source="This project’s choice.",
)
CHANGE: Final = Method(
    name="Change between two years",
    meaning=(
        "The exact mid-P test for two proportions, or for two counts with the population as "
        f"exposure. Below {thresholds.UNLIKELY_CHANCE_BELOW} a change is “unlikely to be "
        f"chance”, below {thresholds.POSSIBLE_CHANGE_BELOW} “possible”, else there is “no clear "
        "change”. With fewer than "
        f"{thresholds.FEWEST_FOR_A_VERDICT} cases in a year there is no verdict, across a break "
        "or with an unfinished year no change at all."
    ),
    example=(
        "2 of 4 to 4 of 4: 0.21; 5 of 10 to 8 of 10: 0.20; 9 of 20 to 16 of 20: 0.03; 60 of 100 "
        "to 80 of 100: 0.002. Counts: 2 to 4: 0.45; 10 to 20: 0.07; 40 to 60: 0.046."
    ),
    source="Lancaster 1961; Agresti 2001.",
)
PARTS: Final = Method(
    name="What a change is made of",
    meaning=(
        "The change of all of England; what the other councils of the type changed beyond it; and "
        "what is left, the council’s own. The three add up to the difference."
    ),
    example=(
        "From 50% to 90%, while England went from 50% to 72.5% and the other councils of the type "
        "from 50% to 75%: 22.5, 2.5 and 15 points."
    ),
    source="Arithmetic.",
)
RANKS: Final = Method(
    name="Ranks supported",
    meaning=(
        "The ranks that a figure can have among those of its type: one council is certainly above "
        "another only if their intervals don’t meet, the intervals being wide enough for all "
        "councils to hold together at 95%. Rank 1 is the highest figure, not the best or worst."
    ),
    example="16 of 20, 500 of 1,000 and 900 of 1,000: ranks 1 to 3, 2 to 3 and 1 to 2.",
    source="Goldstein and Spiegelhalter 1996; Klein, Wright and Wieczorek 2020.",
)
DISPERSION: Final = Method(
    name="Widened funnel",
    meaning=(
        "If a chi-squared test finds that the councils of a type spread wider than chance "
        f"(P below {thresholds.DISPERSION_TEST_BELOW}), the funnel’s limits are widened by the "
        "square root of the dispersion, and the page says so."
    ),
    example="With a dispersion of 4 the limits lie twice as far in standard errors.",
    source="Spiegelhalter 2005, doi 10.1002/sim.1970.",
)
EXPECTED: Final = Method(
    name="Expected uphold rate",
    meaning=(
        "The council’s investigations of each category times that category’s uphold rate in all "
        "of England, added up: the rate that its own mix of cases leads to expect."
    ),
    example=(
        "10 investigations about housing (18 of 20 upheld everywhere) and 10 about planning "
        "(2 of 10): 11 of 20, 55%."
    ),
    source="Indirect standardisation; Breslow and Day 1987.",
)
POOLING: Final = Method(
    name="Three years together",
    meaning=(
        f"The counts of {thresholds.YEARS_POOLED} comparable years added up, never across a break "
        "and never with an unfinished year."
    ),
    example="1 of 2, 3 of 4 and 2 of 3: 6 of 9, 67%.",
    source="Arithmetic.",
)
STABILISED: Final = Method(
    name="Stabilised shares",
    meaning=(
        "For shading a map only: a share drawn towards the pooled one of the type, the more the "
        "fewer cases it has. The figure itself is always shown as it is."
    ),
    example="If the councils of a type spread no wider than chance, all have the pooled share.",
    source="Empirical Bayes; Kleinman 1973.",
)
TREND: Final = Method(
    name="Trend",
    meaning=(
        f"From {thresholds.COMPARABLE_YEARS_FOR_A_TREND} comparable years on, the Cochran-Armitage "
        "test for shares and its like for rates by population; “rising” or “falling” only where "
        f"P is below {thresholds.UNLIKELY_CHANCE_BELOW}."
    ),
    example="4, 8, 12, 16, 20 and 24 of 40 in six years in a row: rising. Four years: too few.",
    source="Armitage 1955.",
)
SIGNALS: Final = Method(
    name="Signals",
    meaning=(
        "Uphold rates above the 99.8% funnel limit; rises beyond chance and beyond the type’s own "
        "change; late compliance and categories beyond chance; any outcome not complied with, "
        "or compliance printed as less than all; "
        f"{thresholds.FEWEST_UPHELD_AGAIN} or more cases upheld in a category "
        f"{thresholds.MONTHS_FOR_AN_IMPROVEMENT} to {thresholds.MONTHS_OF_AN_IMPROVEMENT} months "
        "after an improvement was agreed there. Of the tested ones of a kind and year, at most "
        f"{thresholds.FALSE_DISCOVERY_RATE:.0%} are expected to be chance."
    ),
    example="40 of 40 upheld where the 59 other councils have 60%: a signal. 4 of 4: none.",
    source="Benjamini and Hochberg 1995.",
)

RANGES: Final = Method(
    name="Ranges that meet",
    meaning=(
        "Beside councils chosen by hand: if two 95% ranges don’t meet, chance alone gives such a "
        "gap less than once in twenty; if they meet, it is called common. Upheld per 100,000 "
        "residents, which has no funnel, is judged by whether the other councils’ rate lies in "
        "the council’s own range. Nobody is named as different by either."
    ),
    example=(
        "31 of 39 (64% to 89%) and 115 of 132 (80% to 92%) meet; 20 of 40 (35% to 65%) meets "
        "the first and not the second."
    ),
    source="This project’s choice: a stricter test than comparing the two shares.",
)
BY_CATEGORY: Final = Method(
    name="By category",
    meaning=(
        "Every measure of one category’s cases alone, by the category that the table of cases "
        "itself gives. The same rules hold: ranges, breaks, fewer than "
        f"{thresholds.FEWEST_FOR_A_VERDICT} cases, the council left out of what it is compared "
        "with. A category without a case is no nought, and a service that a council doesn’t run "
        "is not applicable. The funnel of a category is not widened."
    ),
    example="40 of 40 about housing beside another council’s 20 of 40: compared with 50%.",
    source="This project’s choice.",
)
RECEIVED: Final = Method(
    name="Numbers received",
    meaning=(
        "The number of complaints received has a 95% range as a count (exact below "
        f"{thresholds.EXACT_POISSON_BELOW}, Byar’s from it on). Beside the year before it is "
        "judged by the exact mid-P test for two counts, the residents as exposure; never across "
        "the pandemic year, nor with an unfinished one. Beside it stands what the council’s "
        "residents would give at the rate of the other councils of the type, if all are known."
    ),
    example=(
        "24: range 15 to 36. 15 to 24 among the same residents: 0.15. Beside 40 received from "
        "200,000 residents, 100,000 would give 20."
    ),
    source="Przyborowski and Wilenski 1940; Breslow and Day 1987.",
)

METHODS: Final = (
    PEERS,
    RANGES,
    CHANGE,
    PARTS,
    RANKS,
    DISPERSION,
    EXPECTED,
    POOLING,
    BY_CATEGORY,
    RECEIVED,
    STABILISED,
    TREND,
    SIGNALS,
)
