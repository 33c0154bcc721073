"""From the outbox to the receiver: once, again, and no more; and what is written down of it."""

import datetime as dt
import logging
import time
import uuid
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from diagnostics.domain.webhooks import outbox, signing
from diagnostics.domain.webhooks.delivering import OTHER_KEY, DeliveryRounds, deliver_due
from diagnostics.domain.webhooks.outbox import tell, tell_again, tell_test
from diagnostics.models import Webhook, WebhookDelivery, WebhookTry
from tests import feed_server
from tests.domain.webhooks.conftest import MakeWebhook, heard, pass_time
from tests.feed_server import FeedServer, page

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)


def row() -> WebhookDelivery:
    return WebhookDelivery.objects.get()


@BOTH
def test_what_is_told_is_delivered_once(webhook: Webhook, server: FeedServer, database: None) -> None:
    """Signed with the secret that was handed out, under the key of the delivery."""
    tell("outcome", "lamp", {"step": "turn-on", "came": "fixed"})
    assert (deliver_due(), deliver_due()) == (1, 0)

    ((headers, body),) = heard(server)
    sent = row()
    assert body == sent.body
    assert (headers["fixpath-event"], headers["fixpath-delivery"]) == ("outcome", str(sent.key))
    at = int(headers["fixpath-signature"].partition(",")[0].removeprefix("t="))
    assert abs(at - time.time()) < 30
    assert headers["fixpath-signature"] == signing.sign(body.encode(), at, [signing.secret(webhook)])
    assert (sent.state, sent.tries, sent.next_at) == ("taken", 1, None)
    (attempt,) = sent.attempts.all()
    assert (attempt.status, attempt.said, attempt.error) == (202, "thanks", "")
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.failing_since, webhook.lease) == (0, None, "")
    assert webhook.taken_at is not None


def test_a_failure_is_tried_again_for_a_day_and_then_given_up(webhook: Webhook, server: FeedServer) -> None:
    """Later each time, with the same key."""
    server.answer = page(b"come back later", "500 Oops")
    tell("outcome", "lamp", {})
    waits: list[dt.timedelta] = []
    while row().state == "waiting":
        deliver_due()
        waits.append((row().next_at or timezone.now()) - timezone.now())
        pass_time(max(waits[-1], dt.timedelta(seconds=301)))

    assert all(earlier < later + dt.timedelta(seconds=5) for earlier, later in pairwise(waits[:-2]))
    assert dt.timedelta(hours=24) <= sum(waits, dt.timedelta()) + dt.timedelta(minutes=10) < dt.timedelta(hours=24.3)
    assert (row().state, row().tries, row().next_at) == ("failed", 9, None)
    assert len({headers["fixpath-delivery"] for headers, _ in heard(server)}) == 1
    latest = row().attempts.first()
    assert latest is not None
    assert (latest.status, latest.said, latest.error) == (500, "come back later", "It answered 500 Oops.")
    assert Webhook.objects.get().is_on


def test_what_comes_late_is_still_taken(webhook: Webhook, server: FeedServer) -> None:
    """And with it everything else that waited."""
    server.answer = feed_server.hang_up
    for number in range(5):
        tell("outcome", "lamp", {"number": number})
    deliver_due()
    assert (len(server.requests), Webhook.objects.get().failures) == (1, 1)

    server.answer = page(b"")
    assert deliver_due() == 0
    pass_time(dt.timedelta(minutes=2))
    assert deliver_due() == 5
    assert {one.state for one in WebhookDelivery.objects.all()} == {"taken"}
    assert (Webhook.objects.get().failures, Webhook.objects.get().failing_since) == (0, None)


def test_one_that_is_never_taken_holds_up_no_other(webhook: Webhook, server: FeedServer) -> None:
    def refuse_one(connection_: Any, here: FeedServer) -> None:
        page(b"", "422 No" if '"poison"' in here.requests[-1] else "200 OK")(connection_, here)

    server.answer = refuse_one
    tell("outcome", "lamp", {"word": "poison"})
    tell("outcome", "lamp", {"word": "bread"})
    deliver_due()
    pass_time(dt.timedelta(seconds=20))
    deliver_due()

    states = WebhookDelivery.objects.order_by("pk").values_list("state", "tries")
    assert list(states) == [("waiting", 1), ("taken", 1)]


def test_a_wish_to_wait_is_granted_within_reason(webhook: Webhook, server: FeedServer) -> None:
    for wish, seconds in (("1000", 1000), ("999999", 3600)):
        server.answer = page(b"", "429 Too Many Requests", retry_after=wish)
        WebhookDelivery.objects.all().delete()
        tell("outcome", "lamp", {})
        Webhook.objects.update(pause_until=None)
        deliver_due()
        wait = (row().next_at or timezone.now()) - timezone.now()
        assert seconds - 20 < wait.total_seconds() <= seconds


def test_where_nothing_is_taken_for_days_it_is_switched_off(
    webhook: Webhook, server: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Not by a single bad day; and then nothing more is kept for it."""
    server.answer = page(b"", "503 Service Unavailable")
    for day in range(3):
        tell("outcome", "lamp", {"day": day})
        deliver_due()
        pass_time(outbox.PATIENCE)
        deliver_due()
        assert Webhook.objects.get().is_on == (day < 2), day
        pass_time(HOUR)

    off = Webhook.objects.get()
    assert off.off_at is not None
    assert off.off_why == "It answered 503 Service Unavailable."
    assert "The webhook “Ticket system” is switched off. It answered 503" in caplog.text
    tell("outcome", "lamp", {})
    assert WebhookDelivery.objects.count() == 3
    assert deliver_due() == 0


def test_one_that_is_gone_for_good_is_switched_off_at_once(webhook: Webhook, server: FeedServer) -> None:
    server.answer = page(b"", "410 Gone")
    tell("outcome", "lamp", {})
    deliver_due()
    assert (Webhook.objects.get().is_on, row().state) == (False, "waiting")


def test_nothing_is_sent_with_a_secret_that_nobody_knows(
    webhook: Webhook, server: FeedServer, settings: Settings
) -> None:
    settings.SECRET_KEY = "another key of the operator, as long as it has to be"
    tell("outcome", "lamp", {})
    deliver_due()
    assert server.requests == []
    assert [one.error for one in row().attempts.all()] == [OTHER_KEY]

    signing.renew(Webhook.objects.get())
    pass_time(dt.timedelta(minutes=2))
    assert deliver_due() == 1


def test_a_test_is_sent_to_one_alone(webhook: Webhook, server: FeedServer, make_webhook: MakeWebhook) -> None:
    """At once, even where it rests."""
    make_webhook(name="other", address=server.address)
    Webhook.objects.update(pause_until=timezone.now() + HOUR)
    test = tell_test(webhook)
    assert deliver_due() == 1
    assert [headers["fixpath-event"] for headers, _ in heard(server)] == ["test"]
    assert row() == test


def test_what_failed_is_sent_again_under_the_same_key(webhook: Webhook, server: FeedServer) -> None:
    """With the same words, and another whole day to succeed."""
    server.answer = page(b"", "500 Oops")
    tell("outcome", "lamp", {})
    pass_time(outbox.PATIENCE)
    deliver_due()
    assert row().state == "failed"

    assert tell_again(WebhookDelivery.objects.all()) == 1
    deliver_due()
    assert (row().state, row().tries) == ("waiting", 1)
    assert row().give_up_at > timezone.now() + 23 * HOUR
    server.answer = page(b"")
    tell_again(WebhookDelivery.objects.all())
    assert deliver_due() == 1
    assert len({(headers["fixpath-delivery"], body) for headers, body in heard(server)}) == 1
    assert row().attempts.count() == 3


def test_what_is_old_is_thrown_away(webhook: Webhook, server: FeedServer) -> None:
    tell("outcome", "lamp", {"of": "old"})
    deliver_due()
    pass_time(dt.timedelta(days=outbox.KEPT_DAYS, minutes=1))
    tell("outcome", "lamp", {"of": "new"})
    assert (outbox.prune(), outbox.prune()) == (1, 0)
    assert '"new"' in row().body
    assert not WebhookTry.objects.exists()


def test_a_thread_delivers_and_stops(webhook: Webhook, server: FeedServer) -> None:
    """Soon after it is told; and it never delivers after it has stopped."""
    rounds = DeliveryRounds(period=0.05)
    rounds.start()
    for number in range(3):
        tell("outcome", "lamp", {"number": number})
        until = time.monotonic() + 20
        while len(server.requests) <= number and time.monotonic() < until:
            time.sleep(0.02)
    rounds.stop()
    tell("outcome", "lamp", {"number": 3})
    time.sleep(0.3)

    assert len(server.requests) == 3
    assert len({uuid.UUID(headers["fixpath-delivery"]) for headers, _ in heard(server)}) == 3


def test_a_database_that_is_away_does_not_end_it(
    webhook: Webhook, server: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """That is said once, and so is that it is back."""
    caplog.set_level(logging.WARNING)
    rounds = DeliveryRounds()
    tell("outcome", "lamp", {})
    with connection.schema_editor() as schema:
        schema.alter_db_table(Webhook, "diagnostics_webhook", "away")
    try:
        rounds.look()
        rounds.look()
    finally:
        with connection.schema_editor() as schema:
            schema.alter_db_table(Webhook, "away", "diagnostics_webhook")
    rounds.look()

    assert len(server.requests) == 1
    away, back = (record.message for record in caplog.records)
    assert away.startswith("Webhooks are not told of anything: the database cannot be used (")
    assert back == "The database can be used again: webhooks are told."


def test_nothing_to_do_costs_two_queries(make_webhook: MakeWebhook, django_assert_num_queries: Any) -> None:
    make_webhook()
    with django_assert_num_queries(2):
        DeliveryRounds().look()


def test_the_answers_belong_to_their_webhooks(webhook: Webhook, server: FeedServer, make_webhook: MakeWebhook) -> None:
    """Of several at once, where one cannot sign and one cannot be reached."""
    make_webhook(name="unsigned", address=server.address)
    Webhook.objects.filter(name="unsigned").update(secret_hash="0" * 64)
    make_webhook(name="nobody", address="http://127.0.0.1:1/")
    tell("outcome", "lamp", {})
    deliver_due()

    errors: Mapping[str, str] = dict(WebhookTry.objects.values_list("delivery__webhook__name", "error"))
    assert errors["Ticket system"] == ""
    assert errors["unsigned"] == OTHER_KEY
    assert errors["nobody"].startswith("It cannot be reached: ")
