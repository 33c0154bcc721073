"""Fixpath as a Django app."""

from django.apps import AppConfig


class DiagnosticsConfig(AppConfig):
    """The one app of the project; starting it reads no database."""

    name = "diagnostics"
    verbose_name = "Guides"
    default_auto_field = "django.db.models.BigAutoField"
