"""The outbox: what webhooks are to be told, written in the same transaction as the thing itself."""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from diagnostics.models import Guide, Webhook, WebhookDelivery

type Event = Literal["link.made", "link.opened", "link.event", "outcome", "guide.published"]

PATIENCE: Final = dt.timedelta(days=1)
"""So long a delivery is tried again."""
KEPT_DAYS: Final = 30
"""So long it can be looked at and sent again."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a guide or to a link of it. data: slugs, codes and numbers; nothing about a person."""

    event: Event
    guide: str
    data: Mapping[str, object]


def tell(event: Event, guide: str, data: Mapping[str, object]) -> None:
    """Tell the webhooks that want it, once the transaction around it is committed: call it inside of one.

    One query where nobody wants it; one more writes the rows.
    """
    tell_all([News(event, guide, data)])


def tell_all(news: Iterable[News]) -> None:
    """The same for many at once, in no more queries than for one."""
    webhooks = list(Webhook.objects.filter(is_on=True).only("events", "guides"))
    if webhooks:
        WebhookDelivery.objects.bulk_create(list(_deliveries(webhooks, news)), batch_size=500)


def delivery(
    webhook: Webhook, event: str, guide: str = "", data: Mapping[str, object] | None = None
) -> WebhookDelivery:
    """The row, not yet saved."""
    key, now = uuid.uuid4(), timezone.now()
    told = {
        "id": str(key),
        "event": event,
        "site": settings.SITE_URL,
        "guide": guide,
        "time": now.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": data or {},
    }
    body = json.dumps(told, separators=(",", ":"))
    return WebhookDelivery(
        webhook=webhook,
        key=key,
        event=event,
        guide=guide,
        body=body,
        made_at=now,
        next_at=now,
        give_up_at=now + PATIENCE,
    )


def tell_test(webhook: Webhook) -> WebhookDelivery:
    """Something to send that says nothing, at once and to this webhook alone."""
    row = delivery(webhook, Webhook.TEST)
    row.save(force_insert=True)
    Webhook.objects.filter(pk=webhook.pk).update(pause_until=None)
    return row


def tell_again(rows: QuerySet[WebhookDelivery]) -> int:
    """Send these once more, whatever came of them, at once and for as long as at first; returns how many."""
    now = timezone.now()
    with transaction.atomic():
        Webhook.objects.filter(pk__in=rows.values("webhook")).update(pause_until=None)
        return rows.update(state="waiting", tries=0, next_at=now, give_up_at=now + PATIENCE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many deliveries wait that are still tried, and when the next one is due, or was."""

    number: int
    due_at: dt.datetime | None


def waiting() -> Waiting:
    """One query."""
    rows = WebhookDelivery.objects.waiting().filter(webhook__is_on=True)
    return Waiting(**rows.aggregate(number=Count("pk"), due_at=Min("next_at")))


def prune(most: int = 500) -> int:
    """Delete at most this many deliveries of KEPT_DAYS ago, whatever came of them; returns how many."""
    before = timezone.now() - dt.timedelta(days=KEPT_DAYS)
    old = list(WebhookDelivery.objects.filter(made_at__lt=before).values_list("pk", flat=True)[:most])
    if old:
        WebhookDelivery.objects.filter(pk__in=old).delete()
    return len(old)


def _deliveries(webhooks: list[Webhook], news: Iterable[News]) -> Iterator[WebhookDelivery]:
    are_chosen = any(webhook.guides for webhook in webhooks)
    former = dict(Guide.objects.values_list("slug", "aliases")) if are_chosen else {}
    for one in news:
        names = {one.guide, *former.get(one.guide, ())}
        for webhook in webhooks:
            if one.event in webhook.events and (not webhook.guides or names & {*webhook.guides}):
                yield delivery(webhook, one.event, one.guide, one.data)
