"""The signature picture: the road, its stations and what is said below it."""

from html import unescape

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.decision import Standing
from diagnostics.web.walk.road import Road, road
from tests.builders import a_cause, a_question, make_document
from tests.fixtures import Publish
from tests.web.page import Visitor

MOST_BYTES = 1000
NAMES = ["Your device", "Settings", "Wi-Fi", "Router", "Provider", "Internet"]
NAMES += ["Registration", "Apple", "Your carrier", "Their line", "Their device", "Other person"]


def a_road_of(count: int) -> GuideDocument:
    """A guide with so many places, each with one cause."""
    places = [{"slug": f"p{i}", "name": f"At {name}", "short": name} for i, name in enumerate(NAMES[:count])]
    causes = [a_cause(f"c{i}", place=f"p{i}") for i in range(count)]
    return make_document(places=places, causes=[*causes, a_cause("other", place="p0", open=True)])


def standing(document: GuideDocument, out: set[str]) -> list[Standing]:
    listed = [cause for cause in document.causes if not cause.open]
    return [Standing(one.slug, one.place, 0.1, "possible", 1, None, None, one.slug in out) for one in listed]


def draw(one: Road) -> str:
    return render_to_string("walk/parts/where.html", {"road": one, "progress": "1 step done."})


def test_stations_stand_in_the_order_of_the_road() -> None:
    """Each is called by its short name, and says whether it is likely, possible or ruled out."""
    document = a_road_of(4)
    one = road(document, "p1", standing(document, {"c1", "c3"}))

    assert [(station.name, station.state) for station in one.stations] == [
        ("Your device", "possible"),
        ("Settings", "likely"),
        ("Wi-Fi", "possible"),
        ("Router", "ruled-out"),
    ]
    assert (one.open, one.beyond) == ("M125 14H375", "M375 14H875")
    assert (one.possible, one.stop, one.out) == ("M125 14h.1M625 14h.1", "M375 14h.1", "M875 14h.1")


def test_a_place_is_ruled_out_once_all_of_its_causes_are() -> None:
    """One that is still possible keeps it on the road; a place without causes is never ruled out."""
    causes = [a_cause("bulb"), a_cause("switch"), a_cause("outage", place="grid")]
    document = make_document(causes=[*causes, a_cause("other", open=True)])

    assert road(document, None, standing(document, {"bulb", "outage"})).ruled_out == "Grid"
    assert road(document, None, standing(document, {"bulb", "switch"})).ruled_out == "Home"
    assert road(document, None).ruled_out == ""


def test_where_nothing_stands_out_the_road_is_open_to_its_end() -> None:
    """No stop is drawn, and the road is not broken."""
    one = road(a_road_of(3), None)

    assert (one.likely, one.stop, one.sign, one.beyond) == ("", "", "", "")
    assert one.open == "M167 14H833"
    assert (road(a_road_of(3), "p0").open, road(a_road_of(3), "p2").beyond) == ("", "")


@given(st.integers(2, 12), st.data())
def test_the_picture_is_small_and_its_sentence_says_the_same(count: int, data: st.DataObject) -> None:
    """One path for each class, under a kilobyte in all; every station is named below it, in the same words."""
    document = a_road_of(count)
    slugs = st.sampled_from([f"c{i}" for i in range(count)])
    likely = data.draw(st.one_of(st.none(), st.sampled_from([place.slug for place in document.places])))
    html = draw(road(document, likely, standing(document, data.draw(st.sets(slugs)))))
    svg, _, below = html.partition("</svg>")
    classes = [one.partition('"')[0] for one in svg.split('<path class="')[1:]]

    assert len(classes) == len(set(classes))
    assert len("".join(svg.split())) < MOST_BYTES
    assert "<text" not in svg
    stations, sentence = unescape(below).split("</ol>")
    for name in NAMES[:count]:
        assert f"<span>{name}</span>" in stations
        assert sentence.count(name) == 1


@pytest.mark.django_db
def test_the_page_says_what_is_ruled_out(visitor: Visitor, published: Publish) -> None:
    """A place whose causes the answers rule out is quiet; the counter counts causes."""
    radio = a_question("radio", "on", "off", signs={"outage": {"on": "rules-out", "off": "proves"}})
    published(make_document(add={"questions": [radio]}))
    page = visitor.check("see=flicker&street=lit&radio=on&kind=desk")

    assert page.words_of("fit") == (
        "The likely reason is here: Home. Ruled out: Grid. 1 of 3 causes ruled out. About 2 more steps."
    )
