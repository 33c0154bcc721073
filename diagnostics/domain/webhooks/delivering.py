"""Delivering: what is due is signed, sent, and what came of it is written down; by a thread of each worker."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import timezone

from diagnostics import VERSION
from diagnostics.domain.safeguards.outage import Outage
from diagnostics.domain.safeguards.rounds import PERIOD, Rounds
from diagnostics.domain.webhooks import outbox, signing, turns
from diagnostics.domain.webhooks.turns import Turn
from diagnostics.models import Webhook, WebhookDelivery

if TYPE_CHECKING:
    from diagnostics.domain.webhooks.sending import Answer, Post

log: Final = logging.getLogger(__name__)

OTHER_KEY: Final = "Its secret was made with another SECRET_KEY and cannot sign any more. Make a new secret."
_AWAY: Final = "Webhooks are not told of anything: the database cannot be used (%s)."


class DeliveryRounds(Rounds):
    """Delivers what is due and no other process delivers, and throws away what is old."""

    def __init__(self, *, period: float = PERIOD) -> None:
        jobs = {"The outbox of webhooks": deliver_due, "The old deliveries of webhooks": outbox.prune}
        away = Outage(log, begun=_AWAY, over="The database can be used again: webhooks are told.")
        super().__init__("webhooks", jobs, away, period=period)


def deliver_due() -> int:
    """Send until nothing is due that gets through; returns how many were taken."""
    taken = 0
    while due := turns.take():
        for turn, answers in zip(due, _send(due), strict=True):
            if turn.keep(answers):
                taken += sum(not answer.error for answer in answers)
                _say_if_off(turn.webhook)
    return taken


def _send(due: list[Turn]) -> "Iterator[list[Answer]]":
    """The answers to each turn, one at least."""
    # A tenth of a second and its own packages, which a site without webhooks does without.
    from diagnostics.domain.webhooks.sending import Answer, send  # noqa: PLC0415

    known = [turn for turn in due if signing.is_known(turn.webhook)]
    answers = iter(send([_post(turn) for turn in known]))
    return (next(answers) if turn in known else [Answer(error=OTHER_KEY)] for turn in due)


def _post(turn: Turn) -> "Post":
    from diagnostics.domain.webhooks.sending import Message, Post  # noqa: PLC0415 (as above)

    messages = [Message(_headers(turn.webhook, row), row.body.encode()) for row in turn.deliveries]
    return Post(turn.webhook.address, messages)


def _headers(webhook: Webhook, row: WebhookDelivery) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": f"Fixpath/{VERSION} (+{settings.SITE_URL})",
        "Fixpath-Event": row.event,
        "Fixpath-Delivery": str(row.key),
        "Fixpath-Signature": signing.signature(webhook, row.body.encode(), timezone.now()),
    }


def _say_if_off(webhook: Webhook) -> None:
    if not webhook.is_on:
        log.warning("The webhook “%s” is switched off. %s", webhook.name, webhook.off_why)
