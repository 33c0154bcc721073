"""Addresses for visitors."""

from django.urls import path, re_path

from diagnostics.web.about import site_pages, something_wrong
from diagnostics.web.cards import pictures
from diagnostics.web.monitoring import metrics
from diagnostics.web.reading import carriers, front, reading_pages, status
from diagnostics.web.results import outcome, result_pages, share, take
from diagnostics.web.search import search_pages
from diagnostics.web.site import crawlers, health, identity, offline
from diagnostics.web.walk import screens, waiting

urlpatterns = [
    # First, as most visits are of it, and each pattern before costs time.
    path("<slug:guide>/check/", screens.check, name="check"),
    path("", front.home, name="home"),
    path("health/live", health.alive, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("clock", health.clock, name="clock"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("favicon.ico", crawlers.favicon, name="favicon"),
    path("cards/<slug:name>.png", pictures.picture, name="card"),
    re_path(r"^logo-(?P<digest>[0-9a-f]{12})\.(?P<kind>svg|png)\Z", identity.logo, name="logo"),
    re_path(r"^site-(?P<digest>[0-9a-f]{12})\.css\Z", identity.style, name="site-style"),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("offline/", offline.offline, name="offline"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("about/", site_pages.about, name="about"),
    path("privacy/", site_pages.privacy, name="privacy"),
    path("contact/", site_pages.contact, name="contact"),
    path("something-wrong/", something_wrong.something_wrong, name="something-wrong"),
    path("r/", result_pages.enter, name="enter"),
    path("r/<str:code>.txt", result_pages.as_text, name="result-text"),
    path("r/<str:code>.json", result_pages.as_data, name="result-data"),
    path("r/<str:code>.svg", result_pages.as_picture, name="result-picture"),
    path("r/<str:code>/", result_pages.result, name="result"),
    path("r/<path:typed>", result_pages.near, name="result-near"),
    path("search/", search_pages.site_search, name="search-all"),
    path("<slug:guide>/", front.guide, name="guide"),
    path("<slug:guide>/search/", search_pages.guide_search, name="search"),
    path("<slug:guide>/status/", status.status, name="status"),
    path("<slug:guide>/status.ics", status.reminder, name="status-reminder"),
    path("<slug:guide>/reminder.ics", waiting.reminder, name="reminder"),
    path("<slug:guide>/share/", share.share, name="share"),
    path("<slug:guide>/take/", take.take, name="take"),
    path("<slug:guide>/outcome/", outcome.outcome, name="outcome"),
    path("<slug:guide>/signs/<slug:option>/", front.sign, name="sign"),
    path("<slug:guide>/causes/", reading_pages.causes, name="causes"),
    path("<slug:guide>/causes/<slug:cause>/", reading_pages.cause, name="cause"),
    path("<slug:guide>/steps/<slug:step>/", reading_pages.step, name="step"),
    path("<slug:guide>/carriers/", carriers.carriers, name="carriers"),
    path("<slug:guide>/carriers/<slug:carrier>/", carriers.carrier, name="carrier"),
    path("<slug:guide>/pages/<slug:page>/", reading_pages.page, name="page"),
]
