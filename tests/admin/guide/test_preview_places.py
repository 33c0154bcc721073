"""Whatever is edited, the preview has a page that shows it."""

import pytest
from django.test import Client

from diagnostics.admin.guide.preview_places import preview_place
from diagnostics.content.document.leaves import PARTS
from diagnostics.domain import drafts
from diagnostics.models import Guide
from tests.domain.rich import rich_document

HERE = "/preview/draft/lamp/"


@pytest.mark.parametrize(
    ("part", "slug", "place"),
    [
        ("steps", "rewire", "steps/rewire/"),
        ("causes", "dust", "causes/dust/"),
        ("carriers", "acme", "carriers/acme/"),
        ("pages", "keep", "pages/keep/"),
        ("questions", "power", "check/?ask=power"),
        ("alarms", "fire", "check/?see=flicker"),
        ("cases", "end", "check/?"),
        ("reports", "hum", "check/?see=dark&kind=desk&kind=ceiling&did=turn-on"),
        ("reports", "short", "check/?"),
        ("sources", "named", "causes/dust/"),
        ("places", "far", ""),
        ("guide", "lamp", ""),
        ("steps", "nothing", ""),
    ],
)
def test_object_is_shown_on_its_page_or_on_one_that_names_it(part: str, slug: str, place: str) -> None:
    """What no page names is looked for from the first page on."""
    assert preview_place(rich_document(), part, slug) == f"{HERE}{place}".rstrip("?")


def test_every_object_of_a_guide_has_a_page_that_opens(editor: Client, guide: Guide) -> None:
    """None of the links is dead."""
    document = drafts.document(guide)
    places = {preview_place(document, part, item.slug) for part in PARTS for item in getattr(document, part)}
    assert {place: editor.get(place).status_code for place in places} == dict.fromkeys(places, 200)
