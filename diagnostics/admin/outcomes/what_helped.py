"""What helped: what came of walks, by step, cause, place, release and week, as a chart, a table and a CSV file."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.config.times import day_text
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.names import Names
from diagnostics.domain import drafts
from diagnostics.domain.outcomes import figures
from diagnostics.domain.outcomes.figures import By, Figures
from diagnostics.domain.outcomes.roll_up import KEPT_DAYS
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.guide_names import names
from diagnostics.models import Guide, LostOutcome

BY: Final[Mapping[By, str]] = {
    "step": "Step",
    "cause": "Likeliest cause",
    "place": "Place",
    "release": "Release",
    "week": "Week",
}
PERIODS: Final[Mapping[str, tuple[str, int | None]]] = {
    "4": ("4 weeks", 28),
    "12": ("12 weeks", 84),
    "52": ("A year", 365),
    "all": ("Ever", None),
}
USUAL: Final = "12"
FEW: Final = 30
"""Answers below which a share says little."""
WHYS: Final = {"find": "can’t find it", "lack": "no password or time", "allowed": "not allowed", "": "another reason"}
COLUMNS: Final = (
    "name",
    "works now",
    "still not",
    "share that works",
    "from",
    "to",
    "that explains it",
    "set aside",
    "asked for help",
    "left on it",
    "can't do it",
    *(f"can't do it: {why.replace('’', "'")}" for why in WHYS.values()),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One group. name: in words. slug: as the guide knows it."""

    name: str
    slug: str
    figures: Figures

    @property
    def is_sparse(self) -> bool:
        """Whether its share says little."""
        return self.figures.helped is None or self.figures.helped.whole < FEW

    @property
    def sentence(self) -> str:
        """The share in words, with how sure it is."""
        helped = self.figures.helped
        if helped is None:
            return "Nobody has said yet whether it works."
        low, high = (round(100 * one) for one in (helped.low, helped.high))
        return f"{helped.part:,} of {helped.whole:,}: {helped.share:.0%}, between {low} and {high}%"

    @property
    def line(self) -> tuple[str, str]:
        """Two paths over a hundred units: from where to where the true share lies, and the share itself."""
        helped = self.figures.helped
        if helped is None:
            return "", ""
        return f"M{100 * helped.low:.1f} 8H{100 * helped.high:.1f}", f"M{100 * helped.share:.1f} 8h.01"

    @property
    def whys(self) -> list[tuple[str, int]]:
        """Why it could not be done, the most frequent reason first."""
        return [(WHYS[why], count) for why, count in self.figures.whys.most_common()]


@for_draft(VIEW)
def what_helped(request: HttpRequest, guide: Guide) -> HttpResponse:
    """What visitors said of steps; ``?by=`` and ``?weeks=`` choose, ``?as=csv`` is the same as a file."""
    by = cast("By", request.GET.get("by") if request.GET.get("by") in BY else "step")
    period = request.GET.get("weeks") if request.GET.get("weeks") in PERIODS else USUAL
    days = PERIODS[period or USUAL][1]
    since = timezone.now().date() - dt.timedelta(days=days - 1) if days else None
    known = names(guide.slug)
    document = releases.reading_of_live(releases.live(guide.slug)).document or drafts.read(guide).document
    rows = _rows(document, by, figures.read(known, by, since))
    if request.GET.get("as") == "csv":
        return _file(guide, by, rows)
    ctx = {
        "rows": rows,
        "by": by,
        "groups": BY,
        "group": BY[by],
        "period": period,
        "periods": PERIODS,
        "since": since,
        "lost": _lost_in_words(figures.read_lost(known, since)),
        "kept_days": KEPT_DAYS,
        "few": FEW,
    }
    return render_page(request, guide, "workplace/outcomes/what_helped.html", title="What helped", ctx=ctx)


def _rows(document: GuideDocument | None, by: By, found: Mapping[Any, Figures]) -> list[Row]:
    """Under the names that the guide has now; weeks and releases the newest first, all else by how much was said."""
    if by == "week":
        return [Row(f"Week of {day_text(week)}", week.isoformat(), found[week]) for week in sorted(found, reverse=True)]
    if by == "release":
        return [Row(f"Release {number}", str(number), found[number]) for number in sorted(found, reverse=True)]
    if document is None:
        rows = [Row(slug or "Not known", slug, one) for slug, one in found.items()]
    else:
        parts: Sequence[Any] = {"step": document.steps, "cause": document.causes, "place": document.places}[by]
        present = {name: part.slug for part in parts for name in (*part.aliases, part.slug)}
        named = Names(document)
        rows = [
            Row(named.of(f"{by}s", slug) if slug else "Not known", slug, one)
            for slug, one in _merge(found, present).items()
        ]
    return sorted(rows, key=lambda row: (-row.figures.kinds.total(), row.name))


def _merge(found: Mapping[str, Figures], present: Mapping[str, str]) -> dict[str, Figures]:
    """Old names and new ones together."""
    merged: dict[str, Figures] = {}
    for slug, one in found.items():
        into = merged.setdefault(present.get(slug, slug), Figures(Counter(), Counter()))
        into.kinds.update(one.kinds)
        into.whys.update(one.whys)
    return merged


def _lost_in_words(found: Mapping[str, int]) -> list[tuple[int, str]]:
    return [(count, LostOutcome.WHYS[why]) for why, count in sorted(found.items())]


def _file(guide: Guide, by: By, rows: Iterable[Row]) -> HttpResponse:
    """All that the page shows, and the slugs."""
    name = f"{guide.slug}-what-helped-by-{by}.csv"
    response = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
    file = csv.writer(response)
    file.writerow([by, *COLUMNS])
    file.writerows(_cells(row) for row in rows)
    return response


def _cells(row: Row) -> Sequence[object]:
    kinds, helped = row.figures.kinds, row.figures.helped
    share = [f"{value:.3f}" for value in (helped.share, helped.low, helped.high)] if helped else ["", "", ""]
    # A spreadsheet would take a name that begins so for a formula.
    name = f"'{row.name}" if row.name.startswith(("=", "+", "-", "@", "\t")) else row.name
    return (
        row.slug,
        name,
        kinds["fixed"],
        kinds["not"],
        *share,
        kinds["explained"],
        kinds["aside"],
        kinds["helped"],
        row.figures.left,
        kinds["cannot"],
        *(row.figures.whys[why] for why in WHYS),
    )
