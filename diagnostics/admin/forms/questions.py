"""Questions with their options, and the rows of signs."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest

from diagnostics.admin.forms.parts import ADDRESS, PartAdmin, PartInline, TableAdmin, table
from diagnostics.admin.frame.part_lists import Link
from diagnostics.models import Carrier, Option, Question, Sign, SignRow

ANSWER: Any = (
    (None, {"fields": ("text", "hint", "said", "usual", "slug", "old_addresses", "position")}),
    (
        "When it is offered, and its drawing",
        {"fields": ("when", "means", "drawing", "detect", "services"), "classes": ("collapse",)},
    ),
    ("Its page for search engines", {"fields": ("page_title", "page_summary", "page_text"), "classes": ("collapse",)}),
)


class OptionInline(PartInline):
    """The answers to a question."""

    model = Option
    verbose_name = "answer"
    verbose_name_plural = "answers"
    readonly_fields = ("old_addresses",)
    fieldsets = ANSWER
    folded = True


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    """What visitors are asked."""

    list_display = ("text", "effort", "unknown", "asked", "slug", "guide")
    list_filter = ("guide", "effort", "unknown", "asked")
    search_fields = ("text", "slug", "label", "options__text", "options__slug")
    autocomplete_fields = ("follows",)
    inlines = (OptionInline,)
    fieldsets = (
        ("What visitors read", {"fields": ("text", "label", "why", "how")}),
        ("What answering takes", {"fields": ("kind", "effort", "unknown")}),
        ("When it is asked", {"fields": ("asked", "follows", "when")}),
        ("Answers from elsewhere", {"fields": ("options_from", "finding"), "classes": ("collapse",)}),
        ADDRESS,
    )

    def tables(self, row: Question) -> tuple[Link, ...]:
        return (table("What the answers say about each cause", "guide-signs-question", row.guide, question=row.slug),)


class InQuestionAdmin(TableAdmin):
    """Rows that stay in their question."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ANN401 (as Django's)
        return (*super().get_readonly_fields(request, obj), *(("question",) if obj else ()))


@admin.register(Option)
class OptionAdmin(InQuestionAdmin):
    """All answers in one list, to search in."""

    address = "guide-signs"
    list_display = ("text", "question", "usual", "slug")
    list_filter = ("question__guide", "usual")
    list_select_related = ("question",)
    search_fields = ("text", "slug", "hint", "page_title", "page_text")
    autocomplete_fields = ("question",)
    fieldsets = (("The question", {"fields": ("question",)}), *ANSWER)


class SignInline(PartInline):
    """The words of one row. The answers on offer are those of its question."""

    model = Sign

    def get_formset(self, request: HttpRequest, obj: SignRow | None = None, **kwargs: Any) -> Any:  # noqa: ANN401
        formset = super().get_formset(request, obj, **kwargs)
        question = obj.question if obj else None
        fields = cast("dict[str, ModelChoiceField[Any]]", formset.form.base_fields)
        _offer(fields["option"], Option.objects.filter(question=question))
        _offer(fields["carrier"], _carriers(question))
        return formset


def _carriers(question: Question | None) -> QuerySet[Any]:
    if question and question.options_from:
        return Carrier.objects.filter(guide=question.guide_id)
    return Carrier.objects.none()


def _offer(field: "ModelChoiceField[Any]", rows: QuerySet[Any]) -> None:
    """Offer these rows; they are read once for all forms of a formset."""
    field.queryset = rows
    field.choices = [("", field.empty_label or ""), *((row.pk, str(row)) for row in rows)]


@admin.register(SignRow)
class SignRowAdmin(InQuestionAdmin):
    """What answers say about causes, row by row."""

    address = "guide-signs"
    list_display = ("question", "cause", "place", "signs_in_words")
    list_display_links = ("question",)
    list_filter = ("question__guide", "question")
    list_select_related = ("question", "cause", "place")
    search_fields = ("question__text", "question__slug", "cause__name", "cause__slug", "place__name", "place__slug")
    autocomplete_fields = ("question", "cause", "place")

    def get_inlines(self, request: HttpRequest, obj: SignRow | None) -> Any:  # noqa: ANN401, ARG002
        """None in a new row: which answers there are depends on its question."""
        return [SignInline] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignRow]:
        rows: QuerySet[SignRow] = super().get_queryset(request)
        return rows.prefetch_related("signs__option", "signs__carrier")

    @admin.display(description="signs")
    def signs_in_words(self, row: SignRow) -> str:
        return "; ".join(str(sign) for sign in row.signs.all())
