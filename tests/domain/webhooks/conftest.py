"""A webhook, and what it was told."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from diagnostics.models import Webhook, WebhookDelivery

type MakeWebhook = Callable[..., Webhook]


@pytest.fixture
def make_webhook(db: None) -> MakeWebhook:
    """A function that makes a webhook that wants every event; only the interesting difference is given."""

    def make(**columns: Any) -> Webhook:
        wanted = {"name": "Ticket system", "address": "https://tickets.example/hook", "events": [*Webhook.EVENTS]}
        return Webhook.objects.create(**wanted | columns)

    return make


def told() -> list[dict[str, Any]]:
    """What is to be told, the first first."""
    return [json.loads(row.body) for row in WebhookDelivery.objects.order_by("pk")]
