"""The operator's two questions."""

from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.live.reader import Reader
from diagnostics.domain.safeguards.circuit import CACHE, FAILURES
from diagnostics.domain.safeguards.database_guard import WRITING, DatabaseAway, database_guard
from diagnostics.models import Publication, Release
from tests.away import database_is_away


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
    assert response.json()["degraded"] == []


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


def test_ready_names_what_is_away(client: Client, lamp: LiveGuide, caplog: pytest.LogCaptureFixture) -> None:
    """Visitors are served all the same, so no load balancer may take the worker out."""
    for _ in range(FAILURES):
        CACHE.fail(OSError("no answer"))
    with database_is_away():
        response = client.get("/health/ready")

    assert (response.status_code, response.json()["degraded"]) == (200, ["database", "cache"])
    assert client.get("/health/live").status_code == 200
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3


def test_ready_names_a_disk_that_is_full(client: Client, lamp: LiveGuide) -> None:
    """Until something can be written again."""
    with pytest.raises(DatabaseAway), database_guard(WRITING):
        raise OperationalError("database or disk is full")
    assert client.get("/health/ready").json()["degraded"] == ["disk"]
    with database_guard(WRITING):
        pass
    assert client.get("/health/ready").json()["degraded"] == []


NOWHERE = ("/", "/lamp/", "/lamp/check/?see=dark", "/lamp/causes/", "/sitemap.xml", "/api/v1/guides")


@pytest.mark.parametrize("address", NOWHERE)
def test_where_nothing_could_be_loaded_nobody_takes_it_for_the_end(
    client: Client, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start without database and without anything on disk: come back soon, and keep nothing of this."""

    def fail(reader: Reader) -> None:
        raise DatabaseError("could not connect")

    monkeypatch.setattr(Reader, "read", fail)
    live.forget()
    live.start(tmp_path)
    response = client.get(address)
    live.forget()

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_guide_that_could_not_be_loaded_is_not_gone(client: Client, lamp: LiveGuide) -> None:
    """Another one that there never was is."""
    text = Release.objects.get().text
    release = Release.objects.create(guide="torch", number=1, text=text, sha256="0" * 64, schema=1, code="", by="ada")
    Publication.objects.create(guide="torch", number=1, release=release, by="ada")
    live.refresh()

    assert client.get("/torch/").status_code == 503
    assert client.get("/candle/").status_code == 404
    assert client.get("/health/ready").json()["degraded"] == ["guides"]
    live.forget()
