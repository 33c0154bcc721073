"""A result link as JSON. docs/result.schema.json says what stands in it; ``VERSION`` is raised when that changes."""

from collections.abc import Iterator
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext

from diagnostics.content.results import codes
from diagnostics.content.wording import reason_words
from diagnostics.domain.results.result_links import Moment, ResultLink
from diagnostics.engine.decision import PlannedStep
from diagnostics.engine.guide import Answer, options_of
from diagnostics.web.results.kept import address_of
from diagnostics.web.site.addresses import absolute
from diagnostics.web.walk.scene import Scene

VERSION: Final = 1


def data(link: ResultLink, moment: Moment) -> dict[str, Any]:
    """Whole numbers, words of the guide, slugs and times; nothing about a person."""
    scene = Scene.from_pin(moment)
    return {
        "version": VERSION,
        "code": codes.format_code(link.code),
        "address": absolute(address_of(link)),
        "made_at": _time(link.made_at),
        "ends_at": _time(link.ends_at),
        "guide": _guide(scene),
        "engine": link.engine,
        "walk": _walk(scene),
        "findings": {
            "checked_at": _time(moment.findings.checked_at),
            "answers": [_answer(scene, question, option) for question, option in moment.findings.answers.items()],
        },
        "decision": _decision(scene),
    }


def _guide(scene: Scene) -> dict[str, Any]:
    release = scene.live.release
    return {
        "slug": scene.document.slug,
        "title": scene.voice.line(scene.document.title),
        "release": release.number,
        "sha256": release.sha256,
    }


def _walk(scene: Scene) -> dict[str, Any]:
    walk, waiting = scene.walk, scene.walk.waiting
    return {
        "answers": [one for question, answer in walk.answers.items() for one in _answers(scene, question, answer)],
        "tried": [_step(scene, slug) for slug in walk.tried],
        "cannot": [_step(scene, slug) for slug in walk.cannot],
        "did": [_step(scene, slug) for slug in walk.did],
        "worked": _step(scene, walk.worked) if walk.worked else None,
        "waiting": {**_step(scene, waiting.name), "since": _time(waiting.since)} if waiting else None,
    }


def _decision(scene: Scene) -> dict[str, Any]:
    decision = scene.decision
    return {
        "move": decision.move,
        "question": _question(scene, decision.question) if decision.question else None,
        "steps": [_planned_step(scene, one) for one in decision.plan],
        "escalation": _step(scene, decision.escalation) if decision.escalation else None,
        "other_contacts": [_step(scene, slug) for slug in decision.other_contacts],
        "workarounds": [_step(scene, slug) for slug in decision.workarounds],
        "alarms": [
            {
                "slug": slug,
                "title": scene.voice.line(scene.parts.alarms[slug].title),
                "stops": slug in decision.stops,
            }
            for slug in decision.alarms
        ],
        "check_answers": [_question(scene, slug) for slug in decision.check_answers],
        "causes": [
            {
                "slug": one.cause,
                "name": scene.voice.line(scene.parts.causes[one.cause].name),
                "place": one.place,
                "band": one.band,
                "level": one.level,
            }
            for one in decision.causes
        ],
    }


def _planned_step(scene: Scene, planned: PlannedStep) -> dict[str, Any]:
    hidden = planned.step in scene.withdrawn
    return {
        **_step(scene, planned.step),
        "minutes": scene.step(planned.step).minutes,
        "reason": "" if hidden else scene.voice.say(reason_words.step(scene.document, planned)),
        "causes": [cure.cause for cure in planned.cures],
        "again": planned.again,
    }


def _step(scene: Scene, slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": scene.voice.line(scene.step(slug).title),
        "address": absolute(reverse("step", args=[scene.document.slug, slug])),
        "withdrawn_at": _time(scene.withdrawn.get(slug)),
    }


def _question(scene: Scene, slug: str) -> dict[str, Any]:
    return {"slug": slug, "text": scene.voice.line(scene.parts.questions[slug].text)}


def _answers(scene: Scene, question: str, answer: Answer) -> Iterator[dict[str, Any]]:
    """Each tick of a list stands for itself."""
    for option in options_of(answer) or (None,):
        yield _answer(scene, question, option)


def _answer(scene: Scene, question: str, option: str | None) -> dict[str, Any]:
    text = scene.voice.line(scene.parts.option_text(question, option)) if option else gettext("Not sure")
    label = scene.voice.line(scene.parts.questions[question].label)
    return {"question": question, "option": option, "label": label, "text": text}


def _time(at: Any) -> str | None:  # noqa: ANN401 (a time or None)
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
