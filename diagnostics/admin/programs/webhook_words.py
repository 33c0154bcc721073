"""How webhooks and deliveries are doing, in words."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from diagnostics.config.times import when
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.webhooks import signing
from diagnostics.models import Webhook, WebhookDelivery, WebhookTry


def latest(rows: QuerySet[WebhookDelivery]) -> QuerySet[WebhookDelivery]:
    """With their tries, the last one first; two queries."""
    return rows.select_related("webhook").prefetch_related(Prefetch("attempts", WebhookTry.objects.order_by("-pk")))


def troubled_webhooks(request: HttpRequest) -> list[Webhook]:
    """Webhooks that the site has switched off, for whoever may do something about it."""
    if not request.user.has_perm("diagnostics.change_webhook"):
        return []
    return list(Webhook.objects.filter(is_on=False).exclude(off_at=None).select_related("made_by"))


def state_mark(webhook: Webhook) -> SafeString:
    """A word that says how it is, and since when where that matters."""
    if webhook.off_at:
        return _mark("bad", "switched off", webhook.off_at)
    if not webhook.is_on:
        return _mark("", "off")
    if not signing.is_known(webhook):
        return _mark("bad", "needs a new secret")
    if webhook.failing_since:
        return _mark("bad", "failing", webhook.failing_since)
    return _mark("good", "on")


def progress(delivery: WebhookDelivery) -> SafeString:
    """The same for a delivery."""
    if delivery.state == "waiting" and delivery.next_at:
        tried = quantity(delivery.tries, "try") if delivery.tries else "new"
        return format_html(
            "{} <span class=quiet>{}, next {}</span>",
            _mark("", "waiting"),
            tried,
            when(delivery.next_at, "short-minute"),
        )
    return _mark("good" if delivery.state == "taken" else "bad", delivery.get_state_display())


def last_answer(delivery: WebhookDelivery) -> str:
    return next((answer(attempt) for attempt in delivery.attempts.all()), "not tried yet")


def answer(attempt: WebhookTry) -> str:
    """What came of a try, in a sentence."""
    return attempt.error or f"It answered {attempt.status}."


def _mark(kind: str, word: str, since: Any = None) -> SafeString:  # noqa: ANN401 (a time or none)
    mark = format_html('<span class="mark {}">{}</span>', kind, word)
    return format_html("{} since {}", mark, when(since, "short-minute")) if since else mark
