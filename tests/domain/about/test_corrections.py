"""What visitors say is wrong: how it is kept, counted, bounded and settled."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from diagnostics.domain import about, drafts
from diagnostics.domain.about import corrections
from diagnostics.domain.about.corrections import KEPT_DAYS, NotSaid, Queue, Said, clean
from diagnostics.models import Correction
from tests.builders import make_document

pytestmark = pytest.mark.django_db
TEXT = "The menu has another name."


def say(text: str = TEXT, slug: str = "turn-on", guide: str = "lamp") -> Said:
    return Said(guide, "step", slug, 3, text)


def texts() -> list[str]:
    return list(Correction.objects.values_list("text", flat=True))


def test_a_line_is_kept_with_its_page_and_release() -> None:
    """And with nothing about who wrote it."""
    assert about.tell(say())
    assert texts() == []
    about.tend()
    (row,) = Correction.objects.all()
    assert (row.guide, row.kind, row.slug, row.release, row.text, row.times) == ("lamp", "step", "turn-on", 3, TEXT, 1)
    assert {field.name for field in Correction._meta.fields} == {
        *("id", "guide", "kind", "slug", "release", "text", "times", "said_at", "done_at", "done_by")
    }


def test_the_same_line_again_is_counted() -> None:
    """As long as it is open."""
    for _ in range(3):
        corrections.write(say())
    (row,) = Correction.objects.all()
    assert row.times == 3
    corrections.close("lamp", [row.pk], by="ada")
    corrections.write(say())
    assert [one.times for one in Correction.objects.order_by("pk")] == [3, 1]


def test_a_page_keeps_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too much is dropped, and counted; other pages have room, and so has this one once some are done."""
    monkeypatch.setattr(corrections, "MOST_ON_PAGE", 2)
    assert [corrections.write(say(text)) for text in ("a", "b", "c")] == [True, True, False]
    assert corrections.write(say("d", slug="hammer"))
    corrections.close("lamp", list(Correction.objects.filter(text="a").values_list("pk", flat=True)), by="ada")
    assert corrections.write(say("e"))
    assert sorted(texts()) == ["a", "b", "d", "e"]


def test_the_site_keeps_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "MOST_OPEN", 2)
    assert [corrections.write(say("x", slug=slug)) for slug in ("a", "b", "c")] == [True, True, False]


def test_a_queue_takes_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes then is told, so that nothing is lost in silence."""
    monkeypatch.setattr(corrections, "MOST_WAITING", 2)
    queue = Queue()
    assert [queue.put(say(text)) for text in ("a", "b", "c")] == [True, True, False]
    queue.flush()
    assert queue.put(say("c"))


def test_what_cannot_be_written_waits(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """The outage is logged once, and nothing is lost or written twice."""

    def away(_said: Said) -> bool:
        raise DatabaseError("gone")

    for text in ("a", "b"):
        about.tell(say(text))
    with monkeypatch.context() as broken:
        broken.setattr(corrections, "write", away)
        about.tend()
        about.tend()
    about.tend()
    assert texts() == ["a", "b"]
    assert [record.getMessage() for record in caplog.records] == [
        "What visitors say is wrong cannot be kept, or the site's own pages cannot be read (gone).",
        "The site's own pages are read and written again.",
    ]


def test_what_was_dropped_is_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(corrections, "MOST_ON_PAGE", 1)
    for text in ("a", "b", "c"):
        about.tell(say(text))
    about.tend()
    assert "2 lines of visitors were not kept" in caplog.text


def test_a_line_is_settled_once() -> None:
    """Who did it stands there, and it can be opened again."""
    corrections.write(say())
    (key,) = Correction.objects.values_list("pk", flat=True)
    assert (corrections.close("lamp", [key], by="ada"), corrections.close("lamp", [key], by="eve")) == (1, 0)
    assert Correction.objects.get().done_by == "ada"
    assert (corrections.reopen("lamp", [key]), corrections.reopen("lamp", [key])) == (1, 0)
    row = Correction.objects.get()
    assert (row.done_at, row.done_by) == (None, "")


def test_lines_of_another_guide_are_left_alone() -> None:
    corrections.write(say(guide="torch"))
    (key,) = Correction.objects.values_list("pk", flat=True)
    assert corrections.close("lamp", [key], by="ada") == 0
    assert corrections.open_counts(["lamp", "torch"]) == {"torch": 1}


def test_lines_follow_a_guide_that_is_renamed() -> None:
    corrections.write(say(guide="lamp"))
    drafts.replace(make_document(slug="light", aliases=["lamp"]))
    assert corrections.open_counts(["light"]) == {"light": 1}


def test_what_is_done_goes_after_some_time() -> None:
    """What is open stays."""
    for text in ("open", "old", "new"):
        corrections.write(say(text))
    now = timezone.now()
    Correction.objects.filter(text="old").update(done_at=now - timedelta(days=KEPT_DAYS + 1))
    Correction.objects.filter(text="new").update(done_at=now - timedelta(days=KEPT_DAYS - 1))
    about.tend()
    assert sorted(texts()) == ["new", "open"]


def test_a_line_is_one_line() -> None:
    assert clean("  The menu\r\n has  another name. ") == TEXT


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write what is wrong, in a few words."),
        ("  \n ", "Write what is wrong, in a few words."),
        ("\u2800", "Write what is wrong, in a few words."),
        ("x" * 241, "This has 241 characters. Shorten it to 240."),
        ("a\0b", "This has a character that cannot be kept. Write it in plain letters."),
    ],
)
def test_what_cannot_be_kept_is_named(text: str, why: str) -> None:
    with pytest.raises(NotSaid, match=f"^{why}$"):
        clean(text)
