"""Where a draft names one of its objects: what would be broken if the object were gone."""

from collections.abc import Iterator

from diagnostics.content.document.references import Reference, references
from diagnostics.content.document.schema import GuideDocument


def mentions(document: GuideDocument, part: str, slug: str, question: str = "") -> tuple[Reference, ...]:
    """Every place outside the object itself that names it, each once; ``question`` where it is an option."""
    return tuple(dict.fromkeys(_found(document, part, slug, question)))


def _found(document: GuideDocument, part: str, slug: str, question: str) -> Iterator[Reference]:
    own = ("questions", question) if part == "options" else (part, slug)
    for reference in references(document):
        meant = (reference.to, reference.word, reference.of) == (part, slug, question)
        # Of a question the options are named too: what names one of them names the question in the same place.
        if meant and (reference.part, reference.slug) != own:
            yield reference
