from __future__ import annotations

import pytest

from dashboard.statistics.counts import COUNT_COLUMNS
from dashboard.statistics.definitions import DEFINITIONS, HEADLINE_MEASURES
from dashboard.vocabulary import Measure


def test_every_measure_has_its_definition() -> None:
    assert list(DEFINITIONS) == list(Measure)
    assert all(definition.measure is measure for measure, definition in DEFINITIONS.items())


@pytest.mark.parametrize("measure", list(Measure))
def test_a_definition_counts_what_the_yearly_counts_have(measure: Measure) -> None:
    definition = DEFINITIONS[measure]
    assert definition.numerator in COUNT_COLUMNS
    assert definition.denominator in {*COUNT_COLUMNS, "population"}


@pytest.mark.parametrize("measure", list(Measure))
def test_a_definition_is_said_in_whole_sentences_and_short_labels(measure: Measure) -> None:
    definition = DEFINITIONS[measure]
    assert definition.meaning.endswith(".")
    assert len(definition.short_label.split()) <= 3


def test_the_investigated_are_the_upheld_and_the_not_upheld() -> None:
    definition = DEFINITIONS[Measure.UPHOLD_RATE]
    assert (definition.numerator, definition.denominator) == ("upheld", "investigated")


def test_only_the_rate_by_population_is_not_a_share() -> None:
    assert [m for m, d in DEFINITIONS.items() if not d.is_share] == [Measure.UPHELD_PER_100K]


def test_the_headline_measures_are_those_of_the_letters() -> None:
    assert [DEFINITIONS[measure].label for measure in HEADLINE_MEASURES] == [
        "Uphold rate",
        "Compliance rate",
        "Satisfactory remedy rate",
    ]
