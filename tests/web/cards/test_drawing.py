"""The picture of a card."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor

from diagnostics.web.cards.drawing import ACCENT, INK, PAPER, draw

CSS = Path(__file__).resolve().parents[3] / "static" / "css" / "site.css"
ABOVE_ROAD = (0, 0, 1200, 420)


def picture(words: str, above: str = "", name: str = "Fixpath") -> Image.Image:
    return Image.open(BytesIO(draw(words, above, name))).convert("RGB")


def colours(drawn: Image.Image) -> set[object]:
    return {colour for _count, colour in drawn.getcolors(1000) or ()}


def test_it_has_the_size_that_its_tags_say_and_is_small() -> None:
    """Chats show 1200 × 630 whole, and some of them load nothing above 300 kB."""
    png = draw(
        "Put a new bulb in, and then look whether the street is dark or not", "Why won’t my lamp light?", "Fixpath"
    )
    template = (CSS.parents[2] / "templates" / "cards" / "head.html").read_text(encoding="utf-8")

    assert re.findall(r'og:image:(?:width|height)" content="(\d+)"', template) == ["1200", "630"]
    assert Image.open(BytesIO(png)).size == (1200, 630)
    assert len(png) < 30_000


def test_its_colours_are_those_of_the_site() -> None:
    """Ink on paper, and one accent, as the stylesheet has them."""
    css = dict(re.findall(r"--(paper|ink|go): (#[0-9a-f]{6});", CSS.read_text(encoding="utf-8"))[:3])

    assert css == {"paper": PAPER, "ink": INK, "go": ACCENT}
    assert {ImageColor.getrgb(one) for one in (PAPER, INK, ACCENT)} <= colours(picture("Put a new bulb in"))
    other = Image.open(BytesIO(draw("Put a new bulb in", "", "Lux", accent="#005500"))).convert("RGB")
    assert {ImageColor.getrgb(one) for one in (ACCENT, "#005500")} & colours(other) == {(0, 0x55, 0)}


def test_every_word_makes_another_picture() -> None:
    """Title, what it belongs to, and the site's name: each is seen."""
    pictures = {
        draw("Dark", "", "Fixpath"),
        draw("Dark", "Lamp", "Fixpath"),
        draw("Lit", "", "Fixpath"),
        draw("Dark", "", "Lux"),
    }

    assert len(pictures) == 4
    assert draw("Dark", "", "Fixpath") in pictures


def test_words_that_cannot_be_drawn_leave_the_road() -> None:
    """What they belong to takes their place; if that cannot be drawn either, only the road is left."""
    bare = picture("電球が切れた")

    assert picture("電球が切れた", "Lamp") == picture("Lamp")
    assert bare.crop(ABOVE_ROAD).getcolors() == [(1200 * 420, ImageColor.getrgb(PAPER))]
    assert ImageColor.getrgb(ACCENT) in colours(bare)
