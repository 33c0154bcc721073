"""Where the preview shows an object of a draft."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from diagnostics.content.document.fields import options_said
from diagnostics.content.document.index import Index
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.drafts.mentions import mentions

PAGES: Final = ("steps", "causes", "carriers", "pages")
"""Parts whose objects have a page of their own."""

type Pairs = Iterable[tuple[str, str]]


def preview_place(document: GuideDocument, part: str, slug: str) -> str:
    """The page on which visitors meet it; of what has none, the page of something that names it; else the first page."""
    item = Index(document).parts.get(part, {}).get(slug)
    if item is None or getattr(item, "open", False) is True:
        return _address(document)
    if part in PAGES:
        return _address(document, f"{part}/{slug}/")
    if (walk := _walk(part, item)) is not None:
        return _address(document, "check/", urlencode(list(walk)))
    naming = next((one for one in mentions(document, part, slug) if one.part in PAGES), None)
    return preview_place(document, naming.part, naming.slug) if naming else _address(document)


def _address(document: GuideDocument, path: str = "", query: str = "") -> str:
    address = reverse("preview", args=["draft", f"{document.slug}/{path}"])
    return f"{address}?{query}" if query else address


def _walk(part: str, item: Any) -> Pairs | None:  # noqa: ANN401 (an object of a document)
    """The pairs of a walk that meets it; None where no walk does."""
    match part:
        case "questions":
            return [("ask", item.slug)]
        case "alarms":
            return [(question, options[0]) for question, options in item.when.items()]
        case "reports":
            answers = [(name, option) for name, said in item.says.items() for option in options_said(said)]
            return [*answers, *(("did", step) for step in item.did)]
        case "cases":
            steps = [(word, step) for word in ("tried", "cannot") for step in getattr(item, word)]
            return [*item.answers.items(), *steps]
    return None
