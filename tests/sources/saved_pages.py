"""Pages in the layouts of the Ombudsman's site, with the project's own words in them."""

from __future__ import annotations

SITE = "https://www.lgo.org.uk"
SUMMARY = "A resident told us that a request went unanswered for a year."
PATH = "/decisions/other-categories/councillor-conduct-and-standards/20-000-563"


def decision_page(
    heading: str = "Milton Keynes Council (20 000 563)",
    *,
    category: str = "Other Categories &gt; Councillor conduct and standards",
    decision: str = "Upheld",
    day: str = "17 Dec 2020",
    summary: str = SUMMARY,
    canonical: str = SITE + PATH,
) -> str:
    """A decision's own page, as a browser saves it."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Decision</title>
<link rel="canonical" href="{canonical}"><style>p {{ color: red }}</style></head>
<body><header><a href="{SITE}/">Home</a> <a href="{SITE}/decisions">Decisions</a></header>
<main><h1>{heading}</h1>
<div class="facts"><p><strong>Category : </strong><a href="{SITE}/decisions/x">{category}</a></p>
<p><strong>Decision : </strong>{decision}</p><p><strong>Decision date : </strong>{day}</p></div>
<h2>The Ombudsman's final decision:</h2>
<p><strong>Summary:</strong> {summary}</p>
<h3>The complaint</h3><ol><li>The case of <a href="/decisions/a/b/19-000-001">another council
(19 000 001)</a> was alike. Decision : Not upheld.</li></ol>
<p>Final decision 17 Dec 2020</p></main>
<script>var page = "<h1>Leeds City Council (20 000 999)</h1>";</script></body></html>"""


def report_page(heading: str = "Leeds City Council (19 001 440)") -> str:
    """A public interest report: short, with the day on which the response was found enough."""
    return f"""<html><head><meta charset="utf-8">
<meta property="og:url" content="{SITE}/decisions/education/school-transport/19-001-440"></head>
<body><h1>{heading}</h1><p>Report</p><p>Category : Education &gt; School transport</p>
<p>Decision : Upheld</p><p>Decision date : 6 February 2020</p>
<p>We publish this report because many families are in the same place.</p>
<p>Ombudsman satisfied with the Council's response: <span>12 March 2021</span></p></body></html>"""


def list_page(*rows: str) -> str:
    """A list of decisions; each row as `list_row` writes it."""
    return f"<html><body><h1>Recent decisions</h1><ul>{''.join(rows)}</ul><a>Next</a></body></html>"


def list_row(
    heading: str = "Milton Keynes Council (20 000 563)",
    kind: str = "Statement",
    decision: str = "Upheld",
    category: str = "Councillor conduct and standards",
    day: str = "17 Dec 2020",
    summary: str = "A resident told us that a request ...",
    link: str = PATH + "?displaypref=1",
) -> str:
    """One decision of a list."""
    return f"""<li><h3><a href="{link}">{heading}</a></h3>
<p><span>{kind}</span><span>{decision}</span></p><p>{category}</p><p>{day}</p>
<p>Summary: {summary} <a href="{link}">Read more</a></p></li>"""
