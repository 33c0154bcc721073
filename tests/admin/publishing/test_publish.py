"""The page on which a publisher looks at every change, and publishes."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import examinations, releases
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Cause, Publication
from tests.builders import a_cause, a_step, make_document
from tests.markup import flat

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/guides/lamp/publish/"
LIVE = make_document()
LONG = "It is dark in here, and it has been dark for as long as anybody can remember."
DRAFT = make_document(
    title="New?",
    intro=LONG,
    add={"causes": [a_cause("dust", name="Dust")], "steps": [a_step("wipe", {"dust": "always", "bulb": "seldom"})]},
)
KEYS = ["guide", "causes.dust", "steps.wipe"]


@pytest.fixture
def publisher(client: Client, db: None) -> Client:
    """The browser of somebody of the group Publishers; a guide is live, and its draft has changed."""
    drafts.replace(LIVE)
    publish("lamp", note="", by="bob")
    drafts.replace(DRAFT)
    eve = User.objects.create_user("eve", is_staff=True)
    eve.groups.add(Group.objects.get(name="Publishers"))
    client.force_login(eve)
    return client


def fingerprint(document: GuideDocument) -> str:
    """By which a form knows a document again."""
    return sha256(canonical_json(document))


def send(client: Client, do: str = "publish", **changes: object) -> Any:
    """The form as it was opened, all of it ticked, checked and with a note."""
    for document in (LIVE, DRAFT):
        examinations.run(document, "check")
    form = {"do": do, "draft": fingerprint(DRAFT), "live": "1", "checked": fingerprint(DRAFT), "known": KEYS}
    return client.post(ADDRESS, {**form, "tick": KEYS, "note": "Dust is new.", "read": "on", **changes})


def text(response: Any) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def live_document() -> GuideDocument:
    """What visitors see."""
    live = releases.live("lamp")
    assert live is not None
    return releases.document("lamp", live.release.number)


def test_page_shows_every_change_ticked(publisher: Client) -> None:
    """Each changed object has a tick; words of long texts and short values are shown before and after."""
    html = publisher.get(ADDRESS).content.decode()
    page = flat(html)
    assert re.findall(r'name="tick" value="([^"]+)" checked', page) == KEYS
    assert re.findall(r'class="text-change">(.)', html) == ["<"], "Blanks before a text would be shown."
    assert "3 changes since release 1." in " ".join(page.split())
    assert f"[new: </span>{LONG}<span" in page
    assert '<del><span class="visually-hidden">was </span>Why won&#x27;t my lamp light?</del>' in page
    assert "style=" not in page


def test_page_says_when_there_is_nothing_to_publish(publisher: Client) -> None:
    """A draft that says what is live leads nowhere, and says so."""
    drafts.replace(LIVE)
    assert "There is nothing to publish: the draft says what release 1 says" in text(publisher.get(ADDRESS))


def test_page_lists_why_a_draft_makes_no_document(publisher: Client) -> None:
    """Rows that do not hold together are named with their links."""
    Cause.objects.filter(slug="bulb").update(summary="")
    said = text(publisher.get(ADDRESS))
    assert "The draft cannot be read as a guide" in said
    assert send(publisher).status_code == 409


def test_ticks_can_be_set_all_at_once_without_script(publisher: Client) -> None:
    """Two buttons tick all and none; the note stays."""
    none = flat(send(publisher, "none").content.decode())
    assert re.findall(r'name="tick" value="[^"]+" checked', none) == []
    assert ">Dust is new.</textarea>" in none
    assert "Nothing is ticked, so there is nothing to check." in none
    every = flat(send(publisher, "all", tick=[]).content.decode())
    assert re.findall(r'name="tick" value="([^"]+)" checked', every) == KEYS


def test_publish_takes_what_is_ticked(publisher: Client) -> None:
    """What is ticked goes live under the publisher's name and note; what is not stays in the draft."""
    part = DRAFT.model_copy(update={"title": LIVE.title, "intro": LIVE.intro})
    response = send(publisher, tick=KEYS[1:], checked=fingerprint(part))
    assert (response.status_code, response["Location"]) == (302, "/admin/guides/lamp/releases/2/")
    publication = Publication.objects.filter(guide="lamp").first()
    assert publication is not None
    assert (publication.by, publication.why, live_document()) == ("eve", "Dust is new.", part)
    assert "dust" in publication.acknowledged
    assert "One change stays in the draft." in text(publisher.get(response["Location"]))


def test_publish_needs_a_note_and_loses_nothing(publisher: Client) -> None:
    """Without a note the page comes back, its ticks as they were."""
    part = DRAFT.model_copy(update={"title": LIVE.title, "intro": LIVE.intro})
    response = send(publisher, note="  ", tick=KEYS[1:], checked=fingerprint(part))
    assert response.status_code == 422
    assert "Write what is new in this release." in text(response)
    assert re.findall(r'name="tick" value="([^"]+)" checked', flat(response.content.decode())) == KEYS[1:]
    assert live_document() == LIVE


def test_publish_needs_new_warnings_to_be_read(publisher: Client) -> None:
    """A warning that is not live yet stands in the way until somebody says that it was read."""
    form = {"do": "publish", "draft": fingerprint(DRAFT), "live": "1", "checked": fingerprint(DRAFT)}
    response = publisher.post(ADDRESS, {**form, "known": KEYS, "tick": KEYS, "note": "Dust"})
    assert response.status_code == 422
    assert "Say that you have read the new warnings." in text(response)
    assert live_document() == LIVE


def test_new_warnings_are_told_by_kind(publisher: Client) -> None:
    """A sentence stands once above all that it is said of; what matters comes before what nobody has reviewed."""
    more = make_document(
        add={
            "causes": [a_cause(f"dust-{n}", name=f"Dust {n}") for n in range(8)],
            "steps": [
                a_step("wipe", {f"dust-{n}": "always" for n in range(8)}),
                a_step("dear", {"bulb": "seldom"}, minutes=500),
            ],
        }
    )
    drafts.replace(more)
    examinations.run(more, "check")
    keys = re.findall(r'name="known" value="([^"]+)"', publisher.get(ADDRESS).content.decode())
    form = {"draft": fingerprint(more), "checked": fingerprint(more), "known": keys, "tick": keys}
    response = send(publisher, "check", **form)
    said = text(response)
    assert said.count("Nobody has checked this against its sources yet.") == 1
    assert said.index("This step is never worth its minutes") < said.index("Nobody has checked this")
    assert "under “Reviewed on”. 10 times Cause “Dust 0” › Reviewed on" in said


def test_publish_takes_only_what_was_checked(publisher: Client) -> None:
    """Whoever changes a tick after the check sees the check of that first."""
    response = send(publisher, tick=["guide"])
    assert response.status_code == 409
    assert "What is ticked now was not checked yet." in text(response)
    assert live_document() == LIVE


def test_publish_with_errors_is_refused_and_says_what_to_tick(publisher: Client) -> None:
    """An error of something left out names the tick that cures it, even if the form claims it was checked."""
    part = DRAFT.model_copy(update={"title": LIVE.title, "intro": LIVE.intro, "causes": LIVE.causes})
    response = send(publisher, tick=["steps.wipe"], checked=fingerprint(part))
    assert response.status_code == 409
    assert "Nothing was published: errors stand in the way." in text(response)
    assert "Tick “Dust” too." in text(response)
    assert live_document() == LIVE


def test_publish_tells_who_was_quicker(publisher: Client) -> None:
    """Where somebody published meanwhile, that is told with name and release, and note and ticks are kept."""
    publish("lamp", note="", by="bob")
    response = send(publisher, tick=["guide"])
    assert response.status_code == 409
    assert "bob published release 2 meanwhile." in text(response)


def test_publish_marks_what_came_since(publisher: Client) -> None:
    """A change that the publisher has not seen is marked, and not ticked."""
    more = make_document(
        title="New?",
        intro=LONG,
        add={
            "causes": [a_cause("dust", name="Dust"), a_cause("wire")],
            "steps": [a_step("wipe", {"dust": "always", "wire": "seldom"})],
        },
    )
    drafts.replace(more)
    response = send(publisher)
    page = flat(response.content.decode())
    assert response.status_code == 409
    assert "The draft has changed since you opened this page." in page
    assert re.findall(r'name="tick" value="([^"]+)" checked', page) == KEYS
    assert page.count("came since you opened this page") == 1
    assert ">Dust is new.</textarea>" in page


def test_publish_of_a_guide_for_the_first_time(publisher: Client) -> None:
    """A new guide is published whole."""
    torch = make_document(slug="torch")
    drafts.replace(torch)
    address = "/admin/guides/torch/publish/"
    assert "Nothing of this guide is live yet" in text(publisher.get(address))
    form = {"do": "publish", "draft": fingerprint(torch), "live": "0", "checked": fingerprint(torch)}
    publisher.post(address, {**form, "note": "First", "read": "on"})
    assert releases.document("torch", 1) == torch


def test_fragments_show_the_check_alone(publisher: Client) -> None:
    """While something is found out, only that part of the page is sent."""
    gate = send(publisher, "gate").content.decode()
    assert gate.strip().startswith("<section")
    assert "No error stands in the way." in gate
    assert 'name="note"' not in gate


@pytest.mark.parametrize("form", [{}, {"do": "nonsense"}, {"do": "publish", "live": "x", "tick": ["a.b", "\u202e"]}])
def test_nonsense_publishes_nothing(publisher: Client, form: dict[str, object]) -> None:
    """A form that no page has made is answered with the page."""
    response = publisher.post(ADDRESS, form)
    assert "What is different" in text(response)
    assert live_document() == LIVE


def test_editors_cannot_publish(publisher: Client) -> None:
    """Somebody of the group Editors is refused, whatever they send."""
    max_ = User.objects.create_user("max", is_staff=True)
    max_.groups.add(Group.objects.get(name="Editors"))
    publisher.force_login(max_)
    assert publisher.get(ADDRESS).status_code == 403
    assert send(publisher).status_code == 403
    assert live_document() == LIVE


def test_note_that_cannot_be_kept_comes_back_without_it(publisher: Client) -> None:
    """No database takes this character: nothing is published, and the rest of the note stands there to be looked at."""
    response = send(publisher, note="Dust \0is new.")
    assert (response.status_code, live_document()) == (422, LIVE)
    assert "Your text contained a character that cannot be saved." in text(response)
    assert ">Dust is new.</textarea>" in response.content.decode()
