"""QR codes of addresses."""

import re
from xml.etree import ElementTree

import segno

from diagnostics.web.results.qr_code import LONGEST, picture, picture_file

ADDRESS = "https://fix.example.org/r/BBBB-BBBB-BBBB/"
MARGIN = 4


def drawn_squares(svg: str) -> list[list[bool]]:
    """The dark squares of a drawing, row by row."""
    drawn = ElementTree.fromstring(svg)
    size = int((drawn.get("viewBox") or "").split()[2])
    rows = [[False] * size for _ in range(size)]
    (lines,) = [one.get("d") or "" for one in drawn.iter("path") if one.get("stroke")]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", lines):
        moved = [float(number) for number in numbers.split()]
        if command == "h":
            start, x = int(x), x + moved[0]
            rows[int(y)][start : int(x)] = [True] * (int(x) - start)
        else:
            x, y = (moved[0], moved[1]) if command == "M" else (x + moved[0], y + moved[1])
    return rows


def test_the_picture_can_be_scaled() -> None:
    """In the page it has a size of its own and a viewBox, so that a stylesheet may stretch it and nothing is cut off."""
    drawn = ElementTree.fromstring(picture(ADDRESS))
    assert (drawn.get("width"), drawn.get("height")) == ("160", "160")
    _, _, width, height = (drawn.get("viewBox") or "").split()
    assert width == height


def test_the_picture_is_the_code_of_the_address() -> None:
    """Square by square, within a white margin of four squares."""
    for address in (ADDRESS, f"https://fix.example.org/lamp/check/?{'see=dark&' * 60}"):
        squares = drawn_squares(picture(address))
        code = segno.make(address, error="m" if address == ADDRESS else "l", micro=False)
        inside = [row[MARGIN:-MARGIN] for row in squares[MARGIN:-MARGIN]]
        assert inside == [[bool(square) for square in row] for row in code.matrix]
        assert sum(map(sum, squares)) == sum(map(sum, inside))


def test_the_longest_code_can_be_read_from_a_screen() -> None:
    """Its squares are at least two and a half pixels wide where it is drawn 320 pixels wide."""
    drawn = ElementTree.fromstring(picture("https://fix.example.org/".ljust(LONGEST, "x")))
    assert float((drawn.get("viewBox") or "").split()[2]) <= 320 / 2.5


def test_the_picture_file_stands_by_itself() -> None:
    """With a namespace, black on white."""
    drawn = ElementTree.fromstring(picture_file(ADDRESS))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert {one.get("fill") or one.get("stroke") for one in drawn.iter() if one.get("d")} == {"#fff", "#000"}
