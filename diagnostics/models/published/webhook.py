"""Other programs that want to hear of what happens here, what they are told, and what they answered."""

import uuid
from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from diagnostics.models.fields import LinesField, SlugsField, line_field

ADDRESS_LENGTH = 500
SAID_LENGTH = 300
"""Of a sentence that says what went wrong."""


class Webhook(models.Model):
    """An address that is told of events.

    salt: the secret that signs is made of it and of SECRET_KEY; ``secret_hash`` shows whether it still is the one that was
    handed out. former_salt: of the secret before it, which signs beside it until ``former_until``.
    taken_at: when something was last taken there. failing_since: since when nothing was. pause_until: nothing is sent before.
    off_at, off_why: when and why the site, and no person, switched it off.
    The lease: whoever writes a token into ``lease`` while it is free sends there, and nobody else before ``leased_until``.
    """

    EVENTS: ClassVar[Mapping[str, str]] = {
        "link.made": "A result link is made",
        "link.opened": "Its customer opens it for the first time",
        "link.event": "Its customer answers, tries a step, or says that one worked",
        "outcome": "A visitor says what came of a step",
        "guide.published": "A guide is published or rolled back",
    }
    TEST: ClassVar = "test"
    """The event that only *Send a test* makes."""

    name = line_field("What it tells: “Ticket system”.", max_length=60)
    address = models.CharField(
        max_length=ADDRESS_LENGTH, help_text="Where events are posted to; it begins with https://."
    )
    events = LinesField(help_text="What it is told of.")
    guides = SlugsField(help_text="Which guides it is told about; all of them where none is ticked.")
    is_on = models.BooleanField("on", default=True, help_text="While it is off, nothing is kept for it.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey("auth.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    salt = models.CharField(max_length=64, blank=True, default="", editable=False)
    secret_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    former_salt = models.CharField(max_length=64, blank=True, default="", editable=False)
    former_until = models.DateTimeField(null=True, blank=True, editable=False)
    taken_at = models.DateTimeField("last success", null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="In a row.")
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    pause_until = models.DateTimeField(null=True, blank=True, editable=False)
    off_at = models.DateTimeField(null=True, blank=True, editable=False)
    off_why = models.CharField(max_length=SAID_LENGTH, blank=True, default="", editable=False)
    lease = models.CharField(max_length=40, blank=True, default="", editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def waiting(self) -> Self:
        return self.filter(state="waiting")


class WebhookDelivery(models.Model):
    """One event for one webhook: a row of the outbox, written with what it tells.

    body: exactly the bytes that are sent, in UTF-8. give_up_at: a try that fails after this is the last one.
    """

    STATES: ClassVar[Mapping[str, str]] = {"waiting": "waiting", "taken": "delivered", "failed": "failed"}

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    key = models.UUIDField("delivery", default=uuid.uuid4, unique=True, editable=False)
    event = models.CharField(max_length=20, choices=[*Webhook.EVENTS.items(), (Webhook.TEST, "A test")])
    guide = models.CharField(max_length=60, blank=True)
    body = models.TextField()
    made_at = models.DateTimeField("happened", default=timezone.now)
    state = models.CharField(max_length=20, choices=list(STATES.items()), default="waiting")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Since it was last queued.")
    next_at = models.DateTimeField("next try", null=True, blank=True)
    give_up_at = models.DateTimeField("tried until")

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "webhook deliveries"
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="webhook_delivery_due"),
            models.Index(fields=["made_at"], name="webhook_delivery_made"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.key}"


class WebhookTry(models.Model):
    """One attempt to deliver, and its answer: ``said`` is how the answer begins, ``error`` why nothing was delivered."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField("tried", default=timezone.now)
    milliseconds = models.PositiveIntegerField("took")
    status = models.PositiveSmallIntegerField("answer", null=True)
    said = models.TextField("it said", blank=True, default="")
    error = models.CharField("what went wrong", max_length=SAID_LENGTH, blank=True, default="")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "try"
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} UTC"
