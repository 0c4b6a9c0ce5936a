"""A frame on another website: as high as its content, if that website listens."""

from __future__ import annotations

from playwright.sync_api import Page, expect

LISTENER = """
<title>Another website</title>
<iframe src="{site}/embed/council/leeds?year=2024" title="Leeds" width="100%" height="80"></iframe>
<script>
addEventListener("message", (event) => {{
  if (event.data.kind !== "your-councils-performance:height") return;
  for (const frame of document.querySelectorAll("iframe")) {{
    if (frame.contentWindow === event.source) frame.height = event.data.height;
  }}
}});
</script>
"""


def test_a_frame_is_made_as_high_as_its_content(
    page: Page, demonstration_site: str, other_website: tuple[str, dict[str, str]]
) -> None:
    site, shown = other_website
    shown["body"] = LISTENER.format(site=demonstration_site)
    outside = page.context.new_page()
    outside.goto(site)
    inside = outside.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_contain_text("Leeds City Council")
    outside.wait_for_function("document.querySelector('iframe').height > 300")
    whole = inside.locator("html").evaluate("root => root.scrollHeight")
    assert abs(int(outside.locator("iframe").get_attribute("height") or 0) - whole) <= 1


def test_the_card_is_whole_without_script(plain_page: Page) -> None:
    plain_page.goto("/embed/council/leeds?year=2024")
    expect(plain_page.locator(".measure")).to_have_count(3)
    expect(plain_page.get_by_text("many causes")).to_be_visible()
