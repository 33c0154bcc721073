"""The walk in plain text, for the person at support: answers, steps, what was likely, which release said so."""

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.results import then_and_now
from diagnostics.content.wording.reason_words import BANDS, answer, gettext_noop
from diagnostics.engine.decision import Decision, Standing
from diagnostics.engine.guide import Answer
from diagnostics.engine.walk import Walk

LEADERS: Final = 3
HASH_DIGITS: Final = 8
_ANSWERS: Final = gettext_noop("Answers")
_NOT_SURE: Final = gettext_noop("not sure")
_TRIED: Final = gettext_noop("Tried, did not help")
_DID: Final = gettext_noop("Done before")
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
        *_lists(guide, walk, decision, translate),
        translate(_RELEASE) % {"number": guide.release.number, "hash": guide.release.sha256[:HASH_DIGITS]}
        + "\n"
        + translate(_ADDRESS) % {"address": address},
    ]
    return "\n\n".join(blocks) + "\n"


def _lists(guide: Guide, walk: Walk, decision: Decision, translate: Callable[[str], str]) -> Iterator[str]:
    document = guide.document
    titles = {step.slug: step.title for step in document.steps}
    causes = {cause.slug: cause.name for cause in document.causes}
    lists = {
        _ANSWERS: (_answer(document, question, option, translate) for question, option in walk.answers.items()),
        _DID: (titles[step] for step in walk.did),
        _TRIED: (titles[step] for step in walk.tried),
        _CANNOT: (titles[step] for step in walk.cannot),
        _CAUSES: (f"{causes[one.cause]} ({translate(BANDS[one.band])})" for one in _leaders(decision)),
    }
    for heading, lines in lists.items():
        if filled := [f"- {guide.texts.line(line, walk.answers)}" for line in lines]:
            yield "\n".join([f"{translate(heading)}:", *filled])


def _leaders(decision: Decision) -> tuple[Standing, ...]:
    """None where an alarm ends the walk: nothing is to be weighed then."""
    return () if decision.stops else decision.leaders[:LEADERS]


def _answer(document: GuideDocument, question: str, said: Answer, translate: Callable[[str], str]) -> str:
    text = answer(document, question, said)
    return text if said else f"{text}: {translate(_NOT_SURE)}"
