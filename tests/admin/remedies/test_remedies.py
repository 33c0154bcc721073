"""The pages of remedies: some steps and causes to change, and all of them to read."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Remedy, Step
from tests.admin.tables import permissions, read_form
from tests.builders import a_cause, a_step, make_document

TABLE = "/admin/guides/lamp/remedies/"


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


def remedies() -> set[tuple[str, str, str]]:
    """What is stored."""
    return set(Remedy.objects.values_list("step__slug", "cause__slug", "word"))


def cells(fields: dict[str, str]) -> list[str]:
    """The cells of a form, without their prefix."""
    return [name.removeprefix("w.") for name in fields if name.startswith("w.")]


@pytest.mark.parametrize(
    ("show", "there"),
    [
        ("", ["turn-on.bulb", "turn-on.switch", "new-bulb.bulb", "new-bulb.switch"]),
        ("place=grid", ["wait-power.outage"]),
        ("cause=bulb", ["new-bulb.bulb"]),
        ("step=turn-on", ["turn-on.bulb", "turn-on.switch", "turn-on.outage"]),
        ("place=grid&steps=all&kind=repair", ["turn-on.outage", "new-bulb.outage"]),
        ("cause=something-else&steps=all", ["electrician.something-else"]),
    ],
)
def test_place_cause_step_and_kind_choose_what_is_shown(
    show: str, there: list[str], editor: Client, lamp: Guide
) -> None:
    """At first the causes of the first place with the steps that cure one; workarounds and the open cause stay out."""
    assert cells(read_form(editor.get(f"{TABLE}?{show}")).fields) == there


def test_untouched_form_saves_nothing(editor: Client, lamp: Guide) -> None:
    """Pressing Save on a page as it came changes no row, and says so."""
    before = remedies()
    response = editor.post(TABLE, read_form(editor.get(TABLE)).data(), follow=True)
    assert "Nothing was different from what is stored" in read_form(response).text
    assert remedies() == before


def test_changed_cells_are_saved_and_others_kept(editor: Client, lamp: Guide) -> None:
    """Also those that the page did not show; the filter stays."""
    form = read_form(editor.get(TABLE, {"steps": "all"}))
    changes = {"w.turn-on.bulb": "seldom", "w.new-bulb.bulb": "", "steps": "all"}
    response = editor.post(TABLE, form.data(**changes))
    assert response.headers["Location"] == f"{TABLE}?place=home&steps=all"
    assert "2 remedies are saved." in read_form(editor.get(TABLE)).text
    assert remedies() == {
        ("turn-on", "switch", "always"),
        ("turn-on", "bulb", "seldom"),
        ("wait-power", "outage", "always"),
    }


def test_second_editor_is_told_and_loses_nothing(editor: Client, lamp: Guide) -> None:
    """What somebody else stored meanwhile is shown beside what was chosen; saving again goes through."""
    form = read_form(editor.get(TABLE))
    Remedy.objects.filter(step__slug="new-bulb").update(word="always")
    again = read_form(editor.post(TABLE, form.data(**{"w.new-bulb.bulb": "seldom"})), 409)
    assert "Somebody saved this a moment ago, while you were writing" in again.text
    assert "Do new-bulb · The bulb is dead Now: always Yours: seldom" in again.text
    assert "stored: always" in again.text
    assert ("new-bulb", "bulb", "always") in remedies()
    assert editor.post(TABLE, again.data()).status_code == 302
    assert ("new-bulb", "bulb", "seldom") in remedies()


def test_changes_outlive_another_filter(editor: Client, lamp: Guide) -> None:
    """Cells that are changed and no longer shown are carried along until they are saved."""
    data = read_form(editor.get(TABLE)).data(**{"w.turn-on.bulb": "seldom", "place": "grid"})
    kept = read_form(editor.post(f"{TABLE}look/", data))
    assert cells(kept.fields) == ["turn-on.bulb", "wait-power.outage"]
    editor.post(TABLE, kept.data())
    assert ("turn-on", "bulb", "seldom") in remedies()


def test_cells_that_two_editors_changed_apart_are_kept_of_both(editor: Client, lamp: Guide) -> None:
    """Nobody is asked where nobody is overwritten."""
    form = read_form(editor.get(TABLE, {"steps": "all"}))
    Remedy.objects.filter(step__slug="new-bulb").update(word="always")
    assert editor.post(TABLE, form.data(**{"w.turn-on.bulb": "seldom"})).status_code == 302
    assert {("new-bulb", "bulb", "always"), ("turn-on", "bulb", "seldom")} <= remedies()


@pytest.mark.parametrize("opened", ["", "[1]", '{"at": "", "fields": 3}', '{"at": ""}', '{"a": 3}'])
def test_damaged_form_loses_no_choice(opened: str, editor: Client, lamp: Guide) -> None:
    """Without knowing what the page showed, nothing is stored; the choices come back to be looked at."""
    again = read_form(editor.post(TABLE, {"_shown": opened, "w.turn-on.bulb": "seldom"}), 400)
    assert "This page no longer knew what the table was like" in again.text
    assert again.fields["w.turn-on.bulb"] == "seldom"
    assert ("turn-on", "bulb", "seldom") not in remedies()


def test_choices_without_a_place_any_more_are_named(editor: Client, lamp: Guide) -> None:
    """Steps and causes that are gone, and words that are none."""
    data = read_form(editor.get(TABLE)).data(
        **{"w.gone.bulb": "seldom", "w.turn-on.ghost": "seldom", "w.turn-on.bulb": "x"}
    )
    text = read_form(editor.post(TABLE, data), 400).text
    assert "What you had changed and cannot be kept" in text
    for choice in (
        "“gone” · The bulb is dead: seldom",
        "Do turn-on · “ghost”: seldom",
        "Do turn-on · The bulb is dead: “x”",
    ):
        assert choice in text


def test_steps_and_causes_that_were_renamed_meanwhile_are_saved(editor: Client, lamp: Guide) -> None:
    """What was chosen under an old slug counts for the new one; what is a slug now is nobody's old one."""
    form = read_form(editor.get(TABLE))
    Step.objects.filter(slug="turn-on").update(slug="switch-on", aliases=["turn-on", "new-bulb"])
    Cause.objects.filter(slug="bulb").update(slug="lamp-bulb", aliases=["bulb"])
    data = form.data(**{"w.turn-on.bulb": "seldom", "w.new-bulb.bulb": "always", "cell": "w.turn-on.bulb"})
    effect = read_form(editor.post(f"{TABLE}effect/", data, headers={"HX-Request": "true"}))
    assert "2 remedies not saved yet. When it is certain: The bulb is dead" in effect.text
    assert editor.post(TABLE, data).status_code == 302
    assert remedies() == {
        ("switch-on", "lamp-bulb", "seldom"),
        ("switch-on", "switch", "always"),
        ("new-bulb", "lamp-bulb", "always"),
        ("wait-power", "outage", "always"),
    }


def test_remedies_that_there_may_not_be_can_be_taken_out(editor: Client, lamp: Guide) -> None:
    """What an import left on a workaround is shown, so that it can go."""
    Remedy.objects.create(step=Step.objects.get(slug="candle"), cause=Cause.objects.get(slug="bulb"), word="seldom")
    form = read_form(editor.get(TABLE))
    assert "candle.bulb" in cells(form.fields)
    editor.post(TABLE, form.data(**{"w.candle.bulb": ""}))
    assert "candle" not in {step for step, _, _ in remedies()}


def test_effect_tells_how_the_order_of_steps_changes(editor: Client, lamp: Guide) -> None:
    """For the cause of the last cell, before and after; also on the whole page without scripts."""
    data = read_form(editor.get(TABLE)).data(**{"w.turn-on.bulb": "always", "cell": "w.turn-on.bulb"})
    fragment = editor.post(f"{TABLE}effect/", data, headers={"HX-Request": "true"})
    assert read_form(fragment).text == (
        "1 remedy not saved yet. When it is certain: The bulb is dead As stored Do new-bulb "
        "With your changes Do turn-on Do new-bulb"
    )
    assert "When it is certain: The bulb is dead" in read_form(editor.post(f"{TABLE}effect/", data | {"cell": ""})).text
    assert "Everything is saved." in read_form(editor.post(f"{TABLE}effect/", read_form(editor.get(TABLE)).data())).text


def test_overview_marks_every_remedy(editor: Client, lamp: Guide) -> None:
    """Steps by causes, with a mark and its word for those who cannot see it; nothing can be changed there."""
    form = read_form(editor.get(f"{TABLE}all/"))
    assert cells(form.fields) == []
    assert form.text.count("●always") == 2
    assert form.text.count("◕usually") == 1


def test_whoever_may_only_look_sees_words_and_cannot_save(client: Client, lamp: Guide) -> None:
    """Without the right to change, the table is text, and no address takes a change."""
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.set(permissions("view_guide"))
    client.force_login(reader)
    form = read_form(client.get(TABLE))
    assert cells(form.fields) == []
    assert "● always" in form.text
    assert [client.post(f"{TABLE}{name}").status_code for name in ("", "look/", "effect/")] == [403, 403, 403]


def test_empty_table_says_what_to_do(editor: Client, lamp: Guide) -> None:
    """Where no step cures any of the causes, or the step is gone, the page says how to see others."""
    assert "There is nothing to show here." in read_form(editor.get(TABLE, {"step": "gone"})).text
    Remedy.objects.all().delete()
    assert "There is nothing to show here." in read_form(editor.get(TABLE)).text


def test_queries_and_weight_hold_for_large_tables(editor: Client, db: None) -> None:
    """Fifty steps by twenty causes of a place are under 400 kB, and take as many queries as the smallest table."""
    counts: set[int] = set()
    for size in (2, 20):
        causes = [a_cause(f"cause-number-{n}") for n in range(size)]
        steps = [a_step(f"step-number-{n}", {"bulb": "seldom"}) for n in range(size * 5 // 2)]
        drafts.replace(make_document(add={"causes": causes, "steps": steps}))
        for address in (TABLE, f"{TABLE}all/"):
            with CaptureQueriesContext(connection) as queries:
                response = editor.get(address)
            counts.add(len(queries))
            assert len(response.content) < 400_000
    assert len(counts) == 1
