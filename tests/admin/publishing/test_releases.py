"""Releases: looking at them, going back to them, and withdrawing what was harmful."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.content.files.archive import unpack
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.candidates import Candidate
from diagnostics.domain.publishing.publishing import publish, rollback
from diagnostics.domain.publishing.recalls import Withdrawal, recall, withdrawals
from diagnostics.models import Cause, Publication, Release, Step
from tests.builders import a_step, make_document
from tests.markup import flat

pytestmark = pytest.mark.django_db
HOME = "/admin/guides/lamp/releases/"
GOOD = make_document()
BAD = make_document(title="Bad?", add={"steps": [a_step("hammer", {"bulb": "always"}, title="Hit it")]})


@pytest.fixture
def publisher(client: Client, db: None) -> Client:
    """The browser of a publisher; of a guide a good release, and a bad one that is live."""
    for document in (GOOD, BAD):
        drafts.replace(document)
        publish("lamp", note=f"Note of {document.title}", by="bob")
    return signed_in(client, "Publishers")


def signed_in(client: Client, group: str) -> Client:
    """The browser of somebody of this group."""
    somebody = User.objects.create_user(f"one-of-{group}", is_staff=True)
    somebody.groups.add(Group.objects.get(name=group))
    client.force_login(somebody)
    return client


def text(response: Any) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def live_number() -> int:
    """The release that visitors see."""
    live = releases.live("lamp")
    assert live is not None
    return live.release.number


def test_history_tells_what_is_live_and_what_was_recalled(publisher: Client) -> None:
    """Each publication is told with note and name; a release that was gone back to is told so."""
    recall("lamp", 2, steps=["hammer"], why="It hurts.", by="bob")
    rollback("lamp", 1, why="Too hard", by="bob")
    said = text(publisher.get(HOME))
    assert "Release 1 live Made live again. Too hard" in said
    assert "Release 2 1 step recalled Note of Bad?" in said
    assert said.count("Make live again") == 1


def test_release_lists_accepted_warnings_as_the_check_does(publisher: Client) -> None:
    """Each once, with the objects by their titles and links to their forms; of what is gone the title that it had."""
    draft = make_document(add={"steps": [a_step("dear", {"bulb": "seldom"}, minutes=500, title="Buy “gold”")]})
    candidate = Candidate(draft, "lamp")
    drafts.replace(draft)
    publish("lamp", note="Dear", by="bob", candidate=candidate, acknowledged=candidate.problems)
    page = publisher.get(f"{HOME}3/")
    said = text(page)
    assert "This step is never worth its minutes, not even when the cause is certain." in said
    assert re.search(r'/step/\d+/change/#id_minutes">Step “Buy ‘gold’” › Minutes of work</a>', page.content.decode())
    assert said.count("Nobody has checked this against its sources yet.") == 1
    assert "Page “Page candles” › Reviewed on" in said
    assert ".yaml" not in said
    assert ".md" not in said
    drafts.replace(GOOD)
    assert "Step “Buy ‘gold’” › Minutes of work" in text(publisher.get(f"{HOME}3/"))


def test_history_of_a_guide_that_was_never_published(publisher: Client) -> None:
    """Nothing yet is said to be nothing yet."""
    drafts.replace(make_document(slug="torch"))
    assert "Nothing of this guide has been published yet" in text(publisher.get("/admin/guides/torch/releases/"))


def test_history_costs_the_same_for_many(
    publisher: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The list reads no texts, and asks as often for sixty as for two."""
    for number in range(60):
        rollback("lamp", 1 + number % 2, why="", by="bob")
    with django_assert_max_num_queries(14):
        page = text(publisher.get(HOME))
    assert "Page 1 of 2" in page


def test_release_shows_what_it_changed(publisher: Client) -> None:
    """A release is compared with the one before it; the first one with nothing."""
    said = text(publisher.get(f"{HOME}2/"))
    assert "Compared with release 1" in said
    assert "Hit it new" in said
    assert "It is the first release of this guide." in text(publisher.get(f"{HOME}1/"))
    assert publisher.get(f"{HOME}9/").status_code == 404


def test_release_that_is_damaged_is_told(publisher: Client) -> None:
    """A text that does not match its hash is named, compared with nothing, and not to be taken along."""
    Release.objects.create(guide="lamp", number=3, text="{}", sha256="0" * 64, schema=1, code="", by="x")
    said = text(publisher.get(f"{HOME}3/"))
    assert "lamp release 3 is damaged" in said
    assert "It cannot be compared with release 2" in said
    assert publisher.get(f"{HOME}3/export/").status_code == 409
    assert publisher.get(f"{HOME}3/live/", follow=True).redirect_chain == [(f"{HOME}3/", 302)]


def test_release_can_be_taken_along(publisher: Client) -> None:
    """The zip file of a release holds exactly its document; the draft's holds the draft."""
    response = publisher.get(f"{HOME}1/export/")
    assert response["Content-Disposition"] == 'attachment; filename="lamp-release-1.zip"'
    assert unpack(response.content).document == GOOD
    draft = publisher.get("/admin/guides/lamp/export/")
    assert zipfile.ZipFile(io.BytesIO(draft.content)).testzip() is None
    assert unpack(draft.content).document == BAD
    assert publisher.get(f"{HOME}9/export/").status_code == 404


def test_draft_that_holds_together_no_more_cannot_be_taken_along(publisher: Client) -> None:
    """What is wrong with it is listed."""
    Cause.objects.filter(slug="bulb").update(summary="")
    response = publisher.get("/admin/guides/lamp/export/")
    assert response.status_code == 409
    assert "so it cannot be exported" in text(response)


def test_roll_back_shows_what_visitors_will_see_change(publisher: Client) -> None:
    """The second click is on a page that tells what will happen, with the steps that differ first."""
    page = flat(publisher.get(f"{HOME}1/live/").content.decode())
    assert re.findall(r'name="step" value="([^"]+)"', page)[0] == "hammer"
    assert "Hit it" in page
    assert "Take the change out of the draft too" in page


def test_roll_back_does_all_that_was_asked(publisher: Client) -> None:
    """The release is live again, the harmful step is recalled, and the draft is clean."""
    form = {"live": "2", "why": "It hurts.", "harm": "steps", "step": ["hammer"], "clean": "on"}
    response = publisher.post(f"{HOME}1/live/", form, follow=True)
    assert response.redirect_chain == [(HOME, 302)]
    assert "Release 1 is live again." in text(response)
    assert (live_number(), drafts.document(drafts.get_guide("lamp"))) == (1, GOOD)
    assert withdrawals("lamp") == {2: Withdrawal(steps=frozenset({"hammer"}))}


def test_roll_back_tells_what_was_left_in_the_draft(publisher: Client) -> None:
    """What was changed again since stays, and is named."""
    drafts.replace(BAD.model_copy(update={"title": "Mine?"}))
    form = {"live": "2", "why": "It hurts.", "harm": "nothing", "clean": "on"}
    said = text(publisher.post(f"{HOME}1/live/", form, follow=True))
    assert "Taken out of the draft: Hit it (taken out)." in said
    assert "left in the draft: The guide itself (changed)." in said


def test_roll_back_tells_what_the_draft_needs(publisher: Client) -> None:
    """Before the button is pressed, and after; where nothing can go, that is said."""
    bad = BAD.model_copy(update={"title": GOOD.title})
    mine = a_step("after", only_after=["hammer"])
    drafts.replace(make_document(title="Mine?", add={"steps": [bad.steps[-1].model_dump(mode="json"), mine]}))
    page = text(publisher.get(f"{HOME}1/live/"))
    assert "Left as it is, as something else in the draft needs it (1)" in page
    said = text(publisher.post(f"{HOME}1/live/", {"live": "2", "why": "It hurts.", "clean": "on"}, follow=True))
    assert "Nothing was taken out of the draft." in said
    assert "Left in the draft, as something else in it needs it: Hit it (taken out)." in said


def test_roll_back_names_what_was_renamed(publisher: Client) -> None:
    """The step goes on under the name that it had, and the page says so."""
    from diagnostics.domain.drafts.renaming import rename

    step = Step.objects.get(slug="turn-on").pk
    rename(drafts.get_guide("lamp"), "steps", "turn-on", "switch-on", by=None)
    publish("lamp", note="", by="bob")
    form = {"live": "3", "why": "It hurts.", "harm": "nothing", "clean": "on"}
    said = text(publisher.post(f"{HOME}2/live/", form, follow=True))
    assert "Taken out of the draft: Do turn-on (renamed)." in said
    row = Step.objects.get(slug="turn-on")
    assert (row.pk, row.aliases) == (step, ["switch-on"])


@pytest.mark.parametrize(
    ("form", "said", "status"),
    [
        ({"live": "2", "harm": "nothing"}, "Say why.", 422),
        ({"live": "2", "why": "x", "harm": "steps"}, "Tick the steps that were harmful", 422),
        ({"live": "2", "why": "x", "harm": "nothing", "step": ["hammer"]}, "Choose one of the two.", 422),
        ({"live": "2", "why": "x", "harm": "steps", "step": ["lever"]}, "no such step: lever", 409),
        ({"live": "1", "why": "It hurts."}, "bob published release 2 meanwhile.", 409),
        ({}, "bob published release 2 meanwhile.", 409),
    ],
)
def test_roll_back_says_what_is_missing(publisher: Client, form: dict[str, object], said: str, status: int) -> None:
    """The page comes back with what was typed, and nothing has changed."""
    response = publisher.post(f"{HOME}1/live/", form)
    assert (response.status_code, said in text(response)) == (status, True)
    assert str(form.get("why", "")) in response.content.decode()
    assert (live_number(), dict(withdrawals("lamp"))) == (2, {})


def test_roll_back_to_what_is_live_leads_back(publisher: Client) -> None:
    """What is live needs no going back to."""
    response = publisher.get(f"{HOME}2/live/", follow=True)
    assert "Release 2 of lamp is live already." in text(response)


def test_roll_back_without_the_right_to_recall(publisher: Client) -> None:
    """Whoever may only roll back is not asked about harm, and cannot recall by a form of their own."""
    from django.contrib.auth.models import Permission

    somebody = User.objects.create_user("max", is_staff=True)
    somebody.user_permissions.add(*Permission.objects.filter(codename__in=["roll_back_guide", "view_guide"]))
    publisher.force_login(somebody)
    assert "harmful" not in text(publisher.get(f"{HOME}1/live/"))
    publisher.post(f"{HOME}1/live/", {"live": "2", "why": "x", "harm": "all"})
    assert (live_number(), dict(withdrawals("lamp"))) == (1, {})


def test_recall_alone(publisher: Client) -> None:
    """A release can be withdrawn without anything else being touched."""
    address = f"{HOME}1/recall/"
    assert publisher.get(address).status_code == 200
    assert "Tick the steps that are to be withdrawn" in text(publisher.post(address, {"why": "x"}))
    assert "Say why" in text(publisher.post(address, {"harm": "all", "why": " "}))
    response = publisher.post(address, {"harm": "all", "why": "It hurts."}, follow=True)
    assert "This release was recalled." in text(response)
    assert withdrawals("lamp") == {1: Withdrawal(whole=True)}
    assert "recalled already" in text(publisher.get(address))


@pytest.mark.parametrize("address", ["1/live/", "2/recall/"])
def test_editors_look_but_do_not_touch(publisher: Client, address: str) -> None:
    """Somebody of the group Editors sees the releases, and can neither go back nor recall."""
    editor = signed_in(publisher, "Editors")
    assert editor.get(HOME).status_code == 200
    assert "Make live again" not in text(editor.get(f"{HOME}1/"))
    assert editor.get(f"{HOME}{address}").status_code == 403
    assert editor.post(f"{HOME}{address}", {"live": "2", "why": "x", "harm": "all"}).status_code == 403
    assert Publication.objects.count() == 2


def test_roll_back_to_what_somebody_made_live_meanwhile(publisher: Client) -> None:
    """The second of two publishers is told so, and gets back all that was typed and ticked."""
    rollback("lamp", 1, why="Too hard", by="max")
    form = {"live": "2", "why": "It hurts.", "harm": "steps", "step": ["hammer"]}
    response = publisher.post(f"{HOME}1/live/", form)
    page = flat(response.content.decode())
    assert (response.status_code, Publication.objects.count(), dict(withdrawals("lamp"))) == (409, 3, {})
    assert "max made release 1 live again meanwhile, so it is live already" in text(response)
    assert ">It hurts.</textarea>" in page
    assert 'value="steps" checked' in page
    assert 'name="step" value="hammer" checked' in page
    assert f'href="{HOME}2/recall/"' in page
    assert "Make release 1 live again</button>" not in page


@pytest.mark.parametrize(("other", "said"), [(1, "so it is live already"), (3, "max went back to release 3")])
def test_roll_back_that_was_overtaken_at_the_last_moment(
    publisher: Client, monkeypatch: pytest.MonkeyPatch, other: int, said: str
) -> None:
    """Between the look and the act somebody else may be quicker, with the same or with another; nothing is lost."""
    from diagnostics.domain.publishing.rollback import roll_back

    drafts.replace(make_document(title="Third?"))
    publish("lamp", note="", by="bob")
    rollback("lamp", 2, why="", by="bob")

    def later(*args: Any, **asked: Any) -> object:
        rollback("lamp", other, why="", by="max")
        return roll_back(*args, **asked)

    monkeypatch.setattr("diagnostics.admin.publishing.roll_back.roll_back", later)
    response = publisher.post(f"{HOME}1/live/", {"live": "4", "why": "It hurts."})
    assert (response.status_code, said in text(response)) == (409, True)
    assert ">It hurts.</textarea>" in response.content.decode()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"harm": "maybe", "why": "It hurts."}, "Say whether something in it was harmful."),
        ({"harm": "nothing", "why": "It \0hurts."}, "Your text contained a character that cannot be saved."),
    ],
)
def test_roll_back_refuses_what_no_form_sends(publisher: Client, form: dict[str, str], said: str) -> None:
    """An answer that is none, and a text that no database takes, do nothing; the text comes back without it."""
    response = publisher.post(f"{HOME}1/live/", {"live": "2", **form})
    assert (response.status_code, said in text(response), live_number()) == (422, True, 2)
    assert ">It hurts.</textarea>" in response.content.decode()


def test_recall_refuses_a_text_that_cannot_be_kept(publisher: Client) -> None:
    """The same holds for recalling alone."""
    response = publisher.post(f"{HOME}1/recall/", {"harm": "all", "why": "It \0hurts."})
    assert (response.status_code, dict(withdrawals("lamp"))) == (422, {})
    assert ">It hurts.</textarea>" in response.content.decode()


def test_renamed_guide_keeps_its_releases(publisher: Client) -> None:
    """All of them are listed, gone back to and recalled under the new address; the old address leads there."""
    from diagnostics.domain.drafts.renaming import rename

    rename(drafts.get_guide("lamp"), "guide", "lamp", "torch", by=None)
    new = HOME.replace("lamp", "torch")
    assert publisher.get(f"{HOME}?page=1").headers["Location"] == f"{new}?page=1"
    assert publisher.get(f"{HOME}2/recall/").headers["Location"] == f"{new}2/recall/"
    assert "Release 2 live" in text(publisher.get(new))
    assert "Compared with release 1" in text(publisher.get(f"{new}2/"))
    assert unpack(publisher.get(f"{new}1/export/").content).document == GOOD
    form = {"live": "2", "why": "It hurts.", "harm": "all", "let_through": "The rest is harmless."}
    response = publisher.post(f"{HOME}1/live/", form, follow=True)
    assert response.redirect_chain == [(new, 302)]
    assert (live_number(), withdrawals("torch")) == (1, {2: Withdrawal(whole=True)})


def test_roll_back_over_a_renaming_tells_the_new_number(publisher: Client) -> None:
    """What an old release says is live under the present address, as a release of its own."""
    from diagnostics.domain.drafts.renaming import rename

    rename(drafts.get_guide("lamp"), "guide", "lamp", "torch", by=None)
    publish("torch", note="", by="bob")
    response = publisher.post("/admin/guides/torch/releases/1/live/", {"live": "3", "why": "It hurts."}, follow=True)
    assert "Release 1 is live again, as release 4, because the guide has another address since." in text(response)
