"""One Markdown text of a draft, as visitors will see it, and what is wrong with it."""

from dataclasses import dataclass
from typing import Final

from diagnostics.content.checks.text_rules import text_problems
from diagnostics.content.document.fields import clean_text
from diagnostics.content.document.index import Index
from diagnostics.content.document.references import broken_references
from diagnostics.content.wording.texts import Texts
from diagnostics.domain.drafts.outline import outline
from diagnostics.models import Guide

LONGEST: Final = 20_000
"""Characters of a text, as in content/document/schema.py; of a longer one a preview would only cost time."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Safe HTML, and a sentence for each fault."""

    html: str
    faults: tuple[str, ...]


def preview(guide: Guide, text: str) -> Preview:
    """The text in the light of the draft's names."""
    try:
        text = clean_text(text)
    except ValueError as fault:
        return Preview("", (f"There is {fault}.",))
    if len(text) > LONGEST:
        return Preview("", (f"This is too long. At most {LONGEST:,} characters are allowed.",))
    document = outline(guide, intro=text)
    index = Index(document)
    problems = [*text_problems(index), *broken_references(index)]
    # The text stands in the guide's own introduction, whatever field it is from.
    messages = dict.fromkeys(problem.message for problem in problems if problem.location == "intro")
    return Preview(Texts(document).html(text), tuple(messages))
