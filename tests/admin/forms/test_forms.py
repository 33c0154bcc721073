"""What forms show and refuse: previews, names that may be written, and who may use them."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from diagnostics.models import Alarm, Case, Cause, Guide, Question, Step
from tests.admin.form_client import add, address_of, change

SLUGS = ("rewire", "power", "off", "fire", "lamp-settings")
MARKDOWN = reverse("admin:guide-markdown", args=["lamp"])


def preview(editor: Client, text: str) -> str:
    """What stands beside a text while it is written."""
    response = editor.post(MARKDOWN, {"text": text})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_preview_is_what_visitors_see(editor: Client, guide: Guide) -> None:
    """Marks are filled, links are resolved, HTML is shown as it stands."""
    shown = preview(editor, "Open [[lamp-settings]] while {{power}} is **on**, see [this](page:keep).")
    assert shown == (
        '<p>Open <span class="path">Lamp</span> while '
        '<span data-term data-de="Strom" data-gb="mains: electricity">power</span> is <strong>on</strong>, '
        'see <a href="/lamp/pages/keep/">this</a>.</p>'
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[lamp-setings]]", "There is no menu path “lamp-setings”. Did you mean “lamp-settings”?"),
        ("{{powr}}", "There is no term “powr”. Did you mean “power”?"),
        ("[x](page:kep)", "There is no page “kep”. Did you mean “keep”?"),
        ("[x](http://a.example)", "The link “http://a.example” leads nowhere."),
        ("# Title", "The page has its own first heading."),
        ("<b>x</b>", "“&lt;b&gt;” looks like HTML"),
        ("[[Lamp Settings]]", "A mark is not written as it must be."),
        ("a\x07b", "There is a control character"),
    ],
)
def test_preview_names_faults(text: str, fault: str, editor: Client, guide: Guide) -> None:
    """Each fault of a text stands below its preview, with what may be meant."""
    assert [fault in preview(editor, text)] == [True]


def test_preview_works_while_the_draft_is_broken(editor: Client, guide: Guide) -> None:
    """It needs the names of the draft, not a sound one."""
    Step.objects.update(summary="")
    Case.objects.update(answers={"nothing": "there"})
    assert preview(editor, "[[lamp-settings]]") == '<p><span class="path">Lamp</span></p>'


def test_preview_of_a_text_that_is_too_long_costs_no_time(editor: Client, guide: Guide) -> None:
    """It could not be saved either; nothing is made of it. Line ends count as they are stored."""
    too_long = '<p class="quiet">Nothing yet.</p> <p class="note warn">This is too long. At most 20,000 characters are allowed.</p>'
    assert preview(editor, "[" * 20_001) == too_long
    assert preview(editor, "word\r\n" * 4_000).startswith("<p>word")


def test_preview_of_an_empty_text_says_so(editor: Client, guide: Guide) -> None:
    """There is nothing to show yet."""
    assert preview(editor, "") == '<p class="quiet">Nothing yet.</p>'


def test_form_shows_texts_as_visitors_see_them(editor: Client, guide: Guide) -> None:
    """Also before anything is typed, and without JavaScript."""
    Cause.objects.filter(slug="dust").update(text="Open [[lamp-settings]].")
    page = editor.get(address_of(Cause.objects.get(slug="dust"))).content.decode()
    assert '<p>Open <span class="path">Lamp</span>.</p>' in page
    assert f'data-preview="{MARKDOWN}"' in page


def refusals(response: Any, field: str) -> list[str]:
    """Sentences at a field of a form that was not saved."""
    assert response.status_code == 200
    found: list[str] = response.context["adminform"].form.errors[field]
    return list(found)


END = "Name one that exists, or take this out."


@pytest.mark.broad
@pytest.mark.parametrize(
    ("row", "field", "written", "said"),
    [
        ((Step, "rewire"), "when", "sea: dark", f"There is no question “sea”. Did you mean “see”? {END}"),
        ((Step, "rewire"), "when", "see: drak", f"There is no option “drak” of the question “What about see?”. Did you mean “dark”? {END}"),
        ((Step, "rewire"), "never_while", "see: drak", f"There is no option “drak” of the question “What about see?”. Did you mean “dark”? {END}"),
        ((Question, "power"), "when", "lamp: on", f"There is no question “lamp”. {END}"),
        ((Alarm, "fire"), "when", "see: drak", f"There is no option “drak” of the question “What about see?”. Did you mean “dark”? {END}"),
        ((Case, "off"), "answers", "sea: dark", f"There is no question “sea”. Did you mean “see”? {END}"),
        ((Case, "off"), "tried", "new-bulp", f"There is no step “new-bulp”. Did you mean “new-bulb”? {END}"),
        ((Case, "off"), "cause", "swich", f"There is no cause “swich”. Did you mean “switch”? {END}"),
        ((Case, "off"), "alarm", "fir", f"There is no alarm “fir”. Did you mean “fire”? {END}"),
        ((Case, "off"), "findings", "aple-status: on", f"There is no finding “aple-status”. Did you mean “apple-status”? {END}"),
        ((Case, "off"), "findings", "apple-status: onn", f"There is no option “onn” of the question “What about power?”. Did you mean “on”? {END}"),
        ((Guide, "lamp"), "usual", "new-bulp", f"There is no step “new-bulp”. Did you mean “new-bulb”? {END}"),
        ((Guide, "lamp"), "usual_by_option", "dark: candel", f"There is no step “candel”. Did you mean “candle”? {END}"),
    ],
)  # fmt: skip
def test_name_that_stands_for_nothing_is_refused(
    row: tuple[Any, str], field: str, written: str, said: str, editor: Client, guide: Guide
) -> None:
    """At its field, with the name that may be meant."""
    model, slug = row
    assert refusals(change(editor, model.objects.get(slug=slug), **{field: written}), field) == [said]


def test_fault_that_was_there_before_does_not_stop_other_changes(editor: Client, guide: Guide) -> None:
    """What others have broken is for the check; an editor can still cure a text."""
    Step.objects.filter(slug="rewire").update(when={"gone": ["away"]})
    assert change(editor, Step.objects.get(slug="rewire"), title="Better").status_code == 302


def test_names_that_may_be_written_stand_beside_the_field(editor: Client, guide: Guide) -> None:
    """Questions with their answers, in the guide's order."""
    page = editor.get(address_of(Step.objects.get(slug="rewire"))).content.decode()
    assert "<code>see</code>" in page
    assert "<code>dark, flicker</code>" in page


def test_new_part_belongs_to_the_only_guide(editor: Client, guide: Guide) -> None:
    """Where there is one guide nobody has to choose it."""
    assert add(editor, "term", text="Mains").status_code == 302
    assert guide.term_set.get(slug="mains").text == "Mains"


def test_alias_cannot_be_taken_out(editor: Client, guide: Guide) -> None:
    """Old addresses are shown and never edited: they are not given to anything else."""
    change(editor, Cause.objects.get(slug="dust"), aliases="", old_addresses="")
    assert Cause.objects.get(slug="dust").aliases == ["dirt"]
    assert ">dirt<" in editor.get(address_of(Cause.objects.get(slug="dust"))).content.decode().replace("\n", "")


@pytest.fixture
def eve(client: Client, db: None) -> Client:
    """The browser of somebody in the group of editors."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def test_editors_use_every_form_and_no_publishing(eve: Client, guide: Guide) -> None:
    """They change all of a draft; users, groups and publishing are not theirs."""
    for model in ("cause", "question", "option", "signrow", "step", "remedy", "menupath", "term", "carrier"):
        assert eve.get(reverse(f"admin:diagnostics_{model}_add")).status_code == 200
    for part in ("causes", "questions", "steps", "carriers", "paths", "terms"):
        assert eve.get(reverse("admin:deleted", args=[part])).status_code == 200
    assert change(eve, Cause.objects.get(slug="dust"), name="Fluff").status_code == 302
    assert eve.get("/admin/auth/user/").status_code == 403
    assert eve.get(reverse("admin:guide-publish", args=["lamp"])).status_code == 403
    assert "/admin/auth/" not in eve.get(reverse("admin:index")).content.decode()


def test_lists_lead_to_the_tables(editor: Client, guide: Guide) -> None:
    """Signs and remedies are easier to change in one table; their lists say where it is."""
    lists = {"signrow": "guide-signs", "option": "guide-signs", "remedy": "guide-remedies"}
    for model, table in lists.items():
        page = editor.get(reverse(f"admin:diagnostics_{model}_changelist")).content.decode()
        assert f'href="{reverse(f"admin:{table}", args=["lamp"])}"' in page


def test_instructions_come_first_and_unfolded(editor: Client, guide: Guide) -> None:
    """Of a step, after its title and its sentence; how to reach them by keyboard is short."""
    page = editor.get(address_of(Step.objects.get(slug="rewire"))).content.decode()
    order = [
        page.index(f'id="id_{name}"') for name in ("title", "summary", "variants-0-text", "kind", "remedies-0-word")
    ]
    assert order == sorted(order)
    before = page[: page.index('id="id_variants-0-text"')]
    assert before.count("<details") == before.count("</details>")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("step", {"when", "never_while", "variants-0-when"}),
        ("question", {"when", "options-0-when"}),
        ("option", {"when"}),
        ("alarm", {"when"}),
        ("menupath", {"variants-0-when"}),
    ],
)
def test_every_condition_can_be_chosen_by_titles(name: str, fields: set[str], editor: Client, guide: Guide) -> None:
    """The text stands there as it is sent; the choices, once a page, are the questions with their answers."""
    row = apps.get_model("diagnostics", name)._default_manager.filter(slug__in=SLUGS).first()
    page = editor.get(address_of(row))
    text = page.content.decode()
    marked = set(re.findall(r'<textarea name="([^"]+)"[^>]* data-conditions="', text))
    assert marked >= fields
    see = next(question for question in page.context["choices"] if question["slug"] == "see")
    assert see["text"] == "What about see?"
    assert {"slug": "dark", "text": "Option dark"} in see["answers"]
    assert text.count('id="condition-choices"') == 1


def test_carriers_are_answers_by_name(editor: Client, guide: Guide) -> None:
    """Where a question takes its answers from them."""
    page = editor.get(address_of(Step.objects.get(slug="rewire")))
    carrier = next(question for question in page.context["choices"] if question["slug"] == "carrier")
    assert [answer["slug"] for answer in carrier["answers"]] == ["acme"]
