from __future__ import annotations

import pytest

from dashboard.sources.wording import near, plain


@pytest.mark.parametrize(
    "spelling",
    [
        "Education and Children's Services",
        "EDUCATION & CHILDRENS SERVICES",
        "education_and_childrens_services",
        " Education  &  Children\u2019s Services:",
    ],
)
def test_case_blanks_punctuation_and_the_ampersand_make_no_difference(spelling: str) -> None:
    assert plain(spelling) == "educationchildrensservices"


def test_and_inside_a_word_is_part_of_it() -> None:
    assert plain("standard") != plain("stard")


def test_a_slip_is_near_its_word_and_an_unlike_word_is_not() -> None:
    assert near("Uphelt", ["Upheld", "Advice given"]) == ["Upheld"]
    assert near("zebra", ["Upheld", "Advice given"]) == []
