"""Where visitors go: figures, routes, the map and its list, for the draft and the live release."""

import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from diagnostics.admin.guide.walk_map import branches, picture
from diagnostics.content.checks.journeys import Node
from diagnostics.domain import drafts
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Examination, Guide, Publication, Release
from tests.admin.cases.test_cases import words
from tests.builders import base_data, make_document

ADDRESS = "/admin/guides/lamp/walks/"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def eve(client: Client, db: None) -> Client:
    """The browser of somebody of the group Editors."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide as a draft, which visitors have walked through."""
    guide = drafts.replace(make_document())
    examinations.run(drafts.document(guide), "visitors")
    return guide


def svg(html: str) -> ET.Element:
    """The map of a page, read as strictly as XML is."""
    drawn = html.partition('class="scroll walk-map"')[2].partition("<svg")[2].partition("</svg>")[0]
    return ET.fromstring(f"<svg{drawn}</svg>")


def texts(element: ET.Element) -> list[str]:
    """Every text of the map."""
    return ["".join(one.itertext()).strip() for one in element.iter("{http://www.w3.org/2000/svg}text")]


def links(element: ET.Element) -> list[str]:
    """What the links of the map are called."""
    return [one.attrib["aria-label"] for one in element.iter("{http://www.w3.org/2000/svg}a")]


def test_walks_tell_how_visitors_fare(eve: Client, lamp: Guide) -> None:
    """The page tells figures in sentences, and the most travelled walks with their answers and ends."""
    text = words(eve.get(ADDRESS).content.decode())
    assert "1,000 simulated visitors walked through the draft." in text
    assert "A visitor answers" in text
    assert "Label see: Option dark" in text
    assert "Cured by “Do turn-on”" in text


def test_map_is_well_formed_and_opens_level_by_level(eve: Client, lamp: Guide) -> None:
    """The first page and the most travelled one after it are open; every other one opens by its link."""
    first = svg(eve.get(ADDRESS).content.decode())
    assert "What about see?" in texts(first)
    assert links(first)[0].startswith("Close question “What about kind?”, after “Option flicker”, ")
    closed = svg(eve.get(ADDRESS + "?open=").content.decode())
    assert len(links(closed)) < len(links(first))
    assert all(link.startswith("Open ") for link in links(closed))
    opened = svg(eve.get(ADDRESS + "?open=0.0-0.nonsense.99").content.decode())
    assert len(links(opened)) > len(links(first))


def test_map_has_no_inline_style_or_script(eve: Client, lamp: Guide) -> None:
    """Under the strict CSP the map is drawn by classes and attributes alone."""
    for element in svg(eve.get(ADDRESS).content.decode()).iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_list_says_the_same_as_the_map(eve: Client, lamp: Guide) -> None:
    """Whoever opens a page in the list finds the list open again."""
    html = eve.get(ADDRESS + "?open=0&list=1").content.decode()
    assert '<details class="walk-list" open>' in html
    listed = words(html).partition("The same as a list")[2]
    assert "Question: What about see?" in listed
    assert "Option dark" in listed


def test_walks_of_the_live_release(eve: Client, lamp: Guide) -> None:
    """Without a live release that is said; with one its visitors are shown."""
    assert "No release of this guide is live." in words(eve.get(ADDRESS + "?of=live").content.decode())
    publish("lamp", note="First", by="eve")
    assert "walked through the live release." in words(eve.get(ADDRESS + "?of=live").content.decode())


def test_walks_of_a_broken_draft_name_what_is_wrong(eve: Client, db: None) -> None:
    """Nobody walks through a draft with errors; the page lists them, the first ten of many."""
    questions = [
        question | {"when": {f"gone-{n}": ["x"] for n in range(12)}} for question in base_data()["questions"][2:]
    ]
    drafts.replace(make_document(questions=[*base_data()["questions"][:2], *questions]))
    text = words(eve.get(ADDRESS).content.decode())
    assert "“street” › Only where" in text
    assert "These are the first 10 of" in text
    assert not Examination.objects.exists()


def test_damaged_release_is_told(eve: Client, lamp: Guide) -> None:
    """A live release that does not match its hash is no traceback."""
    release = publish("lamp", note="First", by="eve").publication.release
    fields = {"guide": "lamp", "by": "eve", "sha256": "0" * 64, "schema": 1, "code": "x"}
    damaged = Release.objects.create(number=2, text=release.text, **fields)
    Publication.objects.create(guide="lamp", number=2, release=damaged, by="eve")
    text = words(eve.get(ADDRESS + "?of=live").content.decode())
    assert "its text does not match its SHA-256" in text
    assert "Go to the check" not in text


def test_walks_send_visitors_off_and_show_progress(eve: Client, db: None) -> None:
    """Whoever comes first has the visitors sent off; until they arrive the page tells how far they are."""
    drafts.replace(make_document())
    html = eve.get(ADDRESS).content.decode()
    row = Examination.objects.get(kind="visitors")
    assert row.state == "running"
    assert 'value="0"' in html
    assert re.search(r'hx-get="\?of=draft"\s+hx-trigger="every 1s"', html)
    Examination.objects.update(percent=40, doing="400 of 1000 simulated visitors have walked through the guide.")
    fragment = eve.get(ADDRESS, headers=HTMX).content.decode()
    assert re.match(r'\s*<div\s+id="progress"', fragment)
    assert 'value="40"' in fragment
    assert "400 of 1000" in fragment
    assert Examination.objects.count() == 1


def test_progress_loads_the_page_anew_when_the_visitors_are_there(eve: Client, lamp: Guide) -> None:
    """The last answer to the poll has the whole page loaded."""
    response = eve.get(ADDRESS, headers=HTMX)
    assert (response.headers["HX-Refresh"], response.content) == ("true", b"")


def test_failed_visitors_are_sent_off_again_by_hand(eve: Client, db: None) -> None:
    """A run that failed says so and does not begin again by itself."""
    drafts.replace(make_document())
    eve.get(ADDRESS)
    Examination.objects.update(state="failed")
    html = eve.get(ADDRESS).content.decode()
    assert "Try again" in html
    assert "hx-get" not in html.partition('id="progress"')[2]
    response = eve.post(ADDRESS + "?of=draft")
    assert (response.status_code, response.headers["Location"]) == (302, ADDRESS + "?of=draft")
    assert Examination.objects.get().state == "running"


def test_walks_are_for_those_who_may_see_guides(client: Client, lamp: Guide) -> None:
    """Agents do not look at drafts."""
    user = User.objects.create_user("abe", is_staff=True)
    user.groups.add(Group.objects.get(name="Agents"))
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 403


def a_node(title: str, *nodes: Node, said: str = "", kind: str = "question", **changes: Any) -> Node:
    """A page that every tenth visitor passed."""
    base: dict[str, Any] = {"width": 0.1, "share": "10%", "others": 0} | changes
    return Node(said=said, kind=kind, word=kind.title(), title=title, nodes=nodes, **base)


def test_boxes_do_not_overlap() -> None:
    """Pages stand in columns, one below the other, however long their titles are."""
    long = "A title that is far too long for one line, and for two, and even for three, so that it is cut"
    leaves = [
        a_node(long, a_node("x"), said="A rather long answer that takes more than two lines to say") for _ in range(4)
    ]
    drawn = picture(branches(a_node("Root", *leaves, a_node("End", kind="cured"), others=7), "0.2"))
    columns: dict[int, list[Any]] = {}
    for box in drawn.boxes:
        columns.setdefault(box.x, []).append(box)
        assert box.y + box.height <= drawn.height
        assert box.x + box.width <= drawn.width
    assert len(columns) == 3
    for boxes in columns.values():
        for above, below in pairwise(boxes):
            assert above.y + above.height < below.y
    assert drawn.boxes[1].lines[-1].text.endswith("…")
    assert [others.count for others in drawn.others] == [7]
    assert len(drawn.edges) == len(drawn.boxes) - 1


def test_lines_are_as_wide_as_their_share() -> None:
    """Twice the visitors make twice the width; the narrowest can still be seen."""
    nodes = [a_node("x", said="a", width=width) for width in (0.4, 0.2, 0.0)]
    wide, half, least = (float(edge.width) for edge in picture(branches(a_node("Root", *nodes), None)).edges)
    assert wide == 2 * half
    assert least == 1.5


def test_closing_a_page_closes_what_is_behind_it() -> None:
    """The link of an open page leads to the map without it and all that it leads to."""
    leaf = a_node("c", a_node("d"))
    root = branches(a_node("a", a_node("b", leaf), a_node("e", a_node("f"))), "0.0-0.1")
    assert [one.toggle for one in root.branches] == ["1", "0.0-0"]
    assert root.toggle is None
    assert root.branches[0].branches[0].toggle == "0.1"
