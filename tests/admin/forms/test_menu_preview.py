"""The picture of a menu path beside its names."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.models import Guide, MenuPath
from tests.admin.form_client import address_of, change
from tests.web.page import Page

MENU = reverse("admin:guide-menu", args=["lamp"])
STATIC = Path(__file__).resolve().parents[3] / "static" / "css"


def preview(editor: Client, text: str, look: str = "") -> str:
    response = editor.post(MENU, {"text": text, "look": look})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_each_way_is_drawn_as_it_is_saved(editor: Client, guide: Guide) -> None:
    """In the look of its device; a way of one screen has nothing to choose, and says so."""
    path = MenuPath.objects.get(slug="lamp-settings")
    path.variants.filter(label="Desk").update(look="computer")
    page = Page(editor.get(address_of(path)))

    (drawn,) = page.elements(class_="screens")
    assert drawn.get("class") == "screens computer"
    assert [("".join(screen.itertext())).split() for screen in drawn] == [
        ["Settings", "choose", "Apps,", "more"],
        ["Apps,", "more", "choose", "Lamp"],
    ]
    assert "Write two names or more" in page.text
    assert {one.get("data-preview") for one in page.elements(class_="beside-view")} == {MENU}


def test_what_is_typed_is_drawn(editor: Client, guide: Guide) -> None:
    """Terms are filled, HTML is shown as it stands, and a look that there is not is a phone."""
    drawn = preview(editor, "Wall\r\n{{power}} & <b>\n\n", "tablet")
    assert '<ol class="screens tablet">' in drawn
    assert "<b>Wall</b>" in drawn
    assert "power &amp; &lt;b&gt;" in drawn
    assert '<ol class="screens phone">' in preview(editor, "A\nB", "<script>")
    assert preview(editor, "x\n" * 5000).count("<li>") == 19


def test_nothing_typed_is_no_fault(editor: Client, guide: Guide) -> None:
    """It says what would be drawn."""
    assert "Write two names or more" in preview(editor, "")


@pytest.mark.parametrize("method", ["get", "put"])
def test_a_preview_is_only_posted(editor: Client, guide: Guide, method: str) -> None:
    """What is typed stands in no address."""
    assert getattr(editor, method)(MENU).status_code == 405


def test_the_look_is_saved(editor: Client, guide: Guide) -> None:
    """And read back into the document's own word."""
    path = MenuPath.objects.get(slug="lamp-settings")
    assert change(editor, path, **{"variants-0-look": "tablet"}).status_code == 302
    assert [way.look for way in path.variants.order_by("position")] == ["tablet", "phone"]


def test_editors_see_what_visitors_see() -> None:
    """The rules of the pictures are the same in both stylesheets."""
    ours, theirs = ((STATIC / name).read_text(encoding="utf-8") for name in ("forms.css", "site.css"))
    rules = ours.partition("as in site.css */\n")[2].partition("/*")[0]
    assert rules.count("\n") > 10
    assert rules in theirs
