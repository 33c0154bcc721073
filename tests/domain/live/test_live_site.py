"""The site in memory."""

import datetime as dt
from threading import Barrier, Thread

import pytest

from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.crowds import Notice
from diagnostics.domain.feeds.findings import NOTHING_FOUND, Findings
from diagnostics.domain.live import live_site
from diagnostics.domain.live.live_site import (
    LiveGuide,
    LiveSite,
    MovedGuide,
    PublishedText,
    ReleaseStamp,
    ShelvedRelease,
)
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.engine.guide import Faded
from tests.builders import make_document

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


def shelve(document: GuideDocument, *, number: int = 1, at: dt.datetime = NOON) -> ShelvedRelease:
    text = canonical_json(document)
    return ShelvedRelease(PublishedText(document.slug, ReleaseStamp(number, sha256(text), at), text))


def shelved_text(text: str) -> ShelvedRelease:
    """A release with the right hash, whatever its text."""
    return ShelvedRelease(PublishedText("lamp", ReleaseStamp(3, sha256(text), NOON), text))


def test_site_loads_a_guide_when_it_is_asked_for() -> None:
    """A guide costs no work before its first visitor, and the same object answers all later ones."""
    one, other = shelve(make_document()), shelve(make_document(slug="torch"))
    site = LiveSite([one, other])
    guide = site.find("lamp")
    assert isinstance(guide, LiveGuide)
    assert (one.is_loaded, other.is_loaded) == (True, False)
    assert site.find("lamp") is guide is site.guides["lamp"]


def test_site_guide_has_document_network_texts_and_release() -> None:
    guide = LiveSite([shelve(make_document(), number=4)]).guides["lamp"]
    assert guide.document == make_document()
    assert guide.network.guide.causes[0].slug == "bulb"
    assert "<ol>" in guide.texts.html(guide.document.steps[0].variants[0].text)
    assert (guide.release.number, guide.release.published_at) == (4, NOON)


def test_site_loads_once_for_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Visitors who come at once for a guide that is not loaded share one loading."""
    one, together, calls = shelve(make_document()), Barrier(8), list[PublishedText]()
    load = live_site.load

    def count(published: PublishedText) -> LiveGuide:
        calls.append(published)
        return load(published)

    monkeypatch.setattr(live_site, "load", count)

    def visit() -> None:
        together.wait()
        one.guide()

    threads = [Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls == [one.published]


def test_site_keeps_the_order_it_is_given() -> None:
    """Guides stand in the editors' order."""
    site = LiveSite([shelve(make_document(slug="torch")), shelve(make_document())])
    assert list(site.guides) == ["torch", "lamp"]
    assert len(site.guides) == 2


def test_site_knows_where_a_renamed_guide_is() -> None:
    """An old slug leads to the guide, an unknown one nowhere."""
    site = LiveSite([shelve(make_document(aliases=["light"]))])
    assert site.find("light") == MovedGuide("lamp")
    assert site.find("nothing") is None


@pytest.mark.parametrize(("later", "found"), [(True, MovedGuide("lamp")), (False, "light")])
def test_site_of_two_names_shows_the_one_published_last(later: bool, found: MovedGuide | str) -> None:
    """A guide that was published again under a new slug is gone under the old one; one that took the slug up later stays."""
    renamed_at = NOON + dt.timedelta(hours=1 if later else -1)
    old, new = shelve(make_document(slug="light")), shelve(make_document(aliases=["light"]), at=renamed_at)
    here = LiveSite([old, new]).find("light")
    assert (here.document.slug if isinstance(here, LiveGuide) else here) == found


def test_site_has_no_findings_yet() -> None:
    """Nothing is found out until something looks."""
    findings = LiveSite().findings("lamp")
    assert (findings, dict(findings.answers), findings.checked_at) == (NOTHING_FOUND, {}, None)


def test_shelved_text_must_match_its_hash() -> None:
    """A text that was changed is refused before anybody could see it, and the error names the release."""
    with pytest.raises(DamagedRelease, match="Release 7 of lamp is damaged"):
        ShelvedRelease(PublishedText("lamp", ReleaseStamp(7, "0" * 64, NOON), "{}"))


@pytest.mark.parametrize("text", ["", "[]", "nonsense"])
def test_shelved_text_must_be_a_guide(text: str) -> None:
    """A text with the right hash that is no object is refused as well."""
    with pytest.raises(DamagedRelease, match="Release 3 of lamp is no guide"):
        shelved_text(text)


def test_site_leaves_out_a_guide_that_does_not_load(caplog: pytest.LogCaptureFixture) -> None:
    """One broken guide is logged once and takes none of the others away."""
    broken = shelved_text('{"schema":1}')
    site = LiveSite([broken, shelve(make_document(slug="torch"))])
    assert site.find("lamp") is None
    assert list(site.guides) == ["torch"]
    with pytest.raises(KeyError):
        site.guides["lamp"]
    assert [record.message for record in caplog.records] == ["Release 3 of lamp cannot be loaded."]
    assert broken.is_broken


def test_findings_enter_the_engine_whole_while_they_are_fresh() -> None:
    assert Findings({"see": "no"}).evidence == {"see": "no"}
    assert Findings({"see": "no"}, weight=0.5).evidence == {"see": Faded("no", 0.5)}


def test_findings_have_a_key_that_tells_apart_what_pages_show() -> None:
    """Each thing that may be seen changes it; the order in which answers were found does not."""
    found = [
        Findings(),
        Findings({"see": "no"}),
        Findings({"see": "no"}, NOON),
        Findings({"see": "no"}, NOON, weight=0.5),
        Findings({"see": "no"}, NOON, since={"see": NOON}),
        Findings(notice=Notice("It is dark.", NOON, NOON)),
        Findings(notice=Notice("It was dark.", NOON, NOON)),
    ]
    assert len({repr(one.key) for one in found}) == len(found)
    assert Findings({"a": "x", "b": "y"}).key == Findings({"b": "y", "a": "x"}).key
