"""A walk through a draft, to be kept as a case: what of it can be kept, and what comes out of it now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from diagnostics.content.cases.cases import Outcome
from diagnostics.content.cases.expectations import event_text
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.names import Names
from diagnostics.engine.advise import advise
from diagnostics.engine.guide import Answer, Answers, Ticks, options_of
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import STEP_EVENTS, Walk, fold

IN_TITLE: Final = 4
LONGEST_TITLE: Final = 120


@dataclass(frozen=True, slots=True)
class KeepableWalk(Outcome):
    """What comes out of the walk now, and what can be kept of it.

    answers, did, tried, cannot: what the case would hold, in slugs. said: the same in words. left_out: sentences about what
    it would not hold. title: made of the answers.
    """

    answers: Mapping[str, str | list[str]]
    did: tuple[str, ...]
    tried: tuple[str, ...]
    cannot: tuple[str, ...]
    said: tuple[str, ...]
    left_out: tuple[str, ...]
    title: str

    @property
    def says_something(self) -> bool:
        return bool(self.answers or self.did or self.tried or self.cannot)

    @property
    def first(self) -> str:
        """The step that comes first now, or ""."""
        return self.steps[0] if self.steps else ""


def keepable_walk(names: Names, pairs: Sequence[tuple[str, str]]) -> KeepableWalk:
    """The walk of these pairs, in a document that the engine can take."""
    network = compile_guide(engine_guide(names.document))
    walk = fold(network.guide, pairs)
    answers = {question: answer for question, answer in walk.answers.items() if answer is not None}
    kept = Walk(tuple(event for event in walk.events if event.option is not None or event.kind in STEP_EVENTS))
    return KeepableWalk(
        decision=advise(network, kept.with_steps_shown()),
        answers={question: _kept_answer(answer) for question, answer in answers.items()},
        did=walk.did,
        tried=walk.tried,
        cannot=walk.cannot,
        said=tuple(event_text(event, names) for event in kept.events),
        left_out=tuple(_omissions(names, walk)),
        title=_title(names, answers),
    )


def _omissions(names: Names, walk: Walk) -> Iterator[str]:
    for question, option in walk.answers.items():
        if option is None:
            yield f"{quote(names.question(question))} was answered with “Not sure”. That tells nothing, so it is not kept."
    if walk.waiting:
        yield f"The wait for {quote(names.step(walk.waiting.name))} is not kept: a case holds what was said and done."
    if walk.uncounted:
        yield names.say(reason_words.dropped_answers(names.document, walk.uncounted))


def _kept_answer(answer: Answer) -> str | list[str]:
    options = options_of(answer)
    return [*options] if isinstance(answer, Ticks) else options[0]


def _title(names: Names, answers: Answers) -> str:
    words = [names.answer(question, answer) for question, answer in answers.items()]
    title = ", ".join(words[:IN_TITLE])
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
