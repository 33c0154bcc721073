"""Addresses of a guide's workplace, below the admin's own ``guides/``."""

from django.urls import path

from diagnostics.admin.workplace import home

urlpatterns = [
    path("<slug:guide>/", home.home, name="guide-home"),
]
