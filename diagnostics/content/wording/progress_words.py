"""How far a walk has come, in words: what its answers rule out, what was done, what is still to come."""

from collections.abc import Iterator
from typing import Final

from diagnostics.content.wording.sentences import Wording, gettext_noop
from diagnostics.engine.decision import Decision

_NOTHING_RULED_OUT: Final = gettext_noop("No cause is ruled out yet.")
_RULED_OUT: Final = gettext_noop("%(count)s of %(all)s causes ruled out.")
_ONE_DONE: Final = gettext_noop("1 step done.")
_DONE: Final = gettext_noop("%(count)s steps done.")
_ONE_QUESTION: Final = gettext_noop("About 1 more question.")
_QUESTIONS: Final = gettext_noop("About %(count)s more questions.")
_ONE_STEP: Final = gettext_noop("About 1 more step.")
_STEPS: Final = gettext_noop("About %(count)s more steps.")


def progress(decision: Decision, *, steps_done: int, questions_ahead: int = 0) -> Iterator[Wording]:
    """Sentences in order; what is nought is not said. Steps are expected only where nothing more is asked."""
    if any(cause.ruled_out for cause in decision.causes):
        yield ruled_out_sentence(decision)
    if steps_done:
        yield _count_wording(_ONE_DONE, _DONE, steps_done)
    if questions_ahead:
        yield _count_wording(_ONE_QUESTION, _QUESTIONS, questions_ahead)
    elif decision.steps_ahead:
        yield _count_wording(_ONE_STEP, _STEPS, decision.steps_ahead)


def ruled_out_sentence(decision: Decision) -> Wording:
    """How many causes the answers rule out."""
    count = sum(cause.ruled_out for cause in decision.causes)
    return Wording(_RULED_OUT if count else _NOTHING_RULED_OUT, {"count": str(count), "all": str(len(decision.causes))})


def _count_wording(one: str, many: str, count: int) -> Wording:
    return Wording(one) if count == 1 else Wording(many, {"count": str(count)})
