"""What somebody is about to publish: what is live, with those changes of the draft that are ticked."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from diagnostics.content.changes.differences import Difference, differences
from diagnostics.content.changes.merging import Choice, choices, merge
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.candidates import Candidate
from diagnostics.domain.publishing.recalls import recalled_text
from diagnostics.models import Guide, Publication


@dataclass(frozen=True)
class Proposal:
    """Attributes:

    guide: whose draft it is. live: what visitors see now. before: its document; None where nothing is live, or where it is damaged.
    draft: the document of the rows. choices: how the two differ; none where there is no ``before``.
    ticked: keys of those choices that are to be published.
    """

    guide: Guide
    live: Publication | None
    before: GuideDocument | None
    draft: GuideDocument
    choices: tuple[Choice, ...]
    ticked: frozenset[str]

    @classmethod
    def of(cls, guide: Guide, ticked: Collection[str] | None = None) -> Self:
        """For the draft as it is now; everything is ticked where nothing is said. Raises DraftProblems."""
        draft, live = drafts.document(guide), releases.live(guide.slug)
        before = releases.reading_of_live(live).document
        found = choices(before, draft) if before else ()
        keys = frozenset(choice.key for choice in found)
        return cls(guide, live, before, draft, found, keys if ticked is None else keys & frozenset(ticked))

    @cached_property
    def document(self) -> GuideDocument:
        """What would be published. Where there is nothing to compare with, that is the whole draft."""
        return merge(self.before, self.draft, self.ticked) if self.before else self.draft

    @cached_property
    def candidate(self) -> Candidate:
        """The same with what is found out about it."""
        return Candidate(self.document, self.guide.slug)

    @cached_property
    def rival(self) -> Candidate | None:
        """What is live with what is found out about it, to compare with."""
        return Candidate(self.before, self.guide.slug) if self.before else None

    @cached_property
    def recalled(self) -> tuple[Problem, ...]:
        """What of it was recalled, and needs a reason."""
        return recalled_text(self.document)

    @cached_property
    def left(self) -> tuple[Choice, ...]:
        """The changes that stay in the draft."""
        return tuple(choice for choice in self.choices if choice.key not in self.ticked)

    @property
    def everything(self) -> tuple[Difference, ...]:
        """What a first publication shows: there is nothing to choose from."""
        return () if self.before else differences(None, self.draft)

    @property
    def number(self) -> int:
        """Of the live publication; 0 for none."""
        return self.live.number if self.live else 0

    @property
    def is_new(self) -> bool:
        """Whether there is anything to publish."""
        return self.before is None or bool(self.choices)

    @cached_property
    def of_draft(self) -> str:
        """Lets a form recognise the draft."""
        return sha256(canonical_json(self.draft))
