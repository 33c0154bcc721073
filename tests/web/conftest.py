"""The lamp and the starter guide, live, and a visitor to look at them."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from diagnostics.content.files.folder import read_folder
from diagnostics.domain import drafts, live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.publishing.starter import guide_folders
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp
from tests.web.page import Visitor

__all__ = ["published"]


@pytest.fixture(autouse=True)
def _nothing_spent() -> None:
    """Nobody has used up what a caller may do in an hour."""
    cache.clear()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(Client())


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp())
    return live.site().guides["lamp"]


@pytest.fixture(scope="module")
def starter(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveGuide]:
    """The guide that comes with Fixpath, live in memory for a whole module; the database is as empty as before."""
    document = read_folder(next(guide_folders()))
    live.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        drafts.replace(document)
        publish(document.slug, note="", by="tester")
        guide = live.refresh().guides[document.slug]
        transaction.set_rollback(True)
    yield guide
    live.forget()
