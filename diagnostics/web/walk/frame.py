"""What every screen of a walk carries: the road, what comes before all else, and what was said so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Page, Question, Step
from diagnostics.content.wording import progress_words, reason_words
from diagnostics.content.wording.feed_words import found_sentence
from diagnostics.domain.crowds import Notice
from diagnostics.engine.decision import Standing
from diagnostics.engine.guide import NONE, Answer, Ticks, options_of
from diagnostics.engine.walk import Event, filled_questions
from diagnostics.web.site.addresses import Address, path_to
from diagnostics.web.walk.road import Road, road
from diagnostics.web.walk.scene import Scene

LEADERS_SHOWN: Final = 4
LATELY: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Check:
    """One answer, and where it is changed. ticks: where several things are so, each of them."""

    label: str
    answer: str
    change: Address
    found: bool = False
    ticks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriedStep:
    """``what``: "Tried:", "Not possible:". since: of a wait."""

    what: str
    title: str
    take_back: Address
    since: datetime | None


@dataclass(frozen=True, slots=True)
class AlarmNotice:
    title: str
    summary: str
    text: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class FindingNotice:
    """What the server found out by itself, in a sentence.

    is_old: it looked so long ago that it counts less. more: the page that tells of it, from which the walk goes on.
    """

    text: str
    checked_at: datetime | None
    since: datetime | None
    is_old: bool
    more: str

    @property
    def since_form(self) -> str:
        """Of a beginning a few hours before the look, the hour alone says it, in whatever zone it is read."""
        is_recent = self.since and self.checked_at and self.checked_at - self.since < LATELY
        return "clock" if is_recent else "minute"


@dataclass(frozen=True, slots=True)
class Leader:
    """``band``: how likely, in words."""

    standing: Standing
    band: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts that all screens share.

    answers: what is known. unsure: the questions that the visitor could not answer.
    dormant: what was said and does not fit the other answers; each with the link that removes it.
    stopped: an alarm ends the walk, and nothing else is shown. told: what an editor tells visitors now.
    road: None as long as the visitor has said nothing.
    """

    stopped: bool
    road: Road | None
    progress: str
    alarms: tuple[AlarmNotice, ...]
    found: tuple[FindingNotice, ...]
    told: Notice | None
    dropped: str
    answers: tuple[Check, ...]
    unsure: tuple[Check, ...]
    said: tuple[TriedStep, ...]
    dormant: tuple[Check, ...]
    leaders: tuple[Leader, ...]
    something_else: str
    urgent: str
    urgent_page: Page | None
    urgent_address: str


def frame(scene: Scene, *, named: bool = False, ended_at: str | None = None) -> Frame:
    """``named``: steps are shown, so that causes may be named.

    ``ended_at``: the cause that it most likely was, now that it works.
    """
    document, stops = scene.document, scene.decision.stops
    answers = {question.slug: check(scene, question.slug) for question in _known_questions(scene)}
    return Frame(
        stopped=bool(stops),
        road=_road(scene, ended_at) if has_begun(scene) else None,
        progress="" if scene.walk.worked else _progress(scene),
        alarms=tuple(_alarm(scene, slug) for slug in stops or scene.decision.alarms),
        found=finding_notices(scene),
        told=scene.findings.notice,
        dropped=scene.voice.say(reason_words.dropped_answers(document, scene.walk.dropped))
        if scene.walk.dropped
        else "",
        answers=tuple(one for slug, one in answers.items() if scene.known.get(slug) is not None),
        unsure=tuple(one for slug, one in answers.items() if scene.known.get(slug) is None),
        said=tuple(_tried_step(scene, event) for event in scene.walk.events if event.kind != "answer"),
        dormant=tuple(_dormant_checks(scene)),
        leaders=tuple(_leader(scene, one) for one in _leaders(scene)) if named and not ended_at else (),
        something_else=scene.voice.line(scene.parts.open_cause.summary) if named else "",
        urgent=scene.voice.line(document.urgent),
        urgent_page=next((page for page in document.pages if page.slug == document.urgent_page), None),
        urgent_address=path_to("page", document.slug, document.urgent_page),
    )


def has_begun(scene: Scene) -> bool:
    """Whether the visitor has said anything; what the browser filled in is not said."""
    filled = filled_questions(scene.live.network.guide, scene.walk)
    return any(event.kind != "answer" or event.name not in filled for event in scene.walk.events)


def _road(scene: Scene, ended_at: str | None) -> Road:
    place = scene.parts.causes[ended_at].place if ended_at else scene.decision.leading_place
    return road(scene.document, place, scene.decision.causes)


def _progress(scene: Scene) -> str:
    sentences = progress_words.progress(
        scene.decision, steps_done=len(scene.steps_done), questions_ahead=scene.questions_ahead
    )
    return " ".join(scene.voice.say(one) for one in sentences)


def check(scene: Scene, question: str) -> Check:
    """One answer, with the link that changes it."""
    known = scene.known.get(question)
    label, answer = answer_words(scene, question, known)
    is_found = question in scene.findings.answers and question not in scene.walk.answers
    options = options_of(known) if isinstance(known, Ticks) else ()
    ticks = tuple(answer_words(scene, question, option)[1] for option in options if option != NONE)
    return Check(label, answer, scene.go.ask(question), is_found, ticks)


def answer_words(scene: Scene, question: str, answer: Answer) -> tuple[str, str]:
    """The label of a question, and the words of its answer; None: not sure."""
    text = scene.voice.line(scene.parts.answer_text(question, answer)) if answer else _("Not sure")
    return scene.voice.line(scene.parts.questions[question].label), text


def finding_notices(scene: Scene) -> tuple[FindingNotice, ...]:
    """Findings that are not the most usual answer to their question, unless the visitor says otherwise."""
    answers = scene.findings.answers
    found = {q.slug: answers[q.slug] for q in _open_questions(scene) if q.slug in answers}
    questions = {slug: scene.parts.questions[slug] for slug in found}
    unusual = (one for slug, one in questions.items() if found[slug] != _most_usual(one))
    return tuple(notice(scene, question, found[question.slug]) for question in unusual)


def notice(scene: Scene, question: Question, option: str) -> FindingNotice:
    """What the server read, and when."""
    said = scene.parts.option(question.slug, option).said
    text = found_sentence(said, *answer_words(scene, question.slug, option))
    found = scene.findings
    since = found.since.get(question.slug) if found.answers.get(question.slug) == option else None
    return FindingNotice(scene.voice.say(text), found.checked_at, since, found.weight < 1, scene.go.status)


def _most_usual(question: Question) -> str | None:
    ranks = {"very-common": 0, "common": 1, "occasional": 2, "unusual": 3, "rare": 4}
    return min(question.options, key=lambda option: ranks[option.usual]).slug if question.options else None


def _known_questions(scene: Scene) -> tuple[Question, ...]:
    """The visitor's answers in their order, then what the server found; not what ticks mean for other questions."""
    said = (scene.parts.questions[name] for name in scene.walk.answers)
    return (*said, *(question for question in _open_questions(scene) if question.slug in scene.findings.answers))


def _open_questions(scene: Scene) -> tuple[Question, ...]:
    """The questions that the visitor has not answered."""
    return tuple(question for question in scene.document.questions if question.slug not in scene.walk.answers)


def _tried_step(scene: Scene, event: Event) -> TriedStep:
    step = scene.step(event.name)
    return TriedStep(_how_it_went(event, step), scene.voice.line(step.title), scene.go.without(event), event.since)


def _how_it_went(event: Event, step: Step) -> str:
    match event.kind:
        case "cannot":
            return _("Not possible:")
        case "did":
            return _("Done before:")
        case "waiting":
            return _("Waiting:")
        case _ if step.kind == "verdict":
            return _("Set aside:")
        case _:
            return _("Tried:")


def _dormant_checks(scene: Scene) -> Iterator[Check]:
    """What does not count now, each with the way to remove it: whole answers, steps, and single ticks of a list."""
    for event in scene.walk.dormant:
        if event.kind == "answer":
            yield Check(*answer_words(scene, event.name, event.option), scene.go.without(event))
        else:
            step = _tried_step(scene, event)
            yield Check(step.what.removesuffix(":"), step.title, step.take_back)
    for event in scene.walk.events:
        for option in event.option.asleep if isinstance(event.option, Ticks) else ():
            yield Check(*answer_words(scene, event.name, option), scene.go.without_pair(event.name, option))


def _alarm(scene: Scene, slug: str) -> AlarmNotice:
    alarm = scene.parts.alarms[slug]
    raised = tuple(check(scene, question) for question in alarm.when if question in scene.parts.questions)
    return AlarmNotice(
        scene.voice.line(alarm.title), scene.voice.line(alarm.summary), scene.voice.html(alarm.text), raised
    )


def raised_by(scene: Scene) -> frozenset[str]:
    """The questions whose answers raised the alarms that end the walk."""
    return frozenset(question for slug in scene.decision.stops for question in scene.parts.alarms[slug].when)


def _leaders(scene: Scene) -> tuple[Standing, ...]:
    """The few that are at least possible, none that is ruled out; if there is none, the first."""
    leaders = tuple(one for one in scene.decision.leaders if not one.ruled_out) or scene.decision.leaders
    return tuple(one for one in leaders[:LEADERS_SHOWN] if one.band != "unlikely") or leaders[:1]


def _leader(scene: Scene, standing: Standing) -> Leader:
    cause = scene.parts.causes[standing.cause]
    return Leader(
        standing,
        scene.voice.say(reason_words.band(standing.band)),
        scene.voice.line(cause.name),
        path_to("cause", scene.document.slug, cause.slug),
    )
