"""The pictures that a publish leaves in the snapshot."""

from __future__ import annotations

from PIL import Image

from dashboard.components import descriptions
from dashboard.dataset import Dataset

NAMES = {
    "milton-keynes",
    "hertfordshire-county-council",
    "stevenage",
    "allerdale",
    "every-council",
    "no-figures",
}


def test_every_council_with_figures_has_one_the_others_share_one_and_the_site_has_its_own(
    four_councils: Dataset,
) -> None:
    folder = four_councils.folder / "pictures"
    assert {path.stem for path in folder.iterdir()} == NAMES
    assert {f"pictures/{name}.png" for name in NAMES} <= set(four_councils.manifest.files)


def test_each_is_a_small_file_of_the_size_that_is_asked_for(four_councils: Dataset) -> None:
    for path in (four_councils.folder / "pictures").iterdir():
        with Image.open(path) as picture:
            assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (1200, 630))
        assert path.stat().st_size < (50_000 if path.stem == "every-council" else 25_600)


def test_each_carries_its_words_source_and_version_in_the_file(four_councils: Dataset) -> None:
    for path in (four_councils.folder / "pictures").iterdir():
        with Image.open(path) as picture:
            picture.load()
            assert four_councils.manifest.version in picture.info["Source"]
            assert picture.info["Title"]


def test_the_words_are_those_of_the_council_s_page(four_councils: Dataset) -> None:
    for slug in ("milton-keynes", "stevenage"):
        authority = four_councils.register.by_slug(slug)
        assert authority
        year = four_councils.newest_year(authority)
        council_year = four_councils.council_year(authority, year)
        with Image.open(four_councils.folder / "pictures" / f"{slug}.png") as picture:
            picture.load()
            said = descriptions.council(council_year, is_unfinished=False)
            assert picture.info["Description"] == said
