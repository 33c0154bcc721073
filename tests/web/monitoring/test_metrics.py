"""``/metrics``: who may read it, and what stands there."""

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from diagnostics import VERSION
from diagnostics.domain import outcomes
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.outcomes import queue
from diagnostics.domain.safeguards import circuit
from diagnostics.domain.safeguards.counters import DropCount
from diagnostics.web.site.build import stamp
from diagnostics.web.urls import urlpatterns
from tests.share import examples
from tests.web.results.pinned import OURS, post, share_walk

TOKEN = "token-of-the-operator"
BEARER = f"Bearer {TOKEN}"

pytestmark = pytest.mark.usefixtures("lamp")
type Samples = dict[tuple[str, frozenset[str]], float]


@pytest.fixture(autouse=True)
def token(settings: Settings) -> Iterator[None]:
    settings.METRICS_TOKEN = TOKEN
    outcomes.forget()
    yield
    outcomes.forget()


def measure() -> Samples:
    """Every sample, by its name and the values of its labels."""
    return {(one.name, frozenset(one.labels.values())): one.value for one in samples()}


def samples() -> Iterator[Sample]:
    text = Client().get("/metrics", headers={"Authorization": BEARER}).content.decode()
    for family in text_string_to_metric_families(text):
        yield from family.samples


def value(name: str, *labels: str) -> float:
    return measure()[name, frozenset(labels)]


def rise(before: Samples, name: str, *labels: str) -> float:
    """How much a sample has risen since."""
    return value(name, *labels) - before.get((name, frozenset(labels)), 0)


def test_without_a_token_there_is_nothing(settings: Settings) -> None:
    """Where the operator has set none, the address is like any that does not exist."""
    settings.METRICS_TOKEN = ""

    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "sent", [None, "", TOKEN, "Bearer ", f"{BEARER}x", BEARER[:-1], f"bearer {TOKEN} ", "Bearer ünïcödé"]
)
def test_a_wrong_token_is_refused(sent: str | None) -> None:
    """401, what is wanted, and no number."""
    response = Client().get("/metrics", headers={"Authorization": sent} if sent is not None else {})

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert "fixpath_" not in response.content.decode()


def test_reading_it_asks_no_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """It works while the database is away; no cache keeps it."""
    with django_assert_num_queries(0):
        response = Client().get("/metrics", headers={"Authorization": BEARER})

    assert response.headers["Content-Type"].startswith("text/plain; version=")
    assert "no-store" in response.headers["Cache-Control"]


def test_it_says_what_is_live(lamp: LiveGuide) -> None:
    """The release in use, when it was published, the build."""
    assert value("fixpath_release_number", "lamp") == lamp.release.number
    assert value("fixpath_release_published_timestamp_seconds", "lamp") == lamp.release.published_at.timestamp()
    assert value("fixpath_build_info", VERSION, stamp()[:12]) == 1
    assert value("fixpath_guides") == 1
    assert value("fixpath_worker_resident_memory_bytes") > 10_000_000


def test_requests_are_counted_by_view_and_status() -> None:
    """Pages, what is not there, and files of the site."""
    before, visitor = measure(), Client()
    for path in ("/lamp/check/?see=dark", "/lamp/check/?see=lit", "/no/such/page/", "/nobody/", "/static/css/none.css"):
        visitor.get(path)

    assert rise(before, "fixpath_requests_total", "check", "200") == 2
    assert rise(before, "fixpath_requests_total", "none", "404") == 1
    assert rise(before, "fixpath_requests_total", "guide", "404") == 1
    assert rise(before, "fixpath_requests_total", "static", "404") == 1
    assert rise(before, "fixpath_request_seconds_count", "check") == 2
    assert rise(before, "fixpath_request_seconds_bucket", "check", "+Inf") == 2


def test_links_and_outcomes_are_counted() -> None:
    """Made, acted on, and what was said: on a link and on a page."""
    before = measure()
    link = share_walk("see=dark&kind=desk")
    post(link, do="tick", step="turn-on")
    Client().post(
        "/lamp/outcome/", {"walk": "see=dark", "step": "turn-on", "kind": "fixed", "release": "1"}, headers=OURS
    )

    assert rise(before, "fixpath_links_made_total", "visitor") == 1
    assert rise(before, "fixpath_links_acted_on_total") == 1
    assert rise(before, "fixpath_outcomes_total", "fixed") == 1


def test_what_waits_and_what_was_dropped_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A queue that is full drops, and both are there to be alerted on."""
    before = measure()
    monkeypatch.setattr(queue, "MOST_WAITING", 1)
    for step in ("turn-on", "new-bulb"):
        outcomes.say("lamp", 1, (), step, "fixed", caller="192.0.2.1")
    dropped = DropCount("walks")
    dropped.add()
    dropped.take()

    assert value("fixpath_queue_length", "outcomes") == 1
    assert rise(before, "fixpath_dropped_total", "outcomes-full") == 1
    assert rise(before, "fixpath_dropped_total", "walks") == 1


def test_a_circuit_that_opens_is_seen() -> None:
    """One of this process, and it alone."""
    before = value("fixpath_circuits_open", "cache")
    for _ in range(circuit.FAILURES):
        circuit.CACHE.fail(OSError("gone"))

    assert (before, value("fixpath_circuits_open", "cache"), value("fixpath_circuits_open", "database")) == (0, 1, 0)
    circuit.CACHE.succeed()
    assert value("fixpath_circuits_open", "cache") == 0


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abcxyz-./%?=&é", max_size=12), min_size=1, max_size=4))
def test_no_address_becomes_a_label(parts: list[str]) -> None:
    """Whatever is asked for, labels are names of views and statuses."""
    Client().get(f"/{'/'.join(parts)}")
    Client().get(f"/r/{'-'.join(parts)}/")

    known = {pattern.name for pattern in urlpatterns} | {"none", "static", "admin", "preview", "embed"}
    views = {one.labels["view"] for one in samples() if "view" in one.labels}
    assert {view for view in views if view not in known and ":" not in view and not view.startswith("desk")} == set()
