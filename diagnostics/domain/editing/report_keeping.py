"""Keeping a walk as a report of the guide."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from diagnostics.content.reports.kept_report import ReportableWalk
from diagnostics.domain.drafts import naming
from diagnostics.domain.drafts.history import changing
from diagnostics.models import Guide, Report


def keep(guide: Guide, walk: ReportableWalk, written: Mapping[str, Any], *, by: AbstractBaseUser | None) -> Report:
    """Write the report with what somebody wrote about it, once; raises ValidationError where that cannot be kept."""
    says = {name: answer if isinstance(answer, str) else [*answer] for name, answer in walk.says.items()}
    known = Report.objects.of_guide(guide)
    if same := next((one for one in known.filter(text=written["text"]) if one.says == says), None):
        return same
    slug = naming.new_slug(str(written["text"]), "reports", naming.taken_slugs(known))
    report = Report(guide=guide, slug=slug, says=says, did=[*walk.did], **written)
    with changing(guide, by=by, comment="Kept a walk as a report."):
        report.full_clean()
        report.save()
    return report
