"""The remedy table of a guide: read from draft rows, and written back where it differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.editing.remedy_table import Remedies, differing_cells
from diagnostics.domain.drafts import one_moment
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.editing.two_editors import Overtaken
from diagnostics.engine import guide as engine
from diagnostics.engine.simulation.effect import steps_for
from diagnostics.engine.words import CommonnessWord, DisruptionWord, KindWord, RemedyWord, WaitingWord
from diagnostics.models import Cause, Guide, Place, Remedy, Step


@dataclass(frozen=True, slots=True)
class Cures:
    """Steps, causes and places in the editors' order, and the remedies that are stored."""

    guide: Guide
    steps: tuple[Step, ...]
    causes: tuple[Cause, ...]
    places: tuple[Place, ...]
    stored: Remedies


def of_guide(guide: Guide) -> Cures:
    """All remedies of a guide, read at one moment."""
    with one_moment():
        return Cures(
            guide,
            tuple(Step.objects.of_guide(guide)),
            tuple(Cause.objects.of_guide(guide)),
            tuple(Place.objects.of_guide(guide)),
            _stored_remedies(guide),
        )


def save(guide: Guide, opened: Remedies, wanted: Remedies, *, by: AbstractBaseUser, comment: str) -> int:
    """Write the cells that differ and say how many did; raises Overtaken where they are not stored as they were opened."""
    places = differing_cells(opened, wanted)
    with changing(guide, by=by, comment=comment):
        steps = {step.slug: step for step in Step.objects.filter(guide=guide, slug__in={step for step, _ in places})}
        causes = dict(Cause.objects.filter(guide=guide).values_list("slug", "pk"))
        if _stored_remedies(guide) != opened or any(step not in steps or cause not in causes for step, cause in places):
            raise Overtaken
        for step, cause in places:
            _write(steps[step], causes[cause], wanted.get((step, cause)))
    return len(places)


def plans(cures: Cures, now: Remedies, cause: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps in order when this cause is certain, with the remedies as they are stored and as they would be."""
    before, after = (steps_for(_engine_guide(cures, remedies), cause) for remedies in (cures.stored, now))
    return before, after


def _engine_guide(cures: Cures, remedies: Remedies) -> engine.Guide:
    """The causes and steps of a guide, enough to put the steps in order."""
    causes = tuple(engine.Cause(c.slug, "", cast(CommonnessWord, c.commonness), c.open) for c in cures.causes)
    steps = tuple(
        engine.Step(
            step.slug,
            cast(KindWord, step.kind),
            step.minutes,
            {cause: word for (slug, cause), word in remedies.items() if slug == step.slug},
            cast(WaitingWord, step.waiting),
            cast(DisruptionWord, step.disruption),
        )
        for step in cures.steps
    )
    return engine.Guide((), causes, (), steps, (), cures.guide.escalation_minutes)


def _stored_remedies(guide: Guide) -> Remedies:
    rows: Iterable[tuple[str, str, str]] = Remedy.objects.filter(step__guide=guide).values_list(
        "step__slug", "cause__slug", "word"
    )
    return {(step, cause): cast(RemedyWord, word) for step, cause, word in rows}


def _write(step: Step, cause: int, word: RemedyWord | None) -> None:
    if word is None:
        Remedy.objects.filter(step=step, cause=cause).delete()
    else:
        Remedy.objects.update_or_create(step=step, cause_id=cause, defaults={"word": word})
