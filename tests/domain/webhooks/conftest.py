"""A webhook, what it was told, and a server that hears it."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import F
from pytest_django import Settings

from diagnostics.domain.webhooks import signing
from diagnostics.models import Webhook, WebhookDelivery, WebhookTry
from tests import feed_server
from tests.feed_server import FeedServer

type MakeWebhook = Callable[..., Webhook]


@pytest.fixture
def make_webhook(db: None) -> MakeWebhook:
    """A function that makes a webhook that wants every event; only the interesting difference is given."""

    def make(**columns: Any) -> Webhook:
        wanted = {"name": "Ticket system", "address": "https://tickets.example/hook", "events": [*Webhook.EVENTS]}
        webhook = Webhook.objects.create(**wanted | columns)
        signing.renew(webhook)
        return webhook

    return make


@pytest.fixture
def server(settings: Settings) -> Iterator[FeedServer]:
    """Takes everything; on this machine, which is allowed."""
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with feed_server.serve(feed_server.page(b"thanks", "202 Accepted")) as running:
        yield running


@pytest.fixture
def webhook(make_webhook: MakeWebhook, server: FeedServer) -> Webhook:
    """The server's."""
    return make_webhook(address=server.address)


def bodies() -> list[dict[str, Any]]:
    """What is to be told, the first first."""
    return [json.loads(row.body) for row in WebhookDelivery.objects.order_by("pk")]


def heard(server: FeedServer) -> list[tuple[dict[str, str], str]]:
    """What came there: headers, in small letters, and body."""
    found = []
    for request in server.requests:
        head, _, body = request.partition("\r\n\r\n")
        lines = (line.partition(": ") for line in head.split("\r\n")[1:])
        found.append(({name.lower(): value for name, _, value in lines}, body))
    return found


def pass_time(time: dt.timedelta) -> None:
    """Everything that was written down was so much earlier."""
    WebhookDelivery.objects.update(**{name: F(name) - time for name in ("made_at", "next_at", "give_up_at")})
    WebhookTry.objects.update(at=F("at") - time)
    Webhook.objects.update(
        **{name: F(name) - time for name in ("pause_until", "failing_since", "taken_at", "leased_until")}
    )
