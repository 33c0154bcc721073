"""The time, for browsers whose own clock may be wrong."""

import time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_the_clock_says_what_time_it_is(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """In milliseconds, kept by no cache, without a look into the database."""
    before = time.time() * 1000
    with django_assert_num_queries(0):
        response = client.get("/clock")

    assert before - 1 <= int(response.content) <= time.time() * 1000
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies


def test_the_clock_is_only_read(client: Client) -> None:
    """Nobody sets it."""
    assert client.post("/clock").status_code == 405
