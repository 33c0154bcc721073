"""The canonical form is the same for equal documents, and hashes what is kept."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.canonical import UnreadableDocument, canonical_json, load, sha256
from diagnostics.content.document.schema import GuideDocument, Step
from tests.builders import a_cause, a_question, a_step, base_data, make_document
from tests.content.strategies import documents


def _shuffle(value: Any, draw: st.DrawFn) -> Any:
    if isinstance(value, dict):
        return {key: _shuffle(value[key], draw) for key in draw(st.permutations(list(value)))}
    return [_shuffle(item, draw) for item in value] if isinstance(value, list) else value


@given(documents(), st.data())
def test_canonical_json_does_not_depend_on_the_order_of_keys(document: GuideDocument, data: st.DataObject) -> None:
    """The same document with its keys in another order has the same text and hash."""
    text = canonical_json(document)
    other = data.draw(st.composite(lambda draw: _shuffle(json.loads(text), draw))())
    again = canonical_json(GuideDocument.model_validate_json(json.dumps(other)))
    assert (again, sha256(again)) == (text, sha256(text))


@given(documents())
def test_load_gives_the_document_back(document: GuideDocument) -> None:
    """Loading a canonical text and writing it again changes nothing."""
    text = canonical_json(document)
    assert load(text) == document
    assert canonical_json(load(text)) == text


@given(documents())
def test_canonical_json_is_sorted_nfc_and_without_floats(document: GuideDocument) -> None:
    """Keys are sorted, the text is NFC, and no number is broken."""
    text = canonical_json(document)
    data = json.loads(text, parse_float=pytest.fail)
    assert unicodedata.is_normalized("NFC", text)
    assert text == json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_canonical_json_is_the_same_for_composed_and_decomposed_letters() -> None:
    """Two ways to write é give one hash."""
    composed, decomposed = make_document(title="Caf\u00e9?"), make_document(title="Cafe\u0301?")
    assert sha256(canonical_json(composed)) == sha256(canonical_json(decomposed))


def test_canonical_json_writes_every_field() -> None:
    """A field at its default stands in the text, so that a later default changes no release; one that came later does not."""
    data = json.loads(canonical_json(make_document()))
    assert data["language"] == "en"
    assert data["causes"][0]["open"] is False
    written = {name for name, field in Step.model_fields.items() if field.exclude_if is None}
    assert set(data["steps"][0]) == written
    assert set(Step.model_fields) - written == {"asks", "needs", "often_tried"}


def test_canonical_json_of_a_known_document_never_changes() -> None:
    """The bytes are pinned: another machine, or another Python, must make the same."""
    data = {name: base_data()[name] for name in ("schema", "working", "not_working", "urgent", "urgent_page")}
    lists: dict[str, Any] = {"places": [], "causes": [], "questions": [], "steps": []}
    known = {"slug": "x", "title": "Caf\u00e9 \U0001f4a1?", "summary": "“S”"} | lists
    text = canonical_json(GuideDocument.model_validate_json(json.dumps(data | known)))
    assert text == (
        '{"alarms":[],"aliases":[],"carriers":[],"cases":[],"causes":[],"comparisons":{"by_option":{},"usual":[],'
        '"usual_name":"The usual list"},"escalation_minutes":90,"intro":"","language":"en","not_working":"Still dark",'
        '"pages":[],"paths":[],"places":[],"prevention_page":null,"questions":[],"schema":1,"slug":"x","sources":[],'
        '"steps":[],"summary":"“S”","terms":[],"title":"Caf\u00e9 \U0001f4a1?","translations":{},'
        '"urgent":"In the dark? Take a candle.","urgent_page":"candles","working":"It lights now"}'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not the JSON of a guide"),
        ("[]", "must be an object"),
        ('{"schema": 1.0}', "1.0 is not a whole number"),
        ('{"schema": NaN}', "NaN is not a whole number"),
        ("[" * 100_000, "not the JSON of a guide"),
        ("{}", "schema None"),
        ('{"schema": 2}', "schema 2. This version of Fixpath reads 1 to 1"),
        ('{"schema": 0}', "schema 0"),
        ('{"schema": 1}', "errors, the first at"),
    ],
)
def test_load_refuses_what_is_no_document(text: str, said: str) -> None:
    """The refusal is a sentence that tells what is wrong."""
    with pytest.raises(UnreadableDocument, match=said.replace("{", r"\{")):
        load(text)


def test_load_upgrades_older_schemas_one_by_one() -> None:
    """Each upgrader takes the data one schema further, oldest first."""
    data = base_data() | {"schema": -1}
    del data["urgent"]
    upgraders = {
        1: lambda old: old | {"urgent": "Call"},
        2: lambda old: old | {"schema": 1, "urgent": old["urgent"] + "."},
    }
    document = load(json.dumps(data | {"schema": 1}), schema=3, upgraders=upgraders)
    assert document.urgent == "Call."


def test_sha256_is_over_the_utf8_bytes() -> None:
    """The hash is that of the bytes, as any tool computes it."""
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_builders_make_parts_that_differ_as_asked() -> None:
    """The builder replaces a whole part, or adds to one."""
    replaced = make_document(causes=[a_cause("dust", open=True)])
    added = make_document(add={"steps": [a_step("dust")], "questions": [a_question("more", "a", "b")]})
    assert [cause.slug for cause in replaced.causes] == ["dust"]
    assert added.steps[-1].slug == "dust"
    assert added.questions[-1].options[1].text == "Option b"


def test_a_field_that_came_later_changes_no_older_release() -> None:
    """An alarm that does not stop is written as before there was such a thing; one that does says so."""
    alarm = {"slug": "a", "title": "A", "summary": "A", "text": "t", "when": {"see": ["dark"]}, "sources": ["manual"]}
    older, newer = make_document(alarms=[alarm]), make_document(alarms=[alarm | {"stops": True}])
    assert (
        '"alarms":[{"reviewed":null,"slug":"a","sources":["manual"],"summary":"A","text":"t","title":"A","when":'
        in (canonical_json(older))
    )
    assert "stops" not in canonical_json(older)
    assert [load(canonical_json(one)) for one in (older, newer)] == [older, newer]


def test_load_reads_what_came_before_a_rule() -> None:
    """A release that holds what is refused today goes on as it was."""
    older = make_document(
        title="\u200b", intro="a\u202eb", add={"questions": [a_question("x", "a", "b", finding="weather")]}
    )
    text = canonical_json(older)
    assert load(text) == older
    assert canonical_json(load(text)) == text


def test_canonical_json_without_reports_is_as_before_there_were_any() -> None:
    """So older releases keep their bytes; a list of one answer is that answer, and an empty one that nothing is so."""
    assert '"reports"' not in canonical_json(make_document())
    report = {"slug": "r", "text": "Dark.", "found_in": "forum", "says": {"see": ["dark"], "kind": [], "street": "lit"}}
    (kept,) = load(canonical_json(make_document(reports=[report]))).reports
    assert kept.says == {"see": "dark", "kind": "none", "street": "lit"}
