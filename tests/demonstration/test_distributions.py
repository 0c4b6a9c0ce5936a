from __future__ import annotations

import numpy as np
import pytest

from dashboard.demonstration.distributions import calibrated, choices, happens


def test_each_groups_chances_have_the_mean_that_it_must_have() -> None:
    log_odds = np.array([0.0, 1.0, -2.0, 0.5, 0.5, 3.0])
    group = np.array([0, 0, 0, 1, 1, 1])
    chance = calibrated(log_odds, group, np.array([0.2, 0.9]))
    assert chance[:3].mean() == pytest.approx(0.2)
    assert chance[3:].mean() == pytest.approx(0.9)


def test_a_case_with_higher_odds_has_the_higher_chance() -> None:
    chance = calibrated(np.array([0.0, np.log(2)]), np.array([0, 0]), np.array([0.5]))
    odds = chance / (1 - chance)
    assert odds[1] / odds[0] == pytest.approx(2)


def test_a_group_without_cases_does_no_harm() -> None:
    chance = calibrated(np.array([0.0]), np.array([1]), np.array([0.3, 0.7]))
    assert chance == pytest.approx([0.7])


def test_choices_are_made_in_proportion_and_never_of_a_share_of_nought() -> None:
    shares = np.broadcast_to(np.array([0.25, 0.0, 0.75]), (20_000, 3))
    drawn = choices(np.random.default_rng(1), shares)
    assert set(drawn) == {0, 2}
    assert (drawn == 2).mean() == pytest.approx(0.75, abs=0.01)


def test_events_of_a_group_add_up_to_its_chances() -> None:
    chance = np.array([0.5, 0.2, 0.3] * 40 + [0.9] * 30)
    group = np.array([0] * 120 + [1] * 30)
    for seed in range(20):
        happened = happens(np.random.default_rng(seed), chance, group)
        assert abs(happened[:120].sum() - 40) <= 1
        assert abs(happened[120:].sum() - 27) <= 1


def test_each_case_keeps_its_own_chance() -> None:
    chance = np.array([0.5, 0.2, 0.0, 1.0])
    rng = np.random.default_rng(1)
    often = np.mean([happens(rng, chance, np.zeros(4, dtype=int)) for _ in range(4000)], axis=0)
    assert often == pytest.approx(chance, abs=0.03)
