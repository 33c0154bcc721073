"""A kept page is the page: whoever asks, however, gets what a worker gives that has rendered nothing yet."""

import gzip
from collections.abc import Iterator
from types import MappingProxyType
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.test import Client, override_settings
from django.test.signals import template_rendered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.domain import crowds, outcomes
from diagnostics.models import DailyOutcome, WalkCount
from diagnostics.web.store.page_store import STORE
from tests.fixtures import Publish
from tests.share import examples
from tests.web.lamp import rich_lamp

PATHS = ["/", "/lamp/", "/lamp/check/", "/lamp/causes/bulb/", "/lamp/steps/new-bulb/", "/lamp/search/", "/lamp/take/"]
PATHS += ["/sitemap.xml", "/lamp/nothing/", "/api/v1/guides/lamp/decision", "/embed/lamp/check/"]
PAIRS = ["see=dark", "see=flicker", "see=not-sure", "see=gone", "kind=desk", "street=lit", "show=steps", "tried=torch"]
PAIRS += [
    "did=torch",
    "open=new-bulb",
    "ask=see",
    "from=see",
    "worked=torch",
    "q=dark",
    "q=zebra",
    "utm_source=mail",
    "%ff=%00",
]
HEADERS = MappingProxyType(
    {
        "Accept-Encoding": ["gzip, deflate, br", "identity", "br", ""],
        "HX-Request": ["true"],
        "HX-Request-Type": ["full", "partial"],
        "HX-Boosted": ["true"],
        "Accept-Language": ["de", "es"],
        "If-None-Match": ['"x"', "*"],
        "Sec-Fetch-Site": ["same-origin", "none"],
        "Cookie": ["session=1"],
    }
)
addresses = st.builds(
    lambda path, pairs: f"{path}?{'&'.join(pairs)}" if pairs else path,
    st.sampled_from(PATHS),
    st.lists(st.sampled_from(PAIRS), max_size=5),
)
requests = st.tuples(
    st.sampled_from(["GET", "HEAD"]),
    st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in HEADERS.items()}),
    st.booleans(),
)


@pytest.fixture
def rendered() -> Iterator[list[object]]:
    seen: list[object] = []

    def note(template: object, **_: object) -> None:
        seen.append(template)

    template_rendered.connect(note)
    yield seen
    template_rendered.disconnect(note)


def ask(address: str, how: tuple[str, dict[str, str], bool]) -> tuple[int, dict[str, str], bytes]:
    method, headers, secure = how
    response: HttpResponse = Client().generic(method, address, headers=headers, secure=secure)  # type: ignore[assignment]
    named = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
    return response.status_code, named, response.content


@pytest.mark.usefixtures("lamp_to_read")
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@patch.object(GZipMiddleware, "max_random_bytes", 0)
@override_settings(EMBED_HOSTS=("https://help.example.org",))
@given(addresses, requests, st.lists(requests, max_size=2))
def test_a_kept_answer_is_the_cold_one(
    address: str, how: tuple[str, dict[str, str], bool], others: list[tuple[str, dict[str, str], bool]]
) -> None:
    """Byte for byte and header for header but for the number of the request, whoever asked for the same address before."""
    STORE.clear()
    cold = ask(address, how)
    STORE.clear()
    for other in others:
        ask(address, other)
    assert ask(address, how) == cold
    assert ask(address, how) == cold


@pytest.mark.usefixtures("lamp_to_read")
def test_a_page_is_rendered_once(rendered: list[object]) -> None:
    """For browsers that read gzip and for others, with and without a body; a fragment is another page."""
    client = Client()
    packed = client.get("/lamp/check/?see=dark", headers={"Accept-Encoding": "gzip"})
    rendered.clear()
    plain, head = client.get("/lamp/check/?see=dark"), client.head("/lamp/check/?see=dark")
    assert (rendered, plain.content) == ([], gzip.decompress(packed.content))
    assert (packed.headers["Content-Encoding"], "Content-Encoding" in plain.headers) == ("gzip", False)
    assert head.headers["Content-Length"] == str(len(plain.content))
    client.get("/lamp/check/?see=dark", headers={"HX-Request": "true"})
    assert rendered


def test_a_new_release_is_seen_at_once(published: Publish) -> None:
    """What was kept of the one before answers nobody."""
    published(rich_lamp())
    before = Client().get("/lamp/")
    published(rich_lamp(summary="Another summary."))
    after = Client().get("/lamp/")
    assert before.headers["Guide-Release"] != after.headers["Guide-Release"]
    assert ("Another summary." in before.content.decode(), "Another summary." in after.content.decode()) == (
        False,
        True,
    )


def test_nothing_of_a_draft_and_no_error_is_kept(published: Publish) -> None:
    published(rich_lamp())
    editor = Client()
    editor.force_login(User.objects.create_superuser("ada", password="x"))
    assert editor.get("/preview/draft/lamp/check/?see=dark").status_code == 200
    assert Client().get("/lamp/nothing/").status_code == 404
    assert Client().get("/lamp/check/?see=dark&link=ABCD-EFGH").headers["Cache-Control"] == "private, no-store"
    assert len(STORE) == 0


@pytest.mark.usefixtures("lamp_to_read")
def test_pages_of_very_long_addresses_are_not_kept() -> None:
    """Nobody asks for them twice, but whoever wants to fill the memory."""
    for address in ("/robots.txt?", "/lamp/check/?see=dark&"):
        assert Client().get(address + "<" * 1_000).status_code == 200
    assert len(STORE) == 0


def test_whoever_gets_a_kept_page_counts(published: Publish, rendered: list[object]) -> None:
    """What a form said, and the step that is shown, as often as visitors came; a 304 and a second look count nothing."""
    published(rich_lamp())
    crowds.forget()
    outcomes.forget()
    address = "/lamp/check/?see=dark&kind=desk&street=lit&show=steps&from=see"
    tag = Client().get(address, REMOTE_ADDR="192.0.2.1").headers["ETag"]
    rendered.clear()
    for caller in ("192.0.2.2", "192.0.2.3"):
        Client().get(address, REMOTE_ADDR=caller)
    Client().get(address, REMOTE_ADDR="192.0.2.4", headers={"If-None-Match": tag})
    crowds.flush()
    outcomes.flush()
    assert rendered == []
    assert WalkCount.objects.get(kind="complaint", key="dark").walks == 3
    assert sum(DailyOutcome.objects.filter(kind=DailyOutcome.OFFERED).values_list("count", flat=True)) == 3
