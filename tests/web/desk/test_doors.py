"""Who may come in, and what others are told."""

from collections.abc import Iterator
from typing import NoReturn

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client

from diagnostics.domain.live import LiveGuide
from diagnostics.domain.signing_in import door
from tests.web.desk.conftest import Agent
from tests.web.page import Page

HERE = "203.0.113.7"
PAGES = ["/agents/", "/agents/lamp/", "/agents/lamp/share/", "/agents/links/", "/agents/links/BCDF-GHJK-MNPQ/"]


def sign_in(client: Client, password: str, **more: str) -> Page:
    login = {"username": "olga", "password": password, **more}
    return Page(client.post("/agents/sign-in/", login, REMOTE_ADDR=HERE))


@pytest.mark.parametrize("address", PAGES)
def test_strangers_are_led_to_the_door(lamp: LiveGuide, client: Client, address: str) -> None:
    """Whoever is not signed in gets the desk's own door, which leads back to what was wanted."""
    answer = client.get(f"{address}?see=dark")

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/agents/sign-in/?next={address}%3Fsee%3Ddark",
    )


def test_a_fragment_for_strangers_loads_the_page_anew(lamp: LiveGuide, client: Client) -> None:
    """A session that ended meanwhile does not put a form to sign in inside of the page."""
    answer = client.get("/agents/lamp/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Refresh"], answer.content) == (204, "true", b"")


@pytest.mark.parametrize("address", PAGES)
def test_others_are_refused_kindly(lamp: LiveGuide, client: Client, address: str) -> None:
    """A login that may not use the desk is told so, and by whom that can be changed."""
    client.force_login(User.objects.create_user("eve", is_staff=True))
    page = Page(client.get(address))

    assert (page.status, page.heading) == (403, "The agents’ desk is not open to you")
    assert "You are signed in as eve" in page.text


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_the_desk_is_kept_or_found(agent: Agent, address: str) -> None:
    """No cache keeps a page of the desk, no search engine shows one."""
    answer = agent.client.get(address)

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


def test_agents_come_in(agent: Agent) -> None:
    """The right password opens the desk, at the page that was wanted."""
    answer = sign_in(Client(), "candle light", next="/agents/links/")

    assert (answer.status, answer.response.headers["Location"]) == (302, "/agents/links/")
    assert sign_in(Client(), "candle light").response.headers["Location"] == "/agents/"


def test_the_door_leads_to_no_other_site(agent: Agent) -> None:
    """What was wanted must lie on this site."""
    answer = sign_in(Client(), "candle light", next="https://example.org/")

    assert answer.response.headers["Location"] == "/agents/"


def test_wrong_passwords_are_told_until_there_are_too_many(agent: Agent, client: Client) -> None:
    """The name stays in the form; after the fifth wrong password the desk itself says how long to wait."""
    first = sign_in(client, "guess 1")
    assert (first.status, first.elements(id="id_username")[0].get("value")) == (200, "olga")
    assert len(first.elements(role="alert")) == 1
    last = [sign_in(client, f"guess {number}") for number in range(2, 6)][-1]

    assert (last.status, last.heading) == (429, "Too many wrong passwords")
    assert last.response.headers["Retry-After"] == "900"
    assert last.links["Back to signing in"] == "/agents/sign-in/"
    assert sign_in(client, "candle light").status == 429


def test_the_door_is_held_to_form_tokens(agent: Agent) -> None:
    """A form of another site signs nobody in."""
    client = Client(enforce_csrf_checks=True)

    assert client.post("/agents/sign-in/", {"username": "olga", "password": "candle light"}).status_code == 403


def test_agents_leave(agent: Agent) -> None:
    """Signing out leads to the door, and the desk is closed."""
    answer = agent.post("/agents/sign-out/")

    assert (answer.status, answer.response.headers["Location"]) == (302, "/agents/sign-in/")
    assert agent.get("/agents/").status == 302


def test_agents_change_their_password(agent: Agent) -> None:
    """Who knows the old one gets a new one and stays signed in; a weak one is refused with the reason."""
    wishes = {"old_password": "candle light", "new_password1": "lamp", "new_password2": "lamp"}
    weak = agent.post("/agents/password/", **wishes)
    assert "too short" in weak.text
    wishes |= {"new_password1": "moon over water", "new_password2": "moon over water"}
    answer = agent.post("/agents/password/", **wishes)

    assert answer.response.headers["Location"] == "/agents/password/done/"
    assert agent.get("/agents/password/done/").heading == "Your password is changed"
    assert sign_in(Client(), "moon over water").status == 302


@pytest.mark.parametrize("address", ["/agents/password/", "/admin/password_change/"])
def test_old_passwords_are_not_guessed_for_ever(agent: Agent, address: str) -> None:
    """Whoever finds a browser left open has twenty tries an hour, at either page."""
    User.objects.update(is_staff=True)
    wishes = {"old_password": "guess", "new_password1": "moon over water", "new_password2": "moon over water"}
    statuses = [agent.post(address, **wishes).status for _ in range(door.CONFIRMING.most + 1)]

    assert statuses == [*[200] * door.CONFIRMING.most, 429]
    assert agent.post(address, **wishes | {"old_password": "candle light"}).status == 429


def test_agents_see_nothing_of_the_workplace(agent: Agent) -> None:
    """The group opens the desk, not the admin."""
    assert agent.get("/admin/").status == 302


def test_strangers_change_no_password(client: Client, db: None) -> None:
    """Without a login there is no password to change."""
    assert client.get("/agents/password/").headers["Location"] == "/agents/sign-in/?next=/agents/password/"


@pytest.fixture
def broken_database() -> Iterator[None]:
    def refuse(*_: object) -> NoReturn:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("address", [*PAGES, "/agents/sign-in/", "/agents/password/"])
def test_a_database_that_is_away_is_told(agent: Agent, broken_database: None, address: str) -> None:
    """The desk says so at once and leads to the visitors' pages, which take the same answers."""
    page = agent.get(f"{address}?see=dark")

    assert (page.status, page.heading) == (503, "The desk cannot be reached right now")
    assert page.response.headers["Retry-After"] == "10"
    assert "/lamp/check/?see=dark" in page.links.values()


def test_the_door_opens_where_there_is_nothing_to_read(agent: Agent, broken_database: None) -> None:
    """Somebody without a session sees the form; sending it says that the database is away."""
    assert Page(Client().get("/agents/sign-in/")).heading == "Sign in to the agents’ desk"
    assert sign_in(Client(), "candle light").status == 503
