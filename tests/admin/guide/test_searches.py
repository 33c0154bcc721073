"""What visitors searched for and did not find, as editors see it."""

import datetime as dt
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

from diagnostics.models import Guide, MissedSearch
from tests.web.page import Page

PAGE = reverse("admin:guide-searches", args=["lamp"])
DONE = reverse("admin:guide-searches-done", args=["lamp"])
SINCE, LAST = dt.date(2026, 11, 1), dt.date(2026, 11, 28)


def miss(words: str, times: int, guide: str = "lamp") -> None:
    MissedSearch.objects.create(guide=guide, words=words, times=times, since=SINCE, last_on=LAST)


def test_words_are_shown_from_five_times_on(editor: Client, guide: Guide) -> None:
    """The most frequent first, with the days, a try in the preview, and the way to where synonyms are written."""
    for words, times in (("rare", 4), ("bulp socket", 5), ("torch", 9)):
        miss(words, times)
    miss("other", 9, "kettle")
    page = Page(editor.get(PAGE))

    assert page.texts("td")[:3] == ["9", "1 Nov 2026", "28 Nov 2026"]
    assert [one for one in page.texts("th")[5:] if one] == ["torch", "bulp socket"]
    assert "rare" not in page.texts("th")
    tried = [address for name, address in page.links.items() if name == "Try it in the preview"]
    assert tried == ["/preview/draft/lamp/search/?q=bulp%20socket"]
    assert editor.get(tried[0]).status_code == 200
    form = Page(editor.get(urlsplit(page.links["Words that people use"]).path))
    assert form.elements(id="id_synonyms")


def test_an_editor_takes_words_off_the_list(editor: Client, guide: Guide) -> None:
    """Twice is no fault; other words stay."""
    miss("torch", 9)
    miss("glow", 5)
    first = Page(editor.post(DONE, {"words": "torch"}, follow=True))
    again = Page(editor.post(DONE, {"words": "torch"}, follow=True))

    assert "“torch” is off the list." in first.text
    assert "“torch” was off the list already." in again.text
    assert list(MissedSearch.objects.values_list("words", flat=True)) == ["glow"]


def test_nothing_missed_says_so(editor: Client, guide: Guide) -> None:
    assert "Nothing was missed 5 times or more." in Page(editor.get(PAGE)).text


def test_words_under_a_former_name_are_shown(editor: Client, guide: Guide) -> None:
    guide.aliases = ["old-lamp"]
    guide.save()
    miss("torch", 9, "old-lamp")

    assert "torch" in Page(editor.get(PAGE)).texts("th")


def test_synonyms_are_written_and_refused_in_words(editor: Client, guide: Guide) -> None:
    """One line for each; a line that says nothing comes back as it was typed, with what to do."""
    address = reverse("admin:diagnostics_guide_change", args=[guide.pk])
    form = Page(editor.get(address))
    sent = {
        one.get("name", ""): one.get("value") or one.text or ""
        for one in (*form.tree.iter("input"), *form.tree.iter("textarea"))
        if one.get("name")
    } | {"language": "en", "urgent_page": str(guide.urgent_page_id)}
    refused = Page(editor.post(address, sent | {"synonyms": "bulb torch"}))
    assert "“bulb torch” has nothing after a colon" in refused.text
    assert "bulb torch" in [one.text.strip() for one in refused.elements(id="id_synonyms") if one.text]
    saved = editor.post(address, sent | {"synonyms": "new bulb: torch,  fresh  bulb"})
    assert saved.status_code == 302, Page(saved).text
    guide.refresh_from_db()
    assert guide.synonyms == {"new bulb": ["torch", "fresh bulb"]}
