"""The end of the road, and success."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from diagnostics.content.document.schema import Page, Step
from diagnostics.content.results.summary import summary
from diagnostics.web.site.addresses import Address, absolute, path_to
from diagnostics.web.walk.card import Card, card
from diagnostics.web.walk.frame import Check, check
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.steps import workarounds

HIGHEST_SUMMARY: Final = 40


@dataclass(frozen=True, slots=True)
class Ending:
    """The screen when nothing is left to try.

    checks: the answers that tip the decision; to be looked at before anyone is called.
    escalation: whom to ask first. others: who else may help, the most promising first.
    more: the address that goes on asking, where the engine still would.
    summary: everything said so far in plain text, for the person who is called.
    """

    checks: tuple[Check, ...]
    escalation: Card | None
    others: tuple[Card, ...]
    summary: str
    workarounds: tuple[Card, ...]
    more: Address | None

    @property
    def lines(self) -> int:
        """Lines of the summary's field, enough that nothing is hidden on paper."""
        return min(self.summary.count("\n") + 1, HIGHEST_SUMMARY)


@dataclass(frozen=True, slots=True)
class Success:
    """It works.

    done: how many steps the visitor did. usual: how many the usual list has.
    spared: those that would have cost something. back: the walk, as if it had not worked after all.
    """

    fixed: Card
    explains: bool
    stays_fixed: str
    done: int
    usual_name: str
    usual: int
    spared: tuple[Card, ...]
    prevention: Page | None
    prevention_address: str
    workarounds: tuple[Card, ...]
    back: Address


def ending(scene: Scene) -> Ending:
    """Nothing is left to try: whom to ask, and what to tell them."""
    address = absolute(scene.go.own.here)
    return Ending(
        checks=tuple(check(scene, question) for question in scene.decision.check_answers),
        escalation=escalation(scene),
        others=tuple(card(scene, scene.step(slug)) for slug in scene.decision.other_contacts),
        summary=summary(scene.live, scene.walk, scene.decision, address=address, translate=gettext),
        workarounds=workarounds(scene),
        more=scene.go.questions if scene.walk.show_steps and scene.would_ask else None,
    )


def escalation(scene: Scene) -> Card | None:
    """Whom to ask, if the guide names somebody for this walk. Where an alarm ends it, no question stands there."""
    slug = scene.decision.escalation
    return card(scene, scene.step(slug), is_open=not scene.decision.stops) if slug else None


def success(scene: Scene, slug: str) -> Success:
    """What fixed it, and what was spared."""
    step, document = scene.step(slug), scene.document
    usual = [scene.parts.steps[one] for one in document.comparisons.usual if one in scene.parts.steps]
    page = next((page for page in document.pages if page.slug == document.prevention_page), None)
    return Success(
        fixed=card(scene, step),
        explains=step.kind == "verdict",
        stays_fixed="" if slug in scene.withdrawn else scene.voice.html(step.stays_fixed),
        done=sum(scene.step(one).kind != "verdict" for one in {*scene.walk.tried, slug}),
        usual_name=scene.voice.line(document.comparisons.usual_name),
        usual=len(usual),
        spared=tuple(_spared_steps(scene, usual, {*scene.walk.tried, *scene.walk.did, slug})),
        prevention=page,
        prevention_address=path_to("page", document.slug, page.slug) if page else "",
        workarounds=workarounds(scene) if step.kind == "verdict" else (),
        back=scene.go.tried(slug),
    )


def _spared_steps(scene: Scene, usual: list[Step], done: set[str]) -> Iterator[Card]:
    for step in usual:
        if step.slug not in done and step.disruption in ("costs-money", "loses-settings", "loses-data"):
            yield card(scene, step)
