"""The words of made-up decisions: summaries and remedies, marked as demonstration throughout.

The sentences are this project's own. No person and no place other than the council is named, and
each summary says what it is, so that a copied one still says it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dashboard.demonstration.averages import Counts
from dashboard.demonstration.cases import CLOSED, NOT_UPHELD, UPHELD, Cases, Flags
from dashboard.demonstration.services import SERVICES
from dashboard.demonstration.subcategories import subcategories

Texts = npt.NDArray[np.object_]

OPENING = "Demonstration, not a real case: a resident said that "

_CLOSED = (
    "The case was closed after first enquiries, because the council had since answered in full.",
    "It was not investigated: looking further was unlikely to find fault.",
    "It was closed, because a tribunal can decide the matter.",
    "The case was closed early, because the events were too long ago to look into fairly.",
    "It was not investigated, because the matter had caused too little injustice.",
)
_NOT_UPHELD = (
    "The investigation found no fault in how the council reached its decision.",
    "No fault was found: the records show that the council followed its own policy.",
    "There was some delay outside the council's control, and no fault by the council.",
    "The investigation ended without a finding of fault.",
)
_UPHELD = (
    "Fault was found, and it caused avoidable distress. The council agreed to put this right.",
    "There was fault in the time taken. The council agreed to apologise and to review its process.",
    "The council was at fault for not keeping proper records, and agreed to a remedy.",
    "The council accepted fault, and agreed to pay for the trouble it had caused.",
    "Fault was found in how the council told people of its decision. It will change its letters.",
)
_SATISFIED = (
    "There was fault, but the council had already put things right before the complaint.",
    "Fault was found. The apology and payment that the council had already offered are enough.",
)
_REMEDIES = (
    "Apology",
    "Apology and payment",
    "Apology, payment and review of procedure",
    "Payment and training for officers",
    "Review of the decision",
)
_REMEDY_ALREADY_OFFERED = "Remedy already offered by the council"


def summaries(cases: Cases, names: Texts, chosen: Flags, rng: np.random.Generator) -> Texts:
    """A summary of each chosen case, no words for the others.

    Args:
        cases: the cases.
        names: of every authority, in the register's order.
        chosen: of each case.
        rng: the source of chance.
    """
    matters = _matters(cases, rng)
    findings = _findings(cases, rng)
    texts = np.full(len(cases), "", dtype=object)
    texts[chosen] = (
        OPENING + names[cases.authority[chosen]] + " " + matters[chosen] + ". " + findings[chosen]
    )
    return texts


def remedies(cases: Cases, rng: np.random.Generator) -> Texts:
    """The remedy of each upheld case in a few words, none for the others."""
    drawn = np.array(_REMEDIES, dtype=object)[rng.integers(0, len(_REMEDIES), len(cases))]
    of_upheld = np.where(cases.satisfied, _REMEDY_ALREADY_OFFERED, drawn)
    return np.where(cases.outcome == UPHELD, of_upheld, "")


def _matters(cases: Cases, rng: np.random.Generator) -> Texts:
    chance = rng.random(len(cases))
    texts = np.full(len(cases), "", dtype=object)
    for service_index, service in enumerate(SERVICES):
        for index, subcategory in enumerate(subcategories()[service.category]):
            here = (cases.service == service_index) & (cases.subcategory == index)
            texts[here] = _pick(subcategory.matters, chance[here])
    return texts


def _findings(cases: Cases, rng: np.random.Generator) -> Texts:
    chance = rng.random(len(cases))
    texts = np.full(len(cases), "", dtype=object)
    upheld = cases.outcome == UPHELD
    for here, sentences in (
        (cases.outcome == CLOSED, _CLOSED),
        (cases.outcome == NOT_UPHELD, _NOT_UPHELD),
        (upheld & ~cases.satisfied, _UPHELD),
        (upheld & cases.satisfied, _SATISFIED),
    ):
        texts[here] = _pick(sentences, chance[here])
    return texts


def _pick(sentences: tuple[str, ...], chance: npt.NDArray[np.float64]) -> Texts:
    """One sentence for each chance between nought and one, each as likely."""
    index: Counts = (chance * len(sentences)).astype(np.int64)
    return np.array(sentences, dtype=object)[index]
