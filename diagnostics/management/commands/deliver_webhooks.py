"""``manage.py deliver_webhooks``."""

from typing import Any, override

from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.webhooks.delivering import deliver_due
from diagnostics.management.guide_command import GuideCommand
from diagnostics.models import WebhookDelivery


class Command(GuideCommand):
    """Deliver by hand what the workers deliver by themselves."""

    help = "Deliver now what webhooks are due to be told. The workers do this by themselves every two seconds."

    @override
    def run(self, **options: Any) -> None:
        delivered = quantity(deliver_due(), "event")
        waiting = quantity(WebhookDelivery.objects.waiting().count(), "event")
        self.say(f"Sent {delivered}. {waiting} still waiting; the workplace says for what.")
