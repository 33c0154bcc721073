"""What the engine said at one moment of a walk, whole, so that a page made from it is the same whatever changes later.

Written as canonical JSON: sorted keys, no floats. Shares, weights and minutes are whole numbers of billionths.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from diagnostics.content.document.canonical import canonical_text
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quantities import quantity
from diagnostics.engine.advise import Advice
from diagnostics.engine.decision import Decision, NotFirst, Standing
from diagnostics.engine.guide import Answers, Found
from diagnostics.engine.network import Network
from diagnostics.engine.situation import complete_answers
from diagnostics.engine.walk import Walk, applies
from diagnostics.engine.words import REMEDY

FORM: Final = 1
"""Of the JSON; raised when its keys change, with a way to read the older one."""
_BILLION: Final = 1_000_000_000
_FRACTIONS: Final = frozenset({"share", "open_share", "weight", "chance", "minutes", "expected_minutes"})


class UnreadablePin(ValueError):
    """The text holds no decision; the message is a whole sentence."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Attributes:

    known: the walk's answers, completed by findings; None for "not sure".
    would_ask: whether the engine would ask more, had the visitor not had enough.
    not_first: why steps that other lists name early, or that the address wanted open, are not first; by step.
    ended_at: the cause that it most likely was, where a step worked.
    questions_ahead: how many questions were still to come; the first links do not say.
    """

    decision: Decision
    known: Answers
    would_ask: bool
    not_first: Mapping[str, NotFirst]
    ended_at: str | None
    questions_ahead: int = 0


@dataclass(frozen=True, slots=True)
class PinnedFindings:
    """What the site had found out by itself: option by question; and when it had looked."""

    answers: Mapping[str, str]
    checked_at: dt.datetime | None


_PINNED: Final = TypeAdapter(Pin)
_FOUND: Final = TypeAdapter(PinnedFindings)


def pin_decision(network: Network, document: GuideDocument, walk: Walk, findings: Found) -> Pin:
    """Decide now, and keep everything that a page about it may say."""
    advice = Advice.of(network, walk, findings)
    decision = advice.decision
    names = network.guide.step_names
    looked_at = dict.fromkeys([*document.comparisons.usual, *([walk.open] if walk.open else [])])
    slugs = [names[slug].slug for slug in looked_at if slug in names and names[slug].in_order]
    return Pin(
        decision=replace(decision, causes=tuple(_without_reasons_against(one) for one in decision.causes)),
        known=dict(complete_answers(network, walk, findings)),
        would_ask=advice.would_ask,
        not_first={slug: advice.not_first(slug) for slug in slugs},
        ended_at=likely_cause(document, decision, walk.worked) if walk.worked else None,
        questions_ahead=advice.questions_ahead if decision.move == "ask" else 0,
    )


def likely_cause(document: GuideDocument, decision: Decision, worked: str) -> str | None:
    """The cause that it most likely was, now that this step has worked."""
    remedies = next(step.remedies for step in document.steps if step.slug == worked)
    shares = {one.cause: one.share * REMEDY[remedies[one.cause]] for one in decision.causes if one.cause in remedies}
    return max(shares, key=lambda cause: shares[cause]) if shares else None


def kept_pairs(network: Network, walk: Walk, known: Answers) -> tuple[tuple[str, str], ...]:
    """The pairs that show this moment again. What was dropped is not kept: it may be anything that somebody typed."""
    asked = walk.ask or unanswered_question(network, walk, known)
    page = {"ask": asked, "open": walk.open, "worked": walk.worked}
    return (*walk.pairs, *((word, name) for word, name in page.items() if name))


def unanswered_question(network: Network, walk: Walk, known: Answers) -> str | None:
    """The question whose form was sent without an answer: that page shows it again."""
    name = walk.came_from
    if name is None or name in walk.answers:
        return None
    return name if applies(network.guide.question_names[name], known) else None


def write(pin: Pin) -> str:
    """The text to keep; equal decisions give equal texts on every machine."""
    data = _plain(_PINNED.dump_python(pin))
    # These came after the first links, whose texts do not hold them.
    for later in ("stops", "other_contacts", "waiting"):
        if not data["decision"][later]:
            del data["decision"][later]
    for later, parts in (("again", data["decision"]["plan"]), ("ruled_out", data["decision"]["causes"])):
        for part in parts:
            if not part[later]:
                del part[later]
    return canonical_text({"form": FORM, **data})


def read(text: str) -> Pin:
    """The decision of a text; raises UnreadablePin."""
    data = _parse(text)
    if data.pop("form", None) != FORM:
        raise UnreadablePin(f"This version of Fixpath reads form {FORM} of a kept decision.")
    try:
        return _PINNED.validate_json(json.dumps(_with_fractions(data)))
    except ValidationError as errors:
        raise UnreadablePin(f"The kept decision has {quantity(errors.error_count(), 'error')}.") from errors


def write_findings(found: PinnedFindings) -> str:
    """Findings as canonical JSON."""
    return canonical_text(_FOUND.dump_python(found, mode="json"))


def read_findings(text: str) -> PinnedFindings:
    """The findings of a text; raises UnreadablePin."""
    try:
        return _FOUND.validate_json(text)
    except ValidationError as errors:
        raise UnreadablePin("The kept findings cannot be read.") from errors


def _parse(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise UnreadablePin(f"This is not a kept decision: {error}.") from error
    if not isinstance(data, dict):
        raise UnreadablePin("This is not a kept decision: it must be an object.")
    return data


def _without_reasons_against(standing: Standing) -> Standing:
    """No page gives a reason for what no longer fits."""
    return standing if standing.level else replace(standing, strongest_for=None, strongest_against=None)


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever stands in JSON)
    """Without floats and sets."""
    match value:
        case dict():
            return {name: _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case set() | frozenset():
            return sorted(value)
        case float():
            return round(value * _BILLION)
        case _:
            return value


def _with_fractions(value: Any, name: str = "") -> Any:  # noqa: ANN401 (as above)
    match value:
        case dict():
            return {key: _with_fractions(one, key) for key, one in value.items()}
        case list():
            return [_with_fractions(one) for one in value]
        case int() if name in _FRACTIONS:
            return value / _BILLION
        case _:
            return value
