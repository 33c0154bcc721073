"""Fields of drafts in forms and in validation."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from diagnostics.models import Case, MenuPath, Option, Page, Question, Step, Variant
from diagnostics.models.fields import Among

VariantForm = modelform_factory(Variant, fields=["when", "text", "position"])


def test_condition_is_shown_as_lines() -> None:
    """Editors see a condition as they write it."""
    form = VariantForm(instance=Variant(when={"device": ["iphone", "ipad"], "see": ["green"]}))
    assert form["when"].value() == "device: iphone, ipad\nsee: green"


def test_condition_is_read_from_lines() -> None:
    """What editors write becomes JSON."""
    form = VariantForm({"when": "device: iphone", "text": "1. Go.", "position": "10"})
    form.is_valid()
    assert form.cleaned_data["when"] == {"device": ["iphone"]}


def test_condition_wrong_is_shown_again_as_written() -> None:
    """A mistake stays on the page, with a sentence about it."""
    form = VariantForm({"when": "device iphone", "text": "", "position": "10"})
    assert form.errors["when"] == ["“device iphone” has nothing after a colon: write “name: value”."]
    assert form["when"].value() == "device iphone"


@pytest.mark.parametrize(
    ("before", "sent", "changed"),
    [
        ({}, "", []),
        ({"a": ["b"]}, "a: b", []),
        ({"a": ["b"]}, "", ["when"]),
        ({}, "a: b", ["when"]),
        ({}, "a", ["when"]),
    ],
)
def test_condition_changes_only_when_it_says_something_else(
    before: dict[str, list[str]], sent: str, changed: list[str]
) -> None:
    """A form that was only looked at has not changed; so empty rows of an inline stay out."""
    form = VariantForm({"when": sent, "text": "", "position": "10"}, instance=Variant(when=before, position=10))
    assert form.changed_data == changed


def test_field_of_another_shape_is_invalid() -> None:
    """Validation catches JSON that no codec wrote."""
    with pytest.raises(ValidationError, match="has not the shape"):
        Variant(when=["iphone"], text="").clean_fields(exclude=["step"])


def test_cuts_are_of_three_words() -> None:
    """A step cuts the internet, calls or the device."""
    Among("internet", "calls")(["calls"])
    with pytest.raises(ValidationError, match="“wifi” is not among internet, calls"):
        Among("internet", "calls")(["wifi"])
    assert Among("a") == Among("a")
    assert Among("a") != Among("b")


@pytest.mark.parametrize("slug", ["Restart", "re start", "-a", "a--b", "a\n", "ä"])
def test_slug_is_small_letters_digits_hyphens(slug: str) -> None:
    """A slug that could not stand in an address is refused."""
    with pytest.raises(ValidationError) as caught:
        Page(slug=slug, title="T", summary="S").clean_fields(exclude=["guide"])
    assert set(caught.value.message_dict) == {"slug"}


def test_link_must_begin_with_https() -> None:
    """Nobody is sent to an address without encryption."""
    from diagnostics.models import Source

    with pytest.raises(ValidationError) as caught:
        Source(slug="s", title="T", url="http://example.org").clean_fields(exclude=["guide"])
    assert caught.value.message_dict == {"url": ["Begin the address with https://."]}


def test_option_page_needs_title_and_summary() -> None:
    """Half a page is refused, a page without text or no page at all is not."""
    Option(slug="o", text="O").clean()
    Option(slug="o", text="O", page_title="T", page_summary="S").clean()
    with pytest.raises(ValidationError, match="needs a title and a summary"):
        Option(slug="o", text="O", page_text="Text").clean()


def test_case_must_expect_something() -> None:
    """A case that nothing could fail is refused."""
    Case(slug="c", title="C", escalates=False).clean()
    Case(slug="c", title="C", never=["erase"]).clean()
    with pytest.raises(ValidationError, match="must expect something"):
        Case(slug="c", title="C").clean()


@pytest.mark.parametrize("model", [MenuPath, Question, Step])
def test_help_texts_are_whole_sentences(model: type[Step]) -> None:
    """Every field that editors fill in says what it is for, in sentences."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    helps = {field.name: str(field.help_text) for field in fields if field.name != "id"}
    assert [name for name, text in helps.items() if not text.endswith(".")] == []
