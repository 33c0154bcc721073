"""The audit's remarks in words."""

from diagnostics.content.remarks import _SENTENCES, audit_remarks
from diagnostics.engine.audit import RemarkWord
from tests.builders import a_cause, make_document


def test_every_kind_of_remark_has_a_sentence() -> None:
    """No remark of the audit is without words."""
    assert set(_SENTENCES) == set(RemarkWord.__value__.__args__)


def test_remark_names_the_object_and_what_to_do() -> None:
    """A remark is a warning at the object, and names the other object where there are two."""
    document = make_document(add={"causes": [a_cause("twin-one"), a_cause("twin-two")]})
    remarks = [problem for problem in audit_remarks(document) if problem.place == "twin-one"]
    assert [(problem.file, problem.severity) for problem in remarks][:1] == [("causes.yaml", "warning")]
    assert any("“twin-two”" in problem.message for problem in remarks)
