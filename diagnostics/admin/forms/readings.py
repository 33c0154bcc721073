"""Menu paths, terms, alarms, pages, cases and sources."""

from django.contrib import admin

from diagnostics.admin.forms.parts import PartAdmin, PartInline
from diagnostics.models import Alarm, Case, MenuPath, Page, PathVariant, Source, Term


class PathVariantInline(PartInline):
    """The way by device and version."""

    model = PathVariant


@admin.register(MenuPath)
class MenuPathAdmin(PartAdmin):
    """Places in the settings of devices."""

    list_display = ("name", "slug", "position", "guide")
    search_fields = ("name", "slug", "variants__menu")
    inlines = (PathVariantInline,)


@admin.register(Term)
class TermAdmin(PartAdmin):
    """Words that regions write differently."""

    list_display = ("text", "slug", "position", "guide")
    search_fields = ("text", "slug", "regions")


@admin.register(Alarm)
class AlarmAdmin(PartAdmin):
    """What visitors are told to do first."""

    list_display = ("title", "slug", "reviewed", "position", "guide")
    search_fields = ("title", "slug", "summary", "text")
    autocomplete_fields = ("sources",)


@admin.register(Page)
class PageAdmin(PartAdmin):
    """Longer reading."""

    list_display = ("title", "slug", "reviewed", "position", "guide")
    search_fields = ("title", "slug", "summary", "text")
    autocomplete_fields = ("sources",)


@admin.register(Case)
class CaseAdmin(PartAdmin):
    """Walks and what they must lead to."""

    list_display = ("title", "slug", "position", "guide")
    search_fields = ("title", "slug", "answers", "cause")
    fieldsets = (
        (None, {"fields": ("guide", "title", "slug", "position")}),
        ("The visitor", {"fields": ("answers", "tried", "cannot", "findings")}),
        (
            "What must come out",
            {"fields": ("first", "within_three", "not_first", "never", "cause", "alarm", "escalates")},
        ),
    )


@admin.register(Source)
class SourceAdmin(PartAdmin):
    """Where facts were read."""

    list_display = ("title", "slug", "url", "position", "guide")
    search_fields = ("title", "slug", "url")
