"""Guides and their places."""

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from diagnostics.admin.forms.guide_removal import GuideRemovalAdmin
from diagnostics.admin.forms.parts import ADDRESS, PartAdmin
from diagnostics.models import Guide, Place


@admin.register(Guide)
class GuideAdmin(GuideRemovalAdmin, PartAdmin):
    """The frame of a guide; its parts have lists of their own."""

    list_display = ("title", "slug", "language", "position")
    list_filter = ("language",)
    list_select_related = ()
    search_fields = ("title", "slug")
    autocomplete_fields = ("urgent_page", "prevention_page")
    fieldsets = (
        ("What it answers", {"fields": ("title", "summary", "intro")}),
        ("What visitors press", {"fields": ("working", "not_working")}),
        ("Under every page", {"fields": ("urgent", "urgent_page", "prevention_page")}),
        ("When it gives up trying", {"fields": ("escalation_minutes",)}),
        (
            "What it is compared with",
            {"fields": ("usual_name", "usual", "usual_by_option"), "classes": ("collapse",)},
        ),
        ("What people search for", {"fields": ("synonyms",)}),
        ADDRESS,
        ("Language and order", {"fields": ("language", "position"), "classes": ("collapse",)}),
        ("Other languages", {"fields": ("translations",), "classes": ("collapse",)}),
    )

    def response_add(self, request: HttpRequest, obj: Guide, post_url_continue: str | None = None) -> HttpResponse:
        """To what comes next, and not to the form again."""
        response = super().response_add(request, obj, post_url_continue)
        return response if IS_POPUP_VAR in request.POST else redirect("admin:guide-home", guide=obj.slug)


@admin.register(Place)
class PlaceAdmin(PartAdmin):
    """Where things can go wrong."""

    list_display = ("name", "short", "slug", "guide")
    search_fields = ("name", "slug")
    fieldsets = (("What visitors read", {"fields": ("name", "short")}), ADDRESS)
