"""``manage.py deliver_webhooks``."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from diagnostics.domain.webhooks import signing
from diagnostics.domain.webhooks.outbox import tell
from diagnostics.models import Webhook
from tests import feed_server

pytestmark = pytest.mark.django_db


def test_it_says_what_was_sent_and_what_waits(settings: Settings) -> None:
    """What is taken counts as sent; what is not waits for another try."""
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with feed_server.serve(feed_server.page(b"")) as taking, feed_server.serve(feed_server.hang_up) as refusing:
        for server in (taking, refusing):
            signing.renew(Webhook.objects.create(name="One", address=server.address, events=["outcome"]))
        tell("outcome", "lamp", {})
        tell("outcome", "lamp", {})
        said = StringIO()
        call_command("deliver_webhooks", stdout=said)

    assert said.getvalue() == "Sent 2 events. 2 events still waiting; the workplace says for what.\n"
