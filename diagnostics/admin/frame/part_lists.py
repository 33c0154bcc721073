"""The lists of a guide's parts: each of the admin's lists, showing one guide."""

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from diagnostics.models import Guide
from diagnostics.models.drafts.tables import TABLES, guide_path

type Link = tuple[str, str]
"""What a page is called, and its address."""


def filter_of(table: type[Model], guide: Guide) -> str:
    """The query of a list that shows the rows of this guide."""
    return urlencode({name: guide.pk}) if (name := _filter_name(table)) else ""


def guide_in(table: type[Model], query: str) -> Guide | None:
    """The guide whose rows a list shows: the one that its query names, else the only one that there is."""
    key = QueryDict(query).get(_filter_name(table), "")
    found = Guide.objects.filter(pk=key) if key.isdecimal() else Guide.objects.all()
    guides = list(found[:2]) if _filter_name(table) else []
    return guides[0] if len(guides) == 1 else None


def list_address(table: type[Model], guide: Guide | None) -> str:
    """A list, of the rows of this guide."""
    address = reverse(f"admin:diagnostics_{table._meta.model_name}_changelist")
    query = filter_of(table, guide) if guide else ""
    return f"{address}?{query}" if query else address


def add_address(table: type[Model], guide: Guide | None, **query: str) -> str:
    """An empty form for something new in this guide."""
    own = {"guide": str(guide.pk)} if guide else {}
    address = reverse(f"admin:diagnostics_{table._meta.model_name}_add")
    return f"{address}?{urlencode(own | query)}" if own or query else address


def part_lists(request: HttpRequest, guide: Guide) -> list[Link]:
    """The lists that whoever asks may see, after the form of the guide itself."""
    own = reverse("admin:diagnostics_guide_change", args=[guide.pk])
    lists = (
        (capfirst(str(table._meta.verbose_name_plural)), list_address(table, guide))
        for table in TABLES.values()
        if request.user.has_perm(f"diagnostics.view_{table._meta.model_name}")
    )
    return [("The guide itself", own), *lists]


def _filter_name(table: type[Model]) -> str:
    """Empty where lists show all guides."""
    return "" if table is Guide else f"{guide_path(table)}__id__exact"
