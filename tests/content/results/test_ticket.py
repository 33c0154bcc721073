"""What was found, as plain text for a ticket."""

import datetime as dt

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.results import pinning
from diagnostics.content.results.ticket import ticket
from diagnostics.content.wording.texts import Texts
from diagnostics.domain.live.live_site import LiveGuide, ReleaseStamp
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.builders import a_step
from tests.web.lamp import rich_lamp

AT = dt.datetime(2026, 11, 23, 17, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def ticket_of(*pairs: tuple[str, str], withdrawn: tuple[str, ...] = (), **changes: object) -> str:
    document = rich_lamp(**changes)
    network = compile_guide(engine_guide(document))
    here = LiveGuide(document, network, Texts(document), ReleaseStamp(1, "a" * 64, AT))
    walk = fold(network.guide, pairs)
    decision = pinning.pin_decision(network, document, walk, {"street": "lit"}).decision
    return ticket(
        here, walk, decision, code="b" * 12, made_at=AT, address="https://x.example/r/B/", withdrawn=withdrawn
    )


def test_a_ticket_says_what_was_found_and_what_to_try() -> None:
    """Code and time, answers, likely causes, release, address, and the steps in their order."""
    assert ticket_of(("see", "dark"), ("kind", "desk"), ("show", "steps"), withdrawn=("torch",)) == (
        "Result BBBB-BBBB-BBBB, saved on 2026-11-23 at 17:30 UTC+01:00\n\n"
        "Why won't my lamp light?\n\n"
        "My answer to “What do you see?” is “It stays dark”. My answer to “Which lamp is it?” is “A desk lamp”.\n\n"
        "Most likely after this:\n- The lamp is switched off (very likely)\n- The bulb is dead (likely)\n\n"
        "Guide: release 1 (aaaaaaaa)\nThe same walk: https://x.example/r/B/\n\n"
        "What to try, in this order:\n1. Turn the lamp on\n2. Reset all fuses\n3. Look with a torch (withdrawn since then)\n"
    )


def test_a_ticket_in_the_middle_of_the_questions_has_no_steps() -> None:
    """What to try is not known yet."""
    assert ticket_of(("see", "dark")).endswith("The same walk: https://x.example/r/B/\n")


def test_a_ticket_at_the_end_of_the_road_says_whom_to_ask() -> None:
    tried = [("tried", step) for step in ("turn-on", "new-bulb", "reset-fuses", "torch")]
    assert ticket_of(("see", "dark"), ("kind", "desk"), *tried).endswith("\n\nThen ask for help: Call an electrician\n")


def test_a_ticket_numbers_what_is_to_be_done() -> None:
    """A verdict is no step: it stands by itself, first or as what it may also be."""
    said = ticket_of(("see", "lit"), ("kind", "desk"), ("show", "steps"))
    assert "\n\nWhat the guide says: Nothing is broken\n" in said
    assert "1. Nothing" not in said


def test_a_ticket_names_everybody_who_may_help() -> None:
    """The likeliest first, the others after it."""
    steps = [a_step(slug, kind="escalation", title=slug.title(), say="Hello.") for slug in ("shop", "bank", "club")]
    said = ticket_of(("see", "dark"), ("kind", "desk"), steps=steps)
    assert said.endswith("\n\nThen ask for help: Shop\n\nOthers who may help: Bank; Club\n")


def test_a_ticket_of_success_says_what_did_it() -> None:
    """Nothing is left to try."""
    assert ticket_of(("see", "dark"), ("worked", "turn-on")).endswith("\n\nWhat did it: Turn the lamp on\n")


def test_a_ticket_of_an_alarm_that_stops_says_nothing_but_what_to_do() -> None:
    """The alarm stands first; no step, no cause."""
    (fire,) = rich_lamp().alarms
    said = ticket_of(
        ("see", "flicker"), ("smell", "yes"), ("worked", "turn-on"), alarms=[fire.model_dump() | {"stops": True}]
    )
    assert (
        "UTC+01:00\n\nIt may burn\nA smell and flicker can mean fire.\n\nPull the plug.\n\nWhy won't my lamp light?"
        in said
    )
    assert said.endswith("\n\nAsk for help: Call an electrician\n")
    assert "Most likely" not in said
    assert "What did it" not in said


def test_a_ticket_of_a_wait_says_what_can_be_done_meanwhile() -> None:
    """And no more: the rest comes afterwards."""
    said = ticket_of(("see", "dark"), ("street", "dark"), ("waiting", "wait-power"), ("since", "20261129T1015"))
    assert "\n\nWaiting since 2026-11-29 10:15 UTC: Wait until the power is back\n\n" in said
    assert said.endswith("\n\nCan be done meanwhile:\n1. Look with a torch\n")
