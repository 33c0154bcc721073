"""The map of where visitors go, as boxes and lines of one SVG: pages from left to right, the most travelled on top."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Final

from diagnostics.content.checks.journeys import Node

BOX: Final = 208
GAP: Final = 190
TRUNK: Final = 18
"""From the right edge of a box to where its lines part."""
MARGIN: Final = 10
TOP: Final = 26
ROW_GAP: Final = 14
LINE: Final = 16
PADDING: Final = 9
ANCHOR: Final = 28
LETTERS: Final = 26
"""So many letters fit into a line of a box, and so many into one of a label."""
LABEL_LETTERS: Final = 23
TITLE_LINES: Final = 3
LABEL_LINES: Final = 2
WIDEST: Final = 44
THINNEST: Final = 1.5
SEPARATOR: Final = "."
OPEN_AT_FIRST: Final = frozenset({"0"})


@dataclass(frozen=True, slots=True)
class Branch:
    """One page of the map as it is shown now.

    key: its path of numbers, "0-2". toggle: the keys that are open once it is opened or closed, as an address says them;
    None where there is nothing to open.
    """

    key: str
    node: Node
    is_open: bool
    toggle: str | None
    branches: tuple["Branch", ...]


def branches(plan: Node, opened: str | None) -> Branch:
    """The map with the branches open that an address names; None: as it is shown at first. The root is always open."""
    wanted = OPEN_AT_FIRST if opened is None else frozenset(opened.split(SEPARATOR))
    return _branch(plan, "", wanted & frozenset(_keys(plan)))


def _branch(node: Node, key: str, opened: frozenset[str]) -> Branch:
    is_open = bool(node.nodes) and (not key or key in opened)
    below = tuple(_branch(one, _key(key, at), opened) for at, one in enumerate(node.nodes)) if is_open else ()
    closed = frozenset(one for one in opened if one != key and not one.startswith(f"{key}-"))
    toggle = SEPARATOR.join(sorted(closed if is_open else opened | {key})) if key and node.nodes else None
    return Branch(key, node, is_open, toggle, below)


def _key(parent: str, at: int) -> str:
    return f"{parent}-{at}" if parent else str(at)


def _keys(root: Node) -> Iterator[str]:
    """The keys of all pages that can be opened."""
    waiting = [("", root)]
    for key, node in waiting:
        if node.nodes:
            yield key
            waiting += [(_key(key, at), one) for at, one in enumerate(node.nodes)]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and its baseline."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Box:
    """One page; its words from ``left`` on, its kind on the baseline ``top``, its button on ``foot``."""

    branch: Branch
    x: int
    y: int
    height: int
    lines: tuple[Line, ...]
    width: int = BOX

    @property
    def left(self) -> int:
        return self.x + PADDING + 3

    @property
    def top(self) -> int:
        return self.y + PADDING + LINE - 5

    @property
    def foot(self) -> int:
        return self.y + self.height - PADDING

    @property
    def anchor(self) -> int:
        """Where lines come in and go out; a page and the first one after it stand level."""
        return self.y + ANCHOR


@dataclass(frozen=True, slots=True)
class Edge:
    """One answer: a path as wide as its share of the visitors, with the words above it."""

    path: str
    width: str
    x: int
    lines: tuple[Line, ...]
    share: str
    share_at: int


@dataclass(frozen=True, slots=True)
class Others:
    """Visitors who went on to pages too seldom passed to be drawn."""

    count: int
    path: str
    x: int
    y: int


@dataclass(slots=True)
class Picture:
    """Everything to draw, in the order of reading."""

    boxes: list[Box] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    others: list[Others] = field(default_factory=list)
    width: int = 0
    height: int = 0


def picture(root: Branch) -> Picture:
    """Place the open branches: each page beside the first one that it leads to."""
    drawn = Picture()
    _place(drawn, root, MARGIN, TOP)
    return drawn


def _place(drawn: Picture, branch: Branch, x: int, y: int) -> tuple[Box, int]:
    """The box of a branch, and where everything that it leads to ends.

    Closed pages stand close together; an open one begins below all that the pages before it lead to.
    """
    box = _box(branch, x, y)
    drawn.boxes.append(box)
    at = deepest = y
    for below in branch.branches:
        child, end = _place(drawn, below, x + BOX + GAP, max(at, deepest) if below.branches else at)
        drawn.edges.append(_edge(box, child))
        at, deepest = child.y + child.height + ROW_GAP, max(deepest, end)
    if branch.branches and branch.node.others:
        drawn.others.append(_others(box, branch.node.others, at + LINE))
        at += 2 * LINE + ROW_GAP
    bottom = max(y + box.height + ROW_GAP, at, deepest)
    drawn.width = max(drawn.width, x + BOX + MARGIN)
    drawn.height = max(drawn.height, bottom)
    return box, bottom


def _box(branch: Branch, x: int, y: int) -> Box:
    words = _wrap(branch.node.title, LETTERS, TITLE_LINES)
    first = y + PADDING + 2 * LINE - 3
    lines = tuple(Line(text, first + at * LINE) for at, text in enumerate(words))
    rows = len(words) + (2 if branch.node.nodes and branch.key else 1)
    return Box(branch, x, y, 2 * PADDING + rows * LINE + 2, lines)


def _edge(start: Box, end: Box) -> Edge:
    node = end.branch.node
    width = max(THINNEST, node.width * WIDEST)
    words = _wrap(node.said, LABEL_LETTERS, LABEL_LINES)
    bottom = end.anchor - round(width / 2) - 5
    lines = tuple(Line(text, bottom - (len(words) - 1 - at) * (LINE - 2)) for at, text in enumerate(words))
    under = end.anchor + round(width / 2) + 14
    return Edge(_path(start, end.x, end.anchor), f"{width:.1f}", end.x - 8, lines, node.share, under)


def _path(start: Box, x: int, y: int) -> str:
    """To the right, down the trunk, and to the right again."""
    left, trunk = start.x + start.width, start.x + start.width + TRUNK
    if y == start.anchor:
        return f"M{left} {y}H{x}"
    down = 8 if y > start.anchor else -8
    return f"M{left} {start.anchor}H{trunk - 8}q8 0 8 {down}V{y - down}q0 {down} 8 {down}H{x}"


def _others(start: Box, count: int, y: int) -> Others:
    x = start.x + BOX + GAP
    return Others(count, _path(start, x, y), x + 8, y + 4)


def _wrap(text: str, letters: int, lines: int) -> list[str]:
    return wrap(text, letters, max_lines=lines, placeholder=" …")
