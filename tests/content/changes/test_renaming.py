"""Another slug: what means the object follows, what means something else stays, and the engine notices nothing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.content.changes.renaming import slug_conflict, slug_fault, with_new_slug
from diagnostics.content.checks.check import check
from diagnostics.content.document.canonical import canonical_json
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.references import Reference, references
from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.advise import advise
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.builders import a_page, a_question, an_option, make_document
from tests.domain.rich import rich_document
from tests.share import examples

NEW = "quite-new"


def named_things(document: GuideDocument) -> Iterator[tuple[str, str, str]]:
    """Part, slug and question of everything that has a slug."""
    yield GUIDE, document.slug, ""
    for part in PARTS:
        yield from ((part, item.slug, "") for item in getattr(document, part))
    for question in document.questions:
        yield from (("options", option.slug, question.slug) for option in question.options)


THINGS = list(named_things(rich_document()))


def document_with_links() -> GuideDocument:
    """The rich guide with a text that names one thing of each kind that texts may name, in every way to write it."""
    text = (
        "[a](step:rewire) [b](<page:keep>) <cause:dust> [c][d] [[lamp-settings]] {{power}} [e](carrier:acme)\n\n"
        "[d]: step:rewire\n\nA step:rewire-not and [f](step:turn-on)."
    )
    rich = rich_document()
    page = next(page for page in rich.pages if page.slug == "keep").model_copy(update={"text": text})
    pages = tuple(page if one.slug == "keep" else one for one in rich.pages)
    texts: dict[str, Any] = {
        "es": {
            "causes": {"bulb": {"name": "La bombilla"}},
            "pages": {"keep": {"text": "[a](step:rewire) [[lamp-settings=off]] [[lamp-settings]]"}},
            "questions": {"power": {"options.on.text": "Sí", "options.gone.text": "x"}},
            "steps": {"rewire": {"variants.kind=desk.text": "Uno"}},
        }
    }
    return rich.model_copy(update={"pages": pages, "translations": texts})


def meaning(reference: Reference, part: str, old: str, of: str) -> tuple[str, str, str]:
    """What a reference means after the renaming: part, name, question."""
    question = NEW if part == "questions" and reference.of == old else reference.of
    carrier = part == "carriers" and reference.to == "options" and reference.of == "carrier"
    hit = reference.word == old and (carrier or (reference.to == part and (part != "options" or reference.of == of)))
    return reference.to, NEW if hit else reference.word, question


@pytest.mark.parametrize(("part", "old", "of"), THINGS)
def test_with_new_slug_takes_every_reference_along(part: str, old: str, of: str) -> None:
    """Each name that meant the object means it afterwards, and no other name changes."""
    before = document_with_links()
    after = with_new_slug(before, part, old, NEW, of)
    meant = [meaning(one, part, old, of) for one in references(before)]
    assert [(one.to, one.word, one.of) for one in references(after)] == meant


@pytest.mark.parametrize(("part", "old", "of"), THINGS)
def test_with_new_slug_there_and_back_leaves_an_alias_only(part: str, old: str, of: str) -> None:
    """Renamed twice, the document says what it said; only the passing slug is kept as an alias."""
    before = document_with_links()
    there = with_new_slug(before, part, old, NEW, of)
    back = with_new_slug(there, part, NEW, old, NEW if part == "questions" else of)
    said = json.loads(canonical_json(back))
    aliases = [found for found in _aliases(said) if NEW in found]
    assert len(aliases) == (part not in ("paths", "terms", "alarms", "cases", "reports", "sources"))
    for found in aliases:
        found.remove(NEW)
    assert said == json.loads(canonical_json(before))


def _aliases(data: Any) -> Iterator[list[str]]:
    if isinstance(data, dict):
        if isinstance(data.get("aliases"), list):
            yield data["aliases"]
        for value in data.values():
            yield from _aliases(value)
    elif isinstance(data, list):
        for value in data:
            yield from _aliases(value)


@settings(max_examples=examples(40))
@given(
    part=st.sampled_from([("causes", "bulb", ""), ("questions", "see", ""), ("options", "dark", "see")])
    | st.sampled_from([("steps", "new-bulb", ""), ("places", "home", ""), ("options", "dark", "street")]),
    answers=st.dictionaries(st.sampled_from(["see", "kind", "street"]), st.sampled_from(["dark", "lit", "desk"])),
    tried=st.lists(st.sampled_from(["new-bulb", "turn-on"]), max_size=2, unique=True),
)
def test_with_new_slug_changes_no_decision(
    part: tuple[str, str, str], answers: dict[str, str], tried: list[str]
) -> None:
    """A walk with the old names leads, through the aliases, to the same decision under the new names and back."""
    before = make_document()
    there = with_new_slug(before, part[0], part[1], NEW, part[2])
    back = with_new_slug(there, part[0], NEW, part[1], part[2])
    pairs = [*answers.items(), *(("tried", step) for step in tried)]
    assert str(_decision(back, pairs)) == str(_decision(before, pairs))
    assert _decision(there, pairs).move == _decision(before, pairs).move


def _decision(document: GuideDocument, pairs: list[tuple[str, str]]) -> Any:
    network = compile_guide(engine_guide(document))
    return advise(network, fold(network.guide, pairs), {})


@pytest.mark.parametrize(("part", "old", "of"), list(named_things(make_document())))
def test_with_new_slug_breaks_nothing(part: str, old: str, of: str) -> None:
    """A document without errors has none afterwards."""
    after = with_new_slug(make_document(), part, old, NEW, of)
    assert [str(problem) for problem in check(after) if problem.severity == "error"] == []


def test_with_new_slug_keeps_old_slugs_as_aliases() -> None:
    """The old slug joins the aliases; an alias that becomes the slug again leaves them."""
    after = with_new_slug(rich_document(), "causes", "dust", "dirt")
    assert next(cause.aliases for cause in after.causes if cause.slug == "dirt") == ("dust",)


def test_with_new_slug_follows_in_texts_however_links_are_written() -> None:
    """Links in every form, menu paths and translated texts follow; a longer name does not."""
    page = {page.slug: page for page in with_new_slug(document_with_links(), "steps", "rewire", NEW).pages}["keep"]
    assert page.text == (
        f"[a](step:{NEW}) [b](<page:keep>) <cause:dust> [c][d] [[lamp-settings]] {{{{power}}}} [e](carrier:acme)\n\n"
        f"[d]: step:{NEW}\n\nA step:rewire-not and [f](step:turn-on)."
    )


def test_with_new_slug_follows_in_translations() -> None:
    """Names of objects, options and conditions inside a sidecar follow, and so do its texts."""
    document = with_new_slug(document_with_links(), "questions", "kind", NEW)
    document = with_new_slug(document, "options", "desk", "on-a-desk", NEW)
    document = with_new_slug(document, "options", "on", "up", "power")
    document = with_new_slug(document, "paths", "lamp-settings", "settings")
    document = with_new_slug(document, "pages", "keep", "kept")
    assert document.translations["es"] == {
        "causes": {"bulb": {"name": "La bombilla"}},
        "pages": {"kept": {"text": "[a](step:rewire) [[settings=off]] [[settings]]"}},
        "questions": {"power": {"options.up.text": "Sí", "options.gone.text": "x"}},
        "steps": {"rewire": {f"variants.{NEW}=on-a-desk.text": "Uno"}},
    }


def test_with_new_slug_leaves_findings_of_no_question_alone() -> None:
    """A case that names a finding which nothing asks about keeps it."""
    rich = rich_document()
    case = rich.cases[0].model_copy(update={"findings": {"moon": "on", "apple-status": "on"}})
    after = with_new_slug(rich.model_copy(update={"cases": (case,)}), "options", "on", NEW, "power")
    assert after.cases[0].findings == {"moon": "on", "apple-status": NEW}


@pytest.mark.parametrize(
    ("part", "slug", "said"),
    [
        ("steps", "fine", ""),
        ("steps", "Not Fine", "cannot stand in an address"),
        ("questions", "tried", "word of the address"),
        ("options", "not-sure", "offered everywhere"),
        ("guide", "admin", "taken by an address"),
    ],
)
def test_slug_fault_tells_why(part: str, slug: str, said: str) -> None:
    """A slug that can never stand there is refused with the reason."""
    reason = slug_fault(part, slug)
    assert bool(reason) == bool(said)
    assert said in reason


@pytest.mark.parametrize(
    ("part", "old", "new", "question", "said"),
    [
        ("causes", "dust", "fresh", "", ""),
        ("causes", "dust", "dirt", "", ""),
        ("causes", "dust", "bulb", "", "The cause “bulb” is there already. Choose another slug."),
        ("causes", "bulb", "dirt", "", "“dirt” is an old slug of the cause “dust”. Choose another slug."),
        ("options", "on", "off", "power", "The option “off” is there already. Choose another slug."),
        ("options", "on", "off", "nothing", ""),
        ("guide", "lamp", "torch", "", ""),
    ],
)
def test_slug_conflict_names_the_owner(part: str, old: str, new: str, question: str, said: str) -> None:
    """A slug or an old slug of something else is not free; the object's own old slugs are."""
    assert slug_conflict(rich_document(), part, old, new, question) == said


def test_slug_conflict_with_a_name_that_stands_for_nothing() -> None:
    """What is named somewhere, although it is not there, would suddenly mean the object: that is refused."""
    document = make_document(
        translations={"es": {"steps": {"ghost": {"title": "Fantasma"}}}},
        add={
            "pages": [a_page("links", text="[x](step:nowhere)")],
            "questions": [
                a_question("room", an_option("hall", when={"gone": ["a"]}), "bath"),
            ],
        },
    )
    assert "named by “links”" in slug_conflict(document, "steps", "turn-on", "nowhere")
    assert "named by “room”" in slug_conflict(document, "questions", "see", "gone")
    assert "The translations mention “ghost”" in slug_conflict(document, "steps", "turn-on", "ghost")
