"""A link that was made goes on: to a colleague, who looks after it from then on, or to its customer by mail."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from diagnostics.config.times import time_text
from diagnostics.content.results.codes import format_code
from diagnostics.domain.results import hand_overs, mailing, result_links
from diagnostics.domain.results.agent_links import LinkRow
from diagnostics.domain.safeguards.limits import MAILING, spend
from diagnostics.web.desk import outcome_words
from diagnostics.web.desk.link import message_page, only_to_read, reader, with_link, with_own_link
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.query import first_value


class HandOver(forms.Form):
    to = forms.ChoiceField(
        label=gettext_lazy("Colleague"),
        error_messages={
            "required": gettext_lazy("Choose who looks after it from now on."),
            "invalid_choice": gettext_lazy("“%(value)s” has no login for the desk. Choose somebody from the list."),
        },
    )


class Mail(forms.Form):
    to = forms.EmailField(
        label=gettext_lazy("The customer’s e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "aria-describedby": "to-help"}),
        error_messages={
            "required": gettext_lazy("Type the address that the customer tells you."),
            "invalid": gettext_lazy("This is not an e-mail address. One looks like name@example.org."),
        },
    )


@with_link
def hand_over(request: HttpRequest, link: LinkRow) -> HttpResponse:
    """The form; a post makes it the colleague's."""
    if not hand_overs.may_hand_over(reader(request), link):
        return only_to_read(request, link)
    colleagues, form = hand_overs.colleagues(link), HandOver(request.POST or None)
    form.fields["to"].choices = [("", ""), *((name, name) for name in colleagues)]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            hand_overs.hand_over(link, to=colleagues[form.cleaned_data["to"]], by=reader(request))
        except hand_overs.HandedOverMeanwhile:
            form.add_error(None, _("Somebody else handed it over a moment ago. Look at the link again."))
        else:
            return SeeOther(_way(link))
    ctx = {"form": form, "link": link, "colleagues": colleagues, **_about(link)}
    return render(request, "desk/hand_over.html", ctx, status=422 if form.errors else 200)


@with_own_link
def mail(request: HttpRequest, link: LinkRow) -> HttpResponse:
    """The form; a post sends the link. What could not be sent stays in the form."""
    if not settings.MAILERS or result_links.state(link) != "open":
        lead = _("Mail is sent of links that are open, and only where this site has a mail server.")
        return message_page(request, 404, _("This link cannot be mailed"), lead, _way(link), _("Back to the link"))
    form = Mail(request.POST or None)
    subject, text = outcome_words.guide_name(link.release.guide), _text(link)
    status = 200
    if request.method == "POST" and (status := _send(request, form, subject, text)) == 200:
        return SeeOther(f"{reverse('desk-mail', args=[format_code(link.code)])}?sent=yes")
    ctx = {"form": form, "subject": subject, "text": text, "sender": settings.DEFAULT_FROM_EMAIL, **_about(link)}
    ctx["sent"] = request.method == "GET" and first_value(request, "sent") == "yes"
    return render(request, "desk/mail.html", ctx, status=status)


def _send(request: HttpRequest, form: Mail, subject: str, text: str) -> int:
    """The status of the answer; what went wrong stands in the form."""
    if not form.is_valid():
        return 422
    if seconds := spend(MAILING, f"agent {reader(request).pk}"):
        minutes = -(-seconds // 60)
        wait = ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", minutes) % {"n": minutes}
        form.add_error(None, _("You have sent many links within the hour. Nothing was sent.") + " " + wait)
        return 429
    try:
        mailing.send(form.cleaned_data["to"], subject, text)
    except mailing.AddressRefused:
        form.add_error(
            "to", _("The mail server takes no mail for this address. Nothing was sent. Is it spelled right?")
        )
        return 422
    except mailing.NotSent:
        tell = _(
            "The mail server did not take it, so nothing was sent. Try again, or tell the customer the code instead."
        )
        form.add_error(None, tell)
        return 502
    return 200


def _text(link: LinkRow) -> str:
    """Plain, and nothing of the agent's reference."""
    parts = [
        outcome_words.guide_name(link.release.guide),
        link.note,
        _("What we found out, and what to try, is here:") + "\n" + _customer_address(link),
        _("The link works until %(day)s.") % {"day": time_text(link.ends_at, "day")},
        _("You can also open %(place)s and type this code: %(code)s")
        % {"place": absolute(reverse("enter")), "code": format_code(link.code)},
    ]
    return "\n\n".join(part for part in parts if part)


def _customer_address(link: LinkRow) -> str:
    return absolute(reverse("result", args=[format_code(link.code)]))


def _way(link: LinkRow) -> str:
    return reverse("desk-link", args=[format_code(link.code)])


def _about(link: LinkRow) -> dict[str, object]:
    return {"code": format_code(link.code), "way": _way(link), "desk": "links"}
