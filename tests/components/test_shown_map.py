from __future__ import annotations

from dashboard.components.legend import key_of
from dashboard.components.shading import shading_entries
from dashboard.components.shown_map import ShownMap, read_state, shown_map
from dashboard.dataset import Dataset
from dashboard.vocabulary import MapView, Measure, Shading


def shown(dataset: Dataset, **asked: str) -> ShownMap:
    found = shown_map(dataset, read_state(dataset, **asked))
    assert found is not None
    return found


def test_what_an_address_can_not_mean_is_the_default(four_councils: Dataset) -> None:
    state = read_state(
        four_councils, view="globe", only="q9", region="atlantis", frame="0,0,0,0", year="1066"
    )
    assert (state.view, state.only, state.region, state.frame) == (MapView.MAP, "", "", None)
    assert state.year == four_councils.latest_year


def test_a_class_is_shown_alone_only_by_a_measure_that_has_it(four_councils: Dataset) -> None:
    assert read_state(four_councils, only="few").only == "few"
    assert read_state(four_councils, measure="upheld_per_100k", only="few").only == ""
    assert read_state(four_councils, only="d1").only == ""
    assert read_state(four_councils, shade="difference", only="d1").only == "d1"


def test_every_area_is_counted_once_in_a_class_of_the_legend(four_councils: Dataset) -> None:
    for shading in Shading:
        found = shown(four_councils, year="2024", shade=str(shading))
        keys = {key_of(css) for css, _ in shading_entries(shading, Measure.UPHOLD_RATE)}
        assert set(found.counts) <= keys
        assert sum(found.counts.values()) == len(found.areas) == 296


def test_the_classes_are_those_of_the_figures(four_councils: Dataset) -> None:
    """Milton Keynes 5 of 9; Hertfordshire, 31 of 39, is a county; Allerdale is abolished."""
    lower = shown(four_councils, year="2024", tier="lower")
    upper = shown(four_councils, year="2024", tier="upper")
    assert lower.counts["q2"] == 1
    assert upper.counts["q3"] == 1


def test_a_region_is_seen_whole(four_councils: Dataset) -> None:
    for view in MapView:
        found = shown(four_councils, region="london", view=str(view), tier="lower")
        left, top, zoom = found.window()
        width, height = found.size
        assert zoom > 2
        boroughs = [a for a in found.areas if found.authority(a).region == "London"]
        assert len(boroughs) == 33
        for area in boroughs:
            assert left <= area.box.x
            assert area.box.x + area.box.width <= left + width / zoom
            assert top <= area.box.y
            assert area.box.y + area.box.height <= top + height / zoom


def test_the_window_never_leaves_the_map(four_councils: Dataset) -> None:
    for frame in ("0,0,9,9", "1230,1390,50,50", "0,0,9999,9999", "5000,5000,10,10"):
        found = shown(four_councils, frame=frame)
        left, top, zoom = found.window()
        width, height = found.size
        assert 1 <= zoom <= 12
        assert left >= 0
        assert top >= 0
        assert left + width / zoom <= width + 0.01
        assert top + height / zoom <= height + 0.01


def test_london_stands_beside_the_whole_map_of_land_only(four_councils: Dataset) -> None:
    assert shown(four_councils).has_inset
    assert not shown(four_councils, view="tiles").has_inset
    assert not shown(four_councils, region="london").has_inset
