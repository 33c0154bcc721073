"""What the lists and forms of all draft rows have in common."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from diagnostics.admin.fields.draft_fields import DraftFields, bind
from diagnostics.admin.fields.draft_names import names_of
from diagnostics.admin.fields.labels import KnownLabelsInline
from diagnostics.admin.fields.part_forms import PartForm, guide_of
from diagnostics.admin.forms.form_fields import FormFields
from diagnostics.admin.forms.in_guide import InGuideAdmin
from diagnostics.admin.forms.removal import RemovalAdmin, places_that_name
from diagnostics.admin.forms.work import work_of
from diagnostics.admin.frame.meanwhile import Meanwhile
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.history.keeping import HistoryAdmin
from diagnostics.content.markup.quotes import quoted
from diagnostics.domain.drafts import DraftProblems
from diagnostics.domain.drafts.history import changing, say
from diagnostics.domain.drafts.renaming import SlugRefused, rename
from diagnostics.domain.editing.last_change import changed_by, deleted_by
from diagnostics.domain.editing.two_editors import SHOWN, merge, read, write
from diagnostics.models import Guide, Option
from diagnostics.models.drafts.tables import OBJECTS, PART_OF, TABLES

GUIDE: Final = "_guide"
"""The hidden field that says which guide a form is about."""


type Link = tuple[str, str]
"""What a page is called, and its address."""

SOURCES: Final[Any] = ("Where it comes from", {"fields": ("sources", "reviewed")})
ADDRESS: Final[Any] = ("Address", {"fields": ("slug", "old_addresses")})
SHORT_NAME: Final[Any] = ("Short name", {"fields": ("slug",)})


class PartAdmin(DraftFields, InGuideAdmin, RemovalAdmin, HistoryAdmin):
    """Parts of guides: filtered by guide, ordered by their position, told apart where two editors meet."""

    form = PartForm
    list_filter: ClassVar[Any] = ("guide",)
    list_select_related: ClassVar[Any] = ("guide",)
    list_per_page = 100
    save_on_top = True

    class Media:
        js = ("js/forms.js",)

    def tables(self, row: Any) -> tuple[Link, ...]:  # noqa: ANN401, ARG002 (a row; others have some)
        """Tables of the workplace in which the row stands beside others."""
        return ()

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:  # noqa: ANN401 (as Django's)
        """A new part is asked for its guide; only what is there has old addresses."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None:
            return fieldsets
        (name, options), *rest = _without(fieldsets, "old_addresses")
        own = any(field.name == "guide" for field in self.model._meta.fields)
        return [(name, options | {"fields": ("guide", *options["fields"])} if own else options), *rest]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:  # noqa: ANN401 (as Django's)
        return (*super().get_readonly_fields(request, obj), "old_addresses")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_bring_back = self.has_add_permission(request) and self.has_change_permission(request)
        words = {
            "title": capfirst(str(self.model._meta.verbose_name_plural)),
            "orders": self.orders(request),
            "deleted_from": part if (part := PART_OF.get(self.model)) in OBJECTS and may_bring_back else "",
        }
        response: HttpResponse = super().changelist_view(request, words | (extra_context or {}))
        return response

    def get_list_display(self, request: HttpRequest) -> Any:  # noqa: ANN401 (as Django's)
        """A column for the guide where there are several."""
        columns = super().get_list_display(request)
        several = Guide.objects.count() > 1
        return [name for name in columns if name != "guide" or several]

    def orders(self, request: HttpRequest) -> list[Link]:
        """Where each guide's rows of this table are put in order."""
        part = PART_OF.get(self.model, "")
        if part not in TABLES or not self.has_change_permission(request):
            return []
        guides = list(Guide.objects.all())
        return [
            (
                "Put in order" if len(guides) == 1 else f"Put in order: {guide.title}",
                reverse("admin:guide-order", args=[guide.slug, part]),
            )
            for guide in guides
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: ANN401, FBT001, FBT002 (as Django's)
        form = super().get_form(request, obj, change, **kwargs)
        bind(form, request, obj, work_of(request).refusals)
        return form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # noqa: ANN401
        row = context.get("original")
        guide = _guide(row)
        if row is not None and row.pk:
            context["shown"] = write(self._fields(request, self.model._default_manager.get(pk=row.pk)).stored)
        context["tables"] = self.tables(row) if row is not None and row.pk else ()
        context["writing"] = names_of(request, guide.pk).index if guide else None
        context |= {"guide": guide, "meanwhile": work_of(request).meanwhile}
        return super().render_change_form(request, context, **kwargs)

    # Saving

    @shows_again
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        if asked := self.ask_for_guide(request):
            return asked
        request.POST = plain_line_ends(request.POST)  # type: ignore[assignment]  # Django itself sets it so
        self._look_first(request)
        with changing(None, by=request.user, comment=""):
            response: HttpResponse = super().add_view(request, form_url, extra_context)
        return response

    @shows_again
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        request.POST = plain_line_ends(request.POST)  # type: ignore[assignment]  # Django itself sets it so
        if request.method != "POST" or not self.has_change_permission(request):
            return self._change(request, object_id, form_url, extra_context)
        self._look_first(request)
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._gone(request, object_id)
        try:
            with changing(_guide(row), by=request.user, comment=""):
                self._compare(request, self.model._default_manager.select_for_update().get(pk=row.pk))
                response = self._change(request, object_id, form_url, extra_context)
                self.rename(request)
        except (SlugRefused, DraftProblems) as refused:
            work_of(request).refuse(_refusal(refused))
            response = self._change(request, object_id, form_url, extra_context)
        return response

    def _look_first(self, request: HttpRequest) -> None:
        if is_only_shown(request):
            work_of(request).refuse("Look it over, and press Save.")

    def _change(self, *args: Any) -> HttpResponse:  # noqa: ANN401 (as change_view)
        response: HttpResponse = super().change_view(*args)
        return response

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001 (as Django's)
        super().save_model(request, obj, form, change)
        if form.renamed_from:
            work_of(request).renamed.append((obj, form.renamed_from, form.cleaned_data["slug"]))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ANN401, FBT001 (as Django's)
        for deleted in getattr(formset, "deleted_forms", ()):
            self._warn(request, deleted.instance)
        super().save_formset(request, form, formset, change)
        kept = [each for each in formset.forms if each not in formset.deleted_forms]
        slugs = [(each.instance, each.renamed_from, each.cleaned_data["slug"]) for each in kept if each.renamed_from]
        work_of(request).renamed[:0] = slugs

    def rename(self, request: HttpRequest) -> None:
        """Let everything follow the slugs that were changed; raises what domain/drafts/renaming.py raises."""
        for row, old, new in work_of(request).renamed:
            guide = Guide.objects.get(pk=guide_of(row) or 0)
            question = row.question.slug if isinstance(row, Option) else ""
            rename(guide, PART_OF[type(row)], old, new, by=request.user, question=question)  # type: ignore[arg-type]  # signed in
            say(f"Renamed “{old}” to “{new}”.")
            follows = "The old address still leads here. " if hasattr(row, "aliases") else ""
            messages.info(
                request, f"“{old}” is called “{new}” now. {follows}Everything in this guide that names it follows."
            )

    def _warn(self, request: HttpRequest, row: Any) -> None:  # noqa: ANN401 (a row)
        """Say which places name a row inside a form that is being deleted."""
        named = places_that_name(row) if row.pk and isinstance(row, Option) else ()
        if named:
            places = "; ".join(mention.words for mention in named)
            messages.warning(request, f"The answer {quoted(row)} is gone, but it is still named here: {places}.")

    # Two editors

    def _compare(self, request: HttpRequest, row: Model) -> None:
        """Put what somebody else has saved since the form was opened into what was posted; ask where both meet."""
        if SHOWN not in request.POST:
            return
        (since, shown), fields = read(request.POST[SHOWN]) or ("", {}), self._fields(request, row)
        data, posted = request.POST.copy(), fields.posted(request.POST)
        merged = merge(shown, posted, fields.stored)
        if not merged.conflicts and not merged.followed:
            return
        fields.put(data, posted, merged)
        request.POST = data  # type: ignore[assignment]  # Django lets it be set
        meanwhile = Meanwhile(changed_by(row, since, request.user), fields.differences(posted, merged))
        if merged.conflicts:
            work_of(request).meanwhile = meanwhile
            work_of(request).refuse("Nothing is saved yet.")
        else:
            messages.info(request, meanwhile.followed)

    def _fields(self, request: HttpRequest, row: Any) -> FormFields:  # noqa: ANN401 (a row)
        form = self.get_form(request, row, change=row.pk is not None)(instance=row)
        return FormFields(form, [(each, str(inline.verbose_name)) for each, inline in self.formsets(request, row)])

    def formsets(self, request: HttpRequest, row: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 (a row)
        """The formsets of a form that was only opened, each with its inline."""
        for kind, inline in self.get_formsets_with_inlines(request, row):
            prefix = kind.get_default_prefix()
            yield kind(instance=row, prefix=prefix, queryset=inline.get_queryset(request)), inline

    def _gone(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was typed about a row that somebody has deleted: to be made anew."""
        if SHOWN not in request.POST or not self.has_add_permission(request):
            return self._change(request, object_id)
        data, guide = request.POST.copy(), request.POST.get(GUIDE, "")
        part = PART_OF.get(self.model, "")
        by = deleted_by(int(guide) if guide.isdecimal() else 0, part, data.get("slug", ""), request.user)
        data.setdefault("guide", data.get(GUIDE, ""))
        self._fields(request, self.model()).put_new(data)
        request.POST = data  # type: ignore[assignment]  # Django lets it be set
        work_of(request).meanwhile = Meanwhile(by, is_deleted=True)
        work_of(request).refuse("Nothing is saved yet.")
        options = self.model._meta
        return self.add_view(request, reverse(f"admin:{options.app_label}_{options.model_name}_add"))


def plain_line_ends(data: QueryDict) -> QueryDict:
    """What was posted with the line ends of the draft: a browser sends two characters, and no text changed by that."""
    plain = data.copy()
    for name in data:
        plain.setlist(name, [value.replace("\r\n", "\n") for value in data.getlist(name)])
    return plain


def _guide(row: Any) -> Guide | None:  # noqa: ANN401 (a row, or None)
    key = guide_of(row) if row is not None else None
    return Guide.objects.filter(pk=key).first() if key else None


def _without(fieldsets: Iterable[Any], gone: str) -> list[Any]:
    return [
        (name, options | {"fields": tuple(field for field in options["fields"] if field != gone)})
        for name, options in fieldsets
    ]


def _refusal(refused: SlugRefused | DraftProblems) -> str:
    if isinstance(refused, DraftProblems):
        return f"It cannot be renamed while the draft has this fault: {refused.problems[0]}"
    return str(refused)


class TableAdmin(PartAdmin):
    """A list to search in, of rows that are easier to edit in a table. ``address``: the name of the page with the table."""

    address: ClassVar[str]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        links = [table(guide.title, self.address, guide) for guide in Guide.objects.all()]
        return super().changelist_view(request, {"tables": links, **(extra_context or {})})


def table(title: str, name: str, guide: Guide, **names: str) -> Link:
    """The link to a table of this guide, by the name of its page."""
    return title, reverse(f"admin:{name}", kwargs={"guide": guide.slug, **names})


class PartInline(DraftFields, KnownLabelsInline, admin.StackedInline):  # type: ignore[type-arg]  # as above
    """Rows inside the form of the part that they belong to."""

    form = PartForm
    extra = 0
    folded = False
    """Whether rows are shown closed where there are several."""
    titled_by = ""
    """The field that a row is headed by, where that is not the row in words."""
    template = "admin/diagnostics/rows.html"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:  # noqa: ANN401, ARG002 (as Django's)
        """Empty rows; a script adds more, and ``?rows=2`` where there is no script."""
        rows = request.GET.get("rows", "")
        return int(rows) if rows in ("1", "2", "3") else self.extra

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # noqa: ANN401 (as Django's)
        formset: Any = super().get_formset(request, obj, **kwargs)
        bind(formset.form, request, obj, {})
        formset.form.titled_by = self.titled_by
        return formset
