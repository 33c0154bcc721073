"""A document on its way to visitors, and what is found out about it: each thing once, and it travels along."""

import json
from dataclasses import dataclass
from functools import cached_property

from diagnostics.content.checks.check import Problems, quick_check
from diagnostics.content.checks.examine import problems_of
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.guide_names import collisions
from diagnostics.models import Examination


@dataclass(frozen=True)
class Candidate:
    """All that is found out belongs to this very document, so it holds for whatever is made of it later.

    guide: slug of the guide whose draft it comes from.
    """

    document: GuideDocument
    guide: str

    @cached_property
    def text(self) -> str:
        """Its canonical JSON."""
        return canonical_json(self.document)

    @cached_property
    def sha256(self) -> str:
        """By which a form knows it again."""
        return sha256(self.text)

    @cached_property
    def collisions(self) -> Problems:
        """Names of it that belong to another guide."""
        return collisions(self.document, self.guide)

    @cached_property
    def at_once(self) -> Problems:
        """What reading alone tells."""
        return quick_check(self.document)

    @cached_property
    def problems(self) -> Problems:
        """All errors and warnings; waits for them where nobody has looked before."""
        return problems_in(examinations.run(self.document, "check"))

    def examination(self, kind: examinations.Kind, *, begin: bool) -> Examination | None:
        """What a long examination has found so far; with ``begin`` it is begun where it was not."""
        return examinations.begin(self.document, kind) if begin else examinations.find(self.document, kind)


def problems_in(row: Examination) -> Problems:
    """The problems that a finished check has found."""
    return problems_of(json.loads(row.result))
