"""Addresses: the editors' workplace under ADMIN_PATH, everything else belongs to visitors."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path(settings.ADMIN_PATH, admin.site.urls)]
if find_spec("diagnostics.web.urls"):
    urlpatterns += [path("", include("diagnostics.web.urls"))]
