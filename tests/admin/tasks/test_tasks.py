"""The tasks that editors come with, each from its first page to what is left to do."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.domain import drafts
from diagnostics.domain.safeguards.roles import AGENTS, EDITORS
from diagnostics.models import Carrier, Cause, Guide, Step, Variant
from tests.builders import a_carrier, a_cause, a_question, a_step, make_document
from tests.markup import flat

TASKS = "/admin/guides/lamp/tasks/"
VERSION, CAUSE, CARRIER, FACT = f"{TASKS}version/", f"{TASKS}cause/", f"{TASKS}carrier/", f"{TASKS}fact/"
RECHECK = f"{VERSION}kind/desk/"


@pytest.fixture
def eve(db: None) -> Client:
    """The browser of a member of the group Editors."""
    return member("eve", EDITORS)


def member(name: str, group: str) -> Client:
    """Somebody of a group, signed in."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, address: str, status: int = 200, **data: Any) -> str:
    """The page, which is valid HTML; with ``data`` it is posted."""
    response = client.post(address, data) if data else client.get(address)
    assert response.status_code == status
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return flat(text)


def send(client: Client, address: str, data: dict[str, Any]) -> str:
    """Where a form that is right leads."""
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def cause_form(**changes: str) -> dict[str, str]:
    """A cause like the bulb, as the form sends it."""
    base = {"like": "bulb", "name": "The fuse is blown", "summary": "It is the fuse.", "place": "home"}
    chosen = {"commonness": "rare", "source": "manual", "remedy.new-bulb": "seldom", "sign.see.flicker": "for"}
    return base | chosen | changes


def carrier_form(**changes: str) -> dict[str, str]:
    """A carrier, as the form sends it."""
    return {"name": "Zenit", "country": "no", "source": "manual"} | changes


@pytest.mark.parametrize("address", [TASKS, VERSION, f"{VERSION}?question=see", RECHECK, CAUSE, f"{CAUSE}?like=bulb"])
def test_pages_open(address: str, eve: Client, guide: Guide) -> None:
    """Each is there for editors, and valid."""
    assert escape(guide.title) in page(eve, address)


@pytest.mark.parametrize("address", [CARRIER, FACT, f"{FACT}?words=lamp", f"{FACT}?source=manual", f"{CAUSE}dust/"])
def test_more_pages_open(address: str, eve: Client, guide: Guide) -> None:
    """These too."""
    assert escape(guide.title) in page(eve, address)


@pytest.mark.parametrize("address", [TASKS, VERSION, RECHECK, CAUSE, CARRIER, FACT, f"{CAUSE}dust/"])
def test_agents_are_refused(address: str, guide: Guide) -> None:
    """Agents have no business here, and strangers are led to sign in."""
    agent = member("ann", AGENTS)
    assert (agent.get(address).status_code, agent.post(address).status_code) == (403, 403)
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("address", [f"{VERSION}kind/gone/", f"{VERSION}gone/desk/", f"{CAUSE}gone/"])
def test_what_is_gone_is_not_found(address: str, eve: Client, guide: Guide) -> None:
    """404."""
    assert eve.get(address).status_code == 404


@pytest.mark.parametrize("address", [VERSION, RECHECK, CAUSE, CARRIER, FACT, f"{CAUSE}dust/"])
def test_a_draft_that_cannot_be_read_says_why(address: str, eve: Client, guide: Guide) -> None:
    """And what to put right first."""
    Guide.objects.update(urgent_page=None)
    assert "Page that this line leads to" in page(eve, address)


# A new version is out


def test_a_new_version_leads_to_its_list(eve: Client, guide: Guide) -> None:
    """The answer is added, and the list of what to look at again is there to come back to."""
    data = {"question": "kind", "text": "On the wall", "like": "desk", "where": "after"}
    address = send(eve, VERSION, data)
    assert address == f"{VERSION}kind/on-the-wall/"
    text = page(eve, address)
    assert "“On the wall” is in the draft. Go through this list now." in text
    assert "Do rewire" in text
    assert "Settings › Apps, more › Lamp" in text
    assert address in page(eve, TASKS)


def test_a_new_version_keeps_what_was_typed(eve: Client, guide: Guide) -> None:
    """A slug that is taken is told beside its field; everything else is still there."""
    data = {"question": "kind", "text": "On the wall", "like": "desk", "where": "before", "slug": "desk"}
    text = page(eve, VERSION, 422, **data)
    assert "“desk” already" in text
    assert 'value="On the wall"' in text
    assert "Write the new answer" in page(eve, VERSION, 422, question="kind", like="desk", where="before")


def test_questions_say_how_much_depends_on_them(eve: Client, guide: Guide) -> None:
    """One text depends, two depend."""
    steps = [a_step("one", variants=[{"when": {"see": ["dark"]}, "text": "1."}, {"text": "2."}])]
    steps += [a_step(f"two-{n}", variants=[{"when": {"kind": ["desk"]}, "text": "1."}, {"text": "2."}]) for n in (1, 2)]
    drafts.replace(make_document(add={"steps": steps}))
    text = page(eve, VERSION)
    assert "What about see? (1 text depends on it)" in text
    assert "What about kind? (2 texts depend on it)" in text


def test_a_guide_in_which_nothing_hinges_says_so(eve: Client, db: None) -> None:
    """There is nothing to add a version to."""
    drafts.replace(make_document())
    assert "No text of this guide depends on an answer yet." in page(eve, VERSION)


def test_the_list_ticks_off_what_is_still_right(eve: Client, guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that was checked against its sources today goes to the end; its day is set."""
    day = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: day)
    # Nobody is signed in for a day.
    eve.force_login(User.objects.get(username="eve"))
    assert "Reviewed today</h2>" not in page(eve, RECHECK)
    assert send(eve, RECHECK, {"part": "steps", "slug": "rewire"}) == RECHECK
    assert Step.objects.get(slug="rewire").reviewed == day.date()
    assert "Reviewed today</h2>" in page(eve, RECHECK)
    send(eve, RECHECK, {"part": "steps", "slug": "gone"})
    assert "That is no longer there." in page(eve, RECHECK)


def test_the_list_is_only_read_by_those_who_may_change_nothing(guide: Guide) -> None:
    """They see it without its buttons, and their word is not taken."""
    user = User.objects.create_user("roy", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_guide"))
    reader = Client()
    reader.force_login(user)
    assert "Still right: reviewed today" not in page(reader, RECHECK)
    assert reader.post(RECHECK, {"part": "steps", "slug": "rewire"}).status_code == 403


# Add a cause


def test_a_cause_is_added_after_a_similar_one(eve: Client, guide: Guide) -> None:
    """With the signs and cures that were chosen; then what is left to do is listed with links."""
    address = send(eve, CAUSE, cause_form(step_title="Change the fuse"))
    assert address == f"{CAUSE}fuse-is-blown/"
    document = drafts.document(guide)
    see = document.questions[0]
    assert see.signs["fuse-is-blown"] == {"flicker": "for"}
    assert next(one.remedies for one in document.steps if one.slug == "new-bulb")["fuse-is-blown"] == "seldom"
    text = page(eve, address)
    cause, step = Cause.objects.get(slug="fuse-is-blown"), Step.objects.get(slug="change-the-fuse")
    assert f'href="/admin/diagnostics/cause/{cause.pk}/change/#id_text"' in text
    assert f'href="/admin/diagnostics/step/{step.pk}/change/#variants-group"' in text
    assert "The step “Change the fuse” has no instructions yet. Until it has, the guide cannot be published." in flat(
        text
    )


def test_publishing_is_blocked_until_the_new_step_says_how(eve: Client, guide: Guide) -> None:
    """Then nothing is left to say on the last page of the task."""
    send(eve, CAUSE, cause_form(step_title="Change the fuse"))
    (blocked,) = [one for one in errors(quick_check(drafts.document(guide))) if one.slug == "change-the-fuse"]
    assert blocked.message == "There are no instructions here. Write them."
    Variant.objects.filter(step__slug="change-the-fuse").update(text="1. Change it.")
    assert "change-the-fuse" not in [one.slug for one in errors(quick_check(drafts.document(guide)))]
    assert "has no instructions yet" not in page(eve, f"{CAUSE}fuse-is-blown/")


def test_the_form_of_a_cause_begins_like_the_similar_one(eve: Client, guide: Guide) -> None:
    """Its place, its commonness, its signs and its cures are chosen already, and its questions are open."""
    text = page(eve, f"{CAUSE}?like=bulb")
    form = html5lib.parse(text, namespaceHTMLElements=False)
    chosen = {
        one.get("name"): option.get("value")
        for one in form.iter("select")
        for option in one.iter("option")
        if option.get("selected") is not None and option.get("value")
    }
    assert (chosen["place"], chosen["sign.see.flicker"], chosen["sign.power.off"]) == ("home", "for", "rules-out")
    assert (chosen["remedy.new-bulb"], chosen["remedy.rewire"]) == ("usually", "seldom")
    opened = [next(one.iter("summary")).text for one in form.iter("details") if one.get("open") is not None]
    assert opened == ["What about see?", "What about power?", "What about facts?", "What about carrier?"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Write what is wrong."),
        ({"remedy.new-bulb": ""}, "Something must cure it."),
        ({"source": "*"}, "Write who wrote it and what it is called, or choose a source above."),
        ({"source_title": "New"}, "You chose one and wrote a new one."),
        ({"source": "*", "source_title": "New", "source_url": "ftp://x"}, "Address of the new source"),
        ({"slug": "dirt"}, "“dirt” is an old address of the cause “dust”"),
        ({"place": "moon"}, "Select a valid choice"),
    ],
)
def test_a_cause_that_is_not_whole_loses_nothing(changes: dict[str, str], said: str, eve: Client, guide: Guide) -> None:
    """The field is named, what was chosen is still chosen, and nothing is written."""
    text = page(eve, CAUSE, 422, **cause_form(**{"sign.see.dark": "against", **changes}))
    assert said in text
    assert '<option value="against" selected>' in text
    assert Cause.objects.filter(name="The fuse is blown").count() == 0


def test_a_similar_cause_that_is_gone_is_asked_for_again(eve: Client, guide: Guide) -> None:
    """As if none had been chosen; the open cause is no model."""
    assert "Which cause is it most like?" in page(eve, f"{CAUSE}?like=gone")
    assert "Which cause is it most like?" in page(eve, f"{CAUSE}?like=something-else")


def test_the_first_cause_has_its_own_form(eve: Client, db: None) -> None:
    """Where there is none to be like."""
    drafts.replace(make_document(causes=[a_cause("something-else", open=True)], questions=[], steps=[]))
    assert "There is no cause yet that a new one could be like." in page(eve, CAUSE)


# Add a carrier


def test_a_carrier_is_added_in_one_form(eve: Client, guide: Guide) -> None:
    """With facts and notes; no sign is asked for."""
    data = carrier_form(fact_1="It is dear.", fact_2="It is slow.", fact_2_source="named", phone="555")
    notes = {"note_1_step": "turn-on", "note_1": "Call first."}
    address = send(eve, CARRIER, data | notes | {"reviewed": "on"})
    carrier = drafts.document(guide).carriers[-1]
    assert address == f"/admin/diagnostics/carrier/{Carrier.objects.get(slug=carrier.slug).pk}/change/"
    assert carrier.reviewed == timezone.now().date()
    assert (carrier.slug, carrier.country, carrier.phone, carrier.sources) == ("zenit", "no", "555", ("manual",))
    assert [(fact.text, fact.sources) for fact in carrier.facts] == [
        ("It is dear.", ("manual",)),
        ("It is slow.", ("named",)),
    ]
    assert carrier.notes == {"turn-on": "Call first."}
    assert "“Zenit” is in the draft." in page(eve, TASKS)


@pytest.mark.broad
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Write its name."),
        ({"country": "n"}, "Country"),
        ({"source": "*"}, "Write who wrote it"),
        ({"fact_1_source": "named"}, "Write the fact, or take its source away."),
        ({"note_1": "Call."}, "Choose the step that it stands in."),
        ({"note_1_step": "turn-on"}, "Write the note."),
        ({"note_1_step": "rewire", "note_1": "a", "note_2_step": "rewire", "note_2": "b"}, "Put both into one."),
        ({"status_url": "example.org"}, "Its status page"),
        ({"slug": "acme"}, "There is a carrier “acme” already."),
    ],
)
def test_a_carrier_that_is_not_whole_loses_nothing(
    changes: dict[str, str], said: str, eve: Client, guide: Guide
) -> None:
    """The field is named, and what was written is still there."""
    text = page(eve, CARRIER, 422, **carrier_form(**{"caveats": "Slow & dear", **changes}))
    assert said in text
    assert "Slow &amp; dear" in text
    assert [one.slug for one in drafts.document(guide).carriers] == ["acme"]


# A fact was wrong


def test_a_fact_is_found_everywhere(eve: Client, guide: Guide) -> None:
    """Each sentence with the words marked, and a link to its field."""
    text = page(eve, f"{FACT}?words=do+REWIRE")
    step = Step.objects.get(slug="rewire")
    assert re.search(r"<mark\s*>Do rewire</mark>", text)
    assert f'href="/admin/diagnostics/step/{step.pk}/change/#id_title"' in text
    assert "1 place in 1 object" in text
    assert "Nothing says “zebra”" in page(eve, f"{FACT}?words=zebra")


def test_a_source_leads_to_what_names_it(eve: Client, guide: Guide) -> None:
    """Facts and objects."""
    text = page(eve, f"{FACT}?source=named")
    assert "Fact one" in text
    assert "Nothing names this source" in page(eve, f"{FACT}?source=gone")


def test_translations_lead_to_the_guide(eve: Client, guide: Guide) -> None:
    """They stand in its own form."""
    text = page(eve, f"{FACT}?words=bombilla")
    assert f'href="/admin/diagnostics/guide/{guide.pk}/change/#id_translations"' in text
    assert "(translation, es)" in text


def large(size: int) -> Iterator[None]:
    """A guide with many of everything."""
    names = [f"c{number}" for number in range(size)]
    variants = [{"when": {"kind": ["desk"]}, "text": "Lamp."}, {"text": "Lamp."}]
    drafts.replace(
        make_document(
            aliases=["old-lamp"],
            add={
                "causes": [a_cause(name) for name in names],
                "questions": [a_question(f"q{number}", "a", "b") for number in range(size)],
                "steps": [a_step(f"s{name}", {name: "usually"}, variants=variants) for name in names],
                "carriers": [a_carrier(f"k{name}") for name in names],
            },
        )
    )
    yield


@pytest.mark.broad
@pytest.mark.parametrize(
    "address", [TASKS, RECHECK, f"{CAUSE}?like=bulb", CARRIER, f"{FACT}?words=lamp", f"{CAUSE}bulb/"]
)
def test_pages_cost_the_same_at_any_size(address: str, eve: Client, guide: Guide) -> None:
    """Forty of everything take no more queries than three."""
    counts = []
    for size in (3, 40):
        next(large(size))
        eve.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert eve.get(address).status_code == 200
        counts.append(len(captured))
    assert counts[1] <= counts[0]
