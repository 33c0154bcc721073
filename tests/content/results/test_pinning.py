"""What the engine said, kept as text and read again."""

import datetime as dt
import json
from typing import Any

import pytest

from diagnostics.content.document.canonical import canonical_text, sha256
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.results import pinning
from diagnostics.content.results.pinning import PinnedFindings, UnreadablePin
from diagnostics.engine import ENGINE
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.walk import Walk, fold
from tests.builders import a_question
from tests.web.lamp import rich_lamp

DOCUMENT = rich_lamp()
STEPS = [("see", "dark"), ("kind", "desk"), ("show", "steps")]


def network() -> Network:
    return compile_guide(engine_guide(DOCUMENT))


def pin(*pairs: tuple[str, str], **findings: str) -> pinning.Pin:
    return pinning.pin_decision(network(), DOCUMENT, fold(network().guide, pairs), findings)


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        STEPS,
        [*STEPS, ("open", "reset-fuses"), ("street", "dark")],
        [("see", "flicker"), ("smell", "yes")],
        [("see", "dark"), *(("tried", step) for step in ("turn-on", "new-bulb", "reset-fuses", "torch"))],
        [("see", "dark"), ("worked", "new-bulb")],
        [("see", "dark"), ("worked", "candle")],
        [("see", "dark"), ("street", "dark"), ("waiting", "wait-power"), ("since", "20261129T1015")],
    ],
)
def test_what_was_said_comes_back(pairs: list[tuple[str, str]]) -> None:
    """Written and read, a decision is the same to the billionth, and written again the same text."""
    text = pinning.write(pin(*pairs, street="lit"))
    assert pinning.write(pinning.read(text)) == text


def test_the_text_is_canonical() -> None:
    """Equal decisions give equal texts: sorted keys, no blanks, no floats."""
    text = pinning.write(pin(*STEPS))

    def refuse(number: str) -> None:
        raise AssertionError(number)

    data = json.loads(text, parse_float=refuse, parse_constant=refuse)
    assert canonical_text(data) == text == pinning.write(pin(*STEPS))
    assert data["form"] == pinning.FORM


def test_conditions_are_written_in_order() -> None:
    """A set has no order, its text has."""
    why = {"slug": "never", "whens": frozenset({"b", "a", "c"})}
    assert canonical_text(pinning._plain(why)) == '{"slug":"never","whens":["a","b","c"]}'


def test_it_keeps_all_that_a_page_may_say() -> None:
    """Besides the decision: what is known, whether it would ask, why not others first, what it most likely was."""
    kept = pin(*STEPS, ("open", "candle"), street="dark")
    assert kept.known == {"street": "dark", "see": "dark", "kind": "desk"}
    assert {slug: one.why for slug, one in kept.not_first.items()} == {
        "turn-on": "less-likely",
        "new-bulb": "only-after",
        "reset-fuses": "never-while",
    }
    assert kept.would_ask is False
    assert kept.ended_at is None
    assert pin(("see", "dark"), ("worked", "turn-on")).ended_at == "switch"
    assert pin(("see", "dark"), ("worked", "candle")).ended_at is None
    assert pin(("see", "dark"), ("show", "steps")).would_ask is True


def test_what_no_longer_fits_keeps_no_reason() -> None:
    """A cause of level 0 is named nowhere with its reason."""
    causes = {one.cause: one for one in pin(*STEPS, street="lit").decision.causes}
    assert causes["switch"].strongest_for is not None
    assert (causes["outage"].level, causes["outage"].strongest_against) == (0, None)


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ([*STEPS, ("open", "torch")], [*STEPS, ("open", "torch")]),
        ([("see", "dark"), ("worked", "torch")], [("see", "dark"), ("worked", "torch")]),
        ([("see", "dark"), ("ask", "see")], [("see", "dark"), ("ask", "see")]),
        ([("see", "dark"), ("from", "smell")], [("see", "dark"), ("ask", "smell")]),
        ([("see", "lit"), ("from", "smell")], [("see", "lit")]),
        ([("see", "dark"), ("from", "see")], [("see", "dark")]),
        ([("see", "my number is 555-0100"), ("who", "am I"), ("tried", "everything")], []),
    ],
)
def test_only_what_the_guide_knows_is_kept(pairs: list[tuple[str, str]], kept: list[tuple[str, str]]) -> None:
    """The pairs bring the same page back; what somebody typed into the address is not among them."""
    walk: Walk = fold(network().guide, pairs)
    assert list(pinning.kept_pairs(network(), walk, walk.answers)) == kept


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"form":2}', '{"form":1}', '{"form":1,"decision":{"move":"sing"}}'],
)
def test_damaged_text_is_refused(text: str) -> None:
    """What is no decision of this form is not shown as one."""
    with pytest.raises(UnreadablePin, match=r"\.$"):
        pinning.read(text)


def test_findings_come_back_with_their_time() -> None:
    """What the site had read, and when."""
    found: Any = PinnedFindings({"street": "dark"}, dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC))
    assert pinning.read_findings(pinning.write_findings(found)) == found
    assert pinning.write_findings(PinnedFindings({}, None)) == '{"answers":{},"checked_at":null}'
    with pytest.raises(UnreadablePin):
        pinning.read_findings("{}")


DECIDED: dict[int, str] = {
    1: "09e051c7d080a72c6e63e8b297cbbac73a56ff636fcbbff62817fbf01b4d5473",
    2: "3c673bf7254cacec1eab60bc87ee12e3d8cae3b2a3e6ea498de1bdc7023d7c1f",
}
"""Hash of what each version of the engine said to some walks through the lamp."""


def test_an_engine_that_decides_otherwise_has_another_number() -> None:
    """Where this fails and the lamp is the same, the engine decides in another way: raise ENGINE and add a line."""
    walks = [[], STEPS, [("see", "flicker"), ("kind", "desk")], [("see", "dark"), ("tried", "turn-on")]]
    said = "\n".join(pinning.write(pin(*walk)) for walk in walks)
    assert DECIDED[ENGINE] == sha256(said)


def test_progress_is_kept_and_older_texts_hold_none() -> None:
    """What was ruled out and still to come stays with the link; of one made before there was such a thing nothing is said."""
    radio = a_question("radio", "on", "off", signs={"outage": {"on": "rules-out", "off": "proves"}})
    document = rich_lamp(add={"questions": [radio]})
    lamp = compile_guide(engine_guide(document))
    walk = fold(lamp.guide, [("see", "dark"), ("street", "lit"), ("radio", "on")])
    text = json.loads(pinning.write(pinning.pin_decision(lamp, document, walk, {})))
    kept = pinning.read(json.dumps(text))
    assert [one.cause for one in kept.decision.causes if one.ruled_out] == ["outage"]
    assert (kept.questions_ahead, kept.decision.steps_ahead) == (1, 2)
    del text["questions_ahead"], text["decision"]["steps_ahead"]
    for one in text["decision"]["causes"]:
        one.pop("ruled_out", None)
    old = pinning.read(json.dumps(text))
    assert (old.questions_ahead, old.decision.steps_ahead) == (0, 0)
    assert not any(one.ruled_out for one in old.decision.causes)


def test_an_alarm_that_stops_comes_back() -> None:
    """And where none does, the text is that of links made before there were any."""
    document = rich_lamp(alarms=[alarm.model_dump() | {"stops": True} for alarm in DOCUMENT.alarms])
    stopping = compile_guide(engine_guide(document))
    walk = fold(stopping.guide, [("see", "flicker"), ("smell", "yes")])
    text = pinning.write(pinning.pin_decision(stopping, document, walk, {}))
    assert pinning.read(text).decision.stops == ("fire",)
    assert pinning.write(pinning.read(text)) == text
    assert "stops" not in pinning.write(pin(*STEPS))
