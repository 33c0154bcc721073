"""Where a draft names one of its objects: what would be broken if the object were gone."""

from diagnostics.content.document.references import Reference, references
from diagnostics.content.document.schema import GuideDocument


def mentions(document: GuideDocument, part: str, slug: str, question: str = "") -> tuple[Reference, ...]:
    """Every place outside the object itself that names it, each once; ``question`` where it is an option."""
    # Of a question the options are named too: what names one of them names the question in the same place.
    own, named = ("questions", question) if part == "options" else (part, slug), (part, slug, question)
    found = (one for one in references(document) if (one.to, one.word, one.of) == named)
    return tuple(dict.fromkeys(one for one in found if (one.part, one.slug) != own))
