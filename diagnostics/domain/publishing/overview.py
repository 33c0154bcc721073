"""How a guide stands: what is live, how the draft differs from it, and what waits for somebody to look at it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from diagnostics.content.changes.merging import Choice, choices
from diagnostics.content.checks.reviews import review_problems, today
from diagnostics.content.document.index import NAMES, Index
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.models import Guide, Publication

WHOLE: Final = "the guide itself"


@dataclass(frozen=True, slots=True)
class Overview:
    """Attributes:

    live: what visitors see, None before the first publication.
    moving: what they still see under an old slug, until the guide is published under its new one. damaged: why that cannot be read, else empty.
    published, draft: the two documents, None where there is none or it cannot be made.
    problems: why the rows make no document. choices: what differs between what is live and the draft.
    overdue: what nobody has held against its sources for a year.
    """

    live: Publication | None
    moving: Publication | None
    damaged: str
    published: GuideDocument | None
    draft: GuideDocument | None
    problems: tuple[Problem, ...]
    choices: tuple[Choice, ...]
    overdue: tuple[Problem, ...]

    @classmethod
    def of(cls, guide: Guide) -> Self:
        """Look at one guide now."""
        newest = releases.live(guide.slug)
        live = newest if newest and newest.guide == guide.slug else None
        now, rows = releases.reading_of_live(live), drafts.read(guide)
        published, draft = now.document, rows.document
        return cls(
            live,
            None if live else newest,
            now.why,
            published,
            draft,
            rows.problems,
            choices(published, draft) if draft and published else (),
            tuple(review_problems(Index(draft), today())) if draft else (),
        )

    @property
    def change_counts(self) -> Mapping[str, int]:
        """How many objects differ, by editors' names for them: ``{"cause": 2, "the guide itself": 1}``."""
        counts = Counter(WHOLE if one.part == GUIDE else NAMES[one.part] for one in self.choices)
        return {name: counts[name] for name in (WHOLE, *(NAMES[part] for part in PARTS)) if counts[name]}
