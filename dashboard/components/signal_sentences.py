"""Early warnings in words: what was seen, what was expected, and a question."""

from __future__ import annotations

from dashboard.dataset.comparison_records import Signal
from dashboard.questions import about
from dashboard.vocabulary import SignalKind

KIND_LABELS = {
    SignalKind.OUTSIDE_FUNNEL: "Uphold rate outside the funnel",
    SignalKind.RISE: "Uphold rate rose",
    SignalKind.NOT_COMPLIED: "Not complied with",
    SignalKind.LATE: "Late compliance",
    SignalKind.CATEGORY_SHARE: "Category stands out",
    SignalKind.UPHELD_AGAIN: "Upheld again after an improvement",
}

KIND_WORDS = {
    SignalKind.OUTSIDE_FUNNEL: (
        "The uphold rate lies above the 99.8% limit of the funnel around the other councils of "
        "the type."
    ),
    SignalKind.RISE: (
        "The uphold rate rose since the year before by more than chance and more than the other "
        "councils of the type did. Years that don’t compare are left out."
    ),
    SignalKind.NOT_COMPLIED: (
        "A recommendation was recorded as not complied with. There is no test: any rate under "
        "100% is worth a question."
    ),
    SignalKind.LATE: (
        "Fewer recommendations were carried out by the agreed date than at the other councils of "
        "the type, by more than chance."
    ),
    SignalKind.CATEGORY_SHARE: (
        "A category has more of the upheld cases than at the other councils of the type, by more "
        "than chance."
    ),
    SignalKind.UPHELD_AGAIN: (
        "Three or more cases were upheld in a category one to three years after the council had "
        "agreed to improve its service there."
    ),
}


def seen(signal: Signal) -> str:
    """What was counted, and beside what."""
    if signal.count is None or signal.base is None:
        of = f" of {signal.base:,} outcomes" if signal.base is not None else ""
        return (
            f"Compliance is printed as {signal.printed}{of}; how many were not complied with isn’t "
            "printed."
        )
    pair = f"{signal.count:,} of {signal.base:,}"
    expected = f"{signal.expected * 100:.0f}%" if signal.expected is not None else ""
    if signal.kind is SignalKind.OUTSIDE_FUNNEL:
        return (
            f"{pair} complaints investigated were upheld; other councils of the type: {expected}."
        )
    if signal.kind is SignalKind.RISE and signal.earlier_year is not None:
        return (
            f"From {signal.earlier_count:,} of {signal.earlier_base:,} in "
            f"{signal.earlier_year.label} to {pair} complaints investigated upheld; other "
            f"councils of the type now: {expected}."
        )
    if signal.kind is SignalKind.NOT_COMPLIED:
        return f"{pair} compliance outcomes were not complied with."
    if signal.kind is SignalKind.LATE:
        return f"{pair} outcomes were on time; other councils of the type: {expected}."
    if signal.kind is SignalKind.CATEGORY_SHARE:
        return (
            f"{pair} upheld cases were about {signal.category}; other councils of the type: "
            f"{expected}."
        )
    since = f" on {signal.since.day} {signal.since:%B %Y}" if signal.since else ""
    return (
        f"{pair} upheld cases about {signal.category} were decided a year or more after an "
        f"improvement was agreed, the last of these{since}."
    )


def test(signal: Signal) -> str:
    """How often chance alone gives as much; or that it is a fact."""
    if signal.p_value is None:
        return "A fact, not a test."
    if signal.p_value < 0.001:
        return "Chance alone gives this less than once in a thousand."
    return f"Chance alone gives this about {max(1, round(signal.p_value * 1000))} times in 1,000."


def question(signal: Signal) -> str:
    """What a committee may ask."""
    return about(signal.kind)[0].words
