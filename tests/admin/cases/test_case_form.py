"""The form of a case: filled by choosing titles, without scripts too; what is stored is what one would have typed."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.admin.fields.choosers import AnswersChooser, Chooser, StepsChooser, chooser
from diagnostics.content.document.index import Index
from diagnostics.content.wording.names import Names
from diagnostics.domain import drafts
from diagnostics.models import Case, Guide
from diagnostics.models.codecs import ANSWERS, SLUGS
from tests.admin.form_client import address_of, change, form_data, open_form
from tests.builders import make_document
from tests.domain.rich import rich_document

NO_FILES: Any = {}
FIELDS = ("answers", "tried", "cannot", "findings", "first", "within_three", "never", "not_first", "cause", "alarm")


class Selects(HTMLParser):
    """The selects and boxes of a page as a browser without scripts has them: titles by value, and what is chosen, by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.chosen: dict[str, list[str]] = {}
        self.titles: dict[str, dict[str, str]] = {}
        self._name = self._value = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "select":
            self._name = names.get("name") or ""
            self.chosen.setdefault(self._name, []).append("")
        elif tag == "option":
            self._value = names.get("value") or ""
            self.titles.setdefault(self._name, {})[self._value] = ""
            if "selected" in names:
                self.chosen[self._name][-1] = self._value
        elif tag == "input" and names.get("type") == "checkbox" and names.get("value"):
            self._name, self._value = names.get("name") or "", names.get("value") or ""
            self.titles.setdefault(self._name, {})[self._value] = ""
            if "checked" in names:
                self.chosen.setdefault(self._name, []).append(self._value)

    def handle_data(self, data: str) -> None:
        if self._name and self._value:
            self.titles[self._name][self._value] += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "option":
            self._value = ""
        elif tag in ("select", "label"):
            self._name = self._value = ""


@pytest.fixture
def case(guide: Guide) -> Case:
    """The case that uses every field."""
    return Case.objects.get(guide=guide, slug="off")


def read_case(case: Case) -> dict[str, Any]:
    case.refresh_from_db()
    return {name: getattr(case, name) for name in (*FIELDS, "escalates", "title")}


def selects(editor: Client, case: Case) -> Selects:
    return Selects(editor.get(address_of(case)).content.decode())


def post(editor: Client, case: Case, **changes: list[str]) -> Any:
    """Send what a browser would: every select, empty ones too."""
    plain = {name: value for name, value in open_form(editor, address_of(case)).items() if name not in FIELDS}
    return editor.post(address_of(case), plain | selects(editor, case).chosen | changes)


def test_form_shows_titles_to_choose_from(editor: Client, case: Case) -> None:
    """Questions with their answers, steps under their kind, causes and alarms; what is stored is chosen."""
    page = editor.get(address_of(case)).content.decode()
    found = Selects(page)
    assert found.titles["answers"]["see: dark"] == "Option dark"
    assert found.titles["answers"]["carrier: acme"] == "Acme"
    assert found.titles["first"]["turn-on"] == "Do turn-on"
    assert found.titles["cause"]["switch"] == "The lamp is switched off"
    assert (found.chosen["alarm"], found.titles["alarm"]) == (["fire"], {"": "", "fire": "It burns"})
    assert (found.chosen["within_three"], found.chosen["cause"]) == (["turn-on", "new-bulb", "", ""], ["switch"])
    assert found.chosen["answers"][:4] == ["see: dark", "facts: hum", "facts: smell", ""]
    assert found.titles["answers"]["facts: none"] == "None of these"
    assert found.chosen["findings"] == ["apple-status: on"]
    assert "What about see?" in page
    assert '<optgroup label="Verdicts">' not in page
    assert page.index('<optgroup label="Repairs">') < page.index('<optgroup label="Workarounds">')


def test_form_that_was_only_looked_at_changes_nothing(editor: Client, case: Case) -> None:
    """A browser sends every select; together they say what is stored."""
    before = read_case(case)
    assert post(editor, case).status_code == 302
    assert read_case(case) == before


def test_what_is_chosen_is_stored_as_if_typed(editor: Client, case: Case) -> None:
    """In the order of the selects; an empty one says nothing."""
    changes = {
        "answers": ["see: flicker", "facts: hum", "", "facts: smell", "street: lit"],
        "tried": ["", "turn-on", "new-bulb"],
        "never": [""],
    }
    assert post(editor, case, **changes, cause=["bulb"], escalates=["false"]).status_code == 302
    after = read_case(case)
    assert after["answers"] == {"see": "flicker", "facts": ["hum", "smell"], "street": "lit"}
    assert (after["tried"], after["never"], after["cause"], after["escalates"]) == (
        ["turn-on", "new-bulb"],
        [],
        "bulb",
        False,
    )


def test_what_is_no_longer_there_is_named_and_kept(editor: Client, case: Case) -> None:
    """Others may have deleted it; an editor who changes the title loses nothing."""
    gone = {"answers": {"see": "blue", "smell": "burnt"}, "tried": ["kick"], "cause": "magic"}
    Case.objects.filter(pk=case.pk).update(**gone)
    found = selects(editor, case)
    assert found.titles["answers"]["see: blue"] == "see: blue (no longer in this guide)"
    assert found.titles["tried"]["kick"] == "kick (no longer in this guide)"
    assert post(editor, case, title=["Another title"]).status_code == 302
    assert {name: read_case(case)[name] for name in gone} == gone
    assert read_case(case)["title"] == "Another title"


def test_fault_is_shown_over_what_was_chosen(editor: Client, case: Case) -> None:
    """A form that comes back holds every choice."""
    response = post(editor, case, title=[""], first=["candle", "electrician"], answers=["street: dark"])
    assert response.status_code == 200
    found = Selects(response.content.decode())
    assert [value for value in found.chosen["first"] if value] == ["candle", "electrician"]
    assert [value for value in found.chosen["answers"] if value] == ["street: dark"]


@pytest.fixture
def eve(db: None) -> Client:
    """The browser of a second editor."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def test_two_editors_are_told_apart_by_titles(editor: Client, eve: Client, case: Case) -> None:
    """Where both chose something else, both are named by their titles; what was chosen is in the form."""
    mine = open_form(editor, address_of(case)) | {
        "first": ["candle", ""],
        "answers": ["see: flicker", ""],
        "cause": "bulb",
    }
    change(eve, case, first=["electrician"], answers=["street: lit"], cause=["outage"])
    response = editor.post(address_of(case), mine)
    assert [(one.label, one.theirs, one.yours) for one in response.context["meanwhile"].differences] == [
        ("Answers", "What about street? Option lit", "What about see? Option flicker"),
        ("Comes first", "Do electrician", "Do candle"),
        ("Cause", "The power is out", "The bulb is dead"),
    ]
    assert editor.post(address_of(case), form_data(response)).status_code == 302
    assert (read_case(case)["first"], read_case(case)["answers"]) == (["candle"], {"see": "flicker"})


def test_what_two_editors_chose_apart_is_kept_of_both(editor: Client, eve: Client, case: Case) -> None:
    """The choices of one field do not take back those of another."""
    mine = open_form(editor, address_of(case)) | {"first": ["candle"]}
    change(eve, case, tried=["turn-on", "new-bulb"])
    assert editor.post(address_of(case), mine).status_code == 302
    assert (read_case(case)["first"], read_case(case)["tried"]) == (["candle"], ["turn-on", "new-bulb"])


def test_new_case_is_chosen_too(editor: Client, guide: Guide) -> None:
    """In the only guide at once; where there are several, once it is known which."""
    address = reverse("admin:diagnostics_case_add")
    assert "turn-on" in Selects(editor.get(address).content.decode()).titles["first"]
    other = drafts.replace(make_document(slug="torch"))
    assert 'name="first"' not in editor.get(address).content.decode()
    assert "candle" in Selects(editor.get(f"{address}?guide={other.pk}").content.decode()).titles["first"]


@pytest.mark.parametrize("name", ["no-guide", "9" * 40, "-1"])
def test_new_case_of_no_guide_can_still_be_typed(name: str, editor: Client, guide: Guide) -> None:
    """Nothing in an address can make a form fail."""
    page = editor.get(f"{reverse('admin:diagnostics_case_add')}?guide={name}").content.decode()
    assert 'name="answers"' in page


class _Names:
    """Stands for the names of a request."""

    guide = None
    names = Names(rich_document())
    index = Index(names.document)


QUESTIONS = {slug: list(_Names.index.options(question)) for slug, question in _Names.index.questions.items()}
LISTS = {slug for slug, question in _Names.index.questions.items() if question.kind == "several"}


def _answer_strategy(question: str) -> st.SearchStrategy[tuple[str, str | list[str]]]:
    """One answer; of a list, one or more."""
    one = st.sampled_from([*QUESTIONS[question], "gone"])
    some = st.lists(one, min_size=2, unique=True) if question in LISTS else st.nothing()
    return st.tuples(st.just(question), one | some)


ANSWERS_TOLD = st.lists(
    st.sampled_from(sorted(QUESTIONS)).flatmap(_answer_strategy), unique_by=lambda pair: pair[0]
).map(dict)
STEPS = st.lists(st.sampled_from([*_Names.index.parts["steps"], "gone"]), unique=True)


def sent_back(widget: Chooser, text: str) -> str | None:
    """What a browser sends of a field that shows this text."""
    data = QueryDict(mutable=True)
    data.setlist("field", Selects(widget.render("field", text, {"id": "id_field"})).chosen["field"])
    return widget.value_from_datadict(data, NO_FILES, "field")


@given(ANSWERS_TOLD)
def test_answers_come_back_as_they_were_shown(answers: dict[str, Any]) -> None:
    """In their order, whatever is chosen or ticked, also what is no longer there."""
    widget = AnswersChooser("answers")
    widget.names = _Names()  # type: ignore[assignment]  # all that it asks for
    found = ANSWERS.read(sent_back(widget, ANSWERS.write(answers)) or "")
    assert found == answers
    assert list(found) == list(answers)


@given(STEPS)
def test_steps_come_back_as_they_were_shown(steps: list[str]) -> None:
    """As above."""
    widget = StepsChooser("tried")
    widget.names = _Names()  # type: ignore[assignment]  # all that it asks for
    assert SLUGS.read(sent_back(widget, SLUGS.write([*steps])) or "") == steps


def test_chooser_says_nothing_of_a_field_that_was_not_on_the_page() -> None:
    """So that it is left as it is."""
    assert chooser("tried").value_from_datadict(QueryDict(""), NO_FILES, "tried") is None
    assert chooser("tried").value_from_datadict({"tried": "a"}, NO_FILES, "tried") == "a"
