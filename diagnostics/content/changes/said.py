"""What a step says, whatever it is called: so a text that was recalled is known again."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Self

from diagnostics.content.document.index import Index
from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.content.markup.markdown import FOLDERS, PATH_MARK, TERM_MARK

CAUTIONS: Final = ("first_check", "loses", "avoid", "until", "unproven", "say")
"""Fields that make the same instructions safe or harmful, so that a change of one is a rewriting."""
_LINK: Final = re.compile(rf"\b(?:{'|'.join(FOLDERS)}):[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a step without letter case, punctuation and names of other objects.

    instructions: of each variant. headline: the title and the summary, which count only where there are no instructions.
    """

    instructions: frozenset[str]
    cautions: tuple[str, ...]
    headline: str

    @classmethod
    def by(cls, step: Step, index: Index) -> Self:
        instructions = frozenset(filter(None, (_words(variant.text, index) for variant in step.variants)))
        cautions = tuple(_words(getattr(step, name) or "", index) for name in CAUTIONS)
        return cls(instructions, cautions, _words(f"{step.title} {step.summary}", index))

    def is_held_by(self, other: "Said") -> bool:
        """Whether another step says all of this, maybe with instructions for more devices."""
        if self.cautions != other.cautions:
            return False
        return self.instructions <= other.instructions if self.instructions else self.headline == other.headline


def said_in(document: GuideDocument) -> dict[str, Said]:
    """What each step says, by slug."""
    index = Index(document)
    return {step.slug: Said.by(step, index) for step in document.steps}


def _words(text: str, index: Index) -> str:
    for mark, part in ((PATH_MARK, "paths"), (TERM_MARK, "terms")):
        text = mark.sub(lambda found, part=part: index.title(part, found[1]), text)  # type: ignore[misc]
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", _LINK.sub("", text)).casefold()))
