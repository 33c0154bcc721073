"""An editor who is signed in, and a guide to edit."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from diagnostics.domain import drafts
from diagnostics.domain.publishing import publish
from diagnostics.models import Guide
from tests.builders import make_document
from tests.domain.rich import rich_document


@pytest.fixture
def editor(client: Client, db: None, settings: Settings, tmp_path: Path) -> Client:
    """The browser of an editor."""
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns where no static files were collected yet
    client.force_login(User.objects.create_superuser("ada", password="x"))
    return client


@pytest.fixture
def guide(db: None) -> Guide:
    """A guide that uses every table, with a release."""
    drafts.replace(make_document())
    publish("lamp", note="First", by="ada")
    return drafts.replace(rich_document())
