"""Menu paths, terms, alarms, pages, cases, reports and sources."""

from typing import Any, Final

from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest

from diagnostics.admin.fields.part_forms import PartForm
from diagnostics.admin.forms.parts import ADDRESS, SHORT_NAME, SOURCES, PartAdmin, PartInline
from diagnostics.models import Alarm, Case, MenuPath, Page, PathVariant, Report, Source, Term

ENDS: Final = [("unknown", "either way will do"), ("true", "it must"), ("false", "it must not")]


class PathVariantForm(PartForm):
    """The way is drawn as it looks on its device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        if "menu" in self.fields:
            self.fields["menu"].widget.look = self["look"].value()


class PathVariantInline(PartInline):
    """The way by device and version."""

    form = PathVariantForm
    model = PathVariant
    fields = ("label", "when", "menu", "look", "position")


@admin.register(MenuPath)
class MenuPathAdmin(PartAdmin):
    """Places in the settings of devices."""

    list_display = ("name", "slug", "guide")
    search_fields = ("name", "slug", "variants__menu")
    inlines = (PathVariantInline,)
    fieldsets = (("What it is", {"fields": ("name",)}), SHORT_NAME)


@admin.register(Term)
class TermAdmin(PartAdmin):
    """Words that regions write differently."""

    list_display = ("text", "slug", "guide")
    search_fields = ("text", "slug", "regions")
    fieldsets = (("The word", {"fields": ("text", "regions")}), SHORT_NAME)


@admin.register(Alarm)
class AlarmAdmin(PartAdmin):
    """What visitors are told to do first."""

    list_display = ("title", "reviewed", "slug", "guide")
    list_filter = ("guide", "reviewed")
    search_fields = ("title", "slug", "summary", "text")
    autocomplete_fields = ("sources",)
    fieldsets = (
        ("What visitors read", {"fields": ("title", "summary", "text")}),
        ("When it is raised", {"fields": ("when", "stops")}),
        SOURCES,
        SHORT_NAME,
    )


@admin.register(Page)
class PageAdmin(PartAdmin):
    """Longer reading."""

    list_display = ("title", "reviewed", "slug", "guide")
    list_filter = ("guide", "reviewed")
    search_fields = ("title", "slug", "summary", "text")
    autocomplete_fields = ("sources",)
    fieldsets = (("What visitors read", {"fields": ("title", "summary", "text")}), SOURCES, ADDRESS)


@admin.register(Case)
class CaseAdmin(PartAdmin):
    """Walks and what they must lead to."""

    list_display = ("title", "slug", "guide")
    search_fields = ("title", "slug", "answers", "cause")
    fieldsets = (
        ("The visitor", {"fields": ("title", "answers", "did", "tried", "cannot", "findings")}),
        (
            "What must come out",
            {"fields": ("first", "within_three", "not_first", "never", "cause", "alarm", "escalates")},
        ),
        SHORT_NAME,
    )

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401 (as Django's)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "escalates":
            field.widget.choices = ENDS
        return field


@admin.register(Report)
class ReportAdmin(PartAdmin):
    """Real solved tickets, by which a guide is measured."""

    list_display = ("__str__", "found_in", "year", "tier", "slug", "guide")
    list_filter = ("guide", "tier", "found_in")
    search_fields = ("text", "slug", "says", "solved_by")
    fieldsets = (
        ("What was reported", {"fields": ("text", "found_in", "year", "tier")}),
        ("What they could say, before anybody knew", {"fields": ("says", "did")}),
        ("What ended it", {"fields": ("solved_by", "helped", "outside")}),
        SHORT_NAME,
    )


@admin.register(Source)
class SourceAdmin(PartAdmin):
    """Where facts were read."""

    list_display = ("title", "url", "slug", "guide")
    search_fields = ("title", "slug", "url")
    fieldsets = (("Where it was read", {"fields": ("title", "url", "note")}), SHORT_NAME)
