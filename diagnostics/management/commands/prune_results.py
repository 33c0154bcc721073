"""``manage.py prune_results``."""

from typing import Any, Final, override

from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.results import result_links
from diagnostics.management.guide_command import GuideCommand

BATCH: Final = 500


class Command(GuideCommand):
    """Delete result links that ended long ago; what visitors said of steps stays."""

    help = (
        f"Delete result links that ended {result_links.KEPT_DAYS} days ago or earlier, {BATCH} at a time. "
        "It can be stopped at any time; the next run goes on from there."
    )

    @override
    def run(self, **options: Any) -> None:
        deleted = 0
        while batch := result_links.prune(most=BATCH):
            deleted += batch
            if batch < BATCH:
                break
        self.say(f"Deleted {quantity(deleted, 'link')} that ended long ago." if deleted else "No link ended long ago.")
