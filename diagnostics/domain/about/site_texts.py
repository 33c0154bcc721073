"""The texts of the site's own pages as rows: the newest of each page counts, and older ones stay to be put back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max

from diagnostics.content.document.fields import clean_text, hidden_fault
from diagnostics.content.markup import markdown
from diagnostics.domain.about.starting_texts import TEXTS
from diagnostics.models import SiteText

LONGEST: Final = 20_000
SHOWN: Final = 20
"""Earlier texts of a page that are listed."""
HOLE: Final = re.compile(r"^---$", re.MULTILINE)
"""Where the part stands that the site writes itself."""
_LONG: Final = "The text has {length:,} characters, which is too long. Shorten it to {most:,}."
_MARK: Final = "Marks such as [[menu-path]] and {{term}} belong to a guide. Write the words themselves."
_LINK: Final = (
    "The link to “{link}” leads nowhere from here. Write an address that begins with https://, mailto: or a slash."
)
_IMAGE: Final = "Pictures are not shown. Take the picture out."


class Overtaken(Exception):
    """Somebody else has written something meanwhile."""


class Unfit(Exception):
    """The text cannot be shown; ``faults`` say why, each in a sentence."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a page. row: None as long as nobody has written one."""

    text: str
    row: SiteText | None = None

    @property
    def key(self) -> int:
        """Of the row; 0 for the text that a site starts with."""
        return self.row.pk if self.row else 0


def newest(page: str) -> Written:
    """The text that visitors see."""
    row = SiteText.objects.filter(page=page).first()
    return Written(row.text, row) if row else Written(TEXTS[page])


def earlier(page: str) -> list[Written]:
    """Older texts, the latest first, and at the end the one that the site started with."""
    rows = SiteText.objects.filter(page=page)[1 : SHOWN + 1]
    is_written = SiteText.objects.filter(page=page).exists()
    return [*(Written(row.text, row) for row in rows), *([Written(TEXTS[page])] if is_written else [])]


def text_of(page: str, key: int) -> str | None:
    """The text of one row of this page; of 0 the one that the site started with."""
    return SiteText.objects.filter(page=page, pk=key).values_list("text", flat=True).first() if key else TEXTS[page]


def write(page: str, text: str, *, by: str, replaces: int) -> SiteText | None:
    """Show this text from now on; None where it is the one that is shown. Raises Unfit, Overtaken.

    replaces: key of the text that whoever writes has seen.
    """
    text = clean(text)
    with transaction.atomic():
        before = newest(page)
        if before.key != replaces:
            raise Overtaken
        return SiteText.objects.create(page=page, text=text, by=by) if text != before.text.strip("\n") else None


def clean(text: str) -> str:
    """The text as it is kept; raises Unfit."""
    try:
        text = clean_text(text)
    except ValueError as error:
        raise Unfit((f"There is {error}.",)) from error
    if faults := tuple(_faults(text)):
        raise Unfit(faults)
    return text


def _faults(text: str) -> list[str]:
    if len(text) > LONGEST:
        return [_LONG.format(length=len(text), most=LONGEST)]
    found = [f"There is {fault}."] if (fault := hidden_fault(text)) else []
    if markdown.PATH_MARK.search(text) or markdown.TERM_MARK.search(text):
        found.append(_MARK)
    wrong = (link for link in markdown.links(text) if markdown.site_link_address(link) is None)
    return [*found, *(_LINK.format(link=link) for link in wrong), *([_IMAGE] if markdown.has_image(text) else [])]


def newest_keys() -> Mapping[str, int]:
    """The key of what is shown on each page that somebody has written; one query. Raises DatabaseError."""
    rows = SiteText.objects.order_by().values("page").annotate(newest=Max("pk"))
    return {str(row["page"]): int(row["newest"]) for row in rows}


def rows(keys: Mapping[str, int]) -> list[SiteText]:
    """Those rows."""
    return list(SiteText.objects.filter(pk__in=keys.values()))
