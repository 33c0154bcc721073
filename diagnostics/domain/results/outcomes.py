"""What a visitor says of a step on the page of a link."""

from django.db import transaction
from django.utils import timezone

from diagnostics.domain.outcomes import Kind
from diagnostics.domain.outcomes.folding import Unknown, outcome
from diagnostics.domain.outcomes.rows import news
from diagnostics.domain.results import result_links
from diagnostics.domain.safeguards import tallies
from diagnostics.domain.webhooks.outbox import tell_all
from diagnostics.models import Outcome, ResultLink


def record(link: ResultLink, step: str, kind: Kind) -> bool:
    """Record it; whether it is new: the same words on the same link count once a day. The link lives on.

    Nothing is recorded where the release does not know the step. Raises DamagedRelease.
    """
    today = timezone.now().date()
    about = f"{link.code}|{kind}|{today.isoformat()}"
    try:
        row = outcome(link.release, result_links.pairs(link), step, kind, about=about)
    except Unknown:
        return False
    row.link, row.day = link, today
    with transaction.atomic():
        is_new = not Outcome.objects.filter(key=row.key).exists()
        Outcome.objects.bulk_create([row], ignore_conflicts=True)
        if is_new:
            tell_all([news(row)])
            tallies.count("outcome", kind)
        result_links.touch(link)
    return is_new
