"""Addresses of a guide's workplace, below the admin's own ``guides/``."""

from django.urls import path

from diagnostics.admin.workplace import home

urlpatterns = [
    path("<slug:guide>/", home.home, name="guide-home"),
    # Placeholders, each until its page is there.
    path("<slug:guide>/check/", home.home, name="guide-check"),
    path("<slug:guide>/signs/", home.home, name="guide-signs"),
    path("<slug:guide>/remedies/", home.home, name="guide-remedies"),
    path("<slug:guide>/cases/", home.home, name="guide-cases"),
    path("<slug:guide>/walks/", home.home, name="guide-walks"),
    path("<slug:guide>/tasks/", home.home, name="guide-tasks"),
    path("<slug:guide>/publish/", home.home, name="guide-publish"),
    path("<slug:guide>/releases/", home.home, name="guide-releases"),
]
