from __future__ import annotations

import csv
import re
import time
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.authorities.names import NameKind, Names
from dashboard.authorities.other_bodies import OtherBodies
from dashboard.authorities.register import Authority, Register
from dashboard.authorities.written_name import WrittenName

SHARED = Path(__file__).parents[2] / "../shared"

SPELLINGS = {
    "E06000042": ["Milton Keynes", "MILTON KEYNES COUNCIL", "Milton Keynes Borough Council"],
    "E09000007": ["The London Borough of Camden", "Camden LBC", "LB Camden", "Camden"],
    "E09000011": ["Royal Borough of Greenwich", "London Borough of Greenwich", "RB Greenwich"],
    "E09000013": ["LBHF", "Hammersmith & Fulham", "LB Hammersmith + Fulham"],
    "E09000020": ["RBKC", "Kensington and Chelsea Royal Borough Council"],
    "E09000021": ["Royal Borough of Kingston", "Kingston-upon-Thames", "Kingston on Thames"],
    "E09000027": ["London Borough of Richmond", "LB Richmond upon Thames"],
    "E09000033": ["Westminster", "City of Westminster", "Westminster City Council"],
    "E09000001": ["City of London", "City of London Corporation", "Corporation of London"],
    "E06000040": ["Windsor & Maidenhead", "Windsor and Maidenhead, Royal Borough of", "RBWM"],
    "E06000023": ["Bristol", "Bristol, City of", "City of Bristol", "City and County of Bristol"],
    "E06000010": ["Hull", "Kingston Upon Hull City Council", "Kingston upon Hull, City of"],
    "E06000019": ["Herefordshire, County of", "Herefordshire County Council", "Herefordshire"],
    "E06000022": ["B&NES", "BANES", "Bath & NE Somerset", "Bath and North East Somerset Council"],
    "E06000058": ["BCP", "BCP Council", "Bournemouth, Christchurch & Poole"],
    "E06000053": ["Isles of Scilly", "Council of the Isles of Scilly", "Isles of Scilly Council"],
    "E06000047": ["Durham", "County Durham", "Co. Durham", "Durham CC", "Durham County Council"],
    "E06000057": ["Northumberland", "Northumberland County Council"],
    "E06000046": ["Isle of Wight", "IOW Council", "Isle Of Wight Council"],
    "E06000017": ["Rutland", "Rutland County Council", "Rutland CC"],
    "E06000050": ["Cheshire West & Chester Council", "Cheshire West", "CWAC"],
    "E06000011": ["East Riding", "East Riding of Yorkshire Council"],
    "E06000012": ["NE Lincs", "N.E. Lincolnshire", "North-East Lincolnshire Council"],
    "E06000037": ["West Berks", "W. Berkshire Council", "West Berkshire District Council"],
    "E06000004": ["Stockton", "Stockton Borough Council", "Stockton on Tees BC"],
    "E06000033": ["Southend", "Southend-on-Sea Borough Council", "Southend on sea City Council"],
    "E06000021": ["Stoke", "City of Stoke-on-Trent", "Stoke City Council"],
    "E06000052": ["Cornwall", "Cornwall Council", "Cornwall County Council"],
    "E06000055": ["Bedford", "Bedford Borough Council", "Bedford District Council"],
    "E07000071": ["Colchester Borough Council", "Colchester City Council", "Colchester BC"],
    "E07000083": ["Tewkesbury", "Tewkesbury Borough Council", "North Gloucestershire"],
    "E07000112": ["Shepway", "Shepway District Council", "Folkestone & Hythe", "shepway"],
    "E07000146": ["Kings Lynn & West Norfolk Borough Council", "King\u2019s Lynn and West Norfolk"],
    "E07000195": ["Newcastle-under-Lyme", "Newcastle under Lyme Borough Council"],
    "E07000221": ["Stratford", "Stratford-upon-Avon District Council", "Stratford on Avon"],
    "E07000240": ["St Albans", "St. Albans City Council", "Saint Albans DC", "E07000100"],
    "E07000242": ["East Herts", "East Herts Council", "E. Hertfordshire District Council"],
    "E07000174": ["Mansfield Council", "Mansfield Borough Council"],
    "E07000004": ["Aylesbury Vale", "Aylesbury Vale DC"],
    "E07000006": ["South Bucks", "South Buckinghamshire District Council"],
    "E07000204": ["St Edmundsbury", "St. Edmundsbury BC", "Saint Edmundsbury Borough Council"],
    "E07000225": ["Chichester", "Chichester Council", "Chichester District Council"],
    "E08000013": ["St.Helens", "ST HELENS METROPOLITAN BOROUGH COUNCIL", "st.-helens"],
    "E08000017": ["Doncaster MBC", "City of Doncaster", "Doncaster"],
    "E08000021": ["Newcastle upon Tyne", "Newcastle City Council", "City of Newcastle upon Tyne"],
    "E08000031": ["Wolverhampton City Council", "City of Wolverhampton", "Wolverhampton"],
    "E08000032": ["Bradford", "Bradford MDC", "City Of Bradford Metropolitan District Council"],
    "E08000036": ["Wakefield City Council", "Wakefield MDC", "City of Wakefield"],
    "E08000038": ["Barnsley", "E08000016", " e08000038 "],
    "E10000029": ["Suffolk", "Suffolk CC", "County Council of Suffolk", "Suffolk Council"],
}


@pytest.mark.parametrize(
    ("written", "code"),
    [(written, code) for code, spellings in SPELLINGS.items() for written in spellings],
)
def test_a_spelling_means_its_council(names: Names, written: str, code: str) -> None:
    resolution = names.resolve(written)
    assert resolution.kind is NameKind.COUNCIL
    assert resolution.authority is not None
    assert resolution.authority.code == code
    assert resolution.suggestions == ()


@pytest.mark.parametrize(
    ("place", "present", "former"),
    [
        ("Buckinghamshire", "E06000060", "E10000002"),
        ("Dorset", "E06000059", "E10000009"),
        ("North Yorkshire", "E06000065", "E10000023"),
        ("Somerset", "E06000066", "E10000027"),
    ],
)
def test_a_present_council_has_the_bare_name_and_the_former_county_council_its_own(
    names: Names, place: str, present: str, former: str
) -> None:
    meant = {
        written: found.authority.code if found.authority else None
        for written, found in names.resolve_all(
            [place, f"{place} Council", f"{place} County Council", f"{place} CC"]
        ).items()
    }
    assert meant == {
        place: present,
        f"{place} Council": present,
        f"{place} County Council": former,
        f"{place} CC": former,
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Cumbria", "E10000006"),
        ("Cumberland", "E06000063"),
        ("Northamptonshire", "E10000021"),
        ("Northampton", "E07000154"),
        ("Poole", "E06000029"),
        ("Bournemouth", "E06000028"),
        ("Christchurch Borough Council", "E07000048"),
        ("Gloucester", "E07000081"),
        ("Gloucestershire", "E10000013"),
        ("West Somerset", "E07000191"),
        ("Suffolk Coastal", "E07000205"),
    ],
)
def test_an_abolished_council_keeps_a_name_that_no_other_has(
    names: Names, written: str, code: str
) -> None:
    council = names.resolve(written).authority
    assert council is not None
    assert council.code == code


@pytest.mark.parametrize(
    ("written", "candidates"),
    [
        *(
            (
                written,
                {"Newcastle upon Tyne City Council", "Newcastle-under-Lyme Borough Council"},
            )
            for written in ("Newcastle", "Newcastle Council", "Newcastle Borough Council")
        ),
        ("Kingston", {"Royal Borough of Kingston upon Thames", "Hull City Council"}),
        (
            "Richmond Council",
            {"London Borough of Richmond upon Thames", "Richmondshire District Council"},
        ),
    ],
)
def test_a_name_that_two_councils_share_is_unknown_and_both_are_suggested(
    names: Names, written: str, candidates: set[str]
) -> None:
    resolution = names.resolve(written)
    assert resolution.kind is NameKind.UNKNOWN
    assert resolution.authority is None
    assert set(resolution.suggestions) == candidates


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Leicester County Council", "Leicestershire County Council"),
        ("Nottingham County Council", "Nottinghamshire County Council"),
        ("Gloucester County Council", "Gloucester City Council"),
        ("Kent Borough Council", "Kent County Council"),
        ("Kent City Council", "Kent County Council"),
        ("Ashford County Council", "Ashford Borough Council"),
        ("Somerset District Council", "South Somerset District Council"),
        ("Dorset District Council", "West Dorset District Council"),
        ("Cornwall District Council", "Cornwall Council"),
        ("Durham City Council", "Durham County Council"),
        ("Cumberland County Council", "Cumbria County Council"),
        ("Mansfield Metropolitan Borough Council", "Mansfield District Council"),
        ("London Borough of Slough", "Slough Borough Council"),
        ("Royal Borough of Camden", "London Borough of Camden"),
        ("London", "City of London Corporation"),
        ("London Council", "City of London Corporation"),
        ("London County Council", "City of London Corporation"),
    ],
)
def test_a_name_that_says_another_kind_of_council_is_unknown(
    names: Names, written: str, suggested: str
) -> None:
    resolution = names.resolve(written)
    assert resolution.kind is NameKind.UNKNOWN
    assert suggested in resolution.suggestions


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Milton Keyne Council", "Milton Keynes City Council"),
        ("Birmingam City Council", "Birmingham City Council"),
        ("Bath", "Bath and North East Somerset Council"),
        ("Brighton Council", "Brighton and Hove City Council"),
        ("Bedfordshire", "Central Bedfordshire Council"),
        ("Cheshire", "Cheshire East Council"),
        ("Isle of Scilly", "Council of the Isles of Scilly"),
        ("Adur and Worthing Councils", "Worthing Borough Council"),
        ("Leeds City Council Housing", "Leeds City Council"),
        ("E06000024 North Somerset", "North Somerset Council"),
    ],
)
def test_a_near_miss_is_unknown_with_the_council_suggested(
    names: Names, written: str, suggested: str
) -> None:
    resolution = names.resolve(written)
    assert resolution.kind is NameKind.UNKNOWN
    assert suggested in resolution.suggestions


@pytest.mark.parametrize(
    "written",
    [
        *("", "   ", "-", "Council", "The Borough Council", "E06999999"),
        *("Cardiff Council", "City of Edinburgh Council", "Belfast City Council"),
    ],
)
def test_nothing_and_a_council_outside_england_are_unknown(names: Names, written: str) -> None:
    resolution = names.resolve(written)
    assert resolution.kind is NameKind.UNKNOWN
    assert resolution.body is None
    assert resolution.suggestions == ()


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Broads Authority", "Broads Authority"),
        ("NEW FOREST NATIONAL PARK AUTHORITY", "New Forest National Park Authority"),
        ("TfL", "Transport for London"),
        ("Salisbury City Council", "Salisbury City Council"),
        ("Chichester City Council", "Chichester City Council"),
        ("Milton Keynes  Town Council", "Milton Keynes Town Council"),
        ("Kent Fire & Rescue Authority", "Kent Fire & Rescue Authority"),
        ("Police and Crime Commissioner for Dorset", "Police and Crime Commissioner for Dorset"),
        ("Durham Academy Trust", "Durham Academy Trust"),
    ],
)
def test_another_body_is_named_and_is_no_council(names: Names, written: str, body: str) -> None:
    resolution = names.resolve(written)
    assert resolution.kind is NameKind.OTHER_BODY
    assert resolution.body == body
    assert resolution.authority is None


def test_every_name_slug_and_code_of_the_register_means_its_own_council(
    names: Names, register: Register
) -> None:
    for council in register:
        codes = [period.code for period in council.codes]
        for written in (*council.all_names, council.slug, *codes):
            assert names.resolve(written).authority is council, written


def test_no_two_councils_have_a_name_that_reads_the_same(register: Register) -> None:
    bearers: dict[WrittenName, set[str]] = defaultdict(set)
    for council in register:
        for name in council.all_names:
            bearers[WrittenName.of(name)].add(council.name)
    assert [found for found in bearers.values() if len(found) > 1] == []


def test_unknown_names_are_reported_all_at_once_and_each_once(names: Names) -> None:
    written = ["Leeds", "Milton Keyne", "TfL", "Newcastle", "Milton Keyne", "leeds", "Nowhere"]
    assert [found.written for found in names.unknown_among(written)] == [
        "Milton Keyne",
        "Newcastle",
        "Nowhere",
    ]


def test_many_names_resolve_in_the_order_in_which_they_first_come(names: Names) -> None:
    found = names.resolve_all(["Leeds", "Hull", "Leeds"])
    assert [(written, r.authority and r.authority.name) for written, r in found.items()] == [
        ("Leeds", "Leeds City Council"),
        ("Hull", "Hull City Council"),
    ]


def test_an_unknown_name_becomes_a_problem_with_its_place_and_a_remedy(names: Names) -> None:
    problem = names.resolve("Newcastle").problem(
        "decided.xlsx", sheet="Cases", row=14, column="authority"
    )
    assert str(problem) == (
        "decided.xlsx, sheet Cases, row 14, column authority: error [unknown-authority]:"
        " found 'Newcastle'; expected an English council, or a body that is plainly something"
        " else; write the council's full name or its GSS code; perhaps Newcastle upon Tyne City"
        " Council, or Newcastle-under-Lyme Borough Council"
    )


def test_a_name_with_nothing_near_it_gets_a_remedy_without_suggestions(names: Names) -> None:
    assert names.resolve("Qzxv").problem("a.csv").remedy == (
        "write the council's full name or its GSS code"
    )


def test_a_name_that_two_former_councils_share_is_unknown(
    register: Register,
) -> None:
    poole = register.by_slug("poole")
    assert poole is not None
    twin = Authority(
        **{
            **{field: getattr(poole, field) for field in poole.__dataclass_fields__},
            "code": "E06999003",
            "codes": (),
            "slug": "poole-2",
        }
    )
    names = Names(Register([poole, twin]), OtherBodies({}))
    assert names.resolve("Poole").kind is NameKind.UNKNOWN


_ENDINGS = [
    ("{} Borough Council", ["Borough of {}", "{} BC", "Borough Council of {}", "{}, Borough of"]),
    ("{} City Council", ["City of {}", "{}, City of", "City of {} Council", "{} City"]),
    ("{} District Council", ["{} DC", "District of {}", "{} District"]),
    ("{} County Council", ["{} CC", "County Council of {}", "{} County"]),
    ("{} Metropolitan Borough Council", ["{} MBC", "Metropolitan Borough of {}", "{} Met Borough"]),
    ("London Borough of {}", ["{} London Borough Council", "LB {}", "LB of {}", "{} LBC"]),
    ("Royal Borough of {}", ["RB {}", "{}, Royal Borough of", "Royal Borough of {} Council"]),
    ("{} Council", ["Council of {}", "The {} Council"]),
]


def _orders(name: str) -> list[str]:
    """The same name with its status words in other places, or abbreviated."""
    for pattern, others in _ENDINGS:
        match = re.fullmatch(re.escape(pattern).replace(r"\{\}", "(.+)"), name)
        if match:
            return [name, *(other.format(match[1]) for other in others)]
    return [name]


_CASES = [str, str.upper, str.lower, str.title]
_ANDS = ["and", "And", "&", "+", "&amp;"]
_APOSTROPHES = ["'", "\u2019", "\u2018", "`", "\u02bc", ""]
_HYPHENS = ["-", " ", "\u2013", "\u2011", " - "]
_BEFORE = ["", " ", "The ", "\t", "\u00a0", "\ufeff"]
_AFTER = ["", " ", ".", ",", "\n", " \u200b", ";"]


@st.composite
def _habits(draw: st.DrawFn, register: Register) -> tuple[Authority, str]:
    council = draw(st.sampled_from(list(register)))
    name = draw(st.sampled_from([council.name, *council.former_names]))
    written = draw(st.sampled_from(_orders(name)))
    written = draw(st.sampled_from(_CASES))(written)
    written = re.sub(r"\band\b", draw(st.sampled_from(_ANDS)), written, flags=re.IGNORECASE)
    written = written.replace("'", draw(st.sampled_from(_APOSTROPHES)))
    written = written.replace("-", draw(st.sampled_from(_HYPHENS)))
    written = re.sub(r"\bSt ", draw(st.sampled_from(["St ", "St. ", "Saint "])), written)
    written = written.replace(" ", draw(st.sampled_from([" ", "  ", "\u00a0"])))
    return council, draw(st.sampled_from(_BEFORE)) + written + draw(st.sampled_from(_AFTER))


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_every_name_under_any_habit_still_means_its_council(
    names: Names, register: Register, data: st.DataObject
) -> None:
    council, written = data.draw(_habits(register))
    assert names.resolve(written).authority is council


@settings(max_examples=300, deadline=None)
@given(written=st.text(max_size=60))
def test_any_text_at_all_gets_an_answer(names: Names, written: str) -> None:
    resolution = names.resolve(written)
    assert (resolution.kind is NameKind.COUNCIL) == (resolution.authority is not None)
    assert (resolution.kind is NameKind.OTHER_BODY) == (resolution.body is not None)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_misspelt_name_never_means_another_council(
    names: Names, register: Register, data: st.DataObject
) -> None:
    council = data.draw(st.sampled_from(list(register)))
    at = data.draw(st.integers(0, len(council.name) - 1))
    written = council.name[:at] + data.draw(st.sampled_from("xqz")) + council.name[at + 1 :]
    assert names.resolve(written).authority in (council, None)


def test_a_hundred_thousand_names_resolve_well_under_a_second(register: Register) -> None:
    names = Names(register)
    written = [name for council in register for name in (council.name, council.short_name)]
    column = (written * 200)[:100_000]
    start = time.perf_counter()
    for name in column:
        names.resolve(name)
    assert time.perf_counter() - start < 1.0


def test_all_spellings_seen_in_real_documents_mean_the_council_they_were_found_to_mean(
    names: Names,
) -> None:
    path = SHARED / "reference" / "names.csv"
    if not path.is_file():
        pytest.skip("../shared is not here: the 255 real spellings are kept outside the project")
    with path.open(encoding="utf-8", newline="") as lines:
        expected = {
            row["authority_as_written"]: (row["kind"], row["gss_code"])
            for row in csv.DictReader(lines)
        }
    found = {
        written: (resolution.kind, resolution.authority.code if resolution.authority else "")
        for written, resolution in names.resolve_all(expected).items()
    }
    assert len(expected) == 255
    assert found == expected
