"""Fixpath as a Django app, and the editors' workplace as its admin."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin
from django.contrib.admin import sites


class DiagnosticsConfig(AppConfig):
    """The one app of the project; starting it reads no database."""

    default = True
    name = "diagnostics"
    verbose_name = "Guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Report errors, where anybody wants to hear of them."""
        if settings.SENTRY_DSN:
            # A tenth of a second, and its own packages.
            from diagnostics.config.reporting import error_reports  # noqa: PLC0415

            error_reports.begin(settings.SENTRY_DSN, site=settings.SITE_URL)


class WorkplaceConfig(admin.AdminConfig):
    """Django's admin with our site in its place."""

    default = False
    default_site = "diagnostics.admin.site.Workplace"

    def ready(self) -> None:
        """Register the forms, once the site stands."""
        super().ready()
        import_module("diagnostics.admin.forms")
        import_module("diagnostics.admin.programs.webhooks")
        import_module("diagnostics.admin.people.users").register(sites.site)
