"""Fields that drafts are made of: slugs, lines, texts, and small structures kept as JSON."""

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.deconstruct import deconstructible

from diagnostics.models import codecs
from diagnostics.models.codecs import Codec, Json

LINE_LENGTH = 240


class WrittenFormField(forms.Field):
    """A text area that holds a JSON value as editors write it."""

    def __init__(self, *, codec: Codec, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        self.codec = codec
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "cols": 60}))
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> str:
        return value if isinstance(value, str) else self.codec.write(cast(Json, value) or self.codec.empty())

    def to_python(self, value: object) -> Json:
        try:
            return self.codec.read(str(value or ""))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(data) != (initial or self.codec.empty())
        except ValidationError:
            return True


class WrittenField(models.JSONField):
    """A JSON value with a codec; never null, empty by default."""

    codec: ClassVar[Codec]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        kwargs.setdefault("default", self.codec.empty)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:  # noqa: ANN401 (as Django declares it)
        # JSONField's own would make a field for JSON.
        options: dict[str, Any] = {
            "form_class": WrittenFormField,
            "codec": self.codec,
            "show_hidden_initial": False,
        } | kwargs
        return cast(forms.Field, models.Field.formfield(self, **options))

    def validate(self, value: Json, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not self.codec.accepts(value):
            raise ValidationError("This value has not the shape that this field takes.", code="invalid")


class SlugsField(WrittenField):
    codec = codecs.SLUGS


class LinesField(WrittenField):
    codec = codecs.LINES


class PairsField(WrittenField):
    """Lines by slug: ``{"see": "green"}``."""

    codec = codecs.PAIRS


class AnswersField(WrittenField):
    """An answer, or a list of them, by question: ``{"see": "green", "facts": ["vpn", "abroad"]}``."""

    codec = codecs.ANSWERS


class ConditionField(WrittenField):
    """Lists of slugs by slug: ``{"device": ["iphone", "ipad"]}``."""

    codec = codecs.CONDITION


class SynonymsField(WrittenField):
    """Lists of phrases by phrase: ``{"red mark": ["exclamation mark"]}``."""

    codec = codecs.SYNONYMS


class ConditionsField(WrittenField):
    codec = codecs.CONDITIONS


@deconstructible
class Among:
    """A validator: every slug of a list is one of these words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __call__(self, value: list[str]) -> None:
        if foreign := [word for word in value if word not in self.words]:
            raise ValidationError(f"“{foreign[0]}” is not among {', '.join(self.words)}.", code="invalid")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Among) and other.words == self.words

    __hash__ = None  # type: ignore[assignment]  # compared by migrations, never a key


def slug_field(help_text: str, *, blank: bool = False, unique: bool = False) -> "models.CharField[str, str]":
    """The name of a part in addresses and files."""
    return models.CharField(
        max_length=60, validators=[codecs.one_slug], help_text=help_text, unique=unique, **_default(blank)
    )


def line_field(
    help_text: str, *, blank: bool = False, max_length: int = LINE_LENGTH, default: str | None = None
) -> "models.CharField[str, str]":
    """One line of text."""
    return models.CharField(max_length=max_length, help_text=help_text, **_default(blank, default))


def text_field(help_text: str) -> "models.TextField[str, str]":
    """Longer text, Markdown unless the help says otherwise; empty by default."""
    return models.TextField(help_text=help_text, **_default(blank=True))


def link_field(help_text: str) -> "models.URLField[str, str]":
    """An address that begins with https; empty by default."""
    https = RegexValidator(r"^https://", "Begin the address with https://.")
    return models.URLField(max_length=500, validators=[https], help_text=help_text, **_default(blank=True))


def word_field(
    words: list[tuple[str, str]], help_text: str, *, blank: bool = False, default: str | None = None
) -> "models.CharField[str, str]":
    """A word out of a short list."""
    return models.CharField(max_length=20, choices=words, help_text=help_text, **_default(blank, default))


def _default(blank: bool, default: str | None = None) -> dict[str, Any]:  # noqa: FBT001 (as the field takes it)
    default = "" if blank and default is None else default
    return {"blank": blank} | ({} if default is None else {"default": default})


def condition_field(what: str) -> ConditionField:
    """The ``when`` of a part."""
    return ConditionField(
        help_text=f"{what} is hidden only where an answer contradicts this; an unanswered question hides nothing. "
        "Write one question a line: “kind: desk, ceiling”. All lines must hold; of a line any one answer will do."
    )


def once(name: str, columns: list[str], message: str, condition: Q | None = None) -> models.UniqueConstraint:
    """Refuses a second row with the same values, among those that meet the condition; ``message`` says so to editors."""
    return models.UniqueConstraint(fields=columns, condition=condition, name=name, violation_error_message=message)
