"""The form of a webhook: where to, what about, and whether that may be."""

from typing import Any, ClassVar, Final

from django import forms

from diagnostics.models import Guide, Webhook

LOOK_OVER: Final = "Look it over, and press Save."
NO_EVENT: Final = "Tick at least one of these, or nothing is ever sent."


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """oddity: what is odd about the address today, though it may be right."""

    is_only_shown: ClassVar[bool] = False

    name = forms.CharField(
        max_length=60,
        help_text="For this workplace only: “Ticket system”.",
        error_messages={"required": "Give it a name."},
    )
    address = forms.CharField(
        max_length=500,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text="Each event is posted to it. It begins with https://.",
        error_messages={"required": "Write where to send events."},
    )
    events = forms.MultipleChoiceField(
        label="What it is told",
        choices=list(Webhook.EVENTS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_EVENT},
    )
    guides = forms.MultipleChoiceField(
        label="About which guides",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="About all of them, and those to come, where none is ticked.",
    )
    is_on = forms.BooleanField(
        label="On",
        required=False,
        initial=True,
        help_text="While it is off, nothing is sent, and nothing is kept to be sent.",
    )

    class Meta:
        model = Webhook
        fields = ("name", "address", "events", "guides", "is_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        self.oddity = ""
        if "guides" in self.fields:
            self.fields["guides"].choices = _guides(self.instance.guides)  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        # Its packages take a tenth of a second, which the start of a worker does without.
        from diagnostics.domain.webhooks.addresses import AddressRefused, look_up  # noqa: PLC0415

        address: str = self.cleaned_data["address"]
        try:
            self.oddity = look_up(address)
        except AddressRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return address

    def clean(self) -> dict[str, Any] | None:
        if self.is_only_shown:
            self.add_error(None, LOOK_OVER)
        return super().clean()


def _guides(chosen: list[str]) -> list[tuple[str, str]]:
    """Slugs and titles: every guide there is, and what was chosen under a name that no guide has now."""
    guides = list(Guide.objects.only("slug", "title", "aliases"))
    titles = {guide.slug: guide.title for guide in guides}
    former = {alias: f"{guide.title} (chosen as {alias})" for guide in guides for alias in guide.aliases}
    gone = {slug: former.get(slug, f"{slug} (no longer there)") for slug in chosen if slug not in titles}
    return [*(titles | gone).items()]
