"""Which part stands in which file."""

import pytest

from diagnostics.content.document.layout import GUIDE_FIELDS, file_of, is_sidecar, locate


@pytest.mark.parametrize(
    ("part", "file"),
    [
        ("pages", "pages/x.md"),
        ("translations", "x.yaml"),
        ("terms", "paths.yaml"),
        ("steps", "steps.yaml"),
        ("places", "guide.yaml"),
        ("title", "guide.yaml"),
    ],
)
def test_file_of_names_the_file(part: str, file: str) -> None:
    assert file_of(part, "x") == file


def test_locate_speaks_the_words_of_the_file() -> None:
    """What the name of the file says already is not said again."""
    data = {"pages": [{"slug": "a"}], "causes": [{"slug": "b"}], "terms": [{"slug": "c"}]}
    assert locate(data, ()) == ("guide.yaml", "")
    assert locate(data, ("pages", 0, "title")) == ("pages/a.md", "title")
    assert locate(data, ("causes", 0, "name")) == ("causes.yaml", "b › name")
    assert locate(data, ("terms", 0, "text")) == ("paths.yaml", "terms › c › text")
    assert locate(data, ("translations", "es", "causes")) == ("es.yaml", "causes")


def test_guide_fields_are_the_scalars_of_the_document() -> None:
    """The guide's own file holds what stands in no other."""
    assert {"schema", "places", "comparisons", "title"} < set(GUIDE_FIELDS)
    assert not {"causes", "translations", "schema_version"} & set(GUIDE_FIELDS)


def test_is_sidecar_knows_language_codes() -> None:
    assert is_sidecar("es.yaml")
    assert is_sidecar("pt-br.yaml")
    assert not is_sidecar("es.yml")
    assert not is_sidecar("guide.yaml")
