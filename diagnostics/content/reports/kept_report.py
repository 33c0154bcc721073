"""A walk, to be kept as a report: what its visitor could say, what they had done, and what ended it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diagnostics.content.cases.expectations import event_text
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.fields import SaidAnswer
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.names import Names
from diagnostics.engine.guide import Ticks, options_of
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold


@dataclass(frozen=True, slots=True)
class ReportableWalk:
    """Attributes:

    says, did: what the report would hold. solved_by: the step that ended the walk, or "". said: the answers in words.
    left_out: a sentence about what does not count; "" where all does.
    """

    says: Mapping[str, SaidAnswer]
    did: tuple[str, ...]
    solved_by: str
    said: tuple[str, ...]
    left_out: str


def reportable_walk(names: Names, pairs: Sequence[tuple[str, str]]) -> ReportableWalk:
    """The walk of these pairs, in a document that the engine can take."""
    walk = fold(compile_guide(engine_guide(names.document)).guide, pairs)
    told = [event for event in walk.events if event.kind == "did" or options_of(event.option)]
    return ReportableWalk(
        says={name: _said_answer(answer) for name, answer in walk.answers.items() if answer is not None},
        did=walk.did,
        solved_by=walk.worked or "",
        said=tuple(event_text(event, names) for event in told),
        left_out=names.say(reason_words.dropped_answers(names.document, walk.uncounted)) if walk.uncounted else "",
    )


def _said_answer(answer: str | Ticks) -> SaidAnswer:
    told = options_of(answer)
    return told if len(told) > 1 else told[0]
