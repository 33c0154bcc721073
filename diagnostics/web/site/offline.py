"""What a browser keeps for later: the service worker, the page for times without a connection, and the manifest."""

import json
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

from diagnostics.config.middleware import editors_paths
from diagnostics.web.site import build, caching, identity
from diagnostics.web.site.addresses import EMBEDDED
from diagnostics.web.site.methods import read_only

SCRIPTS: Final = (
    "js/times.js",
    "vendor/htmx-4.0.1.min.js",
    "js/walk.js",
    "js/checks.js",
    "js/terms.js",
    "js/ticks.js",
    "js/offline.js",
)
FILES: Final = ("css/site.css", *SCRIPTS, "favicon.svg")
"""What visitors' pages load; a test holds it to the pages."""
ICONS: Final = (("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable.png", 512, "maskable"))
PAPER: Final = "#fbfaf7"
"""As --paper in site.css."""


@read_only
def service_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """Another text with every build, so that browsers notice; the work itself is static/js/worker.js."""
    site = {
        "build": build.stamp()[:16],
        "files": [*(static(file) for file in FILES), *identity.own_files()],
        "offline": reverse("offline"),
        "leave": [*editors_paths(), EMBEDDED, "/api/", "/cards/", "/health/", "/metrics"],
        "unkept": [reverse("enter"), reverse("something-wrong")],
    }
    text = f"self.site = {json.dumps(site)};\nimportScripts({json.dumps(static('js/worker.js'))});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@read_only
def offline(request: HttpRequest) -> HttpResponse:
    """What stands in place of a page that was not kept, and every word that is said without a connection."""
    return caching.cached_response(request, caching.etag(request), lambda: render(request, "site/offline.html"))


@read_only
def manifest(request: HttpRequest) -> HttpResponse:
    """So that the site can be kept on the home screen."""
    what = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "id": "/",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": static(f"icons/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for name, size, purpose in ICONS
            ),
        ],
    }

    def file() -> HttpResponse:
        return HttpResponse(json.dumps(what), content_type="application/manifest+json")

    return caching.cached_response(request, caching.etag(request), file)
