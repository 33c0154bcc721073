"""What was said between two moments of a walk."""

from typing import Final
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.results.walk_events import CameOf, Kind, WalkEvent, extends, walk_events
from diagnostics.engine.walk import Event, Walk, fold
from tests.web.lamp import lamp_with_facts

LAMP: Final = lamp_with_facts()
GUIDE: Final = engine_guide(LAMP)
PAIRS: Final = [
    ("see", "dark"),
    ("see", "flicker"),
    ("kind", "not-sure"),
    ("facts", "hum"),
    ("facts", "none"),
    ("smell", "yes"),
    ("tried", "turn-on"),
    ("tried", "electrician"),
    ("cannot", "turn-on"),
    ("did", "torch"),
    ("waiting", "wait-power"),
    ("tried", "nothing-broken"),
    ("worked", "torch"),
    ("ask", "see"),
    ("show", "steps"),
]
"""What an address may say, in any order and any number."""


ENDS: Final[tuple[Kind, ...]] = ("fixed", "explained")


def a_walk(query: str) -> Walk:
    return fold(GUIDE, parse_qsl(query, keep_blank_values=True))


def _key(event: Event) -> tuple[bool, str]:
    return event.kind == "answer", event.name


def news(before: str, after: str) -> list[str]:
    """What was said between two addresses, each as one line."""
    return [
        " ".join(filter(None, (one.kind, one.name, one.value)))
        for one in walk_events(LAMP, a_walk(before), a_walk(after))
    ]


walks = st.lists(st.sampled_from(PAIRS), max_size=8).map(lambda pairs: fold(GUIDE, pairs))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "see=dark", ["answered see dark"]),
        ("", "see=not-sure", ["answered see not-sure"]),
        ("see=dark", "see=flicker&kind=desk", ["changed see flicker", "answered kind desk"]),
        ("", "kind=ceiling&facts=hum&facts=burnt", ["answered kind ceiling", "answered facts hum,burnt"]),
        ("facts=hum", "facts=none", ["changed facts none"]),
        ("see=dark", "kind=desk", ["back see answer", "answered kind desk"]),
        ("see=dark", "see=dark&tried=turn-on", ["tried turn-on"]),
        ("see=dark", "see=dark&did=turn-on&did=torch", ["did turn-on", "did torch"]),
        ("tried=turn-on", "cannot=turn-on", ["cannot turn-on"]),
        ("tried=turn-on", "", ["back turn-on tried"]),
        ("", "tried=bulb-change", ["tried new-bulb"]),
        ("see=lit", "see=lit&tried=nothing-broken", ["aside nothing-broken"]),
        ("see=lit", "see=lit&worked=nothing-broken", ["explained nothing-broken"]),
        ("see=dark", "see=dark&tried=electrician", ["asked electrician"]),
        ("", "street=dark&waiting=wait-power&since=20261129T1015", ["answered street dark", "waiting wait-power"]),
        ("waiting=wait-power&since=20261129T1015", "waiting=wait-power&since=20261129T1215", ["waiting wait-power"]),
        ("waiting=wait-power&since=20261129T1015", "tried=wait-power", ["tried wait-power"]),
        ("see=dark", "see=dark&tried=turn-on&worked=torch", ["tried turn-on", "fixed torch"]),
        ("worked=torch", "worked=torch&ask=see", []),
        ("worked=torch", "", []),
        ("worked=torch", "tried=torch", ["tried torch"]),
        ("see=dark", "see=dark&show=steps&open=torch&ask=kind&utm_source=mail&link=BCDF", []),
        ("see=lit&tried=turn-on", "see=flicker&tried=turn-on", ["changed see flicker"]),
    ],
)
def test_each_thing_is_one_event(before: str, after: str, said: list[str]) -> None:
    """In the order in which it was said; what chooses a page is none, and what sleeps is not taken back."""
    assert news(before, after) == said


@given(walks)
def test_the_same_walk_says_nothing_new(walk: Walk) -> None:
    assert walk_events(LAMP, walk, walk) == ()
    assert extends(walk, walk)


def test_a_walk_goes_on_where_nothing_was_taken_back() -> None:
    dark, tried = a_walk("see=dark"), a_walk("see=dark&tried=turn-on")
    assert extends(dark, tried)
    assert not extends(tried, dark)


@given(walks, walks)
def test_events_lead_from_one_walk_to_the_other(before: Walk, after: Walk) -> None:
    """Applied to what was known before, they give what is known after; and nothing is said twice."""
    events = walk_events(LAMP, before, after)
    known = {_key(one) for one in before.said}
    known -= {(event.value == "answer", event.name) for event in events if event.kind == "back"}
    known |= {
        (event.kind in ("answered", "changed"), event.name) for event in events if event.kind not in ("back", *ENDS)
    }
    assert known == {_key(one) for one in after.said}
    assert len(set(events)) == len(events)
    assert not (extends(before, after) and {event.kind for event in events} & {"back", "changed"})


@pytest.mark.parametrize(
    ("said", "word", "step"),
    [
        ([], "", ""),
        (["answered see"], "", ""),
        (["tried turn-on"], "tried", "turn-on"),
        (["aside nothing-broken"], "tried", "nothing-broken"),
        (["tried turn-on", "fixed torch"], "fixed", "torch"),
        (["explained nothing-broken", "answered see"], "explained", "nothing-broken"),
        (["fixed torch", "tried torch"], "tried", "torch"),
        (["fixed torch", "waiting wait-power"], "", ""),
        (["fixed torch", "cannot turn-on"], "", ""),
        (["tried torch", "cannot turn-on"], "tried", "torch"),
        (["tried torch", "back torch"], "", ""),
        (["tried torch", "back turn-on"], "tried", "torch"),
        (["asked electrician"], "helped", "electrician"),
    ],
)
def test_the_last_word_says_what_came_of_it(said: list[str], word: str, step: str) -> None:
    """Whoever goes on after success is not done, and what is taken back is not so."""
    came_of = CameOf()
    for line in said:
        kind, name = line.split()
        came_of = came_of.after(WalkEvent(kind, name))  # type: ignore[arg-type]  # a kind
    assert came_of == CameOf(word, step)  # type: ignore[arg-type]  # a word
