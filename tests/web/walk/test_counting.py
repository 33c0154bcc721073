"""Which visits count, and for what."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import crowds
from diagnostics.domain.live import LiveGuide
from diagnostics.models import WalkCount
from tests.fixtures import Publish
from tests.web.desk.conftest import an_agent
from tests.web.lamp import lamp_with_facts

pytestmark = pytest.mark.usefixtures("lamp")
STEPS = "see=dark&kind=desk&street=lit&show=steps"


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    crowds.forget()
    yield
    crowds.forget()


def counts() -> dict[tuple[str, str], int]:
    """What was counted since the test began."""
    crowds.flush()
    return {(kind, key): walks for kind, key, walks in WalkCount.objects.values_list("kind", "key", "walks")}


def go_on(query: str, caller: str = "192.0.2.1", **more: str) -> int:
    """Send a form of the walk."""
    return Client(REMOTE_ADDR=caller).get(f"/lamp/check/?{query}", headers=more).status_code


def test_the_first_answer_counts_when_it_is_sent() -> None:
    """Each visitor once, also under an old name of the answer."""
    for caller, answer in (("192.0.2.1", "dark"), ("192.0.2.2", "dark"), ("192.0.2.3", "blink")):
        assert go_on(f"see={answer}&from=see", caller) == 200
    assert counts() == {("complaint", "dark"): 2, ("complaint", "flicker"): 1}


def test_the_carrier_counts_when_it_is_sent() -> None:
    go_on("see=dark&supplier=old-acme&from=supplier")
    assert counts() == {("carrier", "acme"): 1}


def test_the_place_counts_when_steps_are_first_shown() -> None:
    """With the answer that leads to them; not again once something was tried."""
    go_on(f"{STEPS}&from=street")
    assert counts() == {("place", "home"): 1}
    go_on(f"{STEPS}&tried=torch&from=street", "192.0.2.2")
    go_on(f"{STEPS}&cannot=torch&from=street", "192.0.2.3")
    assert counts() == {("place", "home"): 1}


@pytest.mark.parametrize(
    "query",
    ["see=dark", STEPS, "see=not-sure&from=see", "from=see", "see=dark&from=kind", "see=gone&from=see"],
)
def test_what_nobody_has_just_answered_counts_for_nothing(query: str) -> None:
    """Links, crawlers and Back carry no answer that was just sent; neither does a form without one."""
    assert go_on(query) == 200
    assert counts() == {}


@pytest.mark.parametrize(
    "headers",
    [{"If-None-Match": '"x"'}, {"Purpose": "prefetch"}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_who_reloads_or_follows_a_link_counts_for_nothing(headers: dict[str, str]) -> None:
    """A browser that has the page, keeps it for later, or did not come from a page of ours."""
    go_on("see=dark&from=see", **headers)
    assert counts() == {}


def test_a_form_of_ours_counts_in_browsers_that_say_so() -> None:
    go_on("see=dark&from=see", **{"Sec-Fetch-Site": "same-origin", "HX-Request": "true"})
    assert counts() == {("complaint", "dark"): 1}


def test_head_counts_for_nothing() -> None:
    Client().head("/lamp/check/?see=dark&from=see")
    assert counts() == {}


def test_a_preview_and_the_desk_count_for_nothing() -> None:
    """Editors who look at a draft and agents who talk are no visitors."""
    editor = Client()
    editor.force_login(User.objects.create_superuser("ada", password="x"))
    assert editor.get("/preview/draft/lamp/check/?see=dark&from=see").status_code == 200
    assert an_agent("olga").talk("see=dark&from=see", follow=True).status == 200
    assert counts() == {}


def test_of_a_list_everything_that_is_ticked_counts(published: Publish) -> None:
    """Where the first question is such a list; “None of these” is no complaint."""
    document = lamp_with_facts()
    questions = [one.model_dump(mode="json") for one in document.questions]
    facts = next(one for one in questions if one["slug"] == "facts") | {"asked": "first"}
    others = [one | {"asked": "by-value"} for one in questions if one["slug"] != "facts"]
    published(lamp_with_facts(questions=[facts, *others]))
    go_on("facts=hum&facts=neighbours&from=facts")
    go_on("facts=none&from=facts", "192.0.2.2")
    complaints = {key: walks for (kind, key), walks in counts().items() if kind == "complaint"}
    assert complaints == {"hum": 1, "neighbours": 1}


def test_counting_asks_the_database_nothing(lamp: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """A visitor never waits for it."""
    with django_assert_num_queries(0):
        go_on("see=dark&from=see")
    assert counts() == {("complaint", "dark"): 1}
