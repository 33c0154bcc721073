"""A new cause stands beside the one it is like, says what it was told to say, and changes no other cause."""

from diagnostics.content.document.compile import sign_row
from diagnostics.content.document.schema import Cause, GuideDocument, Source
from diagnostics.content.editing.new_cause import NewCause, new_step, with_cause
from tests.builders import make_document

FUSE = Cause(slug="fuse", name="The fuse is blown", summary="It is the fuse.", place="grid", sources=("fuses",))


def document_with(new: NewCause) -> GuideDocument:
    """The small guide with a cause after the switch."""
    return with_cause(make_document(), new, after="switch")


def test_with_cause_stands_after_the_similar_one() -> None:
    """In the list of causes, with what is new beside it at the end of its own list."""
    step = new_step("new-fuse", "Change the fuse", sources=("fuses",))
    source = Source(slug="fuses", title="All about fuses")
    document = document_with(NewCause(FUSE, {}, {"new-fuse": "usually", "turn-on": "seldom"}, source, step))
    assert [cause.slug for cause in document.causes] == ["bulb", "switch", "fuse", "outage", "something-else"]
    assert document.sources[-1] == source
    assert document.steps[-1] == step.model_copy(update={"remedies": {"fuse": "usually"}})
    assert document.steps[0].remedies == {"switch": "always", "fuse": "seldom"}
    assert document.steps[1] == make_document().steps[1]


def test_with_cause_writes_only_rows_that_say_something_else() -> None:
    """Signs that it would have anyway, from its place, are not written down again; an empty row overrules."""
    new = NewCause(FUSE, {"see": {"flicker": "against"}, "street": {"lit": "for"}, "kind": {}}, {})
    see, kind, street = document_with(new).questions
    assert see == make_document().questions[0]
    assert kind == make_document().questions[1]
    assert street.signs["fuse"] == {"lit": "for"}
    assert document_with(NewCause(FUSE, {"see": {}}, {})).questions[0].signs["fuse"] == {}


def test_with_cause_means_what_was_said() -> None:
    """Whatever row it comes from, the signs are those that the editor chose."""
    for signs in ({}, {"dark": "for"}, {"flicker": "against"}, {"flicker": "proves", "dark": "against"}):
        question = document_with(NewCause(FUSE, {"see": signs}, {})).questions[0]  # type: ignore[dict-item]
        assert dict(sign_row(question, FUSE)) == signs
