"""Whose turn it is to send to a webhook: one process of all, on all hosts; and what is written down of what came of it.

The database's clock counts for leases, and no other.
"""

import datetime as dt
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from diagnostics.domain.webhooks.sending import Answer
from diagnostics.models import Webhook, WebhookDelivery, WebhookTry
from diagnostics.models.published.webhook import SAID_LENGTH

SECONDS: Final = 60
"""After which whoever sends is taken for dead; more than a turn may take."""
AT_ONCE: Final = 8
"""Webhooks that one process sends to at the same time."""
IN_A_TURN: Final = 20
PAUSES: Final = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
"""Seconds after the first failure of a delivery, the second …; then it is tried once more when its day is over."""
LONGEST_WISH: Final = 3600
"""Seconds, where the other side asks for a pause."""
LONGEST_REST: Final = 300
"""Seconds in which nothing at all is sent to where several tries failed one after the other."""
PATIENCE: Final = dt.timedelta(days=3)
"""Where nothing was taken for so long, the next delivery that is given up switches the webhook off."""
GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to send to a webhook once, and what is due there, the oldest first."""

    webhook: Webhook
    token: str
    deliveries: Sequence[WebhookDelivery]

    def keep(self, answers: Sequence[Answer]) -> bool:
        """Write down the answers to the first deliveries, and give the turn back; False where it was lost meanwhile."""
        with transaction.atomic():
            mine = Webhook.objects.filter(pk=self.webhook.pk, lease=self.token)
            if not mine.update(lease="", leased_until=None):
                return False
            is_over = [_keep_one(row, answer) for row, answer in zip(self.deliveries, answers, strict=False)]
            _keep_health(self.webhook, answers, gave_up=any(is_over))
        return True


def take(most: int = AT_ONCE) -> list[Turn]:
    """The turns that are due and that nobody has."""
    due = WebhookDelivery.objects.waiting().filter(webhook=OuterRef("pk"), next_at__lte=Now())
    webhooks = _free().filter(Exists(due)).order_by("?")[:most]
    return [turn for webhook in list(webhooks) if (turn := _take(webhook))]


def _free() -> QuerySet[Webhook]:
    # What lies further ahead than any lease or rest was written before the clock went back.
    longest_lease, longest_rest = (Now() + dt.timedelta(seconds=most) for most in (SECONDS, LONGEST_REST))
    is_free = Q(leased_until=None) | Q(leased_until__lte=Now()) | Q(leased_until__gt=longest_lease)
    is_awake = Q(pause_until=None) | Q(pause_until__lte=Now()) | Q(pause_until__gt=longest_rest)
    return Webhook.objects.filter(is_free, is_awake, is_on=True)


def _take(webhook: Webhook) -> Turn | None:
    token = secrets.token_hex(16)
    until = Now() + dt.timedelta(seconds=SECONDS)
    if not _free().filter(pk=webhook.pk).update(lease=token, leased_until=until):
        return None
    due = list(webhook.deliveries.waiting().filter(next_at__lte=Now()).order_by("next_at", "pk")[:IN_A_TURN])
    if not due:
        Webhook.objects.filter(pk=webhook.pk, lease=token).update(lease="", leased_until=None)
    return Turn(webhook, token, due) if due else None


def _keep_one(row: WebhookDelivery, answer: Answer) -> bool:
    """Whether it is given up."""
    now = timezone.now()
    WebhookTry.objects.create(
        delivery=row,
        at=now - dt.timedelta(milliseconds=answer.milliseconds),
        milliseconds=answer.milliseconds,
        status=answer.status,
        said=answer.said,
        error=answer.error[:SAID_LENGTH],
    )
    row.tries += 1
    if not answer.error:
        row.state, row.next_at = "taken", None
    elif now >= row.give_up_at:
        row.state, row.next_at = "failed", None
    else:
        wait = max(PAUSES[min(row.tries, len(PAUSES)) - 1], min(answer.retry_after, LONGEST_WISH))
        row.next_at = min(now + dt.timedelta(seconds=wait), row.give_up_at)
    row.save(update_fields=["tries", "state", "next_at"])
    return row.state == "failed"


def _keep_health(webhook: Webhook, answers: Sequence[Answer], *, gave_up: bool) -> None:
    """Whether it takes anything; where it does not, it rests, and after days it is switched off."""
    now, last = timezone.now(), answers[-1]
    columns = ["taken_at", "failures", "failing_since", "pause_until"]
    if any(not answer.error for answer in answers):
        webhook.taken_at, webhook.failures, webhook.failing_since = now, 0, None
    webhook.pause_until = None
    if last.error:
        webhook.failures += 1
        webhook.failing_since = webhook.failing_since or now
        rest = min(2 ** min(webhook.failures, 10) * random.uniform(2, 2.5), LONGEST_REST)  # noqa: S311 (not in step)
        webhook.pause_until = now + dt.timedelta(seconds=rest)
        if last.status == GONE or (gave_up and now - webhook.failing_since >= PATIENCE):
            webhook.is_on, webhook.off_at, webhook.off_why = False, now, last.error[:SAID_LENGTH]
            columns += ["is_on", "off_at", "off_why"]
    webhook.save(update_fields=columns)
