"""The pages of a table that is changed as a whole: it is opened and saved, shown with other rows, and tried out."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.meanwhile import Meanwhile
from diagnostics.admin.frame.page import CHANGE, VIEW, Missing, for_draft, may, render_page
from diagnostics.admin.frame.table_posts import TableFields, TablePost
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.domain.editing.last_change import changed_by
from diagnostics.domain.editing.two_editors import Overtaken, write
from diagnostics.models import Guide

type View = Callable[..., HttpResponse]
type Opening = Callable[[], "TablePage"]

SAME: Final = "Nothing was different from what is stored, so nothing was saved."
SAVED_ONE: Final = "1 {} is saved. Visitors see it when the guide is published."
SAVED: Final = "{} {} are saved. Visitors see them when the guide is published."


class Gone(Exception):
    """What the page is about is no longer there; ``response`` says so."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of what the table shows: values with their texts; where there are none, a text to search for."""

    label: str
    name: str
    choices: tuple[tuple[str, str], ...] = ()


class TablePage(ABC):
    """A table as it is stored, or with what an editor sent over it.

    filter_names: the fields that choose what is shown. unit: what is saved, one of it and several.
    """

    template: ClassVar[str]
    effect_template: ClassVar[str]
    tab: ClassVar[str]
    filter_names: ClassVar[tuple[str, ...]]
    unit: ClassVar[tuple[str, str]]

    def __init__(self, request: HttpRequest, guide: Guide, fields: TableFields, title: str) -> None:
        self.request, self.guide, self.fields, self.title = request, guide, fields, title
        is_sent = request.method == "POST"
        self.data = request.POST if is_sent else request.GET
        self.post = fields.read(request.POST) if is_sent else TablePost(fields.stored)

    @property
    @abstractmethod
    def path(self) -> str:
        """Where the table stands."""

    @property
    @abstractmethod
    def unsaved(self) -> int:
        """How many units are not as they are stored."""

    @abstractmethod
    def save(self) -> int:
        """Write what differs and say how much it was; raises Overtaken where somebody else was quicker."""

    @abstractmethod
    def effect(self) -> object:
        """What the last change does."""

    @abstractmethod
    def filters(self) -> Iterable[Filter]:
        """The choices that there are of what is shown."""

    @abstractmethod
    def ctx(self) -> Mapping[str, Any]:
        """What else the template shows."""

    @property
    def address(self) -> str:
        """The path, with what is shown."""
        query = QueryDict(mutable=True)
        for name in self.filter_names:
            query.setlist(name, [value for value in self.data.getlist(name) if value])
        return f"{self.path}?{query.urlencode()}".rstrip("?")

    def answer(self, *, effect: object = None, status: int = 200) -> HttpResponse:
        """The whole page."""
        post, meanwhile = self.post, None
        if post.conflicts:
            by = changed_by(self.fields.row(post.conflicts[0]), post.since, self.request.user)
            meanwhile = Meanwhile(by, post.differences)
        may_change = may(self.request, CHANGE)
        ctx = {
            "may_change": may_change,
            "form": "table" if may_change else "show",
            "path": self.path,
            "now": self.path,
            "shown": write({field: word for field, word in self.fields.stored.items() if word}),
            "post": post,
            "meanwhile": meanwhile,
            "unsaved": self.unsaved,
            "effect": effect,
            "effect_template": self.effect_template,
            "filters": [(one, self.data.get(one.name, "")) for one in self.filters()],
            "here": self.tab,
            **self.ctx(),
        }
        return render_page(self.request, self.guide, self.template, title=self.title, ctx=ctx, status=status)


def table_views(page: Callable[..., TablePage]) -> tuple[View, View, View]:
    """The table, shown or saved; the same with other rows; and what the last change does."""

    def view(permission: str, answer: Callable[[HttpRequest, Opening], HttpResponse]) -> View:
        @for_draft(permission)
        @shows_again
        def respond(request: HttpRequest, guide: Guide, **names: str) -> HttpResponse:
            if request.method == "POST" and not may(request, CHANGE):
                raise Missing(CHANGE)
            try:
                return answer(request, partial(page, request, guide, **names))
            except Gone as gone:
                return gone.response

        return respond

    return view(VIEW, _show_or_save), view(CHANGE, require_POST(_look)), view(CHANGE, require_POST(_try_out))


def _show_or_save(request: HttpRequest, opening: Opening) -> HttpResponse:
    page = opening()
    if request.method != "POST":
        return page.answer() if request.path == page.path else redirect(page.address)
    while page.post.may_be_saved and not is_only_shown(request):
        try:
            count = page.save()
        except Overtaken:
            page = opening()
            continue
        one, several = page.unit
        text = SAME if count == 0 else SAVED_ONE.format(one) if count == 1 else SAVED.format(count, several)
        messages.success(request, text)
        return redirect(page.address)
    return page.answer(status=409 if page.post.conflicts else 400)


def _look(_request: HttpRequest, opening: Opening) -> HttpResponse:
    """Nothing that was chosen is lost, and nothing saved."""
    return opening().answer()


def _try_out(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Beside the table, or without JavaScript the table again with it."""
    page = opening()
    effect = page.effect()
    if request.headers.get("HX-Request") == "true":
        ctx = {"effect": effect, "unsaved": page.unsaved}
        return render_page(request, page.guide, page.effect_template, title="", ctx=ctx)
    return page.answer(effect=effect)
