"""Forms stay in one guide: a new row is asked for its guide first, and pickers offer nothing of another one."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from diagnostics.admin.fields.draft_names import guide_asked_for
from diagnostics.models import Guide
from diagnostics.models.drafts.tables import guide_path


class InGuideAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Rows of which each belongs to a guide, by itself or through another row."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"guide": guide_asked_for(request)} | super().get_changeform_initial_data(request)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:  # noqa: ANN401
        """For a picker, rows of its guide only."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(**{guide_path(self.model): guide_asked_for(request)})
        return super().get_search_results(request, queryset, search_term)

    def ask_for_guide(self, request: HttpRequest) -> HttpResponse | None:
        """A page that asks in which guide something is added, where nothing says it; None where it is known."""
        if self.model is Guide or not self.has_add_permission(request) or guide_asked_for(request):
            return None
        guides = [(guide, _with_guide(request, guide)) for guide in Guide.objects.all()]
        title = f"Add {self.model._meta.verbose_name}: in which guide?"
        ctx = {**self.admin_site.each_context(request), "title": title, "guides": guides, "opts": self.model._meta}
        return render(request, "workplace/guide/which_guide.html", ctx)


def _with_guide(request: HttpRequest, guide: Guide) -> str:
    query = request.GET.copy()
    query["guide"] = str(guide.pk)
    return f"?{query.urlencode()}"
