"""Result links as programs make and see them: what takes a key."""

from typing import Annotated, Self

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import AfterValidator, ConfigDict, Field

from diagnostics.content.document.fields import clean_line, clean_text
from diagnostics.content.results import codes
from diagnostics.content.results.codes import Code, read
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.programs.keys import ProgramKey
from diagnostics.domain.results import agent_links, link_events, program_links, result_links
from diagnostics.domain.results.agent_links import Word
from diagnostics.domain.results.link_events import Event as LinkEvent
from diagnostics.domain.results.result_links import ResultLink, State
from diagnostics.domain.safeguards.database_guard import WRITING, database_guard
from diagnostics.domain.safeguards.limits import NEW_LINK, WRONG_CODE
from diagnostics.engine.walk import fold
from diagnostics.web.api.base import Schema, Time, address
from diagnostics.web.api.keys import spend
from diagnostics.web.api.public import reply
from diagnostics.web.results.kept import FORMS, address_of_code
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.find_guide import no_guide, to_present_names, with_guide
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.query import MOST_BYTES, split_pairs
from diagnostics.web.walk.voice import Voice

MOST_DAYS = 3650


class NewLink(Schema):
    """The walk that a link is to be made of."""

    model_config = ConfigDict(extra="forbid")

    walk: Annotated[str, Field(max_length=MOST_BYTES, examples=["see=dark&kind=desk&show=steps"])]
    """As `walk` of a decision: a query string."""
    note: Annotated[str, Field(max_length=500), AfterValidator(clean_text)] = ""
    """Plain text for whoever opens the link; it stands on its page."""
    reference: Annotated[str, Field(max_length=120, examples=["T-1024"]), AfterValidator(clean_line)] = ""
    """Your own number for it. It is never shown to whoever opens the link."""
    days: Annotated[int | None, Field(ge=1, le=MOST_DAYS)] = None
    """How many days it lives since it was made or last acted on; None: as the site has it."""


class StepOfLink(Schema):
    """A step, as the link's release calls it."""

    slug: str
    title: str

    @classmethod
    def of(cls, here: LiveGuide, slug: str) -> Self:
        step = Parts(here.document).steps.get(slug)
        return cls(slug=slug, title=Voice(here.texts).line(step.title) if step else slug)


class OutcomeOfLink(Schema):
    """What came of a link, going by the newest outcome."""

    word: Word
    """`fixed` or `explained` (by `step`), `helped` (asked for help), `tried` (`step` did not help), `acted` (something was ticked
    off), `untouched` (nobody did anything on its page)."""
    step: StepOfLink | None


class Link(Schema):
    """A result link: it pins what was decided for a walk, whatever is published afterwards."""

    code: str
    """Twelve letters in three groups, to read out."""
    page: str
    """Send this to the person."""
    text: str
    """The same in plain text, for a ticket."""
    data: str
    """The pinned decision as data."""
    about: str
    """This answer, as it stands now: `GET` this."""
    events: str
    """What happened on it: `GET` this."""
    guide: str
    """Slug of the guide, as it was then."""
    release: int
    """The number of the release that it shows."""
    walk: str
    """The walk that it pins."""
    state: State
    """`open`; `ended`: nobody did anything on it for its whole life; `revoked`: taken back."""
    outcome: OutcomeOfLink
    made_at: Time
    """When it was made."""
    ends_at: Time
    """Until when it can be read, if nobody does anything on it."""
    acted_at: Time | None
    """When somebody last did something on its page; looking at it counts for nothing."""
    note: str
    reference: str

    @classmethod
    def of(cls, link: ResultLink) -> Self:
        came_of = agent_links.link_outcome(link)
        step = StepOfLink.of(result_links.moment(link).here, came_of.step) if came_of.step else None
        forms = {form: absolute(address_of_code(link.code, form)) for form in FORMS}
        return cls(
            code=codes.format_code(link.code),
            page=forms["/"],
            text=forms[".txt"],
            data=forms[".json"],
            about=address("api:link", codes.format_code(link.code)),
            events=address("api:events", codes.format_code(link.code)),
            guide=link.release.guide,
            release=link.release.number,
            walk=link.walk,
            state=result_links.state(link),
            outcome=OutcomeOfLink(word=came_of.word, step=step),
            made_at=link.made_at,
            ends_at=link.ends_at,
            acted_at=link.acted_at,
            note=link.note,
            reference=link.reference,
        )


class Event(Schema):
    """Something that the link's holder did on its page, or on the walk that goes on from it.

    New kinds may come: pass over those that you do not know.
    """

    kind: Annotated[str, Field(examples=["fixed"])]
    """`opened` the link; `answered` or `changed` an answer; `tried` (a step did not help), `aside` (a verdict does not explain
    it), `cannot` (do a step), `did` (it before), `waiting` (for a step); `fixed` (by a step), `explained` (by a verdict), `asked`
    for help; `ticked` or `unticked` a step; `back`: took something back."""
    at: Time
    """When, to the minute or better."""
    step: StepOfLink | None
    """The step that it is about."""
    question: str | None
    """Slug of the question that it is about."""
    value: str
    """Of an answer: its options, separated by commas. Of what was taken back: the kind that it was."""

    @classmethod
    def of(cls, here: LiveGuide, event: LinkEvent) -> Self:
        parts = Parts(here.document)
        return cls(
            kind=event.kind,
            at=event.at,
            step=StepOfLink.of(here, event.name) if event.name in parts.steps else None,
            question=event.name if event.name in parts.questions else None,
            value=event.value,
        )


class Events(Schema):
    """What happened on a link, in order."""

    code: str
    """Of the link."""
    state: State
    events: list[Event]

    @classmethod
    def of(cls, link: ResultLink) -> Self:
        here = result_links.moment(link).here
        found = [Event.of(here, event) for event in link_events.of(link)]
        return cls(code=codes.format_code(link.code), state=result_links.state(link), events=found)


def make(request: HttpRequest, key: ProgramKey, guide: str, wanted: NewLink) -> HttpResponse:
    """Pin what is decided now for this walk."""

    def on_guide(_request: HttpRequest, here: LiveGuide) -> HttpResponse:
        pairs = split_pairs(wanted.walk.removeprefix("?").encode())
        spend(key, NEW_LINK)
        with database_guard(WRITING):
            link = result_links.make(
                here,
                fold(here.network.guide, pairs),
                live.site().findings(here.document.slug),
                key=key,
                note=wanted.note,
                reference=wanted.reference,
                days=wanted.days,
            )
            answer = Link.of(link)
        response = reply(answer, 201)
        response.headers["Location"] = answer.about
        return response

    def to_new_name(request: HttpRequest, slug: str) -> HttpResponse:
        return to_present_names(request, {"guide": slug}, preserve_request=True)

    return with_guide(on_guide, moved=to_new_name, missing=no_guide)(request, guide=guide)


def state(key: ProgramKey, code: str) -> HttpResponse:
    with database_guard():
        return reply(Link.of(_find(key, code)))


def events(key: ProgramKey, code: str) -> HttpResponse:
    with database_guard():
        return reply(Events.of(_find(key, code)))


def _find(key: ProgramKey, code: str) -> ResultLink:
    """The link, if this key may read it; raises Http404."""
    reading = read(code)
    link = program_links.find_readable(key, reading.letters) if isinstance(reading, Code) else None
    if link is None:
        spend(key, WRONG_CODE)
        raise Http404(_("There is no link with this code that this key may read."))
    return link
