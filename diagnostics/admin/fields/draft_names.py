"""What stands in the drafts that the forms of one request are about; read when it is first asked for."""

from functools import cached_property
from typing import cast

from django.http import HttpRequest

from diagnostics.admin.fields.labels import is_key
from diagnostics.content.document.index import Index
from diagnostics.content.wording.names import Names
from diagnostics.content.wording.texts import Texts
from diagnostics.domain.drafts.outline import outline
from diagnostics.models import Guide

_KEY = "_draft_names"


class DraftNames:
    """The names of one guide; those of no guide where it is not known yet."""

    def __init__(self, guide: Guide | None) -> None:
        self.guide = guide
        self.key = guide.pk if guide else None

    @cached_property
    def index(self) -> Index | None:
        """Which names there are."""
        return Index(outline(self.guide)) if self.guide else None

    @cached_property
    def names(self) -> Names | None:
        """What editors call everything."""
        return Names(self.index.document) if self.index else None

    @cached_property
    def texts(self) -> Texts | None:
        """Texts as visitors see them."""
        return Texts(self.index.document) if self.index else None


def names_of(request: HttpRequest, guide: int | None) -> DraftNames:
    """The names of a guide by its key, the same for all forms of a request."""
    known = cast("dict[int | None, DraftNames]", request.__dict__.setdefault(_KEY, {}))
    if guide not in known:
        known[guide] = DraftNames(Guide.objects.filter(pk=guide).first() if guide else None)
    return known[guide]


def guide_asked_for(request: HttpRequest) -> int | None:
    """The guide that a new row is to belong to, as the address or the form says it; the only one there is."""
    asked = request.POST.get("guide") or request.GET.get("guide", "")
    if is_key(asked):
        return names_of(request, int(asked)).key
    guides = Guide.objects.values_list("pk", flat=True)[:2]
    return guides[0] if len(guides) == 1 else None
