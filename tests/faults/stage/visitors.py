"""Visitors who go on walking while something is damaged, and what they got."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic
from typing import Final, Self

import httpx

from tests.faults.stage.hosts import WALK, as_visitor, browser

type Span = tuple[float, float]
LONGEST: Final = 30
"""Seconds that a visitor waits for an answer."""
NOTHING: Final = 0
"""In place of a status: no answer, or none yet."""
NO_WORDS: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Kind:
    """What some visitors look at, one of ``paths`` after the other: so many of them, each with a pause between."""

    name: str
    paths: tuple[str, ...]
    visitors: int = 1
    pause: float = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """began: by the clock of this process. status: NOTHING where none came, and ``error`` is what came instead.

    release: the one that its header names. words: what its text holds of those that are looked for.
    """

    kind: str
    began: float
    seconds: float
    status: int
    error: str = ""
    release: str = ""
    words: frozenset[str] = frozenset()


class Seen:
    """Answers to some of the visitors."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self.answers = list(answers)

    def of(self, *kinds: str) -> "Seen":
        return Seen(one for one in self.answers if one.kind in kinds)

    def without(self, *kinds: str) -> "Seen":
        return Seen(one for one in self.answers if one.kind not in kinds)

    def __len__(self) -> int:
        return len(self.answers)

    def __add__(self, other: "Seen") -> "Seen":
        return Seen([*self.answers, *other.answers])

    @property
    def statuses(self) -> Counter[int]:
        return Counter(one.status for one in self.answers)

    @property
    def slowest(self) -> float:
        """Seconds."""
        return max((one.seconds for one in self.answers), default=math.nan)

    @property
    def p95(self) -> float:
        """Seconds."""
        times = sorted(one.seconds for one in self.answers)
        return times[math.ceil(len(times) * 0.95) - 1] if times else math.nan

    def are_all(self, *statuses: int) -> bool:
        """Whether there are answers, and each has one of these statuses."""
        return bool(self.answers) and set(self.statuses) <= set(statuses)

    def __str__(self) -> str:
        words = Counter(str(one.status or one.error or "no answer") for one in self.answers)
        return ", ".join(f"{count:,} × {word}" for word, count in sorted(words.items())) or "nothing was asked"


class Visitors:
    """They come as long as the block lasts.

    address: of the proxy, or of one host. keep: whether each keeps its connection, as browsers do. words: what is
    looked for in the pages.
    """

    def __init__(
        self, address: str, kinds: Sequence[Kind], *, keep: bool = True, words: re.Pattern[str] = NO_WORDS
    ) -> None:
        self._address = address
        self._words = words
        self._keep = keep
        self._answers: list[Answer] = []
        self._over = Event()
        numbers = itertools.count()
        self._threads = [
            Thread(target=self._walk, args=(next(numbers), kind), daemon=True)
            for kind in kinds
            for _ in range(kind.visitors)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(LONGEST)

    def watch(self, seconds: float, *, until: Callable[[], bool] = lambda: False) -> Span:
        """Let them walk for so long; what they got is ``seen`` later, when who had to wait has got it too."""
        began = monotonic()
        while monotonic() - began < seconds and not until():
            self._over.wait(0.1)
        return began, monotonic()

    def seen(self, *spans: Span) -> Seen:
        """The answers to whatever was asked in these spans of time, once the visitors have left."""
        return Seen(one for one in self._answers if any(began <= one.began < ended for began, ended in spans))

    def _walk(self, number: int, kind: Kind) -> None:
        with browser(keep=self._keep, timeout=LONGEST) as client:
            for path in itertools.cycle(
                kind.paths[number % len(kind.paths) :] + kind.paths[: number % len(kind.paths)]
            ):
                self._ask(client, kind.name, path)
                if self._over.wait(kind.pause):
                    return

    def _ask(self, client: httpx.Client, kind: str, path: str) -> None:
        began = monotonic()
        try:
            got = client.get(self._address + path, headers=as_visitor())
        except httpx.HTTPError as raised:
            self._answers.append(Answer(kind, began, monotonic() - began, NOTHING, type(raised).__name__))
            return
        seconds, words = monotonic() - began, frozenset(self._words.findall(got.text))
        release = got.headers.get("Guide-Release", "")
        self._answers.append(Answer(kind, began, seconds, got.status_code, release=release, words=words))


def pages(stylesheet: str) -> list[Kind]:
    """What visitors look at who know of no link; and the operator's probes."""
    sees = ("green", "not-delivered", "waiting", "stuck")
    devices = ("iphone", "mac", "ipad")
    walks = [f"/imessage/check/?see={see}&device={device}" for see in sees for device in devices]
    return [
        Kind("home", ("/",)),
        Kind("question", tuple(walks), visitors=2),
        Kind("steps", (f"/imessage/check/?{WALK}", *(f"{walk}&show=steps" for walk in walks)), visitors=2, pause=0.15),
        Kind("reading", ("/imessage/", "/imessage/causes/", "/imessage/steps/restart/"), pause=0.2),
        Kind("static", (stylesheet,)),
        Kind("live", ("/health/live",), pause=0.2),
        Kind("ready", ("/health/ready",), pause=0.2),
    ]


def links(paths: Sequence[str], *, visitors: int = 12) -> Kind:
    """Twelve who open links: more than the threads of one host."""
    return Kind("link", tuple(paths), visitors=visitors, pause=1.0)
