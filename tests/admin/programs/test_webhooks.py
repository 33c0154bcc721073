"""Webhooks in the workplace: made, shown their secret once, tried out, looked at and sent again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from diagnostics.domain.safeguards import roles
from diagnostics.domain.webhooks import signing
from diagnostics.domain.webhooks.delivering import deliver_due
from diagnostics.domain.webhooks.outbox import tell
from diagnostics.models import Guide, Webhook, WebhookDelivery
from tests import feed_server
from tests.feed_server import FeedServer, page

pytestmark = pytest.mark.django_db
LIST = "admin:diagnostics_webhook_changelist"
ADD = "admin:diagnostics_webhook_add"
CHANGE = "admin:diagnostics_webhook_change"
DELIVERIES = "admin:diagnostics_webhookdelivery_changelist"
DELIVERY = "admin:diagnostics_webhookdelivery_change"


@pytest.fixture
def server(settings: Settings) -> Iterator[FeedServer]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with feed_server.serve(page(b"<b>no</b>", "500 Oops")) as running:
        yield running


@pytest.fixture
def webhook(server: FeedServer) -> Webhook:
    made = Webhook.objects.create(name="Tickets", address=server.address, events=[*Webhook.EVENTS])
    signing.renew(made)
    return made


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form(to: str, **changes: Any) -> dict[str, Any]:
    return {"name": "Tickets", "address": to, "events": ["link.made", "outcome"], "is_on": "on"} | changes


def test_one_is_made_and_its_secret_shown_once(editor: Client, server: FeedServer, guide: Guide) -> None:
    """Whoever looks again is told how to get a new one."""
    response = editor.post(reverse(ADD), form(server.address, guides=["lamp"]), follow=True)
    made = Webhook.objects.get()

    assert (made.name, made.address, made.events) == ("Tickets", server.address, ["link.made", "outcome"])
    assert (made.guides, made.is_on, str(made.made_by)) == (["lamp"], True, "ada")
    assert signing.is_known(made)
    assert response.redirect_chain == [(reverse("admin:webhook-secret", args=[made.pk]), 302)]
    assert "no-store" in response.headers["Cache-Control"]
    assert signing.secret(made) in text(response)
    assert f'href="{reverse(CHANGE, args=[made.pk])}">I have copied it' in response.content.decode()
    again = text(editor.get(reverse("admin:webhook-secret", args=[made.pk])))
    assert signing.secret(made) not in again
    assert "make a new one" in again
    every = [reverse(LIST), reverse(CHANGE, args=[made.pk]), reverse("admin:index")]
    assert all(signing.PREFIX not in editor.get(address).content.decode() for address in every)


def test_a_new_secret_takes_the_place_of_a_lost_one(editor: Client, webhook: Webhook) -> None:
    former = signing.secret(webhook)
    response = editor.post(reverse("admin:webhook-secret", args=[webhook.pk]), follow=True)
    webhook.refresh_from_db()

    assert signing.secret(webhook) != former
    assert signing.secret(webhook) in text(response)


def test_a_changed_key_of_the_site_is_said(editor: Client, webhook: Webhook, settings: Settings) -> None:
    Webhook.objects.update(secret_hash="0" * 64)
    assert "needs a new secret" in text(editor.get(reverse(LIST)))
    assert "another SECRET_KEY" in text(editor.get(reverse("admin:webhook-secret", args=[webhook.pk])))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"address": "https://10.0.0.3/hook"}, "10.0.0.3 is a private address. Whoever runs this site can allow it"),
        ({"address": "http://tickets.example/hook"}, "Begin the address with https://"),
        ({"address": "tickets"}, "Write the whole address"),
        ({"address": "https://a:b@tickets.example/"}, "Leave the name and password out"),
        ({"address": ""}, "Write where to send events."),
        ({"name": ""}, "Give it a name."),
        ({"events": []}, "Tick at least one of these"),
        ({"events": ["nonsense"]}, "nonsense"),
        ({"guides": ["heater"]}, "heater"),
        ({"address": "https://tickets.example/" + "x" * 500}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    editor: Client, guide: Guide, changes: dict[str, Any], says: str
) -> None:
    response = editor.post(reverse(ADD), form("https://tickets.invalid/hook", **changes))

    assert response.status_code == 200
    assert says in text(response)
    assert not Webhook.objects.exists()
    typed = response.content.decode()
    assert f'value="{changes.get("name", "Tickets")}"' in typed or not changes.get("name", "Tickets")
    assert changes.get("address", "https://tickets.invalid/hook") in typed


def test_a_name_that_nobody_knows_today_is_kept_with_a_warning(editor: Client) -> None:
    response = editor.post(reverse(ADD), form("https://tickets.invalid/hook"), follow=True)
    assert "Nobody knows the host “tickets.invalid”. Send a test." in text(response)
    assert Webhook.objects.exists()


def test_a_change_touches_only_what_the_form_shows(editor: Client, webhook: Webhook, server: FeedServer) -> None:
    """A thread may be sending meanwhile."""
    former = signing.secret(webhook)
    Webhook.objects.update(lease="of a thread", failures=3, failing_since=timezone.now())
    response = editor.post(reverse(CHANGE, args=[webhook.pk]), form(server.address, name="Others"))
    webhook.refresh_from_db()

    assert response.status_code == 302
    assert (webhook.name, webhook.events, webhook.lease) == ("Others", ["link.made", "outcome"], "of a thread")
    assert (webhook.failures, webhook.failing_since) == (0, None)
    assert signing.secret(webhook) == former


def test_one_that_was_switched_off_is_told_of_until_it_is_on_again(
    editor: Client, webhook: Webhook, server: FeedServer
) -> None:
    """On the first page of the workplace, to whoever may do something about it."""
    Webhook.objects.update(is_on=False, off_at=timezone.now(), off_why="It answered 500 Oops.")
    said = text(editor.get(reverse("admin:index")))
    assert "The webhook Tickets was switched off on" in said
    assert "It answered 500 Oops." in said
    assert "switched off since" in text(editor.get(reverse(LIST)))
    assert "Put that right" in text(editor.get(reverse(CHANGE, args=[webhook.pk])))
    publisher = Client()
    pat = User.objects.create_user("pat", is_staff=True)
    pat.groups.add(Group.objects.get(name=roles.PUBLISHERS))
    publisher.force_login(pat)
    assert "was switched off" not in text(publisher.get(reverse("admin:index")))

    editor.post(reverse(CHANGE, args=[webhook.pk]), form(server.address))
    webhook.refresh_from_db()
    assert (webhook.is_on, webhook.off_at, webhook.off_why) == (True, None, "")
    assert "was switched off" not in text(editor.get(reverse("admin:index")))


def test_a_test_is_sent_and_its_answer_shown(editor: Client, webhook: Webhook, server: FeedServer) -> None:
    response = editor.post(reverse("admin:webhook-test", args=[webhook.pk]), follow=True)
    test = WebhookDelivery.objects.get()
    assert response.redirect_chain == [(reverse(DELIVERY, args=[test.pk]), 302)]
    assert "It is sent within a few seconds." in text(response)
    assert 'hx-trigger="every 2s"' in response.content.decode()

    deliver_due()
    response = editor.get(reverse(DELIVERY, args=[test.pk]))
    assert "It answered 500 Oops." in text(response)
    assert "&lt;b&gt;no&lt;/b&gt;" in response.content.decode()
    assert "every 2s" not in response.content.decode()
    assert "waiting 1 try, next" in text(response)


def test_nothing_is_sent_to_one_that_is_off(editor: Client, webhook: Webhook) -> None:
    tell("outcome", "lamp", {})
    Webhook.objects.update(is_on=False)
    assert "Switch it on" in text(editor.post(reverse("admin:webhook-test", args=[webhook.pk]), follow=True))
    row = WebhookDelivery.objects.get()
    assert "Switch it on" in text(editor.post(reverse("admin:webhook-again", args=[row.pk]), follow=True))
    assert WebhookDelivery.objects.count() == 1


def test_what_failed_is_seen_and_sent_again(editor: Client, webhook: Webhook, server: FeedServer) -> None:
    """One by one, or those that are ticked."""
    for number in range(3):
        tell("outcome", "lamp", {"number": number})
    WebhookDelivery.objects.update(give_up_at=timezone.now())
    for _ in range(3):
        Webhook.objects.update(pause_until=None)
        deliver_due()
    assert {row.state for row in WebhookDelivery.objects.all()} == {"failed"}
    listed = text(editor.get(f"{reverse(DELIVERIES)}?state__exact=failed"))
    assert listed.count("It answered 500 Oops.") == 3
    assert "It answered 500 Oops." in text(editor.get(reverse(CHANGE, args=[webhook.pk])))

    server.answer = page(b"thanks")
    first, *others = WebhookDelivery.objects.order_by("pk")
    editor.post(reverse("admin:webhook-again", args=[first.pk]))
    ticked = {"action": "send_again", "_selected_action": [row.pk for row in others], "index": 0}
    said = text(editor.post(reverse(DELIVERIES), ticked, follow=True))
    assert "2 events will be sent again within a few seconds." in said
    assert deliver_due() == 3
    assert "delivered" in text(editor.get(reverse(DELIVERY, args=[first.pk])))


def test_lists_cost_the_same_at_any_size(editor: Client, webhook: Webhook, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        tell("outcome", "lamp", {"number": number})
    deliver_due()
    for address in (reverse(LIST), reverse(DELIVERIES), reverse(CHANGE, args=[webhook.pk])):
        editor.get(address)
        with django_assert_max_num_queries(12):
            assert editor.get(address).status_code == 200


@pytest.mark.parametrize("group", [*roles.ROLES, None])
def test_nobody_but_administrators_comes_near(webhook: Webhook, group: str | None) -> None:
    """No group of ours sees, makes, changes, tries or sends anything."""
    tell("outcome", "lamp", {})
    row = WebhookDelivery.objects.get()
    client = Client()
    if group:
        pat = User.objects.create_user("pat", is_staff=True)
        pat.groups.add(Group.objects.get(name=group))
        client.force_login(pat)
    refused = 403 if group else 302
    for address in (
        *(reverse(LIST), reverse(ADD), reverse(CHANGE, args=[webhook.pk]), reverse(DELIVERIES)),
        *(reverse("admin:diagnostics_webhook_delete", args=[webhook.pk]), reverse(DELIVERY, args=[row.pk])),
        *(reverse(f"admin:webhook-{name}", args=[webhook.pk]) for name in ("secret", "test")),
        reverse("admin:webhook-again", args=[row.pk]),
    ):
        for method in ("get", "post"):
            status = getattr(client, method)(address).status_code
            assert (status in (refused, 405), address, status) == (True, address, status)
    assert WebhookDelivery.objects.count() == 1
    if group:
        assert "Webhooks" not in text(client.get(reverse("admin:index")))


def test_one_is_deleted_with_what_it_was_told(editor: Client, webhook: Webhook) -> None:
    tell("outcome", "lamp", {})
    address = reverse("admin:diagnostics_webhook_delete", args=[webhook.pk])
    asked = text(editor.get(address))
    assert "It cannot be brought back." in asked
    assert "draft" not in asked
    editor.post(address, {"post": "yes"})
    assert not Webhook.objects.exists()
    assert not WebhookDelivery.objects.exists()


def test_what_was_typed_outlives_the_session(server: FeedServer) -> None:
    """It comes back after signing in again, and is not saved before it is looked over."""
    User.objects.create_superuser("ada", password="a very long password")
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    response = client.post(reverse(ADD), form(server.address))
    carried = re.search(r'name="_typed" value="([^"]*)"', response.content.decode())
    assert carried
    from html import unescape

    sign_in = {"username": "ada", "password": "a very long password", "_typed": unescape(carried[1])}
    client.post(f"{reverse('admin:login')}?next={reverse(ADD)}", sign_in)
    response = client.get(reverse(ADD))
    assert "Look it over, and press Save." in text(response)
    assert server.address in response.content.decode()
    assert not Webhook.objects.exists()
