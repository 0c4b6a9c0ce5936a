"""Councils: all of them, one, those that a name means, where one came from, its neighbours."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import Field

from dashboard.api.answer import Found
from dashboard.api.asked import Asked, Council, PageAsked, Year
from dashboard.api.cursor import cut
from dashboard.api.endpoint import Endpoint
from dashboard.api.refusal import Refused, Wrong
from dashboard.api.row import Row
from dashboard.authorities.finder import Fit
from dashboard.authorities.register import Authority
from dashboard.dataset import Dataset
from dashboard.postcodes.postcode import whole_postcode
from dashboard.vocabulary import AuthorityType, PeerGroup, Tier


class CouncilName(Row):
    """A council as other rows name it."""

    slug: str
    """Its name in addresses."""
    code: str
    """The GSS code that it has now, or had last."""
    name: str

    @classmethod
    def of(cls, authority: Authority) -> CouncilName:
        """How rows name a council."""
        return cls(slug=authority.slug, code=authority.code, name=authority.name)


class CodeInTime(Row):
    """A GSS code that a council has or had."""

    code: str
    first_day: date | None
    """null: before 2014."""
    last_day: date | None
    """null: it has it still, or had it until it was abolished."""


class CouncilRow(CouncilName):
    """A council: the same one through changes of code and of name, until it is abolished."""

    short_name: str
    type: AuthorityType
    region: str
    first_day: date | None
    """null: it existed before April 2013."""
    last_day: date | None
    """Its last day; null: it exists."""
    county: str | None
    """The slug of a district's county council; null: there is none."""
    codes: list[CodeInTime]
    """Every code it has had, in order."""
    former_names: list[str]
    population_2020: int | None
    """Residents in mid-2020; null: not known."""
    latitude: float
    longitude: float
    """A point inside its area, WGS 84."""

    @classmethod
    def of_register(cls, dataset: Dataset, authority: Authority) -> CouncilRow:
        """What the register says of a council."""
        county = dataset.register.county_of(authority)
        return cls(
            slug=authority.slug,
            code=authority.code,
            name=authority.name,
            short_name=authority.short_name,
            type=authority.type,
            region=authority.region,
            first_day=authority.first_day,
            last_day=authority.last_day,
            county=county.slug if county else None,
            codes=[
                CodeInTime(code=c.code, first_day=c.first_day, last_day=c.last_day)
                for c in authority.codes
            ],
            former_names=list(authority.former_names),
            population_2020=authority.population_2020,
            latitude=authority.latitude,
            longitude=authority.longitude,
        )


class CouncilsAsked(PageAsked):
    """Which councils."""

    type: AuthorityType | None = None
    region: str | None = Field(None, max_length=40, examples=["South East"])
    """A region of England, in any case of letters."""
    tier: Tier | None = None
    """`lower`: districts and single-tier councils; `upper`: counties and single-tier councils."""
    year: Year | None = None
    """Those that existed on any day of the year that ends then."""


def councils(dataset: Dataset, asked: CouncilsAsked) -> Found[CouncilRow]:
    """Every English council since 2014, by slug.

    Abolished ones have a last day, and lead to their successors by their lineage.
    """
    regions = {authority.region.casefold() for authority in dataset.register}
    if asked.region is not None and asked.region.casefold() not in regions:
        known = ", ".join(sorted({authority.region for authority in dataset.register}))
        raise Refused(
            [Wrong(parameter="region", value=asked.region, problem=f"should be one of {known}")]
        )
    chosen = [
        authority
        for authority in dataset.register
        if asked.type in (None, authority.type)
        and (asked.region is None or authority.region.casefold() == asked.region.casefold())
        and (asked.tier is None or authority.is_drawn_on(asked.tier))
        and (asked.year is None or authority.existed_in(asked.year))
    ]
    page, after = cut(chosen, lambda a: (a.slug,), 1, asked.cursor, asked.limit)
    return Found([CouncilRow.of_register(dataset, a) for a in page], len(chosen), after)


class CouncilFound(Row):
    """A council that a text means, begins to name or nearly names."""

    fit: Fit
    """`meant`: it means the first council and no other; `several`: it is the name, or the
    beginning of the name, of several; `near`: it is none of their names, only like them."""
    spelling: str
    """The name or code that the text fits."""
    council: CouncilName


class SearchAsked(Asked):
    """What is looked for."""

    q: str = Field(min_length=1, max_length=100, examples=["bright hov"])
    """A name now or before, its beginning, or a GSS code. No whole postcode: an address is
    written down in too many places."""


def council_search(dataset: Dataset, asked: SearchAsked) -> Found[CouncilFound]:
    """Councils that a text means, the likeliest first."""
    if whole_postcode(asked.q):
        problem = "is a whole postcode, which an address should not hold; write a council's name"
        raise Refused([Wrong(parameter="q", value=None, problem=problem)])
    finding = dataset.finder.find(asked.q)
    body = (f"{finding.body} is not a council, so it has no figures here.",)
    rows = [
        CouncilFound(fit=finding.fit, spelling=f.spelling, council=CouncilName.of(f.authority))
        for f in finding.found
    ]
    return Found(rows, len(rows), remarks=body if finding.body else ())


class OneCouncilAsked(Asked):
    """Which one."""

    council: Council
    """Its slug, or any GSS code that it has or had."""


def council(dataset: Dataset, asked: OneCouncilAsked) -> CouncilRow:
    """One council, by its slug or any GSS code that it has or had."""
    return CouncilRow.of_register(dataset, asked.council)


class Relative(Row):
    """A council that took another's place, gave way to it, or shares its area."""

    relation: str
    """`successor`, `predecessor`, `earlier predecessor`, `county` or `district`."""
    council: CouncilName
    type: AuthorityType
    first_day: date | None
    last_day: date | None


def lineage(dataset: Dataset, asked: OneCouncilAsked) -> Found[Relative]:
    """Where a council came from, what became of it, and the other tier of its area.

    Figures of a council and of its predecessors are never added up: a county's and its districts'
    cases are about different services.
    """
    register, own = dataset.register, asked.council
    before = register.predecessors(own)
    county = register.county_of(own)
    related = [
        *(("successor", a) for a in register.successors(own)),
        *(("predecessor", a) for a in before),
        *(("earlier predecessor", a) for a in register.all_predecessors(own) if a not in before),
        *((("county", county),) if county else ()),
        *(("district", a) for a in register.districts_of(own)),
    ]
    rows = [
        Relative(
            relation=relation,
            council=CouncilName.of(a),
            type=a.type,
            first_day=a.first_day,
            last_day=a.last_day,
        )
        for relation, a in related
    ]
    return Found(rows, len(rows))


class NeighboursAsked(OneCouncilAsked):
    """Of which year."""

    year: Year | None = None
    """The year that ends then; otherwise the newest in which the council has figures."""


def neighbours(dataset: Dataset, asked: NeighboursAsked) -> Found[CouncilName]:
    """A council's statistical neighbours, as the publisher loaded them, by name."""
    year = asked.year or dataset.newest_year(asked.council)
    members = dataset.comparing.members(asked.council, year, PeerGroup.NEIGHBOURS)
    is_loaded = PeerGroup.NEIGHBOURS in dataset.comparing.groups()
    remarks = () if is_loaded else ("No statistical neighbours are loaded in these data.",)
    return Found([CouncilName.of(a) for a in members], len(members), remarks=remarks)


ENDPOINTS: Final = (
    Endpoint("/councils", councils, "/councils?type=county&limit=5"),
    Endpoint("/councils/search", council_search, "/councils/search?q=bright+hov"),
    Endpoint("/councils/{council}", council, "/councils/leeds"),
    Endpoint("/councils/{council}/lineage", lineage, "/councils/cumberland/lineage"),
    Endpoint("/councils/{council}/neighbours", neighbours, "/councils/leeds/neighbours"),
)
