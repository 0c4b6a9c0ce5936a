"""The words of the field as types: closed sets as enums, the Ombudsman's year as a value.

Every name here is the one used in code, columns, addresses and on screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class AuthorityType(StrEnum):
    """The five types of council that the Ombudsman compares with each other."""

    COUNTY = "county"
    DISTRICT = "district"
    METROPOLITAN = "metropolitan"
    UNITARY = "unitary"
    LONDON_BOROUGH = "london borough"

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers of the map on which councils of this type are drawn."""
        if self is AuthorityType.COUNTY:
            return (Tier.UPPER,)
        if self is AuthorityType.DISTRICT:
            return (Tier.LOWER,)
        return (Tier.LOWER, Tier.UPPER)

    @property
    def powers(self) -> Powers:
        """Which of an area's services councils of this type run."""
        if self is AuthorityType.COUNTY:
            return Powers.UPPER
        if self is AuthorityType.DISTRICT:
            return Powers.LOWER
        return Powers.ALL

    @property
    def words(self) -> str:
        """The type as a reader knows it: "county council", "London borough" ..."""
        return {
            AuthorityType.COUNTY: "county council",
            AuthorityType.DISTRICT: "district council",
            AuthorityType.METROPOLITAN: "metropolitan borough",
            AuthorityType.UNITARY: "unitary authority",
            AuthorityType.LONDON_BOROUGH: "London borough",
        }[self]

    @property
    def plural(self) -> str:
        """The type's councils together: "county councils", "unitary authorities" ..."""
        return f"{self.words[:-1]}ies" if self.words.endswith("y") else f"{self.words}s"


class Powers(StrEnum):
    """Which services a council runs; cases of different ones don't compare."""

    ALL = "all"
    UPPER = "upper"
    LOWER = "lower"

    @property
    def plural(self) -> str:
        """The councils with these powers, together."""
        return {
            Powers.ALL: "single-tier councils",
            Powers.UPPER: "county councils",
            Powers.LOWER: "district councils",
        }[self]

    @property
    def services(self) -> str:
        """The best known of the services that they run, as a reader knows them."""
        return {
            Powers.ALL: "all council services",
            Powers.UPPER: "adult social care, children’s services, schools and roads",
            Powers.LOWER: "housing, planning, council tax and bin collection",
        }[self]

    def runs(self, category: str) -> bool:
        """Whether councils with these powers run the services of a category of either list."""
        return category not in _NOT_RUN.get(self, ())


class Tier(StrEnum):
    """The two ways to cover England once; districts and counties overlap and are never blended."""

    LOWER = "lower"
    UPPER = "upper"

    @property
    def words(self) -> str:
        """The tier as a reader knows it."""
        if self is Tier.LOWER:
            return "Districts and single-tier councils"
        return "Counties and single-tier councils"


class DecisionOutcome(StrEnum):
    """What the Ombudsman decided, in the wording of the letters from 2013-14 to 2023-24."""

    INVALID_OR_INCOMPLETE = "Invalid or incomplete"
    ADVICE_GIVEN = "Advice given"
    REFERRED_BACK = "Referred back for local resolution"
    CLOSED_AFTER_INITIAL_ENQUIRIES = "Closed after initial enquiries"
    NOT_UPHELD = "Not upheld"
    UPHELD = "Upheld"

    @property
    def group(self) -> OutcomeGroup:
        """The grouping used in letters for 2022-23 and later."""
        if self in (DecisionOutcome.NOT_UPHELD, DecisionOutcome.UPHELD):
            return OutcomeGroup.INVESTIGATED
        if self is DecisionOutcome.CLOSED_AFTER_INITIAL_ENQUIRIES:
            return OutcomeGroup.ASSESSED_AND_CLOSED
        return OutcomeGroup.NOT_FOR_US_OR_NOT_READY


class OutcomeGroup(StrEnum):
    """The newer grouping of decisions, as the letters print it since 2022-23."""

    NOT_FOR_US_OR_NOT_READY = "Not for us or not ready for us"
    ASSESSED_AND_CLOSED = "Assessed and closed"
    INVESTIGATED = "Investigated"


class ComplianceOutcome(StrEnum):
    """What became of a recommendation, as recorded by the Ombudsman."""

    COMPLIED = "complied"
    COMPLIED_LATE = "complied late"
    NOT_COMPLIED = "not complied"


class RecommendationKind(StrEnum):
    """Whether a recommendation puts one person's case right or changes a service."""

    PERSONAL_REMEDY = "personal remedy"
    SERVICE_IMPROVEMENT = "service improvement"


class Measure(StrEnum):
    """What is measured: each is a count over another; statistics.definitions has the words."""

    UPHOLD_RATE = "uphold_rate"
    COMPLIANCE_RATE = "compliance_rate"
    ON_TIME_COMPLIANCE_RATE = "on_time_compliance_rate"
    SATISFACTORY_REMEDY_RATE = "satisfactory_remedy_rate"
    UPHELD_PER_100K = "upheld_per_100k"


class MissingReason(StrEnum):
    """Why there is no figure. None of these is a nought."""

    NO_CASES = "no cases in the year"
    NOT_PUBLISHED = "no published figure loaded"
    DID_NOT_EXIST = "the council did not exist"
    NOT_COMPARABLE = "not comparable"
    NOT_APPLICABLE = "not applicable"


class Verdict(StrEnum):
    """Where a council lies in the funnel around its benchmark."""

    TOO_FEW = "too few cases"
    NO_BENCHMARK = "no benchmark"
    CONSISTENT = "consistent with chance"
    POSSIBLY_HIGHER = "possibly higher"
    POSSIBLY_LOWER = "possibly lower"
    HIGHER = "higher"
    LOWER = "lower"


class ChangeVerdict(StrEnum):
    """What the exact test says of two figures."""

    UNLIKELY_CHANCE = "unlikely to be chance"
    POSSIBLE = "possible change"
    NOT_CLEAR = "no clear change"


class TrendVerdict(StrEnum):
    """What a run of comparable years says."""

    RISING = "rising"
    FALLING = "falling"
    NOT_CLEAR = "no clear trend"
    TOO_FEW_YEARS = "too few comparable years"


class PeerGroup(StrEnum):
    """With whom a council is compared."""

    TYPE = "type"
    REGION = "region"
    ENGLAND = "england"
    LIKE = "like"
    NEIGHBOURS = "neighbours"


class Shading(StrEnum):
    """What the map shades of a measure."""

    FIGURE = "figure"
    DIFFERENCE = "difference"
    POOLED = "pooled"
    STABILISED = "stabilised"

    @property
    def words(self) -> str:
        """The choice as a reader knows it."""
        return {
            Shading.FIGURE: "The figure",
            Shading.DIFFERENCE: "Gap to similar councils",
            Shading.POOLED: "Three years together",
            Shading.STABILISED: "Stabilised, for shading only",
        }[self]


class MapView(StrEnum):
    """How the map lays councils out: by their land, or as one tile each."""

    MAP = "map"
    TILES = "tiles"

    @property
    def words(self) -> str:
        """The choice as a reader knows it."""
        return {MapView.MAP: "Map", MapView.TILES: "Equal tiles"}[self]


class Lineage(StrEnum):
    """How the years before a merger are shown: never added to the years after it."""

    NOW = "now"
    WAS = "was"


class SignalKind(StrEnum):
    """Why a council-year is worth a question."""

    OUTSIDE_FUNNEL = "outside-funnel"
    RISE = "rise"
    NOT_COMPLIED = "not-complied"
    LATE = "late"
    CATEGORY_SHARE = "category-share"
    UPHELD_AGAIN = "upheld-again"


class SnapshotKind(StrEnum):
    """Whether a snapshot's figures are real or made up to show the program."""

    DEMONSTRATION = "demonstration"
    PUBLISHED = "published"


class SourceKind(StrEnum):
    """Who published a figure; in this order one wins over another where they conflict."""

    CASES = "cases"
    OMBUDSMAN = "ombudsman"
    COUNCIL = "council"
    PRESS = "press"


class Reconciled(StrEnum):
    """What came of comparing a computed figure with the printed one."""

    EQUAL = "equal"
    DIFFERS = "differs"
    NOT_PRINTED = "no published figure"
    NOT_COMPUTED = "no computed figure"


class ServiceArea(StrEnum):
    """The nine groups of the Ombudsman's yearly tables and letters."""

    ADULT_SOCIAL_CARE = "Adult Social Care"
    BENEFITS_AND_TAX = "Benefits and Tax"
    CORPORATE = "Corporate and Other Services"
    EDUCATION_AND_CHILDREN = "Education and Children's Services"
    ENVIRONMENT = "Environmental Services, Public Protection and Regulation"
    HIGHWAYS_AND_TRANSPORT = "Highways and Transport"
    HOUSING = "Housing"
    PLANNING = "Planning and Development"
    OTHER = "Other"


class DecisionCategory(StrEnum):
    """The ten categories of the Ombudsman's published decisions."""

    ADULT_CARE = "Adult care services"
    BENEFITS_AND_TAX = "Benefits and tax"
    CHILDRENS_CARE = "Children's care services"
    EDUCATION = "Education"
    ENVIRONMENT = "Environment and regulation"
    HEALTH = "Health"
    HOUSING = "Housing"
    OTHER = "Other Categories"
    PLANNING = "Planning"
    TRANSPORT = "Transport and highways"

    @property
    def service_area(self) -> ServiceArea:
        """The nearest group of the yearly tables.

        Corporate matters fall in Other Categories and health in Adult Social Care (joint cases),
        so the two lists agree in name only: figures by category never mix them.
        """
        return {
            DecisionCategory.ADULT_CARE: ServiceArea.ADULT_SOCIAL_CARE,
            DecisionCategory.BENEFITS_AND_TAX: ServiceArea.BENEFITS_AND_TAX,
            DecisionCategory.CHILDRENS_CARE: ServiceArea.EDUCATION_AND_CHILDREN,
            DecisionCategory.EDUCATION: ServiceArea.EDUCATION_AND_CHILDREN,
            DecisionCategory.ENVIRONMENT: ServiceArea.ENVIRONMENT,
            DecisionCategory.HEALTH: ServiceArea.ADULT_SOCIAL_CARE,
            DecisionCategory.HOUSING: ServiceArea.HOUSING,
            DecisionCategory.OTHER: ServiceArea.CORPORATE,
            DecisionCategory.PLANNING: ServiceArea.PLANNING,
            DecisionCategory.TRANSPORT: ServiceArea.HIGHWAYS_AND_TRANSPORT,
        }[self]


_NOT_RUN: Final = {
    Powers.UPPER: (
        DecisionCategory.BENEFITS_AND_TAX,
        DecisionCategory.HOUSING,
        ServiceArea.BENEFITS_AND_TAX,
    ),
    Powers.LOWER: (
        DecisionCategory.ADULT_CARE,
        DecisionCategory.CHILDRENS_CARE,
        DecisionCategory.EDUCATION,
        DecisionCategory.HEALTH,
        DecisionCategory.TRANSPORT,
        ServiceArea.ADULT_SOCIAL_CARE,
        ServiceArea.EDUCATION_AND_CHILDREN,
        ServiceArea.HIGHWAYS_AND_TRANSPORT,
    ),
}
"""Where there are two tiers, what a tier leaves to the other; planning and waste have a part of
each."""


@dataclass(frozen=True, order=True)
class YearEnding:
    """The Ombudsman's year, 1 April to 31 March, named by the calendar year of its last day."""

    last: int

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.last - 1, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March."""
        return date(self.last, 3, 31)

    @property
    def label(self) -> str:
        """The year as written on screen: "2019-20"."""
        return f"{self.last - 1}-{self.last % 100:02d}"

    def __str__(self) -> str:
        """The year as written in data: "2020-03-31"."""
        return self.last_day.isoformat()

    @classmethod
    def containing(cls, day: date) -> YearEnding:
        """The year in which a day falls."""
        return cls(day.year + (1 if day.month >= 4 else 0))

    @classmethod
    def parse(cls, text: str) -> YearEnding:
        """The year meant by "2020", "2020-03-31", "2019-20", "2019/20" or "2019-2020".

        Raises:
            ValueError: the text is none of these, its two years don't follow each other, or
                there was no Ombudsman yet.
        """
        text = text.strip()
        if match := re.fullmatch(r"((?:19|20|21)\d\d)(?:-03-31)?", text):
            return cls(int(match[1]))
        if match := re.fullmatch(r"((?:19|20|21)\d\d)\s*[-/\u2013]\s*(\d{4}|\d{2})", text):
            last = int(match[1]) + 1
            if int(match[2]) in (last, last % 100):
                return cls(last)
        raise ValueError(f"{text!r} is not a year such as 2020, 2019-20 or 2020-03-31")

    @classmethod
    def span(cls, text: str) -> list[YearEnding]:
        """The years meant by "2018-19..2024-25", both ends included, or by a single year."""
        first, _, last = text.partition("..")
        start = cls.parse(first)
        return list(start.until(cls.parse(last) if last else start))

    def until(self, last: YearEnding) -> Iterator[YearEnding]:
        """Every year from this one to the last, both included."""
        for year in range(self.last, last.last + 1):
            yield YearEnding(year)
