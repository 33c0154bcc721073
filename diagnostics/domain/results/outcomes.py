"""What visitors say of steps: recorded once a day and walk, without a word about who said it."""

import hashlib
from collections.abc import Sequence
from typing import Final, Literal, get_args
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from diagnostics.domain.live import older_releases
from diagnostics.domain.results import result_links
from diagnostics.engine.walk import fold
from diagnostics.models import Outcome, Release, ResultLink

type Kind = Literal["fixed", "not", "explained", "helped"]
KINDS: Final[frozenset[str]] = frozenset(get_args(Kind.__value__))


def record(
    release: Release, pairs: Sequence[tuple[str, str]], step: str, kind: Kind, *, link: ResultLink | None = None
) -> bool:
    """Record what a visitor said; whether it is new: the same words of the same walk (or link) count once a day.

    Of the pairs only those are kept that the release knows, and nothing where it does not know the step.
    On a link it is something that the visitor did, so the link lives on. Raises DamagedRelease.
    """
    guide = older_releases.guide(release).network.guide
    if step not in guide.step_names:
        return False
    slug, day = guide.step_names[step].slug, timezone.now().date()
    walk = link.walk if link else urlencode(fold(guide, pairs).pairs)
    about = link.code if link else f"{release.guide}/{release.number}?{walk}"
    key = hashlib.sha256(f"{about}\n{slug}\n{kind}\n{day.isoformat()}".encode()).hexdigest()
    fields = {"release": release, "walk": walk, "step": slug, "kind": kind, "day": day, "link": link}
    with transaction.atomic():
        _, is_new = Outcome.objects.get_or_create(key=key, defaults=fields)
        if link:
            result_links.touch(link)
    return is_new


def release(guide: str, number: int) -> Release | None:
    """A release without its text."""
    return Release.objects.defer("text").filter(guide=guide, number=number).first()
