"""Addresses that are almost right lead to the page that was meant; others are not found at once."""

from urllib.parse import quote

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.domain.live import LiveGuide

GLUED = [")", ">", ".", ",", '"', "&gt;", "&quot;", "/)", "/.", ").", "/<br>", "”", "/</a>", "…", "| and"]


@pytest.mark.parametrize("address", ["/lamp", "/lamp/check", "/lamp/causes/bulb", "/health", "/lamp/steps/turn-on"])
def test_a_missing_slash_is_added_where_there_is_a_page(lamp_to_read: LiveGuide, client: Client, address: str) -> None:
    """With all answers; nothing is added that leads nowhere."""
    response = client.get(f"{address}?see=dark")
    there = client.get(f"{address}/").status_code != 404

    assert (response.status_code, response.headers.get("Location")) == (
        (301, f"{address}/?see=dark") if there else (404, None)
    )


@pytest.mark.parametrize(
    "address", ["/nothing", "/lamp/nothing", "/lamp/causes/nothing", "/lamp/signs/nothing", "/nothing/check", "/r/bcd"]
)
@pytest.mark.parametrize("debug", [False, True])
def test_an_unknown_address_is_not_found_at_once(
    lamp_to_read: LiveGuide, client: Client, address: str, debug: bool
) -> None:
    """No redirect that browsers keep, and that leads to an error."""
    with override_settings(DEBUG=debug):
        for glue in ("", ")", "/)"):
            assert client.get(f"{address}{glue}").status_code == 404


@pytest.mark.parametrize("glue", GLUED)
@pytest.mark.parametrize("there", ["/", "/lamp/", "/lamp/check/", "/lamp/causes/bulb/", "/health/live"])
def test_what_was_glued_to_an_address_is_taken_off(
    lamp_to_read: LiveGuide, client: Client, there: str, glue: str
) -> None:
    """By a redirect that nobody keeps."""
    response = client.get(quote(f"/{there.strip('/')}{glue}".replace("//", "/")))

    assert (response.status_code, response.headers["Location"]) == (302, there)


def test_a_question_mark_that_was_encoded_begins_the_answers(lamp_to_read: LiveGuide, client: Client) -> None:
    response = client.get("/lamp/check/%3Fsee%3Ddark%26kind%3Ddesk")

    assert (response.status_code, response.headers["Location"]) == (302, "/lamp/check/?see=dark&kind=desk")


def test_nothing_is_posted_elsewhere(lamp_to_read: LiveGuide, client: Client) -> None:
    """A redirect would lose what was sent."""
    assert client.post("/lamp/check").status_code == 404


@pytest.mark.django_db
def test_the_workplace_adds_its_slash(client: Client) -> None:
    assert client.get("/admin").headers["Location"] == "/admin/"
    assert client.get("/agents/links").headers["Location"] == "/agents/links/"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text('/lampcheknx)>.%&?;"', max_size=14))
def test_a_redirect_always_leads_to_a_page(lamp_to_read: LiveGuide, client: Client, path: str) -> None:
    """Whatever address was asked for: a redirect leads on to a page, never round in a circle or to an error."""
    response = client.get(f"/{quote(path)}")

    while response.status_code in (301, 302):
        assert response.headers["Location"].startswith("/")
        assert not response.headers["Location"].startswith("//")
        response = client.get(response.headers["Location"])
        assert response.status_code != 404
