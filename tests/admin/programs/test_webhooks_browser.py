"""The pages of webhooks in a browser: nothing to object to, and the answer to a test appears by itself."""

import datetime as dt

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain.webhooks import signing
from diagnostics.domain.webhooks.delivering import deliver_due
from diagnostics.domain.webhooks.outbox import tell
from diagnostics.models import Webhook, WebhookDelivery
from tests import feed_server
from tests.axe import axe_violations, misfits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def administrator(page: Page, live_server: LiveServer) -> Page:
    """The browser of an administrator, as wide as a phone."""
    user = User.objects.create_superuser("ada")
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    cookie = {"name": site_settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": live_server.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie is a dict
    page.set_viewport_size({"width": 375, "height": 800})
    return page


@pytest.mark.slow
def test_webhooks_from_the_first_to_the_answer(
    administrator: Page, live_server: LiveServer, settings: Settings
) -> None:
    page = administrator
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with feed_server.serve(feed_server.page(b"<h1>Not yet</h1>", "503 Service Unavailable")) as server:
        page.goto(f"{live_server.url}{reverse('admin:diagnostics_webhook_add')}")
        page.get_by_label("Name").fill("Ticket system")
        page.get_by_label("Address").fill(server.address)
        page.get_by_label("A visitor says what came of a step").check()
        page.get_by_role("button", name="Save").click()
        webhook = Webhook.objects.get()
        expect(page.get_by_text(signing.secret(webhook))).to_be_visible()
        found = [f"secret: {one}" for one in (*axe_violations(page), *misfits(page))]

        page.get_by_role("link", name="I have copied it").click()
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_text("It is sent within a few seconds.")).to_be_visible()
        deliver_due()
        expect(page.get_by_text("<h1>Not yet</h1>")).to_be_visible()
        tell("outcome", "lamp", {"step": "turn-on"})
        Webhook.objects.create(name="Off", address="https://a.example/", is_on=False, off_at=timezone.now())
        Webhook.objects.update(pause_until=timezone.now() + dt.timedelta(hours=1))

    delivery = WebhookDelivery.objects.earliest("pk")
    for name, keys in (
        *(("webhook_changelist", []), ("webhook_add", []), ("webhook_change", [webhook.pk])),
        *(("webhook_delete", [webhook.pk]), ("webhookdelivery_changelist", [])),
        ("webhookdelivery_change", [delivery.pk]),
    ):
        page.goto(f"{live_server.url}{reverse(f'admin:diagnostics_{name}', args=keys)}")
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name}: {one}" for one in (*axe_violations(page), *misfits(page))]
        found += [f"{name}: {width} px wide"] if width > 375 else []
    page.goto(f"{live_server.url}{reverse('admin:index')}")
    expect(page.get_by_text("was switched off on")).to_be_visible()
    assert found == []
