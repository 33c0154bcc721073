"""What the engine makes of the talk: what to ask next, what to try in which order, and what would end the call."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Step
from diagnostics.engine.decision import PlannedStep
from diagnostics.web.walk.card import Card, card
from diagnostics.web.walk.ending import Ending, Success, ending, success
from diagnostics.web.walk.frame import Frame, frame
from diagnostics.web.walk.question import QuestionForm, question_form
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.steps import workarounds


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

    question: to ask next, if asking still pays. offers: the steps in order, the best first. ending: whom to ask.
    success: it works.
    """

    frame: Frame
    question: QuestionForm | None
    offers: tuple[Offer, ...]
    around: tuple[Offer, ...]
    ending: Ending | None
    success: Success | None


def advice(scene: Scene, *, on_it: bool) -> Advice:
    """``on_it``: whether the call runs on the device that fails."""
    asked = scene.decision.question
    worked = scene.walk.worked
    return Advice(
        frame=frame(scene, named=True),
        question=question_form(scene, asked) if asked and not worked else None,
        offers=() if worked else tuple(_offers(scene, on_it=on_it)),
        around=tuple(Offer(one, _ends_call(one.step, on_it=on_it)) for one in workarounds(scene)),
        ending=ending(scene) if scene.decision.move == "escalate" and not worked else None,
        success=success(scene, worked) if worked else None,
    )


def _offers(scene: Scene, *, on_it: bool) -> Iterator[Offer]:
    done = len(scene.walk.tried) + len(scene.walk.cannot)
    for number, planned in enumerate(scene.decision.plan, start=done + 1):
        step = scene.step(planned.step)
        yield Offer(_card(scene, step, number, planned), _ends_call(step, on_it=on_it))


def _card(scene: Scene, step: Step, number: int, planned: PlannedStep) -> Card:
    return card(scene, step, number=number, planned=planned, is_open=True)


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
