"""What a visitor did before coming here: a list to tick of the steps that many people try by themselves."""

from dataclasses import dataclass
from typing import Final

from diagnostics.content.document.schema import Step
from diagnostics.content.results.pinning import kept_pairs
from diagnostics.engine.guide import Truth, judge
from diagnostics.web.site.addresses import Address
from diagnostics.web.walk.query import Pairs
from diagnostics.web.walk.question import Row
from diagnostics.web.walk.scene import Scene

FIRST_STEPS: Final = "walk/steps.html"
ENDS: Final = ("walk/success.html", "walk/stop.html")
"""Screens on which it is too late to ask."""


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """The list. kept: the pairs that its form sends along.

    none: where it goes on for somebody who tried nothing of it; the list is unfolded then, above the first steps, unless
    waiting comes first, which nothing that was tried can spare.
    """

    rows: tuple[Row, ...]
    kept: Pairs
    none: Address | None


def done_before(scene: Scene, template: str) -> DoneBefore | None:
    """The list on the screen of this template; None where there is nothing to tick."""
    said = {event.name for event in scene.walk.said if event.kind != "answer"}
    steps = [step for step in often_tried_steps(scene) if step.slug not in said]
    if not steps or template in ENDS:
        return None
    return DoneBefore(
        rows=tuple(Row(step.slug, scene.voice.line(step.title)) for step in steps),
        kept=kept_pairs(scene.live.network, scene.walk, scene.known),
        none=None if said or template != FIRST_STEPS else _first_step(scene),
    )


def _first_step(scene: Scene) -> Address | None:
    """The step that is offered first, unless the address wants another one or it is a wait."""
    step = scene.decision.plan[0].step
    return None if scene.walk.open or scene.step(step).kind == "wait" else scene.go.open_step(step)


def often_tried_steps(scene: Scene) -> tuple[Step, ...]:
    """The steps that many people try by themselves, as far as they apply to this walk."""
    names = scene.live.network.guide.step_names
    return tuple(
        step
        for step in scene.document.steps
        if step.often_tried and judge(names[step.slug].when, scene.known) is not Truth.CONTRADICTED
    )
