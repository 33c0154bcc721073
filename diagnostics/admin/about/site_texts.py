"""About, Privacy and Contact: written here, live at once, and put back as they were."""

from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import PUBLISH, for_staff
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.content.markup.markdown import render_site_text
from diagnostics.domain.about import site_texts
from diagnostics.domain.about.site_texts import Overtaken, Unfit, Written
from diagnostics.models import SiteText

HELP: Final = {
    "about": "Who you are, and how you check what the site says. Without a text of yours, the one that every site starts with is shown.",
    "privacy": "What the site keeps is told by the site itself, from its settings, and always stands there. Write around it: a line with three "
    "hyphens (---) is the place where it goes; without that line it comes last.",
    "contact": "How to reach you. As long as it is empty, there is no such page, and nothing leads to it.",
}
SAVED: Final = "Visitors read it within a few seconds."
SAME: Final = "Nothing was changed: this is what visitors read already."
MEANWHILE: Final = (
    "Somebody else has written this page meanwhile. Theirs is below yours. Save again, and yours takes its place."
)


class SiteTextArea(forms.Textarea):
    """A Markdown text and, beside it, what visitors will see."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 (as Django's)
        shown = {
            "area": super().render(name, value, attrs, renderer),
            "label": "Text",
            "html": mark_safe(render_site_text(str(value or ""))),  # noqa: S308 (cleaned by content/markup/markdown.py)
            "address": reverse("admin:site-text-preview"),
        }
        return render_to_string("admin/diagnostics/markdown.html", shown)


class SiteTextForm(forms.Form):
    """The text. replaces: key of the one that stood there when the form was opened."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=SiteTextArea(attrs={"rows": 22, "class": "vLargeTextField"}),
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput)


@for_staff(PUBLISH)
def index(request: HttpRequest) -> HttpResponse:
    """The three pages, each with who wrote it last."""
    pages = [(page, title, site_texts.newest(page)) for page, title in SiteText.PAGES.items()]
    return _page(request, "site_texts", "Pages of the site", {"pages": pages})


@for_staff(PUBLISH)
@shows_again
def edit(request: HttpRequest, page: str) -> HttpResponse:
    """The form, its preview, and earlier texts; ``?from=`` the key of one of these fills it in."""
    if page not in SiteText.PAGES:
        raise Http404
    now = site_texts.newest(page)
    if request.method != "POST":
        given = request.GET.get("from", "")
        old = (
            site_texts.text_of(page, int(given)) if given.isascii() and given.isdecimal() and len(given) < 19 else None
        )
        first = {"text": now.text if old is None else old, "replaces": now.key}
        return _form(request, page, SiteTextForm(initial=first), now, is_old=old is not None)
    form = SiteTextForm(request.POST)
    if form.is_valid() and not is_only_shown(request):
        try:
            done = site_texts.write(page, by=request.user.get_username(), **form.cleaned_data)
        except Unfit as unfit:
            form.add_error("text", list(unfit.faults))
        except Overtaken:
            return _form(request, page, _again(request, now), now, status=409)
        else:
            messages.success(request, SAVED) if done else messages.info(request, SAME)
            return redirect("admin:site-text", page=page)
    return _form(request, page, form, now, status=422)


@for_staff(PUBLISH)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The text as visitors will see it, and what is wrong with it."""
    text = request.POST.get("text", "")
    faults: tuple[str, ...] = ()
    try:
        text = site_texts.clean(text)
    except Unfit as unfit:
        faults = unfit.faults
    html = mark_safe(render_site_text(text[: site_texts.LONGEST]))  # noqa: S308 (cleaned by content/markup/markdown.py)
    return render(request, "admin/diagnostics/preview.html", {"html": html, "faults": faults})


urlpatterns = [
    path("", index, name="site-texts"),
    path("preview/", preview, name="site-text-preview"),
    path("<slug:page>/", edit, name="site-text"),
]


def _again(request: HttpRequest, now: Written) -> SiteTextForm:
    """What was typed, to be sent in place of what stands there now."""
    sent = request.POST.copy()
    sent["replaces"] = str(now.key)
    form = SiteTextForm(sent)
    form.add_error(None, MEANWHILE)
    return form


def _form(
    request: HttpRequest, page: str, form: SiteTextForm, now: Written, *, status: int = 200, is_old: bool = False
) -> HttpResponse:
    form.fields["text"].help_text = HELP[page]
    ctx = {
        "page": page,
        "form": form,
        "now": now,
        "is_old": is_old,
        "is_overtaken": status == 409,
        "earlier": site_texts.earlier(page),
        "crumbs": [("Pages of the site", reverse("admin:site-texts"))],
    }
    return _page(request, "site_text", SiteText.PAGES[page], ctx, status=status)


def _page(
    request: HttpRequest, template: str, title: str, ctx: dict[str, object], *, status: int = 200
) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": title}
    return render(request, f"workplace/about/{template}.html", {**frame, **ctx}, status=status)
