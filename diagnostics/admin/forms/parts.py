"""What the lists and forms of all draft rows have in common."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from diagnostics.admin.fields.conditions import condition_choices
from diagnostics.admin.fields.draft_fields import DraftFields, bind
from diagnostics.admin.fields.draft_names import guide_asked_for, names_of
from diagnostics.admin.fields.labels import KnownLabelsInline
from diagnostics.admin.fields.part_forms import PartForm, guide_of
from diagnostics.admin.forms.in_guide import InGuideAdmin
from diagnostics.admin.forms.removal import RemovalAdmin
from diagnostics.admin.forms.row_removal import RowRemovalAdmin
from diagnostics.admin.forms.work import work_of
from diagnostics.admin.frame.lists import ListAdmin
from diagnostics.admin.frame.page import frame_of
from diagnostics.admin.frame.part_lists import Link, filter_of, guide_in
from diagnostics.admin.frame.table_page import SAME
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.guide.saved import find_saved
from diagnostics.admin.history.keeping import HistoryAdmin
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.drafts import DraftProblems
from diagnostics.domain.drafts.history import Change, changing, say
from diagnostics.domain.drafts.renaming import SlugRefused, rename
from diagnostics.domain.editing.two_editors import SHOWN, write
from diagnostics.models import Guide, Option
from diagnostics.models.drafts.tables import PART_OF

SAVED: Final = "{} is saved in the draft. Visitors see it when the guide is published."
SOURCES: Final[Any] = ("Where it comes from", {"fields": ("sources", "reviewed")})
ADDRESS: Final[Any] = ("Address", {"fields": ("slug", "old_addresses")})
SHORT_NAME: Final[Any] = ("Short name", {"fields": ("slug",)})


class PartAdmin(DraftFields, InGuideAdmin, ListAdmin, RowRemovalAdmin, RemovalAdmin, HistoryAdmin):
    """Parts of guides: each form and list stands in its guide, and the form stays open when it is saved."""

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

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: ANN401, FBT001, FBT002 (as Django's)
        form = super().get_form(request, obj, change, **kwargs)
        bind(form, request, obj, work_of(request).refusals)
        return form

    def get_preserved_filters(self, request: HttpRequest) -> str:
        """Whoever came by a link and not from a list comes to the list of the guide."""
        work, kept = work_of(request), super().get_preserved_filters(request)
        back = filter_of(self.model, work.guide) if work.guide else ""
        return kept or (urlencode({"_changelist_filters": back}) if back else "")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # noqa: ANN401
        row, work = context.get("original"), work_of(request)
        guide = work.guide or names_of(request, guide_asked_for(request)).guide
        if row is not None and row.pk is not None:
            context["shown"] = write(self.fields_of(request, self.model._default_manager.get(pk=row.pk)).stored)
            context |= {"tables": self.tables(row), "saved": find_saved(request, row)}
        if guide:
            context["writing"] = names_of(request, guide.pk).index
            context["choices"] = condition_choices(names_of(request, guide.pk))
        context |= {**frame_of(request, guide), "meanwhile": work.meanwhile}
        context |= {"removals": work.removals, "confirms": work.confirms}
        context["show_save_and_add_another"] = not context.get("shown")
        return super().render_change_form(request, context, **kwargs)

    # Saving

    @shows_again
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        if asked := self.ask_for_guide(request):
            return asked
        request.POST = plain_line_ends(request.POST)  # type: ignore[assignment]  # Django itself sets it so
        self._look_first(request)
        with changing(None, by=request.user, comment="") as change:
            response: HttpResponse = super().add_view(request, form_url, extra_context)
        return self._tell(request, response, change)

    @shows_again
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        request.POST = plain_line_ends(request.POST)  # type: ignore[assignment]  # Django itself sets it so
        row = self.get_object(request, unquote(object_id))
        work_of(request).guide = _guide(row)
        if request.method != "POST" or not self.has_change_permission(request):
            return self._change(request, object_id, form_url, extra_context)
        self._look_first(request)
        if row is None:
            is_filled_in = SHOWN in request.POST and self.has_add_permission(request)
            return self.make_anew(request) if is_filled_in else self._change(request, object_id)
        try:
            with changing(_guide(row), by=request.user, comment="") as change:
                stored = self.model._default_manager.select_for_update().get(pk=row.pk)
                self.compare(request, stored)
                self.ask_about_removals(request, stored)
                response = self._change(request, object_id, form_url, extra_context)
                self.rename(request)
        except (SlugRefused, DraftProblems) as refused:
            work_of(request).refuse(_refusal(refused))
            return self._change(request, object_id, form_url, extra_context)
        return self._tell(request, response, change)

    def _look_first(self, request: HttpRequest) -> None:
        if is_only_shown(request):
            work_of(request).refuse("Look it over, and press Save.")

    def _change(self, *args: Any) -> HttpResponse:  # noqa: ANN401 (as change_view)
        response: HttpResponse = super().change_view(*args)
        return response

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ANN401
        """To the form of what is new, or to another empty one."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        work_of(request).saved = obj
        return redirect(request.get_full_path() if "_addanother" in request.POST else self._form(request, obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:  # noqa: ANN401 (a row)
        """Back to the form."""
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        work_of(request).saved = obj
        return redirect(self._form(request, obj))

    def _form(self, request: HttpRequest, row: Any) -> str:  # noqa: ANN401 (a row)
        work_of(request).guide = _guide(row)
        address = reverse(f"admin:diagnostics_{self.model._meta.model_name}_change", args=[row.pk])
        kept: Any = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return str(add_preserved_filters(kept, address))

    def _tell(self, request: HttpRequest, response: HttpResponse, change: Change) -> HttpResponse:
        """Say that it is saved; the form then says what that does."""
        row = work_of(request).saved
        if row is None:
            return response
        messages.success(request, SAVED.format(quote(row)) if change.kept else SAME)
        if not change.kept or not isinstance(response, HttpResponseRedirect) or "_addanother" in request.POST:
            return response
        return redirect(f"{response.url}{'&' if '?' in response.url else '?'}saved={change.kept}")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ANN401, FBT001 (as Django's)
        super().save_model(request, obj, form, change)
        if form.renamed_from:
            work_of(request).renamed.append((obj, form.renamed_from, form.cleaned_data["slug"]))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ANN401, FBT001 (as Django's)
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
        only = guide_in(self.model, request.GET.urlencode())
        links = [table(guide.title, self.address, guide) for guide in ([only] if only else Guide.objects.all())]
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
    stands_first = False
    """Whether the rows stand after the first fields of the form, before all others."""
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
