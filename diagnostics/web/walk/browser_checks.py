"""What the visitor's browser may find out by itself on the page of a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diagnostics.content.document.offered import ABOUT_THE_DEVICE, Reading, readings, write_out
from diagnostics.content.document.schema import Question
from diagnostics.engine.guide import Truth, judge
from diagnostics.engine.walk import NOT_SURE, filled_questions
from diagnostics.web.walk.scene import Scene

MOST_BESIDES: Final = 3


@dataclass(frozen=True, slots=True)
class BrowserChecks:
    """Attributes:

    besides: other questions that it may answer meanwhile.
    readings: what is read for them and for the question itself; empty where no browser knows anything here.
    is_device: whether the question itself says which device it is. on_itself: whether it may be answered so here.
    filled: the questions that the site has answered before; this holds of the device that was seen then.
    same: what must hold of the browser so that the device that is read on is the one that fails; an empty one never does.
    """

    besides: tuple[Question, ...]
    readings: frozenset[Reading]
    is_device: bool
    on_itself: bool
    filled: frozenset[str]
    same: tuple[str, ...]

    @property
    def told_by_browser(self) -> bool:
        """Whether one of these answers is what the browser says of itself; all others are measured."""
        return bool(self.readings & {"browser", "touch", "version"})


def browser_checks(scene: Scene, asked: Question) -> BrowserChecks:
    """As long as the failing device is not known, nothing is checked besides which one it is."""
    open_ones = [one for one in scene.document.questions if one.slug != asked.slug and _is_open(scene, one)]
    device = [one for one in open_ones if _tells_devices_apart(one)]
    is_device = _tells_devices_apart(asked)
    besides = () if is_device else tuple((device[:1] or open_ones)[:MOST_BESIDES])
    on_itself = is_device or not device
    read = frozenset().union(*(_readings(one) for one in (*([asked] if on_itself else []), *besides)))
    filled = filled_questions(scene.live.network.guide, scene.walk)
    same = () if read <= ABOUT_THE_DEVICE else tuple(_same(scene))
    return BrowserChecks(besides, read, is_device, on_itself, filled, same)


def _is_open(scene: Scene, question: Question) -> bool:
    """Whether the browser may answer it, nobody has, and it is sure to fit."""
    may = question.kind == "one" and question.slug not in scene.known and bool(_readings(question))
    names = scene.live.network.guide.question_names
    return may and judge(names[question.slug].when, scene.known) is Truth.HOLDS


def _same(scene: Scene) -> Iterator[str]:
    """By each answer that says which device it is."""
    for question in scene.document.questions:
        if question.slug in scene.walk.answers and _tells_devices_apart(question):
            said = scene.walk.answers[question.slug] or NOT_SURE
            yield next((write_out(one.detect or "") for one in question.options if one.slug == said), "")


def _tells_devices_apart(question: Question) -> bool:
    return bool(read := _readings(question)) and read <= ABOUT_THE_DEVICE


def _readings(question: Question) -> frozenset[Reading]:
    return frozenset().union(*(readings(option.detect) for option in question.options if option.detect))
