"""Of many who would deliver, one does."""

import datetime as dt
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django import Settings

from diagnostics.domain.webhooks import turns
from diagnostics.domain.webhooks.delivering import deliver_due
from diagnostics.domain.webhooks.outbox import tell
from diagnostics.domain.webhooks.sending import Answer
from diagnostics.models import Webhook, WebhookDelivery
from tests import feed_server
from tests.conftest import ROOT
from tests.domain.webhooks.conftest import heard, pass_time
from tests.feed_server import FeedServer, page

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
pytestmark = pytest.mark.django_db(transaction=True)
DELIVER = """
import django
django.setup()
from diagnostics.domain.webhooks.delivering import deliver_due
print(deliver_due())
"""


@BOTH
def test_of_many_threads_one_delivers(webhook: Webhook, server: FeedServer, database: None) -> None:
    """Each delivery comes once, whoever looks."""
    server.answer = feed_server.slowly(page(b""), 0.02)
    for number in range(30):
        tell("outcome", "lamp", {"number": number})

    def deliver(_: int) -> int:
        try:
            return deliver_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        delivered = sum(threads.map(deliver, range(12)))
    delivered += deliver_due()

    keys = [headers["fixpath-delivery"] for headers, _ in heard(server)]
    assert (delivered, len(keys), len(set(keys))) == (30, 30, 30)


@pytest.mark.slow
@BOTH
def test_of_many_processes_one_delivers(
    webhook: Webhook, server: FeedServer, settings: Settings, database: None
) -> None:
    server.answer = feed_server.slowly(page(b""), 1.5)
    tell("outcome", "lamp", {})
    connections.close_all()
    here = connection.settings_dict
    url = f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "diagnostics.config.settings",
        "DATABASE_URL": url if connection.vendor == "postgresql" else f"sqlite:///{here['NAME']}",
        "SECRET_KEY": settings.SECRET_KEY,
        "WEBHOOK_PRIVATE_HOSTS": "127.0.0.1",
    }
    run = [sys.executable, "-c", DELIVER]
    children = [subprocess.Popen(run, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(child.communicate(timeout=120)[0] for child in children)

    assert said == ["0\n", "0\n", "1\n"]
    assert len(server.requests) == 1


@BOTH
def test_a_holder_that_died_is_replaced(webhook: Webhook, server: FeedServer, database: None) -> None:
    """Its lease runs out; if it was only slow, what it brings then no longer counts."""
    tell("outcome", "lamp", {})
    (slow,) = turns.take()
    assert turns.take() == []

    pass_time(dt.timedelta(seconds=turns.SECONDS + 1))
    assert deliver_due() == 1
    assert not slow.keep([Answer(error="too late")])
    assert (WebhookDelivery.objects.get().state, WebhookDelivery.objects.get().attempts.count()) == ("taken", 1)


def test_a_webhook_that_is_deleted_meanwhile_is_no_error(webhook: Webhook) -> None:
    tell("outcome", "lamp", {})
    (turn,) = turns.take()
    webhook.delete()
    assert not turn.keep([Answer(202)])
    assert not WebhookDelivery.objects.exists()


def test_a_turn_with_nothing_left_is_given_back(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else was quicker between the two looks."""
    tell("outcome", "lamp", {})
    free = turns._free

    def deliver_first() -> Any:
        WebhookDelivery.objects.update(state="taken")
        return free()

    monkeypatch.setattr(turns, "_free", deliver_first)
    webhook_row = Webhook.objects.get()
    assert turns._take(webhook_row) is None
    assert Webhook.objects.get().lease == ""
