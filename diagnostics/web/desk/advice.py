"""What the engine makes of the talk: what to ask next, what to try in which order, and what would end the call."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Step
from diagnostics.web.walk.card import Card
from diagnostics.web.walk.ending import Ending, Success, ending, escalation, success
from diagnostics.web.walk.frame import Frame, frame
from diagnostics.web.walk.question import QuestionForm, question_form
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.steps import numbered_cards, workarounds
from diagnostics.web.walk.waiting import Waiting, waiting


@dataclass(frozen=True, slots=True)
class Offer:
    """One step, and what the agent must know before suggesting it.

    ends_call: what it would do to this very call, in words; empty where it does nothing to it.
    """

    card: Card
    ends_call: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Everything beside the form.

    question: to ask next, if asking still pays. offers: the steps in order, the best first. ending: whom to ask,
    where no step is left. waiting: what takes its time. success: it works. help: whom to ask, where an alarm ends the talk.
    """

    frame: Frame
    question: QuestionForm | None
    offers: tuple[Offer, ...]
    around: tuple[Offer, ...]
    waiting: Waiting | None
    ending: Ending | None
    success: Success | None
    help: Card | None


def advice(scene: Scene, *, on_it: bool) -> Advice:
    """``on_it``: whether the call runs on the device that fails."""
    asked, stops = scene.decision.question, scene.decision.stops
    worked = scene.walk.worked
    plan = [] if worked else [planned.step for planned in scene.decision.plan]
    cards = list(numbered_cards(scene, plan, all_open=True))
    return Advice(
        frame=frame(scene, named=True),
        question=question_form(scene, asked) if asked and not worked else None,
        offers=_offers(cards, on_it=on_it),
        around=_offers(workarounds(scene), on_it=on_it),
        waiting=None if worked else waiting(scene),
        ending=None if cards or worked or stops or scene.decision.waiting else ending(scene),
        success=success(scene, worked) if worked and not stops else None,
        help=escalation(scene) if stops else None,
    )


def _offers(cards: Iterable[Card], *, on_it: bool) -> tuple[Offer, ...]:
    return tuple(Offer(card, _ends_call(card.step, on_it=on_it)) for card in cards)


def _ends_call(step: Step, *, on_it: bool) -> str:
    if not on_it:
        return ""
    if "device" in step.cuts:
        return _("This restarts the device you are talking on, so this call ends. Agree first how you will go on.")
    if "calls" in step.cuts:
        return _("This ends the call you are on. Agree first how you will go on.")
    if "internet" in step.cuts:
        return _("This cuts the internet of the device you are talking on. A call over the internet ends with it.")
    return ""
