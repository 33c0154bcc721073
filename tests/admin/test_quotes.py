"""Quotation marks around titles that hold some are never doubled, on no page of workplace or guide."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts, live
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Case, Cause, Question, Step
from tests.admin.form_client import address_of, change
from tests.builders import a_carrier, a_question, an_option, make_document

pytestmark = pytest.mark.django_db
MORE = {
    "carriers": [a_carrier("acme"), a_carrier("best")],
    "alarms": [
        {"slug": "fire", "title": "Fire", "summary": "F", "text": "F", "when": {"see": ["dark"]}, "sources": ["manual"]}
    ],
    "questions": [a_question("warm", "yes", an_option("no", when={"kind": ["desk"]}))],
}
NAMED = ("title", "name", "text", "label", "menu")


def with_quotes(value: Any) -> Any:
    """The same document where all that anything is called stands in quotation marks."""
    if isinstance(value, dict):
        return {
            key: f"“{inside[:60]}”" if key in NAMED and isinstance(inside, str) and inside else with_quotes(inside)
            for key, inside in value.items()
        }
    return [with_quotes(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
def ada(client: Client) -> Client:
    """An editor's browser; a guide is live, and everything in its draft is called something else."""
    client.force_login(User.objects.create_superuser("ada", password="x"))
    drafts.replace(make_document(add=MORE))
    publish("lamp", note="Say “off”", by="ada")
    case = {"slug": "odd", "title": "Odd", "answers": {"see": "dark"}, "expect": {"first": ["candle"], "cause": "bulb"}}
    data = make_document(add={**MORE, "cases": [case]}).model_dump(mode="json", by_alias=True)
    document = GuideDocument.model_validate_json(json.dumps(with_quotes(data)))
    drafts.replace(document)
    examinations.run(document, "check")
    return client


def test_workplace_never_doubles_quotation_marks(ada: Client) -> None:
    """Check, cases, what would be published, tables, tasks, forms and deleting."""
    names: dict[str, tuple[str, ...]] = {
        **dict.fromkeys(("guide-home", "guide-check", "guide-cases", "guide-publish", "guide-releases"), ()),
        **dict.fromkeys(("guide-signs", "guide-remedies", "guide-tasks", "guide-new-cause", "guide-new-version"), ()),
        "guide-case-path": ("odd",),
        "guide-signs-question": ("see",),
        "guide-signs-cause": ("bulb",),
    }
    rows = [
        model.objects.get(slug=slug)
        for model, slug in ((Step, "turn-on"), (Cause, "bulb"), (Question, "see"), (Case, "odd"))
    ]
    addresses = [reverse(f"admin:{name}", args=["lamp", *more]) for name, more in names.items()]
    addresses += [f"{reverse('admin:guide-case-keep', args=['lamp'])}?see=dark&kind=not-sure&street=lit"]
    addresses += [address_of(row) for row in rows]
    addresses += [address_of(row).replace("change", "delete") for row in rows]
    pages = {address: ada.get(address) for address in addresses}
    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    doubled = {address for address, page in pages.items() if "““" in (html := page.content.decode()) or "””" in html}
    assert doubled == set()
    assert "“‘" in pages[reverse("admin:guide-check", args=["lamp"])].content.decode()


def test_what_is_said_after_saving_doubles_none(ada: Client) -> None:
    """A title may hold quotation marks of its own."""
    saved = ada.get(change(ada, Step.objects.get(slug="turn-on"), summary="Else").url).content.decode()
    assert "is saved in the draft" in saved
    assert "““" not in saved


def test_visitors_never_meet_doubled_quotation_marks(ada: Client) -> None:
    """A reason names an answer that stands in quotation marks already."""
    Case.objects.all().delete()
    publish("lamp", note="", by="ada")
    live.refresh()
    for query in ("see=dark", "see=dark&kind=desk&street=lit&show=steps", "see=gone&tried=x", "see=flicker&show=steps"):
        page = ada.get(f"/lamp/check/?{query}")
        assert page.status_code == 200
        assert "““" not in page.content.decode()
    live.forget()
