"""A reading is kept as JSON, and a guide names its services."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.feeds.reading import Event, Reading, UnreadableFeed, load_reading, service_names, write_reading

EVENTS = st.builds(
    Event,
    st.sampled_from(["active", "planned", "over"]),
    st.sampled_from(["outage", "problem", "slow", "maintenance"]),
    st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.none(),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
READINGS = st.builds(
    Reading,
    st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=9), st.lists(EVENTS, max_size=3).map(tuple)),
    st.text(st.characters(codec="utf-8"), max_size=20),
)


@given(READINGS)
def test_a_kept_reading_is_the_same(reading: Reading) -> None:
    assert load_reading(write_reading(reading)) == reading


def test_a_kept_reading_is_json() -> None:
    written = write_reading(Reading({"Mail": (Event("active", "outage", text="Down."),)}, "Slow today."))
    kept = json.loads(written)
    assert (kept["services"]["Mail"][0]["text"], kept["message"]) == ("Down.", "Slow today.")
    assert load_reading(written).services["Mail"][0].kind == "outage"


@pytest.mark.parametrize("text", ["", "[]", '{"services": {"Mail": [{"state": "green"}]}}'])
def test_what_another_version_kept_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFeed, match="another version"):
        load_reading(text)


@pytest.mark.parametrize(
    ("written", "names"),
    [("Mail", ("Mail",)), ("New Mail |  Old  Mail", ("New Mail", "Old Mail")), ("| Mail |", ("Mail",)), ("|", ())],
)
def test_a_service_may_have_had_other_names(written: str, names: tuple[str, ...]) -> None:
    assert service_names(written) == names
