"""Pictures of the main pages, for people to look at."""

from typing import Final, Literal

import pytest

from tests.browser.conftest import Come
from tests.browser.screens import PAGES
from tests.conftest import PICTURES, SCREENSHOTS

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not PICTURES, reason="nobody asked for pictures")]

MAIN: Final = ("front", "sign", "question", "steps", "wait", "verdict", "success", "alarm", "carriers", "cause")
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
WIDTHS: Final = (375, 1280)


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_of_the_main_pages_are_kept(come: Come, width: int) -> None:
    """Each main page is kept as a picture, narrow and wide, light and dark."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    visitor = come(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    kept = []
    for kind in MAIN:
        visitor.open(PAGES[kind][0])
        for scheme in SCHEMES:
            visitor.page.emulate_media(color_scheme=scheme)
            picture = SCREENSHOTS / f"{kind}-{width}-{scheme}.png"
            visitor.page.screenshot(path=picture, full_page=True)
            kept.append(picture)

    assert all(picture.stat().st_size > 0 for picture in kept)
