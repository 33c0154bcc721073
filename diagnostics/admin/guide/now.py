"""What visitors do right now: how many walks say the same, whether that is unusual, and what visitors are told."""

from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.content.wording.crowd_words import crowd_name
from diagnostics.content.wording.names import Names
from diagnostics.domain import crowds, live
from diagnostics.domain.crowds import Crowd, Look, announcing
from diagnostics.domain.crowds.words import sentence
from diagnostics.domain.feeds import words as feed_words
from diagnostics.domain.publishing import releases
from diagnostics.models import Announcement, Guide, WalkCount

SAID: Final = 10
"""Earlier sentences that are listed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number: what these walks say, how many came, and how many usually do, which is empty where it is not known."""

    name: str
    came: int
    usual: str
    is_unusual: bool
    say: str


@dataclass(frozen=True, slots=True)
class RightNow:
    """Attributes:

    slug: under which the guide is live. unusual: sentences, each with the address at which visitors are told.
    looked_up: what this site found out by itself. announcement: what visitors read now.
    """

    slug: str
    names: Names
    look: Look
    unusual: tuple[tuple[str, str], ...]
    looked_up: tuple[str, ...]
    announcement: Announcement | None

    @classmethod
    def of(cls, guide: Guide) -> Self | None:
        """None where nothing of this guide is live, or where that cannot be read."""
        row = releases.live(guide.slug)
        document = releases.reading_of_live(row).document
        if row is None or document is None:
            return None
        names, look = Names(document), crowds.look(document)
        return cls(
            row.guide,
            names,
            look,
            tuple((sentence(names, look, one), _say(guide, one)) for one in look.unusual),
            feed_words.sentences(names, live.site().findings(row.guide)) if look.unusual else (),
            announcing.current(row.guide),
        )


@for_draft(VIEW)
def now(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The numbers of the last minutes beside the usual ones, and what was said to visitors."""
    here = RightNow.of(guide)
    ctx = {
        "now": here,
        "tables": _tables(guide, here) if here else (),
        "said": announcing.of(guide.slug).past()[:SAID],
    }
    return render_page(request, guide, "workplace/guide/now.html", title="Right now", ctx=ctx)


def _tables(guide: Guide, here: RightNow) -> list[tuple[str, list[Row]]]:
    """The numbers by what they count; what neither came nor comes usually is left out."""
    tables: dict[str, list[Row]] = {title: [] for title in WalkCount.KINDS.values()}
    for one in here.look.crowds:
        usual = one.comparison.usual if one.comparison else 0.0
        if one.came or usual >= 1:
            number = "" if one.comparison is None else "less than 1" if usual < 1 else str(round(usual))
            row = Row(crowd_name(here.names, one.kind, one.key), one.came, number, one.is_unusual, _say(guide, one))
            tables[WalkCount.KINDS[one.kind]].append(row)
    return [(title, rows) for title, rows in tables.items() if rows]


def _say(guide: Guide, one: Crowd) -> str:
    """Where visitors are told of this."""
    return f"{reverse('admin:guide-say', args=[guide.slug])}?{urlencode({'kind': one.kind, 'about': one.key})}"
