"""The pages of signs: for a question and for a cause."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diagnostics.admin.frame.marks import REMEDIES, SIGNS
from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Option, Question, Sign, SignRow
from diagnostics.models.drafts import choices
from tests.admin.tables import at, permissions, read_form, signs
from tests.builders import a_carrier, a_cause, a_question, an_option, make_document

type Count = Callable[[int], AbstractContextManager[CaptureQueriesContext]]


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


def test_every_word_has_a_text_and_a_mark_of_its_own() -> None:
    """Colour alone tells nothing: words and marks are all different, and none is forgotten."""
    for marks, words in ((SIGNS, choices.SIGN), (REMEDIES, choices.REMEDY)):
        assert {*marks} == {"", *(word for word, _ in words)}
        assert len({text for text, _ in marks.values()}) == len({mark for _, mark in marks.values()}) == len(marks)


def test_overview_counts_the_rows_of_each_question(editor: Client, lamp: Guide) -> None:
    """Each question is named with its answers and rows, each cause by its place."""
    text = read_form(editor.get(at("guide-signs"))).text
    assert "What about see? 2 1 1 no" in text
    assert "Your home The bulb is dead The lamp is switched off" in text


def test_rows_stand_in_order_and_say_what_they_follow(editor: Client, lamp: Guide) -> None:
    """First all other causes, then each place with its causes; a row without words of its own shows those it inherits."""
    form = read_form(editor.get(at("guide-signs-question", "see"), {"causes": "all"}))
    assert form.rows == {"see.row": ["*", "@home", "bulb", "switch", "@grid", "outage"]}
    assert {name: word for name, word in form.fields.items() if name.startswith("see.w.") and word} == {
        "see.w.bulb.flicker": "for",
        "see.w.@grid.flicker": "against",
        "see.w.outage.flicker": "against",
    }
    assert [name for name in form.fields if ".own." in name] == ["see.own.bulb", "see.own.@grid"]
    assert "The power is out own as: All of “The power grid”" in form.text


def test_filter_shows_the_causes_that_matter(editor: Client, lamp: Guide) -> None:
    """Causes that nothing but the row of all others speaks about are left out until they are asked for."""
    address = at("guide-signs-question", "see")
    asked: list[tuple[dict[str, str], list[str]]] = [
        ({}, ["*", "@home", "bulb", "@grid", "outage"]),
        ({"place": "grid"}, ["*", "@grid", "outage"]),
        ({"name": "SWITCHED"}, ["*", "@home", "switch", "@grid"]),
    ]
    assert [read_form(editor.get(address, show)).rows["see.row"] for show, _ in asked] == [rows for _, rows in asked]
    assert "1 more cause is not shown." in read_form(editor.get(address)).text


def test_question_without_special_rows_shows_every_cause(editor: Client, lamp: Guide) -> None:
    """Where no cause matters more than another, all of them are there to choose from."""
    assert len(read_form(editor.get(at("guide-signs-question", "kind"))).rows["kind.row"]) == 6


def test_untouched_form_saves_nothing(editor: Client, lamp: Guide) -> None:
    """Pressing Save on a page as it came changes no row, and says so."""
    address = at("guide-signs-question", "see")
    before = [*SignRow.objects.values_list("pk"), *Sign.objects.values_list("pk")]
    response = editor.post(address, read_form(editor.get(address)).data(), follow=True)
    assert "Nothing was different from what is stored" in read_form(response).text
    assert [*SignRow.objects.values_list("pk"), *Sign.objects.values_list("pk")] == before


def test_changed_cells_are_saved(editor: Client, lamp: Guide) -> None:
    """Choosing a word makes a row where there was none; taking the tick away gives a row up; the filter stays."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address, {"causes": "all"}))
    changes = {"see.w.outage.dark": "proves", "see.own.bulb": None, "causes": "all"}
    response = editor.post(address, form.data(**changes))
    assert response.headers["Location"] == f"{address}?causes=all"
    assert "2 rows of signs are saved" in read_form(editor.get(address)).text
    assert signs("see") == {"@grid": {"flicker": "against"}, "outage": {"dark": "proves", "flicker": "against"}}


def test_second_editor_is_told_and_loses_nothing(editor: Client, lamp: Guide) -> None:
    """What somebody else stored meanwhile is shown beside what was chosen; saving again goes through."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address))
    Sign.objects.filter(row__cause__slug="bulb").update(word="proves")
    again = read_form(editor.post(address, form.data(**{"see.w.bulb.flicker": "against"})), 409)
    assert "Somebody saved this a moment ago, while you were writing" in again.text
    assert "What about see? · The bulb is dead · Option flicker Now: proves it Yours: against" in again.text
    assert "stored: proves it" in again.text
    assert again.fields["see.w.bulb.flicker"] == "against"
    assert signs("see")["bulb"] == {"flicker": "proves"}
    assert editor.post(address, again.data()).status_code == 302
    assert signs("see")["bulb"] == {"flicker": "against"}


def test_cells_that_two_editors_changed_apart_are_kept_of_both(editor: Client, lamp: Guide) -> None:
    """Even in one row, and in a row that follows one that somebody changed meanwhile."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address, {"causes": "all"}))
    Sign.objects.filter(row__cause__slug="bulb").update(word="proves")
    Sign.objects.filter(row__place__slug="grid").update(word="rules-out")
    assert editor.post(address, form.data(**{"see.w.bulb.dark": "for", "see.w.outage.dark": "for"})).status_code == 302
    assert signs("see") == {
        "@grid": {"flicker": "rules-out"},
        "bulb": {"dark": "for", "flicker": "proves"},
        "outage": {"dark": "for", "flicker": "rules-out"},
    }


def test_row_is_not_given_up_over_what_somebody_wrote_into_it(editor: Client, lamp: Guide) -> None:
    """Taking the tick away takes all words out; who does it sees the one that came meanwhile first."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address))
    Sign.objects.filter(row__cause__slug="bulb").update(word="proves")
    again = read_form(editor.post(address, form.data(**{"see.own.bulb": None})), 409)
    assert "The bulb is dead · Option flicker Now: proves it Yours: given up with its row" in again.text
    assert "see.own.bulb" not in again.fields
    assert editor.post(address, again.data()).status_code == 302
    assert "bulb" not in signs("see")


def test_row_that_follows_is_no_choice_of_its_own(editor: Client, lamp: Guide) -> None:
    """A script shows in it what the row above says; where somebody gave it words meanwhile, those stay."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address, {"causes": "all"}))
    row = SignRow.objects.create(question=Question.objects.get(slug="see"), cause=Cause.objects.get(slug="switch"))
    Sign.objects.create(row=row, option=Option.objects.get(slug="dark", question__slug="see"), word="proves")
    following = {"see.w.*.dark": "for", "see.w.@home.dark": "for", "see.w.switch.dark": "for"}
    assert editor.post(address, form.data(**following)).status_code == 302
    stored = signs("see")
    assert (stored["*"], stored["switch"], "@home" in stored) == ({"dark": "for"}, {"dark": "proves"}, False)


def test_changes_outlive_another_filter(editor: Client, lamp: Guide) -> None:
    """Looking at other causes keeps every choice that is not saved, and the changed row in sight; nothing is stored."""
    form = read_form(editor.get(at("guide-signs-question", "see")))
    data = form.data(**{"see.w.outage.dark": "for", "place": "home"})
    kept = read_form(editor.post(at("guide-signs-look", "see"), data))
    assert kept.rows["see.row"] == ["*", "@home", "bulb", "@grid", "outage"]
    assert kept.fields["see.w.outage.dark"] == "for"
    assert "outage" not in signs("see")


def test_choices_without_a_place_any_more_are_named(editor: Client, lamp: Guide) -> None:
    """What was chosen about an answer or a cause that is gone, or a word that is none, is told; the rest is kept."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address))
    data = form.data(**{"see.w.bulb.gone": "for", "see.w.bulb.dark": "maybe", "see.w.bulb.flicker": "proves"})
    data["see.row"] = [*data["see.row"], "ghost", "a.b"]
    data["see.own.ghost"] = "on"
    data |= {"see.row.row": "x.y", "see.w": "x", "see.own.x.y": "on"}
    again = read_form(editor.post(address, data), 400)
    for choice in ("The bulb is dead · “gone”: for", "The bulb is dead · Option dark: “maybe”", "“ghost”: own"):
        assert f"What about see? · {choice}" in again.text
    assert again.fields["see.w.bulb.flicker"] == "proves"
    assert signs("see")["bulb"] == {"flicker": "for"}


@pytest.mark.parametrize("opened", ["", "{", "[1]", '{"at": "", "fields": [1]}', '{"see": 3}', "[" * 9999])
def test_damaged_form_loses_no_choice(opened: str, editor: Client, lamp: Guide) -> None:
    """Without knowing what the page showed, nothing is stored; the choices come back to be looked at."""
    address = at("guide-signs-question", "see")
    data = read_form(editor.get(address)).data(**{"see.w.bulb.dark": "against", "_shown": opened})
    again = read_form(editor.post(address, data), 400)
    assert "This page no longer knew what the table was like" in again.text
    assert again.fields["see.w.bulb.dark"] == "against"


def test_rows_of_the_open_cause_can_only_be_given_up(editor: Client, lamp: Guide) -> None:
    """It takes no signs; a row that came with an import is shown so that it can go."""
    SignRow.objects.create(question=Question.objects.get(slug="see"), cause=Cause.objects.get(open=True))
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address))
    assert "This cause takes no signs." in form.text
    editor.post(address, form.data(**{"see.own.something-else": None}))
    assert "something-else" not in signs("see")


def test_effect_tells_what_the_last_cell_does(editor: Client, lamp: Guide) -> None:
    """A fragment says in words where the causes stand before and after; nothing is stored."""
    form = read_form(editor.get(at("guide-signs-question", "see")))
    data = form.data(**{"see.w.bulb.dark": "rules-out", "see.w.bulb.flicker": "for", "cell": "see.w.bulb.dark"})
    response = editor.post(at("guide-signs-effect", "see"), data, headers={"HX-Request": "true"})
    assert read_form(response).text == (
        "1 row not saved yet. If the first answer is: Option dark “The bulb is dead”: likely, number 1 → becomes "
        "possible, number 3 of 3. As stored The bulb is dead: likely The lamp is switched off: likely The power is "
        "out: possible With your changes The lamp is switched off: likely, was number 2 The power is out: likely, "
        "was number 3 The bulb is dead: possible, was number 1"
    )
    assert signs("see")["bulb"] == {"flicker": "for"}


def test_effect_comes_on_the_whole_page_without_scripts(editor: Client, lamp: Guide) -> None:
    """The same form with another button; the first answer that is different is told about."""
    form = read_form(editor.get(at("guide-signs-question", "see")))
    page = read_form(editor.post(at("guide-signs-effect", "see"), form.data(**{"see.w.*.flicker": "for"})))
    assert "If the first answer is: Option flicker" in page.text
    assert page.fields["see.w.*.flicker"] == "for"
    assert "Everything is saved." in read_form(editor.post(at("guide-signs-effect", "see"), form.data())).text


def test_carriers_are_shown_when_they_say_something_or_are_asked_for(editor: Client, db: None) -> None:
    """Of forty answers only those with signs have a column; others are added one at a time."""
    carriers = [a_carrier(f"line-{n}") for n in range(40)]
    question = a_question("carrier", options_from="carriers", signs={"bulb": {"line-3": "for"}})
    drafts.replace(make_document(add={"carriers": carriers, "questions": [question]}))
    address = at("guide-signs-question", "carrier")
    form = read_form(editor.get(address, {"answer": "line-7"}))
    assert {name.rpartition(".")[2] for name in form.fields if ".w." in name} == {"line-3", "line-7"}
    editor.post(address, form.data(**{"carrier.w.bulb.line-7": "against"}))
    assert signs("carrier")["bulb"] == {"line-3": "for", "line-7": "against"}


def test_pages_of_nothing_are_not_found(editor: Client, lamp: Guide) -> None:
    """Questions and causes that are not there, and the open cause, have no page."""
    addresses = [at("guide-signs-question", "gone"), at("guide-signs-effect", "gone")]
    addresses += [at("guide-signs-cause", name) for name in ("gone", "something-else")]
    assert [editor.post(address).status_code for address in addresses] == [404, 404, 404, 404]


def test_whoever_may_only_look_sees_words_and_cannot_save(client: Client, lamp: Guide) -> None:
    """Without the right to change, the tables are text, and no address takes a change."""
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.set(permissions("view_guide"))
    client.force_login(reader)
    for name, slug in (("guide-signs-question", "see"), ("guide-signs-cause", "outage")):
        form = read_form(client.get(at(name, slug)))
        assert [field for field in form.fields if ".w." in field] == []
        assert "− against" in form.text
        assert client.post(at(name, slug), {"_shown": "{}"}).status_code == 403
    for name, slug in (
        ("guide-signs-look", "see"),
        ("guide-signs-effect", "see"),
        ("guide-signs-cause-effect", "bulb"),
    ):
        assert client.post(at(name, slug)).status_code == 403


def test_editors_may_change_signs_and_agents_may_not_see_them(client: Client, lamp: Guide) -> None:
    """As their groups say."""
    for group, status in (("Editors", 200), ("Publishers", 200), ("Agents", 403)):
        user = User.objects.create_user(group, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        assert client.post(at("guide-signs-effect", "see"), {"_shown": "{}"}).status_code == status


def test_queries_and_weight_hold_for_large_tables(editor: Client, db: None) -> None:
    """Forty causes by eight answers are under 400 kB, and take as many queries as the smallest table."""
    counts = []
    for causes in (3, 40):
        options = [an_option(f"answer-{n}", text=f"What a visitor sees, number {n}") for n in range(8)]
        names = [f"cause-number-{n}" for n in range(causes)]
        rows = {name: {"answer-3": "strongly-against"} for name in names}
        question = a_question("wide", *options, signs=rows)
        drafts.replace(make_document(add={"causes": [a_cause(n) for n in names], "questions": [question]}))
        for address in (
            at("guide-signs-question", "wide"),
            at("guide-signs-cause", "cause-number-1"),
            at("guide-signs"),
        ):
            with CaptureQueriesContext(connection) as queries:
                response = editor.get(address)
            counts.append((causes, len(queries)))
            assert len(response.content) < 400_000
    assert {count for size, count in counts if size == 3} == {count for size, count in counts if size == 40}
