"""The workplace and the preview while the database is away."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from diagnostics.models import Cause, Guide
from tests.away import database_is_away
from tests.web.page import Page

HERE = {"Sec-Fetch-Site": "same-origin"}


def test_the_workplace_says_so(editor: Client, guide: Guide) -> None:
    """At once, on every page, and with the way back to it."""
    with database_is_away():
        page = Page(editor.get("/admin/?all=1"))

    assert (page.status, page.heading) == (503, "The database cannot be reached right now")
    assert page.response.headers["Retry-After"] == "10"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.links["Try again"] == "/admin/?all=1"


def test_what_was_typed_is_sent_again_as_it_was(editor: Client, guide: Guide) -> None:
    """Several values of one field and lines of text too."""
    cause = Cause.objects.first()
    assert cause
    address = f"/admin/diagnostics/cause/{cause.pk}/change/"
    typed = {"title": "Dark & “quiet”", "description": "One\nTwo", "ways": ["a", "b"], "csrfmiddlewaretoken": "t0ken"}
    with database_is_away():
        page = Page(editor.post(address, typed, headers=HERE))

    assert page.status == 503
    assert [form.get("action") for form in page.elements(method="post")] == [address]
    assert page.hidden == [
        ("title", "Dark & “quiet”"),
        ("description", "One\nTwo"),
        ("ways", "a"),
        ("ways", "b"),
        ("csrfmiddlewaretoken", "t0ken"),
    ]


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_another_site_sends_is_not_kept(editor: Client, guide: Guide, headers: dict[str, str]) -> None:
    with database_is_away():
        response = editor.post("/admin/diagnostics/cause/1/change/", {"title": "Planted"}, headers=headers)
    assert response.status_code == 503
    assert b"Planted" not in response.content


def test_no_password_is_kept(db: None) -> None:
    """A page that holds one could be read by whoever comes next."""
    with database_is_away():
        response = Client().post("/admin/login/", {"username": "eve", "password": "candle light"}, headers=HERE)
    assert response.status_code == 503
    assert b"candle light" not in response.content


@pytest.mark.parametrize("address", ["/admin/", "/preview/draft/", "/agents/"])
def test_a_database_that_goes_away_in_the_middle_is_no_500(editor: Client, guide: Guide, address: str) -> None:
    """Whatever page it was, and whether a view meets it or what stands before it."""

    def refuse(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        response = editor.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
