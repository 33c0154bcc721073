"""What is written into the outbox, and that it is written with the thing or not at all."""

import uuid
from itertools import product

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import drafts, live
from diagnostics.domain.live import Findings
from diagnostics.domain.publishing.publishing import Overtaken, publish, rollback
from diagnostics.domain.results import result_links
from diagnostics.domain.webhooks.outbox import News, tell, tell_all
from diagnostics.engine.walk import fold
from diagnostics.models import Webhook, WebhookDelivery
from tests.builders import make_document
from tests.domain.webhooks.conftest import MakeWebhook, bodies
from tests.fixtures import Publish, published

__all__ = ["published"]
pytestmark = pytest.mark.django_db


def test_nobody_who_wants_it_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        tell("outcome", "lamp", {"step": "turn-on"})
    assert bodies() == []


def test_many_cost_no_more_than_one(
    make_webhook: MakeWebhook, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_webhook()
    with django_assert_num_queries(2):
        tell_all([News("outcome", "lamp", {"step": f"step-{n}"}) for n in range(50)])
    assert len(bodies()) == 50


def test_a_row_holds_what_is_sent(make_webhook: MakeWebhook) -> None:
    """Its key is in the body, and it is due at once."""
    webhook = make_webhook()
    tell("link.opened", "lamp", {"code": "b" * 12})
    row = WebhookDelivery.objects.get()
    (body,) = bodies()

    assert row.webhook == webhook
    assert body == {
        "id": str(row.key),
        "event": "link.opened",
        "site": "http://127.0.0.1:8000",
        "guide": "lamp",
        "time": row.made_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": {"code": "b" * 12},
    }
    assert (row.state, row.tries) == ("waiting", 0)
    assert row.next_at is not None
    assert row.next_at <= timezone.now()


def test_each_hears_of_what_it_wants_only(make_webhook: MakeWebhook) -> None:
    """By event and by guide; nothing while it is off; and each delivery has its own key."""
    make_webhook(name="all")
    make_webhook(name="off", is_on=False)
    make_webhook(name="links", events=["link.made", "link.opened"])
    make_webhook(name="lamp", guides=["lamp", "torch"])
    for event, guide in product(["link.made", "outcome"], ["lamp", "heater"]):
        tell(event, guide, {})  # type: ignore[arg-type]  # each of them is an event

    rows = WebhookDelivery.objects.values_list("webhook__name", "event", "guide")
    assert sorted(rows) == [
        ("all", "link.made", "heater"),
        ("all", "link.made", "lamp"),
        ("all", "outcome", "heater"),
        ("all", "outcome", "lamp"),
        ("lamp", "link.made", "lamp"),
        ("lamp", "outcome", "lamp"),
        ("links", "link.made", "heater"),
        ("links", "link.made", "lamp"),
    ]
    assert len({uuid.UUID(one["id"]) for one in bodies()}) == 8


def test_a_guide_that_is_renamed_is_still_wanted(make_webhook: MakeWebhook) -> None:
    make_webhook(guides=["lamp"])
    drafts.replace(make_document(slug="torch", aliases=["lamp"]))
    tell("outcome", "torch", {})

    assert [one["guide"] for one in bodies()] == ["torch"]


def test_what_is_undone_is_not_told(make_webhook: MakeWebhook) -> None:
    make_webhook()
    with transaction.atomic():
        tell("outcome", "lamp", {})
        transaction.set_rollback(True)

    assert bodies() == []


def test_a_link_that_is_made_is_told(make_webhook: MakeWebhook, published: Publish) -> None:
    published(make_document())
    make_webhook()
    here = live.site().guides["lamp"]
    link = result_links.make(here, fold(here.network.guide, []), Findings(), reference="T-1")

    (body,) = bodies()
    assert (body["event"], body["guide"]) == ("link.made", "lamp")
    assert body["data"] == {"code": link.code, "release": 1, "by": "visitor", "reference": "T-1"}


def test_a_publication_is_told_and_a_rollback_too(make_webhook: MakeWebhook, published: Publish) -> None:
    make_webhook()
    published(make_document())
    published(make_document(title="Why is it dark?"))
    rollback("lamp", 1, why="It was wrong.", by="ada")

    assert [(one["event"], one["data"]) for one in bodies()] == [
        ("guide.published", {"release": 1, "publication": 1, "kind": "publish"}),
        ("guide.published", {"release": 2, "publication": 2, "kind": "publish"}),
        ("guide.published", {"release": 1, "publication": 3, "kind": "rollback"}),
    ]


def test_a_publication_that_comes_to_nothing_is_not_told(make_webhook: MakeWebhook, published: Publish) -> None:
    """Neither one that is live already nor one that came too late."""
    published(make_document())
    make_webhook()
    publish("lamp", note="", by="ada")
    with pytest.raises(Overtaken):
        publish("lamp", note="", by="ada", expected=7)

    assert bodies() == []


def test_every_event_has_words() -> None:
    """The outbox and the table name the same events."""
    from typing import get_args

    from diagnostics.domain.webhooks.outbox import Event

    assert get_args(Event.__value__) == (*Webhook.EVENTS,)
