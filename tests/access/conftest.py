"""A site with one of everything, and somebody of each role at a browser."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from diagnostics.config.brand import Logo
from diagnostics.config.shades import shades
from diagnostics.domain import about, live
from tests.access.whole_site import WholeSite, make_site


@pytest.fixture(scope="package")
def whole_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[WholeSite]:
    """Made once, and gone from the tables afterwards."""
    live.forget()
    settings = override_settings(
        SITE_LOGO=Logo("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        SITE_ACCENT=shades("#0a5c8c"),
        MAILERS={"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}},
    )
    with settings, django_db_blocker.unblock(), transaction.atomic():
        yield make_site()
        transaction.set_rollback(True)
    about.forget()
    live.forget()


@pytest.fixture(autouse=True)
def _nothing_spent() -> None:
    cache.clear()
