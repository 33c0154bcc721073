"""An editor who is signed in, and a guide to edit."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.domain.publishing import publish
from diagnostics.models import Guide
from tests.builders import make_document
from tests.domain.rich import rich_document


@pytest.fixture(scope="session", autouse=True)
def _static_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """WhiteNoise wants the folder of collected files to be there; the live server starts before all other fixtures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "STATIC_ROOT", tmp_path_factory.mktemp("static"))
        yield


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """The browser of an editor."""
    client.force_login(User.objects.create_superuser("ada", password="x"))
    return client


@pytest.fixture
def guide(db: None) -> Guide:
    """A guide that uses every table, with a release."""
    drafts.replace(make_document())
    publish("lamp", note="First", by="ada")
    return drafts.replace(rich_document())
