"""Apple's status feed: what it says is read exactly, and what is not understood is an error, never "all is well"."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.feeds.apple_status import AppleStatus
from diagnostics.content.feeds.reading import Event, Reading, UnreadableFeed
from tests.samples import sample

BEGAN = datetime(2026, 11, 20, 17, 41, tzinfo=UTC)


def read(body: bytes | str) -> Reading:
    return AppleStatus().read(body.encode() if isinstance(body, str) else body)


def feed(*events: Any, name: str = "Mail", **top: Any) -> bytes:
    return json.dumps({"services": [{"serviceName": name, "events": list(events)}], **top}).encode()


def event(status: str = "ongoing", **fields: Any) -> dict[str, Any]:
    return {"eventStatus": status, "statusType": "Outage", "epochStartDate": 0, "epochEndDate": None, **fields}


def test_nothing_is_reported() -> None:
    reading = read(sample("status/all-ok.json"))

    assert len(reading.services) == 79
    assert set(reading.services.values()) == {()}
    assert reading.lists(["iMessage"])


def test_an_outage_is_active_with_its_beginning_in_utc() -> None:
    """Dates are texts in Pacific time; the epochs count."""
    reading = read(sample("status/outage.json"))
    (outage,) = reading.services["iMessage"]

    assert (outage.state, outage.kind, outage.since, outage.until) == ("active", "outage", BEGAN, None)
    assert [one.kind for one in reading.active(["FaceTime"])] == ["slow"]
    assert reading.active(["iCloud Mail"]) == ()


def test_names_match_whole() -> None:
    """“Apple Messages for Business” and “Apple Account Card” are other services."""
    reading = read(sample("status/outage.json"))

    assert reading.active(["Message", "Messages", "imessage", "Apple Messages for Business"]) == ()
    assert not reading.lists(["Apple ID"])
    assert reading.lists(["Apple Account", "Apple ID"])


def test_what_is_over_or_planned_is_not_active() -> None:
    """Resolved events stay listed, and what is planned has an end already."""
    services = read(sample("status/resolved.json")).services

    assert [one.state for one in services["iMessage"]] == ["over"]
    assert [(one.state, one.kind) for one in services["Apple Account"]] == [("planned", "maintenance")]
    (completed,) = services["Apple School Manager"]
    assert completed.until is not None
    assert completed.since is not None
    assert (completed.until - completed.since).total_seconds() == 3 * 3600, "the clocks were changed meanwhile"
    assert not any(one.state == "active" for events in services.values() for one in events)


def test_the_developers_feed_stands_in_a_callback() -> None:
    reading = read(sample("status/developer.js"))

    assert [one.kind for one in reading.active(["APNS"])] == ["problem"]
    assert reading.lists(["App Store Connect - App Processing"]), "without the blank at its end"


@pytest.mark.parametrize("form", ["{}", "\ufeff{}", " \n{}\n", "cb({})", "\ufeff/**/a.b$c( {} );\n"])
def test_plain_or_in_any_callback(form: str) -> None:
    """Brackets in names do not end the callback."""
    body = feed(name="Web Apps (example.com) &amp; more ").decode()

    assert [*read(form.replace("{}", body)).services] == ["Web Apps (example.com) & more"]


def test_rows_of_one_name_are_one_service() -> None:
    body = json.dumps({"services": [{"serviceName": "A", "events": [event()]}, {"serviceName": "A ", "events": []}]})

    assert len(read(body).active(["A"])) == 1


def test_a_banner_is_kept() -> None:
    """It is about everything, so it stands apart."""
    assert read(feed(drMessage=" All is &lt;slow&gt; ")).message == "All is <slow>"
    assert read(feed(drMessage=None, drpost=False)).message == ""


def test_a_kind_that_nobody_knows_is_a_problem() -> None:
    """Whether it is going on says ``eventStatus`` alone."""
    assert read(feed(event(statusType="Sunspots"), event(statusType=None))).active(["Mail"]) == (
        Event("active", "problem", datetime(1970, 1, 1, tzinfo=UTC)),
        Event("active", "problem", datetime(1970, 1, 1, tzinfo=UTC)),
    )


def test_the_beginning_may_be_missing() -> None:
    assert read(feed({"eventStatus": "ongoing"})).active(["Mail"]) == (Event("active"),)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "neither JSON nor a callback"),
        (b"<!DOCTYPE html><html>", "it begins with '<!DOCTYPE html>"),
        (b"cb({}) and more", "neither JSON nor a callback"),
        (b"cb({)", "Invalid JSON"),
        (b"[]", "neither JSON nor a callback"),
        (b'{"services": ' + b"[" * 100_000, "Invalid JSON"),
        (b"\xff\xfe{\0}\0", "not UTF-8 (byte 0)"),
        ('{"services": [{"serviceName": "Mél", "events": []}]}'.encode("latin-1"), "not UTF-8 (byte 32)"),
        (b"{}", "Field required (at services)"),
        (b'{"services": []}', "at least 1 item"),
        (b'{"services": null}', "(at services)"),
        (feed(name=" "), "(at services.0.serviceName)"),
        (b'{"services": [{"serviceName": "A"}]}', "Field required (at services.0.events)"),
        (
            feed(event("paused")),
            "'ongoing', 'upcoming', 'resolved' or 'completed' (at services.0.events.0.eventStatus)",
        ),
        (feed({"statusType": "Outage"}), "Field required (at services.0.events.0.eventStatus)"),
        (feed(event(epochStartDate="today")), "(at services.0.events.0.epochStartDate)"),
        (feed(event(epochStartDate=10**20)), "(at services.0.events.0.epochStartDate)"),
        (feed(event(epochEndDate=-1)), "(at services.0.events.0.epochEndDate)"),
        (feed(drMessage=7), "(at drMessage)"),
    ],
)
def test_what_is_not_understood_is_an_error_that_says_what(body: bytes, says: str) -> None:
    with pytest.raises(UnreadableFeed, match=r".") as refused:
        read(body)

    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_reading_is_total(body: bytes) -> None:
    """Whatever comes, it is a reading with services or an error."""
    try:
        reading = read(body)
    except UnreadableFeed:
        return
    assert reading.services


@given(st.integers(0, 3_000), st.integers(0, 255))
def test_a_damaged_feed_is_never_all_well(place: int, byte: int) -> None:
    """One wrong byte anywhere may hide a service, but does not end a problem that is still read."""
    body = bytearray(feed(event(message="Some people cannot send."), name="Mail"))
    body[place % len(body)] = byte
    try:
        reading = read(bytes(body))
    except UnreadableFeed:
        return
    states = {one.state for one in reading.services.get("Mail", ())}
    assert states == {"active"} or "Mail" not in reading.services
