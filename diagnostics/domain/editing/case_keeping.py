"""Keeping a walk through a draft as a case of the guide."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.cases.kept_walk import KeepableWalk
from diagnostics.domain.drafts.history import changing
from diagnostics.models import Case, Guide


def keep(
    guide: Guide, walk: KeepableWalk, expected: Mapping[str, Any], *, title: str, slug: str, by: AbstractBaseUser | None
) -> Case:
    """Write the case, with the fields that it expects; raises ValidationError where the slug is taken."""
    case = Case(guide=guide, title=title, slug=slug, answers=dict(walk.answers), **expected)
    case.did, case.tried, case.cannot = list(walk.did), list(walk.tried), list(walk.cannot)
    with changing(guide, by=by, comment="Kept a walk as a case."):
        case.full_clean()
        case.save()
    return case
