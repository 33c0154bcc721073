"""An editor who is signed in, and a guide to edit."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Guide, Recall
from tests.builders import a_step, make_document
from tests.domain.rich import rich_document
from tests.remembered import remember

SLOW_MACHINE = 20_000
"""Milliseconds that an expectation of the browser may take."""


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    from playwright.sync_api import expect

    expect.set_options(timeout=SLOW_MACHINE)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """The browser of an editor."""
    client.force_login(User.objects.create_superuser("ada", password="x"))
    return client


@pytest.fixture
def guide(db: None) -> Guide:
    """A guide that uses every table, with a release of which a step is withdrawn."""
    remember("guide of the workplace", _make_guide)
    return Guide.objects.get()


def _make_guide() -> None:
    drafts.replace(make_document(add={"steps": [a_step("hammer", {"bulb": "seldom"})]}))
    first = publish("lamp", note="First", by="ada").publication.release
    Recall.objects.create(release=first, steps=["hammer"], by="ada", why="It breaks the lamp.")
    drafts.replace(rich_document())
