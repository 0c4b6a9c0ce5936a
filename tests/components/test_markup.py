from __future__ import annotations

from html.parser import HTMLParser

import pytest
from dash import html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.markup import Element, Rendered, to_html


class Reader(HTMLParser):
    """What a browser would make of a text: its tags with their attributes, and its words."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_summary_with_a_script_in_it_stays_text() -> None:
    written = to_html(html.P('<script>alert("x")</script> & more'))
    assert written == '<p>&lt;script&gt;alert("x")&lt;/script&gt; &amp; more</p>'
    assert Reader(written).tags == [("p", {})]


def test_a_tree_is_written_from_the_outside_in() -> None:
    tree = html.Div([html.H2("Uphold rate"), html.P(["5 of 9 ", html.Strong("upheld"), "."])])
    assert to_html(tree) == (
        "<div><h2>Uphold rate</h2><p>5 of 9 <strong>upheld</strong>.</p></div>"
    )


@pytest.mark.parametrize("nothing", [None, False, [], ()])
def test_nothing_is_written_as_nothing(nothing: object) -> None:
    assert to_html(nothing) == ""
    assert to_html(html.P(nothing)) == "<p></p>"


def test_a_nought_is_something() -> None:
    assert to_html(html.Td(0)) == "<td>0</td>"
    assert to_html([0, " of ", 5]) == "0 of 5"


def test_properties_get_the_names_that_html_has() -> None:
    tree = html.Label("Year", htmlFor="year", className="quiet", tabIndex="-1", title='"all"')
    assert Reader(to_html(tree)).tags == [
        ("label", {"for": "year", "class": "quiet", "tabindex": "-1", "title": '"all"'})
    ]
    cell = html.Th("", colSpan=2, scope="col")
    assert to_html(cell) == '<th colspan="2" scope="col"></th>'
    assert to_html(html.Time("1 May", dateTime="2024-05-01")) == (
        '<time datetime="2024-05-01">1 May</time>'
    )


def test_data_and_aria_attributes_are_kept() -> None:
    tree = html.Div("", **{"data-year": "2024", "aria-hidden": "true"})
    assert Reader(to_html(tree)).tags == [("div", {"data-year": "2024", "aria-hidden": "true"})]


def test_a_truth_is_an_attribute_alone_and_a_falsehood_none() -> None:
    box = {"type": "checkbox", "checked": True, "disabled": False, "value": None, "size": 0}
    assert to_html(Element("input", None, box)) == '<input type="checkbox" checked size="0">'


@pytest.mark.parametrize("tag", ["br", "hr", "img", "input", "link", "meta"])
def test_void_elements_have_no_end(tag: str) -> None:
    assert to_html(Element(tag)) == f"<{tag}>"


def test_empty_elements_that_are_not_void_have_an_end() -> None:
    assert to_html(html.Span(className="dot")) == '<span class="dot"></span>'
    assert to_html(Element("path", None, {"d": "M0 0"})) == '<path d="M0 0"></path>'


def test_elements_of_svg_keep_their_case() -> None:
    tree = Element("svg", [Element("linearGradient", None, {"id": "g"})], {"viewBox": "0 0 1 1"})
    assert to_html(tree) == (
        '<svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient></svg>'
    )


def test_style_rules_become_css() -> None:
    dot = html.Span(style={"left": "12.5%", "backgroundColor": "red", "--wide": 2})
    assert to_html(dot) == '<span style="left:12.5%;background-color:red;--wide:2"></span>'


def test_what_the_program_itself_wrote_is_taken_as_it_is() -> None:
    assert to_html([Rendered("<b>bold</b>"), "<b>"]) == "<b>bold</b>&lt;b&gt;"


def test_a_generator_is_written_in_order() -> None:
    assert to_html(html.Ul(html.Li(str(n)) for n in range(3))) == (
        "<ul><li>0</li><li>1</li><li>2</li></ul>"
    )


# A browser makes one line end of several, and replaces what is no character.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(texts)
def test_any_text_is_read_back_as_it_was_and_makes_no_tag(text: str) -> None:
    read = Reader(to_html(html.P(text)))
    assert (read.words, read.tags) == (text, [("p", {})])


@given(texts)
def test_any_attribute_is_read_back_as_it_was(text: str) -> None:
    read = Reader(to_html(html.P("x", title=text, **{"data-name": text})))
    assert read.tags == [("p", {"title": text, "data-name": text})]
