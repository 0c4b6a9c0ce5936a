from __future__ import annotations

import pytest

from dashboard.dataset import Marks
from dashboard.dataset.decision_marks import tokens

TEXT = "The Council’s café missed bin collections; no_fault in bin-collection."


def marked(marks: Marks, text: str = TEXT, longest: int | None = None) -> str:
    """A text with brackets round what is marked."""
    return "".join(f"[{p.text}]" if p.is_marked else p.text for p in marks.parts(text, longest))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (Marks(), TEXT),
        (Marks(frozenset({"bin"})), TEXT.replace("bin", "[bin]")),
        (Marks(frozenset({"cafe"})), TEXT.replace("café", "[café]")),
        (Marks(frozenset({"fault"})), TEXT.replace("fault", "[fault]")),
        (
            Marks(beginnings=("coll",)),
            TEXT.replace("collections", "[collections]").replace("collection.", "[collection]."),
        ),
        (
            Marks(phrases=(("bin", "collections"),)),
            TEXT.replace("bin collections", "[bin collections]"),
        ),
        (
            Marks(phrases=(("bin", "collection*"),)),
            TEXT.replace("bin collections", "[bin collections]").replace(
                "bin-collection", "[bin-collection]"
            ),
        ),
        (
            Marks(frozenset({"bin"}), phrases=(("bin", "collections"),)),
            TEXT.replace("bin collections", "[bin collections]").replace("bin-", "[bin]-"),
        ),
    ],
    ids=str,
)
def test_what_was_looked_for_is_marked(marks: Marks, expected: str) -> None:
    assert marked(marks) == expected


def test_of_a_long_text_the_part_with_the_first_mark_is_shown() -> None:
    text = "word " * 200 + "heron " + "word " * 200
    shown = marked(Marks(frozenset({"heron"})), text, longest=200)
    assert "[heron]" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 210


def test_a_text_is_taken_apart_as_the_index_does() -> None:
    assert tokens("Children’s Services_2 & É") == ("children", "s", "services", "2", "e")
