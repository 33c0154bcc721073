"""Publishing and rolling back."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from diagnostics import VERSION
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import SCHEMA, GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import publishing, releases
from diagnostics.domain.publishing.candidates import Candidate
from diagnostics.domain.publishing.publishing import AlreadyLive, Blocked, Overtaken, PublishResult, publish, rollback
from diagnostics.models import Cause, Publication, Release
from tests.builders import a_cause, a_page, make_document

pytestmark = pytest.mark.django_db
FIRST = make_document()
SECOND = make_document(title="Why is it dark?")


def publish_document(document: GuideDocument, note: str = "") -> PublishResult:
    drafts.replace(document)
    return publish(document.slug, note=note, by="ada")


def history(slug: str = "lamp") -> list[tuple[int, str, int]]:
    """Number, kind and release of each publication, the oldest first."""
    rows = Publication.objects.filter(guide=slug).order_by("number")
    return list(rows.values_list("number", "kind", "release__number"))


def test_publish_makes_a_numbered_release_of_the_draft() -> None:
    """A release holds the draft as canonical JSON under its hash, and who made it and why."""
    published = publish_document(FIRST, note="First light")
    release = published.publication.release
    assert published.is_new
    assert (release.guide, release.number, release.by, release.note) == ("lamp", 1, "ada", "First light")
    assert release.text == canonical_json(FIRST)
    assert release.sha256 == sha256(release.text)
    assert (release.schema, release.code) == (SCHEMA, VERSION)
    assert releases.live("lamp") == published.publication


def test_publish_again_says_that_it_is_live() -> None:
    """A draft that says what is live already makes no second release."""
    first = publish_document(FIRST)
    again = publish_document(FIRST)
    assert (again.is_new, again.publication) == (False, first.publication)
    assert Release.objects.count() == 1


def test_publish_counts_releases_of_each_guide() -> None:
    """Numbers go up by one, for every guide on its own."""
    publish_document(FIRST)
    publish_document(SECOND)
    publish_document(make_document(slug="torch"))
    assert history() == [(1, "publish", 1), (2, "publish", 2)]
    assert history("torch") == [(1, "publish", 1)]


def test_publish_with_errors_is_blocked_by_all_of_them() -> None:
    """A draft with errors is refused with the whole list, and nothing is published."""
    broken = make_document(add={"causes": [a_cause("dust", sources=[])], "pages": [a_page("bad", text="[[nowhere]]")]})
    with pytest.raises(Blocked) as caught:
        publish_document(broken)
    places = {problem.location for problem in caught.value.problems}
    assert {"dust › sources"} < places
    assert any("nowhere" in problem.message for problem in caught.value.problems)
    assert {problem.severity for problem in caught.value.problems} == {"error"}
    assert not Release.objects.exists()


def test_publish_with_a_failing_case_is_blocked() -> None:
    """A case that does not come out as its editor wrote down stands in the way."""
    case = {"slug": "lit", "title": "Dark", "answers": {"see": "dark"}, "expect": {"first": ["electrician"]}}
    with pytest.raises(Blocked, match=r"Expected .* first, but"):
        publish_document(make_document(cases=[case]))


def test_publish_names_warnings_and_goes_on() -> None:
    """What is merely odd does not block."""
    published = publish_document(FIRST)
    assert all(problem.severity == "warning" for problem in published.warnings)


def test_publish_of_rows_that_make_no_document_is_refused() -> None:
    """Rows that an editor broke are told as problems, and visitors keep what they have."""
    publish_document(FIRST)
    Cause.objects.filter(slug="bulb").update(summary="")
    with pytest.raises(drafts.DraftProblems, match="bulb › summary"):
        publish("lamp", note="", by="ada")
    assert history() == [(1, "publish", 1)]


def test_rollback_makes_an_older_release_live() -> None:
    """A rollback appends to the history; the draft and all releases stay as they are."""
    publish_document(FIRST)
    publish_document(SECOND)
    publication = rollback("lamp", 1, why="The new title is wrong", by="bob")
    assert (publication.why, publication.by) == ("The new title is wrong", "bob")
    assert history() == [(1, "publish", 1), (2, "publish", 2), (3, "rollback", 1)]
    assert drafts.document(drafts.get_guide("lamp")) == SECOND
    assert releases.live("lamp") == publication


def test_publish_after_a_rollback_makes_the_next_release() -> None:
    """The draft that was taken back can be published again, as a new release."""
    publish_document(FIRST)
    publish_document(SECOND)
    rollback("lamp", 1, why="", by="bob")
    assert publish("lamp", note="", by="ada").publication.release.number == 3


def test_rollback_to_what_is_live_is_refused() -> None:
    """Nothing is appended when nothing would change."""
    publish_document(FIRST)
    with pytest.raises(AlreadyLive, match="Release 1 of lamp is live already"):
        rollback("lamp", 1, why="", by="bob")


def test_rollback_to_an_unknown_release_names_those_there_are() -> None:
    """A wrong number is answered with the right ones."""
    publish_document(FIRST)
    with pytest.raises(releases.UnknownRelease, match=r"no release 7 of lamp\. The releases of lamp: 1"):
        rollback("lamp", 7, why="", by="bob")
    with pytest.raises(releases.UnknownRelease, match="torch has no release yet"):
        rollback("torch", 1, why="", by="bob")


def test_rollback_to_a_damaged_release_is_refused() -> None:
    """A text that does not match its hash never goes live; the error names the release."""
    Release.objects.create(guide="lamp", number=1, text="{}", sha256="0" * 64, schema=1, code="", by="ada")
    with pytest.raises(releases.DamagedRelease, match="lamp release 1 is damaged"):
        rollback("lamp", 1, why="", by="bob")


def test_release_with_the_right_hash_may_still_be_unreadable() -> None:
    """A text that is no guide is refused by name as well."""
    Release.objects.create(guide="lamp", number=1, text="{}", sha256=sha256("{}"), schema=1, code="", by="ada")
    with pytest.raises(releases.DamagedRelease, match="lamp release 1 cannot be read"):
        releases.document("lamp", 1)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Call these in threads of their own, all begun before any ends; what each returned or raised."""
    together, results = Barrier(len(acts), timeout=20), list[object]([None] * len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        together.wait()
        try:
            results[number] = act()
        except Exception as error:  # noqa: BLE001 (handed to the test)
            results[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
@pytest.mark.django_db(transaction=True)
def test_publish_by_two_at_once_lets_one_win(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two who publish at the same time one wins and the other is told; the history has no gap and no fork."""
    publish_document(FIRST)
    drafts.replace(SECOND)
    both_have_read = Barrier(2, timeout=20)
    checked = publishing._check

    def slowly(candidate: Candidate) -> object:
        both_have_read.wait()
        return checked(candidate)

    monkeypatch.setattr(publishing, "_check", slowly)
    results = at_once(*[lambda by=by: publish("lamp", note="", by=by) for by in ("ada", "bob")])
    assert sorted(type(result).__name__ for result in results) == ["Overtaken", "PublishResult"]
    assert "Somebody else published lamp" in str(next(r for r in results if isinstance(r, Overtaken)))
    assert history() == [(1, "publish", 1), (2, "publish", 2)]


@pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
@pytest.mark.django_db(transaction=True)
def test_publish_and_rollback_at_once_let_one_win(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who rolls back while somebody publishes is told, too."""
    publish_document(FIRST)
    publish_document(SECOND)
    drafts.replace(make_document(title="Third"))
    both_have_read = Barrier(2, timeout=20)
    first_wins = publishing._first_wins

    def slowly(slug: str) -> object:
        both_have_read.wait()
        return first_wins(slug)

    monkeypatch.setattr(publishing, "_first_wins", slowly)
    results = at_once(lambda: publish("lamp", note="", by="ada"), lambda: rollback("lamp", 1, why="", by="bob"))
    assert sum(isinstance(result, Overtaken) for result in results) == 1
    assert len(history()) == 3
