"""The words explained: each once, all measures and methods among them, in the catalogue's words."""

from __future__ import annotations

from dashboard.statistics.catalogue import METHODS
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.statistics.glossary import GLOSSARY, INVESTIGATED, Term
from dashboard.vocabulary import DecisionOutcome


def test_every_measure_and_method_is_explained_in_the_words_of_the_catalogue() -> None:
    meanings = {term.name: term.meaning for term in GLOSSARY}
    for definition in DEFINITIONS.values():
        assert meanings[definition.label] == definition.meaning
    for method in METHODS:
        assert meanings[method.name] == method.meaning


def test_every_outcome_is_explained() -> None:
    names = {term.name for term in GLOSSARY}
    assert {str(outcome) for outcome in DecisionOutcome} <= names


def test_terms_stand_by_name_and_no_two_share_a_place() -> None:
    names = [term.name.casefold() for term in GLOSSARY]
    assert names == sorted(names)
    assert len({term.key for term in GLOSSARY}) == len(GLOSSARY)


def test_a_key_is_fit_for_an_address() -> None:
    assert INVESTIGATED.key == "investigated"
    assert Term("Years that don’t compare", "").key == "years-that-don-t-compare"
