"""What a visitor did between two moments of a walk, read from the two walks: each holds all that was said until then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.engine.walk import Event, Walk

type Kind = Literal[
    "answered", "changed", "tried", "aside", "asked", "cannot", "did", "waiting", "fixed", "explained", "back"
]
type Word = Literal["", "fixed", "explained", "helped", "tried"]

_TRIED: Final[Mapping[str, Kind]] = {"verdict": "aside", "escalation": "asked"}
"""What it means that a step of this kind was not the end; of every other kind, that it did not help."""
_WORDS: Final[Mapping[Kind, Word]] = {
    "fixed": "fixed",
    "explained": "explained",
    "asked": "helped",
    "tried": "tried",
    "aside": "tried",
}
_ENDS: Final = ("fixed", "explained")


@dataclass(frozen=True, slots=True)
class WalkEvent:
    """One thing that was said.

    name: of the question or step. value: of an answer its options, as in an address, with commas; of ``back``, the kind
    of what was taken back.
    """

    kind: Kind
    name: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class CameOf:
    """What came of a walk so far. step: that ended it, or did not help."""

    word: Word = ""
    step: str = ""

    def after(self, event: WalkEvent) -> "CameOf":
        """What it is once this was said: the last word about a step counts, and whoever goes on is not done."""
        if word := _WORDS.get(event.kind):
            return CameOf(word, event.name)
        goes_on = event.kind in ("cannot", "waiting") and self.word in _ENDS
        is_taken_back = event.kind == "back" and event.name == self.step
        return CameOf() if goes_on or is_taken_back else self


def walk_events(document: GuideDocument, before: Walk, after: Walk) -> tuple[WalkEvent, ...]:
    """What was said between, in its order: first what was taken back, at last what ended the walk.

    Who only leaves the page that says "it works now" takes nothing back.
    """
    steps = {step.slug: step for step in document.steps}
    return (*_withdrawals(before, after), *_statements(steps, before, after), *_endings(steps, before, after))


def extends(before: Walk, after: Walk) -> bool:
    """Whether everything that was said before is still said."""
    return set(before.said) <= set(after.said)


def _withdrawals(before: Walk, after: Walk) -> Iterator[WalkEvent]:
    kept = {_subject(event) for event in after.said}
    return (WalkEvent("back", one.name, one.kind) for one in before.said if _subject(one) not in kept)


def _statements(steps: Mapping[str, Step], before: Walk, after: Walk) -> Iterator[WalkEvent]:
    old = {_subject(event): event for event in before.said}
    for event in after.said:
        earlier = old.get(_subject(event))
        if event.kind == "answer":
            if earlier is None or _value(earlier) != _value(event):
                yield WalkEvent("changed" if earlier else "answered", event.name, _value(event))
        elif event != earlier:
            is_tried = event.kind == "tried"
            yield WalkEvent(_TRIED.get(steps[event.name].kind, "tried") if is_tried else event.kind, event.name)


def _endings(steps: Mapping[str, Step], before: Walk, after: Walk) -> Iterator[WalkEvent]:
    if after.worked and after.worked != before.worked:
        yield WalkEvent("explained" if steps[after.worked].kind == "verdict" else "fixed", after.worked)


def _subject(event: Event) -> tuple[bool, str]:
    return event.kind == "answer", event.name


def _value(event: Event) -> str:
    return ",".join(value for _, value in event.pairs)
