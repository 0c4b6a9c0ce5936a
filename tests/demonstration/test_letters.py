from __future__ import annotations

import re

import pytest

from dashboard.authorities.register import Register
from dashboard.demonstration.generator import ALL_YEARS
from dashboard.demonstration.letters import Figures, letter
from dashboard.vocabulary import YearEnding

YEAR = YearEnding(2020)


def figures(
    *, upheld: int = 6, not_upheld: int = 5, satisfied: int = 1, missed: int = 0, complied: int = 4
) -> Figures:
    return Figures(
        received=78,
        outcomes=(5, 7, 28, 19, not_upheld, upheld),
        satisfied=satisfied,
        compliance=(complied, 1, missed),
    )


NOTHING = Figures(received=1, outcomes=(0, 0, 0, 0, 0, 0), satisfied=0, compliance=(0, 0, 0))


@pytest.fixture
def words(register: Register):
    authority = register.by_code("E06000042")
    assert authority is not None

    def of(own: Figures, similar: Figures | None = None) -> str:
        return letter(authority, YEAR, own, similar or figures(upheld=540, not_upheld=460))

    return of


def test_a_letter_names_its_council_and_its_year(words, register: Register) -> None:
    text = words(figures())
    authority = register.by_code("E06000042")
    assert authority is not None
    assert f"To: {authority.name}\n" in text
    assert "for the year ending 31 March 2020" in text


def test_a_letter_says_first_and_last_that_it_is_demonstration(words) -> None:
    lines = words(figures()).strip().splitlines()
    assert lines[0] == "DEMONSTRATION LETTER - made-up figures, not the Ombudsman's"
    assert lines[-1].startswith("Demonstration")


def test_figures_stand_with_their_counts_and_the_average_of_similar_councils(words) -> None:
    text = words(figures())
    assert "55% of complaints investigated were upheld: 6 of 11 complaints investigated." in text
    assert "Average of similar authorities (unitary authorities): 54%" in text
    assert "100% of recommendations were complied with: 5 of 5 compliance outcomes" in text
    assert "complied with late: 1" in text
    assert "17% of upheld cases had a satisfactory remedy before the complaint: 1 of 6" in text
    assert "Referred back for local resolution: 28" in text
    assert "received in the year: 78" in text


def test_halves_round_up(words) -> None:
    assert "13% of complaints" in words(figures(upheld=2, not_upheld=14))


def test_nearly_all_is_not_printed_as_all(words) -> None:
    nearly = words(figures(complied=248, missed=1))
    assert "99.6% of recommendations were complied with: 249 of 250" in nearly
    assert "99.9% of recommendations" in words(figures(complied=99_998, missed=1))


def test_a_council_without_investigations_has_no_percentage(words) -> None:
    text = words(NOTHING, NOTHING)
    assert "There were no complaints investigated in the year" in text
    assert "There were no compliance outcomes recorded in the year" in text
    assert "There were no upheld cases in the year" in text
    assert "(unitary authorities): not applicable" in text
    assert "%" not in text


def test_there_is_a_letter_for_every_council_and_year(written, register: Register) -> None:
    names = {path.name for path in (written.folder / "letters").iterdir()}
    expected = {f"{a.slug}-{year.last}.txt" for year in ALL_YEARS for a in register.in_year(year)}
    assert expected <= names
    late = names - expected
    assert "cumbria-2024.txt" in {name.replace("-county-council", "") for name in late}


def test_the_letters_print_what_the_case_tables_count(written, register: Register) -> None:
    of_year = written.decided[written.decided["decided_year"] == 2024]
    outcomes = written.compliance[written.compliance["recorded_year"] == 2024]
    for authority in register.in_year(YearEnding(2024))[::20]:
        text = (written.folder / "letters" / f"{authority.slug}-2024.txt").read_text("utf-8")
        own = of_year[of_year["authority"] == authority.name]["decision"]
        for decision in own.unique():
            assert f"\n{decision}: {(own == decision).sum()}\n" in text
        recorded = outcomes[outcomes["authority"] == authority.name]["outcome"]
        printed = re.search(r"(\d+) of (\d+) compliance outcomes", text)
        assert (int(printed[2]) if printed else 0) == len(recorded)
        assert (int(printed[1]) if printed else 0) == (recorded != "not complied").sum()


def test_every_letter_is_marked(written) -> None:
    for path in (written.folder / "letters").iterdir():
        assert path.read_text("utf-8").startswith("DEMONSTRATION LETTER"), path.name
