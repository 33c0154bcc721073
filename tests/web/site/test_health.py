"""The operator's two questions."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide


def test_alive_asks_nothing(client: Client) -> None:
    """The process answers without looking at anything, and no cache keeps it."""
    response = client.get("/health/live")

    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_with_a_guide(client: Client, lamp: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Visitors can be served; this is known from memory alone."""
    with django_assert_num_queries(0):
        response = client.get("/health/ready")

    assert response.status_code == 200
    assert response.json()["guides"] == ["lamp"]
    assert response.json()["feeds"] == {}


@pytest.mark.django_db
def test_not_ready_without_a_guide(client: Client) -> None:
    """There is nothing to serve yet."""
    live.forget()
    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json()["guides"] == []
    live.forget()


@pytest.mark.django_db
def test_the_first_page_without_a_guide_says_so(client: Client) -> None:
    """An empty site is not a broken one."""
    live.forget()

    assert "There is no guide here yet." in client.get("/").content.decode()
    live.forget()
