"""Django's list and form of users, with a way to remove a second step that somebody has lost."""

from typing import Any, Final, cast

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from diagnostics.content.markup.quotes import quote
from diagnostics.domain.signing_in import second_step

REMOVED: Final = "{name} has no second step any more, and is signed out everywhere."
NONE: Final = "{name} has no second step."
NOTE: Final = "Removed the second step of signing in."


class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Who may change a user may remove their second step; only superusers that of a superuser."""

    change_form_template = "workplace/people/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """The page about a second step, and Django's own."""
        view = self.admin_site.admin_view(self.second_step_page)
        return [path("<int:id>/second-step/", view, name="auth_user_second_step"), *super().get_urls()]

    def second_step_page(self, request: HttpRequest, **names: int) -> HttpResponse:
        """What somebody has; a post removes it."""
        person = get_object_or_404(User, pk=names["id"])
        asks = cast("User", request.user)
        if not self.has_change_permission(request, person) or (person.is_superuser and not asks.is_superuser):
            raise PermissionDenied
        means = second_step.means_of(person)
        if request.method == "POST":
            name = quote(person.get_username())
            if means:
                second_step.remove_all(person)
                self.log_change(request, person, NOTE)
                messages.success(request, REMOVED.format(name=name))
            else:
                messages.info(request, NONE.format(name=name))
            return redirect("admin:auth_user_change", person.pk)
        title = f"Second step of {quote(person.get_username())}"
        ctx: dict[str, Any] = {"title": title, "person": person, "means": means}
        return render(request, "workplace/people/second_step.html", {**self.admin_site.each_context(request), **ctx})


def register(site: admin.AdminSite) -> None:
    """In place of Django's own; what django-otp shows would show everybody's secrets to whoever may look at tables."""
    site.unregister([User, TOTPDevice, StaticDevice])
    site.register(User, PeopleAdmin)
