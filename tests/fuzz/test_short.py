"""A short run of all that `make fuzz` does at length: hypothesis puts inputs together from what is known to matter."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from diagnostics.domain import live
from tests.fuzz.__main__ import TARGETS as NAMES
from tests.fuzz.inputs import inputs
from tests.fuzz.site import make_site
from tests.fuzz.targets import TARGETS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    live.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        make_site()
        yield
        transaction.set_rollback(True)
    live.forget()


def test_make_fuzz_runs_every_target() -> None:
    assert set(NAMES) == set(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_a_seed_is_taken(site: None, name: str) -> None:
    """What inputs are made from goes through."""
    for seed in TARGETS[name].seeds():
        TARGETS[name].run(seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_input_makes_it_fail(site: None, name: str, data: st.DataObject) -> None:
    """An answer below 500, a reading, or the reasons why there is none."""
    TARGETS[name].run(data.draw(inputs(TARGETS[name])))
