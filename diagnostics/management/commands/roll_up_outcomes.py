"""``manage.py roll_up_outcomes``."""

from typing import Any, override

from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.outcomes.roll_up import KEPT_DAYS, roll_up
from diagnostics.management.guide_command import GuideCommand


class Command(GuideCommand):
    """Sum up by day what visitors said of steps."""

    help = (
        "Sum up by day what visitors said of steps, and delete what single visitors said more than "
        f"{KEPT_DAYS} days ago; the sums stay. It may run twice, also at once. The server does it once a day by itself."
    )

    @override
    def run(self, **options: Any) -> None:
        days, deleted = roll_up()
        self.say(f"Summed up {quantity(days, 'day')}." if days else "No day was to be summed up.")
        if deleted:
            self.say(f"Deleted {quantity(deleted, 'old outcome')}; their sums stay.")
