"""Whatever stands in an address gets a page or a clear refusal."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.domain.live import LiveGuide
from tests.web.page import Page

KEYS = ["see", "kind", "street", "smell", "supplier", "tried", "cannot", "worked", "ask", "from", "open", "show"]
VALUES = ["dark", "flicker", "lit", "desk", "yes", "acme", "not-sure", "steps", "see", "kind", "street", "supplier"]
VALUES += [
    "turn-on",
    "new-bulb",
    "reset-fuses",
    "wait-power",
    "nothing-broken",
    "candle",
    "electrician",
    "blink",
    "",
    "?",
]
WALKS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=14)
NOISE = st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"]), max_size=40)
relaxed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@relaxed
@given(WALKS)
def test_every_walk_has_a_page(lamp_to_read: LiveGuide, client: Client, walk: list[tuple[str, str]]) -> None:
    """Any words of the grammar in any order give one valid page with one heading."""
    page = Page(client.get(f"/lamp/check/?{urlencode(walk)}"))

    assert page.status == 200
    assert page.heading


@relaxed
@given(st.lists(st.tuples(st.sampled_from([*KEYS, "utm", ""]), NOISE), max_size=8), NOISE)
def test_noise_has_a_page(lamp_to_read: LiveGuide, client: Client, walk: list[tuple[str, str]], tail: str) -> None:
    """Unreadable and foreign parts never make a page fail, and come back escaped."""
    query = f"{urlencode(walk)}&{quote(tail, safe='%&=+<>')}"
    page = Page(client.get(f"/lamp/check/?{query}"))

    assert page.status == 200
    assert page.heading


@pytest.mark.parametrize(
    "query",
    [
        "see=%00",
        "see=%ff%fe",
        "see=%E2%28%A1",
        "see[]=dark",
        "see=dark&see=flicker&see=lit",
        "&&&&=&=x&see",
        "ask=see&from=see&open=turn-on&worked=turn-on&show=steps",
        "ask=smell&see=lit",
        "open=electrician",
        "open=candle&show=steps",
        "tried=turn-on&cannot=turn-on",
        "supplier=nobody",
        "%73ee=dark",
        "see=<script>alert(1)</script>",
        "waiting=wait-power&since=2026112312",
    ],
)
def test_odd_addresses_have_a_page(lamp_to_read: LiveGuide, client: Client, query: str) -> None:
    """Broken, repeated and contradictory pairs are answered with a normal page."""
    page = Page(client.get(f"/lamp/check/?{query}"))

    assert page.status == 200
    assert "<script>alert" not in page.response.content.decode()


@pytest.mark.parametrize(
    "path", ["/lamp/check/%00/", "/%ff/", "/lamp/causes/%E2%80%AE/", "/LAMP/", "/lamp//check/", "/" + "a" * 3000]
)
def test_odd_paths_are_not_found(lamp_to_read: LiveGuide, client: Client, path: str) -> None:
    """No path makes the site fail."""
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"HX-Request-Type": "\xff"}, {"If-None-Match": 'W/"\xff'}])
def test_odd_headers_have_a_page(lamp_to_read: LiveGuide, client: Client, headers: dict[str, str]) -> None:
    assert client.get("/lamp/check/", headers=headers).status_code == 200
