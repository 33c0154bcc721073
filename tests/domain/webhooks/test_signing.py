"""Secrets that are stored nowhere, and signatures."""

import datetime as dt
import hashlib
import hmac

import pytest
from django.core import serializers
from django.utils import timezone
from pytest_django import Settings

from diagnostics.domain.webhooks import signing
from diagnostics.models import Webhook
from tests.domain.webhooks.conftest import MakeWebhook

pytestmark = pytest.mark.django_db
BODY = b'{"event":"test"}'


def test_the_signature_is_the_documented_one() -> None:
    """Held against numbers that were worked out by OpenSSL."""
    expected = hmac.new(b"whsec_abc", b'1700000000.{"event":"test"}', hashlib.sha256).hexdigest()
    assert signing.sign(BODY, 1_700_000_000, ["whsec_abc"]) == f"t=1700000000,v1={expected}"
    assert expected == "88e7be1da5ab370406fbc9c9f4f50141393c84bb7025e65248b94e444bb93450"


def test_the_database_holds_no_secret(make_webhook: MakeWebhook) -> None:
    webhook = make_webhook()
    row = serializers.serialize("json", [webhook])

    assert signing.secret(webhook).startswith(signing.PREFIX)
    assert signing.secret(webhook) not in row
    assert signing.secret(webhook).removeprefix(signing.PREFIX) not in row
    assert len({signing.secret(make_webhook()) for _ in range(5)}) == 5


def test_a_new_secret_signs_beside_the_former_one_for_a_day(make_webhook: MakeWebhook) -> None:
    webhook, now = make_webhook(), timezone.now()
    former = signing.secret(webhook)
    signing.renew(webhook)
    webhook = Webhook.objects.get()
    new = signing.secret(webhook)

    assert former != new
    at = int(now.timestamp())
    assert signing.signature(webhook, BODY, now) == signing.sign(BODY, at, [new, former])
    later = now + signing.OVERLAP + dt.timedelta(seconds=10)
    assert signing.signature(webhook, BODY, later) == signing.sign(BODY, int(later.timestamp()), [new])


def test_another_secret_key_is_noticed(make_webhook: MakeWebhook, settings: Settings) -> None:
    """And the secret that it would make is never taken for the former one."""
    webhook = make_webhook()
    assert signing.is_known(webhook)
    settings.SECRET_KEY = "another key of the operator, as long as it has to be"
    assert not signing.is_known(webhook)

    signing.renew(webhook)
    assert signing.is_known(webhook)
    assert webhook.former_salt == ""


def test_without_a_secret_nothing_is_known() -> None:
    assert not signing.is_known(Webhook())
