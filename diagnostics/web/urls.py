"""Addresses for visitors."""

from django.urls import path

from diagnostics.web import carriers, check, crawlers, front, health, icons, outcome, reading, results, share

urlpatterns = [
    path("", front.home, name="home"),
    path("health/live", health.alive, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("favicon.ico", icons.favicon, name="favicon"),
    path("r/", results.enter, name="enter"),
    path("r/<str:code>.txt", results.as_text, name="result-text"),
    path("r/<str:code>.json", results.as_data, name="result-data"),
    path("r/<str:code>.svg", results.as_picture, name="result-picture"),
    path("r/<str:code>/", results.result, name="result"),
    path("<slug:guide>/", front.guide, name="guide"),
    path("<slug:guide>/check/", check.check, name="check"),
    path("<slug:guide>/share/", share.share, name="share"),
    path("<slug:guide>/outcome/", outcome.outcome, name="outcome"),
    path("<slug:guide>/signs/<slug:option>/", front.sign, name="sign"),
    path("<slug:guide>/causes/", reading.causes, name="causes"),
    path("<slug:guide>/causes/<slug:cause>/", reading.cause, name="cause"),
    path("<slug:guide>/steps/<slug:step>/", reading.step, name="step"),
    path("<slug:guide>/carriers/", carriers.carriers, name="carriers"),
    path("<slug:guide>/carriers/<slug:carrier>/", carriers.carrier, name="carrier"),
    path("<slug:guide>/pages/<slug:page>/", reading.page, name="page"),
]
