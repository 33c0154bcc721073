"""The page that says what is wrong with a draft."""

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import enumerate as threads

import pytest
from django.contrib.auth.models import Group, User
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diagnostics.content.files.folder import read_folder
from diagnostics.domain import drafts
from diagnostics.domain.publishing import check_report, examinations
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.publishing.starter import LIBRARY
from diagnostics.models import Cause, Examination, Guide
from tests.builders import a_cause, a_step, make_document

type Count = Callable[[int], AbstractContextManager[CaptureQueriesContext]]

PAGE = "/admin/guides/lamp/check/"
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide as a draft."""
    return drafts.replace(make_document())


def words(page: str) -> str:
    """What stands on a page, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_page_tells_at_once_what_reading_tells(editor: Client, lamp: Guide) -> None:
    """The whole check is offered; what needs no check stands there already."""
    drafts.replace(make_document(intro="# Big", add={"causes": [a_cause("dust", name="Dust")]}))
    page = editor.get(PAGE).content.decode()
    assert '<input type="submit" value="Check now">' in page
    assert "Errors (2)" in page
    assert page.index("Errors (2)") < page.index("Warnings (")
    assert "not been fully checked today" in words(page)


def test_each_finding_leads_to_the_field_that_cures_it(editor: Client, lamp: Guide) -> None:
    """The link names the object by its name and jumps to the field; following it shows the form."""
    drafts.replace(make_document(add={"steps": [a_step("s", {"bulb": "always"}, kind="verdict", title="It is well")]}))
    page = editor.get(PAGE).content.decode()
    (address,) = re.findall(
        r'<a href="([^"]*/step/\d+/change/)#id_unproven">Step “It is well” › What it does not prove</a>', page
    )
    assert 'id="id_unproven"' in editor.get(address).content.decode()


def test_finding_of_the_live_release_is_marked(editor: Client, lamp: Guide) -> None:
    """What visitors meet already is told apart from what is new."""
    publish("lamp", note="", by="ada")
    drafts.replace(make_document(add={"causes": [a_cause("dust", name="Dust")]}))
    page = words(editor.get(PAGE).content.decode())
    assert "Cause “The bulb is dead” › Reviewed on also in the live release" in page
    assert "Cause “Dust” › Reviewed on also" not in page


def test_warnings_that_matter_stand_before_many_that_say_the_same(editor: Client, lamp: Guide) -> None:
    """What nobody has reviewed stands under one sentence, counted and folded, after what the engine noticed."""
    drafts.replace(make_document(add={"steps": [a_step("dear", {"bulb": "seldom"}, minutes=500)]}))
    examinations.run(drafts.document(lamp), "check")
    page = editor.get(PAGE).content.decode()
    said = words(page)
    assert said.count("Nobody has checked this against its sources yet.") == 1
    assert said.index("This step is never worth its minutes") < said.index("Nobody has checked this")
    assert "under “Reviewed on”. 10 times Cause “The bulb is dead” › Reviewed on" in said
    assert page.partition("Nobody has checked")[0].rpartition("<details")[2].partition(">")[0].strip() == ""


def test_check_now_begins_and_shows_progress(editor: Client, lamp: Guide) -> None:
    """Without script, a link looks again; with it, the page asks each second."""
    page = editor.post(PAGE, follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    Examination.objects.update(percent=40, doing="Simulating visitors.")
    text = editor.get(PAGE).content.decode()
    assert '<progress id="check-progress" max="100" value="40">' in text
    assert "Simulating visitors." in text
    assert "Look again" in text
    assert "Check now" not in text


def test_check_now_looks_at_the_live_release_too(editor: Client, lamp: Guide) -> None:
    """So that what only playing finds can be marked as well; once is enough."""
    publish("lamp", note="", by="ada")
    Examination.objects.all().delete()
    drafts.replace(make_document(title="Other"))
    editor.post(PAGE)
    assert Examination.objects.count() == 2
    editor.post(PAGE)
    assert Examination.objects.count() == 2


def test_progress_is_asked_for_until_the_check_is_over(editor: Client, lamp: Guide) -> None:
    """While it runs only the progress comes; then all that was found takes its place, and a sentence says so."""
    examinations.begin(make_document(), "check")
    running = editor.get(PAGE, headers=PARTIAL)
    assert 'id="progress"' in running.content.decode()
    assert 'id="found"' not in running.content.decode()
    assert "HX-Retarget" not in running
    Examination.objects.all().delete()
    examinations.run(make_document(), "check")
    done = editor.get(PAGE, headers=PARTIAL)
    assert done["HX-Retarget"] == "#found"
    assert "<html" not in done.content.decode()
    assert "Nothing stands in the way of publishing." in done.content.decode()
    assert "The check is over. Errors: 0. Warnings: " in words(done.content.decode())


@pytest.mark.parametrize("doing", ["It stopped half-way. Begin it again.", "It could not be started on this machine."])
def test_failed_check_says_why_and_can_be_begun_again(editor: Client, lamp: Guide, doing: str) -> None:
    """A machine without processes is named, and nothing else is lost."""
    examinations.begin(make_document(), "check")
    Examination.objects.update(state="failed", doing=doing)
    page = editor.get(PAGE).content.decode()
    assert f"<strong>The check failed.</strong> {doing}" in page
    assert "Check now" in page


def test_page_of_a_draft_that_makes_no_document_says_what_is_missing(editor: Client, lamp: Guide) -> None:
    """Nothing can be checked before that, by no button either."""
    Cause.objects.filter(slug="bulb").update(name="")
    for answer in (editor.get(PAGE), editor.post(PAGE)):
        page = words(answer.content.decode())
        assert "The draft cannot be read as a guide yet" in page
        assert "Cause “bulb” › Name" in page
        assert "Check now" not in page
    assert Examination.objects.count() == 0


def test_page_is_for_those_who_may_see_drafts(client: Client, lamp: Guide) -> None:
    """Visitors are asked to sign in; agents have no business here; editors may look and check."""
    assert client.get(PAGE)["Location"] == f"/admin/login/?next={PAGE}"
    for group, status in (("Agents", 403), ("Editors", 200)):
        user = User.objects.create_user(group, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        assert client.get(PAGE).status_code == status


def test_page_asks_no_more_of_the_database_for_more_findings(
    editor: Client, lamp: Guide, django_assert_max_num_queries: Count
) -> None:
    """Links are read a table at a time."""
    drafts.replace(make_document(add={"causes": [a_cause(f"dust-{number}") for number in range(200)]}))
    with django_assert_max_num_queries(45):
        assert "Errors (200)" in editor.get(PAGE).content.decode()


def test_overview_shows_the_check_in_a_sentence(lamp: Guide) -> None:
    """The fragment takes the summary; each state has its words."""

    def show() -> str:
        ctx = {"summary": check_report.summary(make_document()), "guide": lamp}
        return words(render_to_string("workplace/guide/check.html#summary", ctx))

    assert "No errors. Warnings: " in show()
    assert "cases and simulated visitors were not played yet" in show()
    examinations.begin(make_document(), "check")
    Examination.objects.update(percent=40)
    assert "The whole check is running: 40 %." in show()
    Examination.objects.update(state="failed")
    assert "The whole check failed" in show()
    Examination.objects.all().delete()
    examinations.run(make_document(), "check")
    assert "whole check" not in show()


@pytest.mark.slow
def test_other_pages_are_answered_while_a_check_runs(transactional_db: None, client: Client) -> None:
    """The check of the starter guide runs in a process of its own: this one goes on serving, and sees it progress."""
    document = read_folder(LIBRARY / "imessage")
    drafts.replace(document)
    client.force_login(User.objects.create_superuser("ada", password="x"))
    begun = time.monotonic()
    client.post("/admin/guides/imessage/check/")
    assert time.monotonic() - begun < 2
    answered = 0
    while (row := examinations.find(document, "check")) and row.state == "running":
        assert client.get("/admin/guides/imessage/check/", headers=PARTIAL).status_code == 200
        answered += 1
        time.sleep(0.1)
    assert answered >= 3
    assert row
    assert (row.state, row.percent) == ("done", 100)
    for thread in threads():
        if thread.name.startswith("check of"):
            thread.join()
