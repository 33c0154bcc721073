"""Releases, publications and recalls, to look at only."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from diagnostics.admin.frame.read_only import ReadOnlyAdmin
from diagnostics.models import Publication, Recall, Release


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """Snapshots of guides. Their text is for export_guide, not for a page."""

    list_display = ("guide", "number", "created_at", "by", "note", "short_hash")
    list_display_links = ("guide", "number")
    list_filter = ("guide",)
    search_fields = ("guide", "note", "by", "sha256")
    fields = ("guide", "number", "created_at", "by", "note", "sha256", "schema", "code")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        return super().get_queryset(request).defer("text")

    @admin.display(description="hash")
    def short_hash(self, release: Release) -> str:
        return release.sha256[:12]


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Which release was live since when, by whom and why."""

    list_display = ("guide", "number", "kind", "release", "at", "by", "why")
    list_display_links = ("guide", "number")
    list_filter = ("guide", "kind")
    list_select_related = ("release",)
    search_fields = ("guide", "why", "by")
    fields = ("guide", "number", "kind", "release", "at", "by", "why", "let_through")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        return super().get_queryset(request).defer("release__text")


@admin.register(Recall)
class RecallAdmin(ReadOnlyAdmin):
    """What was withdrawn, by whom and why."""

    list_display = ("release", "steps", "at", "by", "why")
    list_filter = ("release__guide",)
    list_select_related = ("release",)
    search_fields = ("release__guide", "why", "by")
    fields = ("release", "steps", "at", "by", "why")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recall]:
        return super().get_queryset(request).defer("release__text")
