"""What stands around the screen of a result link."""

from xml.etree import ElementTree

from diagnostics.web.results.kept import picture, picture_file


def test_the_picture_can_be_scaled() -> None:
    """In the page it has a size of its own and a viewBox, so that a stylesheet may stretch it and nothing is cut off."""
    drawn = ElementTree.fromstring(picture("https://fix.example.org/r/BBBB-BBBB-BBBB/"))
    assert (drawn.get("width"), drawn.get("height")) == ("160", "160")
    _, _, width, height = (drawn.get("viewBox") or "").split()
    assert width == height


def test_the_picture_file_stands_by_itself() -> None:
    """With a namespace, black on white."""
    drawn = ElementTree.fromstring(picture_file("https://fix.example.org/r/BBBB-BBBB-BBBB/"))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert {one.get("fill") or one.get("stroke") for one in drawn.iter() if one.get("d")} == {"#fff", "#000"}
