"""Every accent colour that somebody may choose can be read, in light and in dark."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diagnostics.config.shades import DARK_PAPERS, ENOUGH, LIGHT_PAPERS, ON_DARK, ON_LIGHT, contrast, shades
from tests.conftest import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
@example("#000000")
@example("#ffffff")
@example("#ffff00")
def test_every_colour_has_shades_that_can_be_read(colour: str) -> None:
    """On both papers of a scheme, and under what is written on a button."""
    made = shades(colour)

    for shade, papers in ((made.light, (*LIGHT_PAPERS, ON_LIGHT)), (made.dark, (*DARK_PAPERS, ON_DARK))):
        assert min(contrast(shade, paper) for paper in papers) >= ENOUGH


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert shades("#8a2f0c").light == "#8a2f0c"
    assert shades("#fb7").dark == "#ffbb77"


@pytest.mark.parametrize(("one", "other", "known"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(one: str, other: str, known: float) -> None:
    """Both ways round; the second value is the one that every checker gives for #777 on white."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(known, abs=0.005)


def test_the_papers_are_those_of_the_pages() -> None:
    """And our own accent keeps the rule that others' are held to."""
    css = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
    light, dark = ({*re.findall(rf"--{name}: (#\w+);", css)} for name in ("paper", "wash"))

    assert light == {LIGHT_PAPERS[0], DARK_PAPERS[0]}
    assert dark == {LIGHT_PAPERS[1], DARK_PAPERS[1]}
    light_go, dark_go = re.findall(r"--go: (#\w+);", css)
    assert min(contrast(light_go, paper) for paper in LIGHT_PAPERS) >= ENOUGH
    assert min(contrast(dark_go, paper) for paper in DARK_PAPERS) >= ENOUGH
