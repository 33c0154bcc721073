"""A guide in another language: the same document, with the texts of its sidecar."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from diagnostics.content.checks.text_rules import text_problems
from diagnostics.content.document.fields import Words
from diagnostics.content.document.index import NAMES, Index, problem
from diagnostics.content.document.layout import file_of
from diagnostics.content.document.leaves import GUIDE, PARTS, Leaf, leaves, with_texts
from diagnostics.content.document.problems import Problem, Severity, join_words, location, nearest
from diagnostics.content.document.references import broken_references
from diagnostics.content.document.schema import GuideDocument

MAX_LINE = 240
SITE: Final = "en"
"""The only language that the site's own words are in."""
UNSHOWN: Final = ("cases", "reports", "sources")
"""Parts whose texts no visitor reads as such."""


def localize(document: GuideDocument, language: str) -> GuideDocument:
    """The document in a language; a text that is not translated stays as it is."""
    sidecar = document.translations.get(language)
    if sidecar is None:
        return document
    known = {_address(leaf) for leaf in leaves(document)}
    texts = {address: text for address, text in sidecar_texts(sidecar) if text and address in known}
    return with_texts(document, texts).model_copy(update={"language": language})


def translation_problems(document: GuideDocument) -> Iterator[Problem]:
    """Texts of sidecars that belong to nothing, or that break the rules for texts; and what visitors will read."""
    yield from _language_warnings(document)
    if not document.translations:
        return
    index = Index(document)
    known = {_address(leaf): leaf for leaf in index.leaves}
    before = {*broken_references(index), *text_problems(index)}
    for language, sidecar in document.translations.items():
        if language == document.language:
            wrong_language = (
                f"The guide itself is in “{language}”. Take this file out, or change the language of the guide."
            )
            yield _problem(document, language, "", wrong_language)
        for address, text in sidecar_texts(sidecar):
            if message := _fault(address, text, known, index):
                yield _problem(document, language, location(*address[:2], *address[2].split(".")), message)
        other = Index(localize(document, language))
        for found in (*broken_references(other), *text_problems(other)):
            if found not in before:
                where = location(found.file.removesuffix(".yaml").removesuffix(".md"), found.location)
                yield _problem(document, language, where, found.message)


def _language_warnings(document: GuideDocument) -> Iterator[Problem]:
    """What no page does yet, though a guide may say it."""
    if document.language.partition("-")[0] != SITE:
        message = (
            f"The site’s own words (buttons, headings, reasons) are not translated into “{document.language}”. "
            f"Visitors read them in “{SITE}”, beside the texts of this guide in “{document.language}”."
        )
        yield problem(GUIDE, document.slug, "language", message, "warning")
    texts = {_address(leaf) for leaf in leaves(document) if leaf.text and leaf.part not in UNSHOWN}
    for language, sidecar in document.translations.items():
        done = sum(address in texts for address, text in sidecar_texts(sidecar) if text)
        message = (
            f"{done} of {len(texts)} texts are translated into “{language}”. No page shows translations yet: "
            f"visitors read everything in “{document.language}”."
        )
        yield _problem(document, language, "", message, "warning")


def _problem(document: GuideDocument, language: str, where: str, message: str, severity: Severity = "error") -> Problem:
    file = file_of("translations", language)
    return Problem(file, where, message, severity, part=GUIDE, slug=document.slug, field="translations")


def _address(leaf: Leaf) -> tuple[str, str, str]:
    return leaf.part, leaf.slug, leaf.field


def sidecar_texts(sidecar: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Part, slug and field of every text of a translation, and the text."""
    for part, objects in sidecar.items():
        for slug, fields in objects.items():
            for field, text in fields.items():
                yield (part, slug, field), text


def _fault(address: tuple[str, str, str], text: str, known: Mapping[Any, Leaf], index: Index) -> str | None:
    part, slug, field = address
    if leaf := known.get(address):
        too_long = leaf.words is Words.LINE and ("\n" in text or len(text) > MAX_LINE)
        return f"This must be one line of at most {MAX_LINE} characters." if too_long else None
    if part not in (GUIDE, *PARTS):
        return f"A guide has no “{part}”.{nearest(part, (GUIDE, *PARTS))} Its parts are: {join_words((GUIDE, *PARTS))}."
    if part == GUIDE and slug != index.document.slug:
        return f"The guide is called “{index.document.slug}”. Write that."
    if part != GUIDE and (message := index.unknown(part, slug)):
        return message
    fields = [leaf.field for leaf in known.values() if (leaf.part, leaf.slug) == (part, slug) and leaf.text]
    what = f"{NAMES[part]} “{slug}”" if part != GUIDE else "guide"
    return f"The {what} has no text “{field}”.{nearest(field, fields)} Its texts are: {join_words(fields)}."
