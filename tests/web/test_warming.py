"""The first pages are there before anybody asks for them."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.test.signals import template_rendered

from diagnostics.domain import crowds, live, outcomes
from diagnostics.models import DailyOutcome, WalkCount
from diagnostics.web.store.page_store import STORE
from diagnostics.web.warming import Warmth
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp

FIRST = ["/", "/lamp/", "/lamp/check/", "/lamp/check/?see=dark&from=see", "/lamp/check/?see=flicker&from=see"]


@pytest.fixture
def rendered() -> Iterator[list[object]]:
    seen: list[object] = []

    def note(template: object, **_: object) -> None:
        seen.append(template)

    template_rendered.connect(note)
    yield seen
    template_rendered.disconnect(note)


def test_first_pages_are_rendered_once_a_release_is_there(published: Publish, rendered: list[object]) -> None:
    """Whole and as fragments, with and without a query; nobody is counted, and the next look does nothing again."""
    published(rich_lamp())
    assert live.site().guides
    crowds.forget()
    outcomes.forget()
    warmth = Warmth()
    warmth()
    assert rendered
    rendered.clear()
    warmth()
    pages = [Client().get(address, headers={"Sec-Purpose": "prefetch"}) for address in FIRST]
    pages += [Client().get(FIRST[-1], headers={"HX-Request": "true", "Sec-Purpose": "prefetch"})]
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert rendered == []
    crowds.flush()
    outcomes.flush()
    assert not WalkCount.objects.exists()
    assert not DailyOutcome.objects.exists()


def test_pages_of_the_release_before_go(published: Publish) -> None:
    """So that they take no memory."""
    published(rich_lamp())
    warmth = Warmth()
    Client().get("/lamp/causes/")
    warmth()
    before = len(STORE)
    published(rich_lamp(summary="Another summary."))
    warmth()
    assert 0 < len(STORE) < before
    assert all(one.is_loaded for one in live.site().shelved.values())


def test_a_text_that_comes_back_has_its_new_number(published: Publish) -> None:
    """Also where the release between was gone before anybody looked."""
    published(rich_lamp())
    warmth = Warmth()
    Client().get("/lamp/")
    warmth()
    published(rich_lamp(summary="Another summary."))
    published(rich_lamp())
    warmth()
    assert "Version 3 of this guide" in Client().get("/lamp/").content.decode()


def test_a_guide_that_nobody_asked_for_is_left_alone(published: Publish) -> None:
    """It is loaded on demand."""
    published(rich_lamp())
    live.forget()
    Warmth()()
    assert len(STORE) == 0
