"""The screen of the steps: the best one open, the next ones whole below it. Also a verdict, and a wait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from diagnostics.content.wording import reason_words
from diagnostics.engine.decision import NotFirst
from diagnostics.web.site.addresses import Address
from diagnostics.web.walk.card import Card, card
from diagnostics.web.walk.scene import Scene

BELOW: Final = 4
NUMBERED: Final = frozenset({"repair", "wait"})
MAY_BE_OPENED: Final = frozenset({"first", "unneeded", "less-likely", "slower", "loses-more"})
"""Why a step may stand further down or outside the plan, and may be opened all the same."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What to try.

    why_not: titles of steps that the usual list names early, each with the reason why it is not first here.
    more: the address that goes on asking, where the engine still would.
    refused: why the step that the address wanted open is not shown.
    """

    open: Card
    below: tuple[Card, ...]
    workarounds: tuple[Card, ...]
    why_not: tuple[tuple[str, str], ...]
    more: Address | None
    refused: str


def steps(scene: Scene) -> Steps | None:
    """None where no step is left to offer."""
    obstacle = obstacle_to_open(scene)
    plan = [planned.step for planned in scene.decision.plan]
    opened = scene.walk.open if scene.walk.open and not obstacle else next(iter(plan), None)
    if opened is None:
        return None
    below = [slug for slug in plan if slug != opened][:BELOW]
    first, *others = numbered_cards(scene, [opened, *below])
    return Steps(
        open=first,
        below=tuple(others),
        workarounds=workarounds(scene),
        why_not=tuple(_why_not(scene, {opened, *below})),
        more=scene.go.questions if scene.walk.show_steps and scene.would_ask else None,
        refused=refusal(scene, obstacle) if obstacle else "",
    )


def workarounds(scene: Scene) -> tuple[Card, ...]:
    """Ways around the problem for now; they repair nothing and are outside the order."""
    return tuple(card(scene, scene.step(slug)) for slug in scene.decision.workarounds)


def numbered_cards(scene: Scene, slugs: Sequence[str], *, all_open: bool = False) -> Iterator[Card]:
    """Steps as they stand on a page, each with its number and the reason why it is offered; the first one is open.

    The numbers go on from the steps that were shown before. A verdict has none: it is nothing to do.
    """
    plan = {planned.step: planned for planned in scene.decision.plan}
    number = sum(
        scene.step(slug).kind in NUMBERED for slug in (*scene.walk.tried, *scene.walk.cannot, *_waiting(scene))
    )
    for at, slug in enumerate(slugs):
        step = scene.step(slug)
        number += step.kind in NUMBERED
        shown = number if step.kind in NUMBERED else 0
        yield card(scene, step, number=shown, planned=plan.get(slug), is_open=all_open or at == 0)


def _waiting(scene: Scene) -> tuple[str, ...]:
    return (scene.walk.waiting.name,) if scene.walk.waiting else ()


def obstacle_to_open(scene: Scene) -> NotFirst | None:
    """Why the step that the address wants open may not be opened now; None where it may, or where there is none."""
    slug = scene.walk.open
    if slug is None or not scene.live.network.guide.step_names[slug].in_order:
        return None
    why = scene.not_first(slug)
    return None if why.why in MAY_BE_OPENED else why


def refusal(scene: Scene, obstacle: NotFirst) -> str:
    title = scene.voice.line(scene.step(obstacle.step).title)
    return _("“%(step)s” cannot be opened now. %(reason)s") % {
        "step": title,
        "reason": scene.voice.say(reason_words.not_first(scene.document, obstacle, scene.known)),
    }


def _why_not(scene: Scene, shown: set[str]) -> Iterator[tuple[str, str]]:
    """Steps that come early in the usual list and are not on this page."""
    names = scene.live.network.guide.step_names
    for slug in scene.document.comparisons.usual:
        if slug in shown or slug not in names or not names[slug].in_order:
            continue
        why = scene.not_first(names[slug].slug)
        if why.why not in ("first", "tried", "cannot", "waiting"):
            yield (
                scene.voice.line(scene.step(names[slug].slug).title),
                scene.voice.say(reason_words.not_first(scene.document, why, scene.known)),
            )
