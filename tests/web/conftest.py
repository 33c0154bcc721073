"""The lamp and the starter guide, live, and a visitor to look at them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.domain import drafts, live
from diagnostics.domain.live import LiveGuide, LiveSite
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.publishing.starter import guide_folders
from diagnostics.web.store.page_store import STORE
from tests.fixtures import Publish, published
from tests.one_run import folder_of_this_run
from tests.remembered import remember_for_all
from tests.web.lamp import lamp_with_facts, rich_lamp
from tests.web.page import Visitor

__all__ = ["published"]


@pytest.fixture(autouse=True)
def _nothing_spent() -> None:
    """Nobody has used up what a caller may do in an hour."""
    cache.clear()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """No page was rendered before."""
    STORE.clear()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor(Client())


def _alone(document: GuideDocument, blocker: DjangoDbBlocker, rows: Path | None = None) -> LiveSite:
    """A guide, live in memory; the database is as empty as before. ``rows``: where other processes find it made."""

    def make() -> None:
        drafts.replace(document)
        publish(document.slug, note="", by="tester")

    live.forget()
    with blocker.unblock(), transaction.atomic():
        if rows is None:
            make()
        else:
            remember_for_all(rows, make)
        site = live.refresh()
        assert document.slug in site.guides
        transaction.set_rollback(True)
    live.forget()
    return site


@pytest.fixture(scope="session")
def lamp_alone(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> LiveSite:
    """A site with the rich lamp, in memory."""
    return _alone(rich_lamp(), django_db_blocker)


@pytest.fixture
def lamp_to_read(lamp_alone: LiveSite) -> Iterator[LiveGuide]:
    """The rich lamp, live for visitors who leave nothing in the tables: published once for all of them."""
    with live.site_override(lamp_alone):
        yield live.site().guides["lamp"]


@pytest.fixture(scope="session")
def lamp_facts_alone(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> LiveSite:
    """The same with a list to tick and steps that many people try."""
    return _alone(lamp_with_facts(), django_db_blocker)


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp())
    return live.site().guides["lamp"]


@pytest.fixture(scope="session")
def starter_alone(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> LiveSite:
    """A site with the guide that comes with Fixpath, in memory: its check takes long, so it is done once."""
    rows = folder_of_this_run(tmp_path_factory) / "starter.rows"
    return _alone(read_folder(next(guide_folders())), django_db_blocker, rows)


@pytest.fixture(scope="module")
def starter(starter_alone: LiveSite) -> Iterator[LiveGuide]:
    """The guide that comes with Fixpath, shown to a whole module's visitors."""
    with live.site_override(starter_alone):
        (guide,) = live.site().guides.values()
        yield guide
