"""The tasks that editors come with: each one change of the whole draft, all or nothing, in the history by itself."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser
from pydantic import ValidationError

from diagnostics.content.document.fields import COMING_IN, Part
from diagnostics.content.document.schema import Carrier, Cause, GuideDocument, Option, Question, Source, Step
from diagnostics.content.document.schema_errors import sentence
from diagnostics.content.editing.new_cause import NewCause, Signs, new_step, with_cause
from diagnostics.content.editing.new_option import with_option
from diagnostics.content.markup.quotes import quote
from diagnostics.domain import drafts
from diagnostics.domain.drafts import naming
from diagnostics.domain.drafts.history import changing
from diagnostics.engine.words import RemedyWord
from diagnostics.models import Alarm, Guide
from diagnostics.models import Step as StepRow

type By = AbstractBaseUser | None
type Data = dict[str, Any]

REVIEWED: Final[Mapping[str, type[StepRow] | type[Alarm]]] = {"steps": StepRow, "alarms": Alarm}
"""Tables whose rows are looked at again when a new version is out, by part."""


class Refused(Exception):
    """What an editor wrote cannot be taken over; ``problems`` are fields and sentences."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(message for _, message in problems))


def add_option(guide: Guide, question: str, data: Data, *, like: str, before: bool, by: By) -> Option:
    """Give a question one more answer, which behaves like ``like`` in every way; raises Refused, DraftProblems."""
    with changing(guide, by=by, comment=f"Added the answer {quote(data['text'])}."):
        document = drafts.document(guide)
        asked = _question(document, question, like)
        same = next(one for one in asked.options if one.slug == like)
        slug = _slug("options", data, data["text"], asked.options)
        option = _new_part(Option, {**data, "slug": slug, "usual": same.usual, "when": same.when})
        drafts.replace(with_option(document, question, option, like=like, before=before))
    return option


def add_cause(
    guide: Guide,
    data: Data,
    *,
    like: str,
    signs: Mapping[str, Signs],
    remedies: Mapping[str, RemedyWord],
    source: Data | None,
    step: str,
    by: By,
) -> Cause:
    """Add a cause right after a similar one, with its signs, its cures, and what is new of them; raises Refused."""
    with changing(guide, by=by, comment=f"Added the cause {quote(data['name'])}."):
        document = drafts.document(guide)
        if like not in {one.slug for one in document.causes}:
            raise Refused(("like", "That cause is not there any more. Choose another one."))
        new_source = _source(document, source) if source else None
        cited = (new_source.slug,) if new_source else tuple(data["sources"])
        slug = _slug("causes", data, data["name"], document.causes)
        cause = _new_part(Cause, {**data, "slug": slug, "sources": cited})
        new_step = _step(document, step, cited) if step else None
        cures: dict[str, RemedyWord] = {**remedies, **({new_step.slug: "usually"} if new_step else {})}
        new = NewCause(cause, signs, cures, new_source, new_step)
        drafts.replace(with_cause(document, new, after=like))
    return cause


def add_carrier(guide: Guide, data: Data, *, source: Data | None, by: By) -> Carrier:
    """Add a carrier note; ``source`` is a new one. Facts that name no source come from those of the note. Raises Refused."""
    with changing(guide, by=by, comment=f"Added the carrier {quote(data['name'])}."):
        document = drafts.document(guide)
        new_source = _source(document, source) if source else None
        sources = (*data["sources"], *((new_source.slug,) if new_source else ()))
        facts = tuple({**fact, "sources": fact["sources"] or sources} for fact in data["facts"])
        slug = _slug("carriers", data, data["name"], document.carriers)
        carrier = _new_part(Carrier, {**data, "slug": slug, "facts": facts, "sources": sources})
        update: Data = {"carriers": (*document.carriers, carrier)}
        if new_source:
            update["sources"] = (*document.sources, new_source)
        drafts.replace(document.model_copy(update=update))
    return carrier


def still_right(guide: Guide, part: str, slug: str, *, today: datetime.date, by: By) -> bool:
    """Say that a person has held this against its sources today; False where there is no such object."""
    if part not in REVIEWED:
        return False
    with changing(guide, by=by, comment="Still right: reviewed today."):
        row = REVIEWED[part].objects.of_guide(guide).filter(slug=slug).first()
        if row is None:
            return False
        row.reviewed = today
        row.save(update_fields=["reviewed"])
    return True


def _question(document: GuideDocument, slug: str, like: str) -> Question:
    found = next((one for one in document.questions if one.slug == slug), None)
    if found is None or like not in {option.slug for option in found.options}:
        raise Refused(("like", "That answer is not there any more. Choose another one."))
    return found


def _source(document: GuideDocument, data: Data) -> Source:
    try:
        return _new_part(Source, {**data, "slug": _slug("sources", data, data["title"], document.sources)})
    except Refused as refused:
        raise Refused(*((f"source_{field}", message) for field, message in refused.problems)) from refused


def _step(document: GuideDocument, title: str, sources: tuple[str, ...]) -> Step:
    slug = _slug("steps", {}, title, document.steps)
    return new_step(slug, title, sources=sources)


def _slug(part: str, data: Data, words: str, among: Collection[Any]) -> str:
    """The slug that the editor chose, else one made from the words; raises Refused where it is not free."""
    names = {name: one.slug for one in among for name in (*getattr(one, "aliases", ()), one.slug)}
    slug = data.get("slug") or naming.new_slug(words, part, names)
    if message := naming.refusal(part, slug, names):
        raise Refused(("slug", message))
    return slug


def _new_part[P: Part](kind: type[P], data: Data) -> P:
    """A part of a document; raises Refused with a sentence for each field that it does not take."""
    try:
        return kind.model_validate(data, context=COMING_IN)
    except ValidationError as errors:
        found = [(str(error["loc"][0]), sentence(error)) for error in errors.errors(include_url=False)]
        raise Refused(*found) from errors
