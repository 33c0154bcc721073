"""Webhooks and what they were told. Whoever may change webhooks is an administrator: no group of ours may."""

import json
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.read_only import ReadOnlyAdmin
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.programs.webhook_form import WebhookForm
from diagnostics.admin.programs.webhook_words import answer, last_answer, latest, progress, state_mark
from diagnostics.config.times import when
from diagnostics.content.markup.quantities import quantity
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.webhooks import outbox, signing
from diagnostics.models import Webhook, WebhookDelivery

JUST_MADE: Final = "new_webhook_secret"
"""In the session: the webhook whose secret was just made and is shown next, once."""
LATEST: Final = 10
SWITCH_ON: Final = "{} is off. Switch it on and save it first."
SENT_AGAIN: Final = "{} will be sent again within a few seconds."
ODD: Final = "It is saved, but cannot be reached at the moment: {} Send a test."


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic when it runs
    """Where events are sent to, and how that goes."""

    form = WebhookForm
    list_display = ("name", "state", "where", "wants", "about", "last_success")
    search_fields = ("name", "address")
    actions = None
    fieldsets = (
        ("Where to", {"fields": ("name", "address")}),
        ("What about", {"fields": ("events", "guides")}),
        ("On or off", {"fields": ("is_on",)}),
    )

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("<int:key>/secret/", self.admin_site.admin_view(self.secret_page), name="webhook-secret"),
            path("<int:key>/test/", self.admin_site.admin_view(require_POST(self.send_test)), name="webhook-test"),
        ]
        return [*own, *super().get_urls()]

    # The list

    @admin.display(description="sends to", ordering="address")
    def where(self, webhook: Webhook) -> str:
        return webhook.address.partition("://")[2].partition("/")[0]

    @admin.display(description="is told")
    def wants(self, webhook: Webhook) -> SafeString:
        words = [(Webhook.EVENTS[event],) for event in Webhook.EVENTS if event in webhook.events]
        return format_html_join(SafeString("<br>"), "{}", words)

    @admin.display(description="about")
    def about(self, webhook: Webhook) -> str:
        return ", ".join(webhook.guides) or "all guides"

    @admin.display(description="state")
    def state(self, webhook: Webhook) -> SafeString:
        return state_mark(webhook)

    @admin.display(description="last success", ordering="taken_at")
    def last_success(self, webhook: Webhook) -> SafeString | str:
        return when(webhook.taken_at, "short-minute") or "never"

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        ctx = {"title": "Webhooks", "add_address": reverse("admin:diagnostics_webhook_add")}
        return super().changelist_view(request, {**ctx, **(extra_context or {})})

    # The form

    @shows_again
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:  # noqa: ANN401
        return super().add_view(request, form_url, {"show_save_and_add_another": False, **(extra_context or {})})

    @shows_again
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        webhook = self.get_object(request, object_id)
        ctx: dict[str, Any] = {"show_save_and_add_another": False}
        if webhook is not None:
            ctx |= {"latest": _rows(webhook), "mark": state_mark(webhook)}
        return super().change_view(request, object_id, form_url, {**ctx, **(extra_context or {})})

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: ANN401, FBT001, FBT002 (as Django's)
        form = super().get_form(request, obj, change, **kwargs)
        form.is_only_shown = is_only_shown(request)  # type: ignore[attr-defined]
        return form

    def save_model(self, request: HttpRequest, obj: Webhook, form: WebhookForm, change: bool) -> None:  # noqa: FBT001 (as Django's)
        """Only what the form shows, for a thread may be sending now. Whoever saves it gives it a new start."""
        if change:
            anew = {"off_at": None, "off_why": "", "failures": 0, "failing_since": None, "pause_until": None}
            for name, value in anew.items() if obj.is_on else ():
                setattr(obj, name, value)
            obj.save(update_fields=[*form.changed_data, *anew])
        else:
            obj.made_by = request.user  # type: ignore[assignment]  # staff are users of ours
            obj.save()
            signing.renew(obj)
        if form.oddity:
            messages.warning(request, ODD.format(form.oddity))

    def response_add(self, request: HttpRequest, obj: Webhook, post_url_continue: str | None = None) -> HttpResponse:  # noqa: ARG002 (as Django's)
        request.session[JUST_MADE] = obj.pk
        return redirect("admin:webhook-secret", key=obj.pk)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:  # noqa: ANN401, ARG002 (as Django's)
        """What goes with it is not listed, and by itself cannot be deleted."""
        return [], {}, set(), []

    # Its secret, and a test

    def secret_page(self, request: HttpRequest, key: int) -> HttpResponse:
        """Shows a secret that was just made, once; a post makes a new one."""
        webhook = self._webhook(request, key)
        if request.method == "POST":
            signing.renew(webhook)
            self.log_change(request, webhook, "A new secret was made.")
            request.session[JUST_MADE] = webhook.pk
            return redirect("admin:webhook-secret", key=key)
        is_new = request.session.pop(JUST_MADE, None) == webhook.pk
        ctx = {
            **self.admin_site.each_context(request),
            "title": f"The secret of {webhook.name}",
            "webhook": webhook,
            "opts": self.opts,
            "form": reverse("admin:diagnostics_webhook_change", args=[key]),
            "secret": signing.secret(webhook) if is_new else "",
            "is_known": signing.is_known(webhook),
        }
        return render(request, "workplace/programs/webhook_secret.html", ctx)

    def send_test(self, request: HttpRequest, key: int) -> HttpResponse:
        webhook = self._webhook(request, key)
        if not webhook.is_on:
            messages.warning(request, SWITCH_ON.format(quote(webhook.name)))
            return redirect("admin:diagnostics_webhook_change", key)
        return redirect("admin:diagnostics_webhookdelivery_change", outbox.tell_test(webhook).pk)

    def _webhook(self, request: HttpRequest, key: int) -> Webhook:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(Webhook, pk=key)


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    """What was told, to whom, and what came of it."""

    list_display = ("event", "guide", "webhook", "progress", "answer", "happened")
    list_filter = ("webhook", "state", "event")
    list_select_related = ("webhook",)
    search_fields = ("key", "body")
    fields = ("event",)
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[WebhookDelivery]:
        return latest(super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        again = self.admin_site.admin_view(require_POST(self.send_one_again))
        return [path("<int:key>/again/", again, name="webhook-again"), *super().get_urls()]

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("diagnostics.change_webhook")

    @admin.display(description="state", ordering="state")
    def progress(self, delivery: WebhookDelivery) -> SafeString:
        return progress(delivery)

    @admin.display(description="last answer")
    def answer(self, delivery: WebhookDelivery) -> str:
        return last_answer(delivery)

    @admin.display(description="happened", ordering="made_at")
    def happened(self, delivery: WebhookDelivery) -> SafeString:
        return when(delivery.made_at, "short-minute")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        is_filtered = bool(request.GET.keys() - {"o", "p"})
        ctx = {"title": "What webhooks were told", "is_filtered": is_filtered, "unfiltered": request.path}
        return super().changelist_view(request, {**ctx, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        delivery = self.get_object(request, object_id)
        ctx: dict[str, Any] = {"may_send": self.has_send_permission(request)}
        if delivery is not None:
            tries = [(attempt, answer(attempt)) for attempt in delivery.attempts.all()]
            is_soon = delivery.next_at is not None and delivery.next_at <= timezone.now()
            ctx |= {"mark": progress(delivery), "tries": tries, "is_soon": is_soon and delivery.webhook.is_on}
            ctx["body"] = json.dumps(json.loads(delivery.body), indent=2, ensure_ascii=False)
        return super().change_view(request, object_id, form_url, {**ctx, **(extra_context or {})})

    @admin.action(permissions=["send"], description="Send again")
    def send_again(self, request: HttpRequest, queryset: QuerySet[WebhookDelivery]) -> None:
        chosen = WebhookDelivery.objects.filter(pk__in=[row.pk for row in queryset])
        count = outbox.tell_again(chosen.filter(webhook__is_on=True))
        if count:
            messages.success(request, SENT_AGAIN.format(quantity(count, "event")))
        for name in chosen.filter(webhook__is_on=False).values_list("webhook__name", flat=True).distinct():
            messages.warning(request, SWITCH_ON.format(quote(name)))

    def send_one_again(self, request: HttpRequest, key: int) -> HttpResponse:
        if not self.has_send_permission(request):
            raise PermissionDenied
        self.send_again(request, WebhookDelivery.objects.filter(pk=get_object_or_404(WebhookDelivery, pk=key).pk))
        return redirect("admin:diagnostics_webhookdelivery_change", key)


def _rows(webhook: Webhook) -> list[tuple[WebhookDelivery, SafeString, str]]:
    return [(row, progress(row), last_answer(row)) for row in latest(webhook.deliveries.all())[:LATEST]]
