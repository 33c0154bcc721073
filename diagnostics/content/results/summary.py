"""The walk in plain text, to read out or send to whoever helps: what was said, done and likely, and which release said so.

It speaks as the visitor would, and says nothing that the visitor did not.
"""

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from diagnostics.content.markup.quotes import quote
from diagnostics.content.results import then_and_now
from diagnostics.content.wording.clauses import answer_clause, whole_sentence
from diagnostics.content.wording.first_person import in_first_person
from diagnostics.content.wording.reason_words import BANDS
from diagnostics.content.wording.sentences import gettext_noop
from diagnostics.engine.decision import Decision, Standing
from diagnostics.engine.guide import NONE, options_of
from diagnostics.engine.walk import Walk

LEADERS: Final = 3
HASH_DIGITS: Final = 8
_NOT_SURE: Final = gettext_noop("Not sure about: %(questions)s")
_TRIED: Final = gettext_noop("Tried, and it did not help")
_WAITING: Final = gettext_noop("Waiting")
_WAITING_SINCE: Final = gettext_noop("Waiting since %(time)s")
_DID: Final = gettext_noop("Done before coming here")
_CANNOT: Final = gettext_noop("Could not be done")
_CAUSES: Final = gettext_noop("Most likely after this")
_RELEASE: Final = gettext_noop("Guide: release %(number)s (%(hash)s)")
_ADDRESS: Final = gettext_noop("The same walk: %(address)s")


class Release(Protocol):
    @property
    def number(self) -> int: ...

    @property
    def sha256(self) -> str: ...


class Guide(then_and_now.Guide, Protocol):
    """A guide as visitors see it, with the release that it comes from."""

    @property
    def release(self) -> Release: ...


def summary(
    guide: Guide, walk: Walk, decision: Decision, *, address: str, translate: Callable[[str], str] = str
) -> str:
    """A few short paragraphs of plain text; ``translate`` is gettext or similar."""
    blocks = [
        guide.texts.line(guide.document.title, walk.answers),
        *_answer_lines(guide, walk, translate),
        *_wait(guide, walk, translate),
        *_lists(guide, walk, decision, translate),
        translate(_RELEASE) % {"number": guide.release.number, "hash": guide.release.sha256[:HASH_DIGITS]}
        + "\n"
        + translate(_ADDRESS) % {"address": address},
    ]
    return "\n\n".join(blocks) + "\n"


def _answer_lines(guide: Guide, walk: Walk, translate: Callable[[str], str]) -> Iterator[str]:
    """What was answered in sentences, and what nobody knew in one line: nothing that was not said."""
    document = guide.document
    facts = ((question, one) for question, said in walk.answers.items() for one in options_of(said) if one != NONE)
    said = (whole_sentence(answer_clause(document, *fact)).fill(translate) for fact in facts)
    if told := " ".join(guide.texts.line(sentence, walk.answers) for sentence in said):
        yield in_first_person(told, document.language)
    asked = (one for one in document.questions if one.slug in walk.answers and one.kind == "one")
    if unsure := [quote(one.text) for one in asked if not walk.answers[one.slug]]:
        yield guide.texts.line(translate(_NOT_SURE) % {"questions": ", ".join(unsure)}, walk.answers)


def _wait(guide: Guide, walk: Walk, translate: Callable[[str], str]) -> Iterator[str]:
    """What takes its time, unless that is over."""
    if walk.waiting and not walk.worked:
        since, step = walk.waiting.since, walk.waiting.name
        heading = translate(_WAITING_SINCE) % {"time": f"{since:%Y-%m-%d %H:%M} UTC"} if since else translate(_WAITING)
        title = next(one.title for one in guide.document.steps if one.slug == step)
        yield f"{heading}: {guide.texts.line(title, walk.answers)}"


def _lists(guide: Guide, walk: Walk, decision: Decision, translate: Callable[[str], str]) -> Iterator[str]:
    document = guide.document
    titles = {step.slug: step.title for step in document.steps}
    done = {step.slug for step in document.steps if step.kind != "verdict"}
    causes = {cause.slug: cause.name for cause in document.causes}
    lists = {
        _TRIED: (titles[step] for step in walk.tried if step in done),
        _DID: (titles[step] for step in walk.did),
        _CANNOT: (titles[step] for step in walk.cannot),
        _CAUSES: (f"{causes[one.cause]} ({translate(BANDS[one.band])})" for one in _leaders(decision)),
    }
    for heading, lines in lists.items():
        if filled := [f"- {guide.texts.line(line, walk.answers)}" for line in lines]:
            yield "\n".join([f"{translate(heading)}:", *filled])


def _leaders(decision: Decision) -> tuple[Standing, ...]:
    """Those that are at least possible; none where an alarm ends the walk, since nothing is to be weighed then."""
    possible = [one for one in decision.leaders[:LEADERS] if one.band != "unlikely"]
    return () if decision.stops else tuple(possible)
