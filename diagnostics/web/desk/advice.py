"""What the engine makes of the talk: what to ask next, what to try in which order, and what would end the call."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Step
from diagnostics.web.walk.card import Card
from diagnostics.web.walk.ending import Ending, Success, ending, escalation, success
from diagnostics.web.walk.frame import Frame, frame, has_begun
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

    is_blank: nothing was said, so nothing is claimed. question: to ask next, if asking still pays. offers: the steps in order, the best first; none as long as something
    is asked and nothing was said. waiting: what takes its time. success: it works.
    contacts: whom to ask, and what to say there; is_end: because no step is left. help: the same where an alarm ends
    the talk.
    """

    frame: Frame
    is_blank: bool
    question: QuestionForm | None
    offers: tuple[Offer, ...]
    around: tuple[Offer, ...]
    waiting: Waiting | None
    contacts: Ending | None
    is_end: bool
    success: Success | None
    help: Card | None


def advice(scene: Scene, *, on_it: bool) -> Advice:
    """``on_it``: whether the call runs on the device that fails."""
    asked, stops = scene.decision.question, scene.decision.stops
    worked = scene.walk.worked
    begun = has_begun(scene)
    plan = [planned.step for planned in scene.decision.plan] if shows_steps(scene) and not worked else []
    numbered = numbered_cards(scene, plan, all_open=True)
    cards = [card if begun else replace(card, number=0) for card in numbered]
    return Advice(
        frame=frame(scene, named=begun),
        is_blank=not begun,
        question=question_form(scene, asked) if asked and not worked else None,
        offers=_offers(cards, on_it=on_it),
        around=_offers(workarounds(scene) if begun else (), on_it=on_it),
        waiting=None if worked else waiting(scene),
        contacts=None if worked or stops else ending(scene),
        is_end=begun and not (cards or worked or stops or scene.decision.waiting),
        success=success(scene, worked) if worked and not stops else None,
        help=escalation(scene) if stops else None,
    )


def shows_steps(scene: Scene) -> bool:
    """Before the first answer nothing is found, so no order of steps is shown while there is something to ask."""
    return has_begun(scene) or scene.decision.question is None


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
