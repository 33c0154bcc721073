"""Every address of the interface, with its words for whoever reads the OpenAPI document."""

from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI

from diagnostics.domain.programs.keys import ProgramKey
from diagnostics.web.api import links, public
from diagnostics.web.api.causes import Cause
from diagnostics.web.api.crossing import reachable
from diagnostics.web.api.decisions import Decision
from diagnostics.web.api.description import ABOUT, SEARCH, TITLE, VERSION, WALK, describe, examples
from diagnostics.web.api.guides import Guide, Guides
from diagnostics.web.api.keys import Key
from diagnostics.web.api.links import Events, Link, NewLink
from diagnostics.web.api.refusals import Problem, explain_refusals
from diagnostics.web.api.searching import Search
from diagnostics.web.api.steps import Step
from diagnostics.web.site import caching
from diagnostics.web.site.methods import read_only

KEYED: Final = frozenset({"make-link", "link", "events"})
"""What takes a key, and so is for no page of another site."""
MISSING: Final[dict[int, Any]] = {404: Problem}
KNOWN: Final[dict[int, Any]] = {304: None, **MISSING}
FORMER: Final[dict[int, Any]] = {**KNOWN, 301: None, 410: Problem}
WITH_KEY: Final[dict[int, Any]] = {401: Problem, 403: Problem, **MISSING, 429: Problem, 503: Problem}

api = NinjaAPI(title=TITLE, version=VERSION, description=ABOUT, urls_namespace="api", docs_url=None, openapi_url=None)
explain_refusals(api)


@api.get("/guides", response={200: Guides, 304: None}, url_name="guides", operation_id="listGuides", tags=["Guides"])
def guides(request: HttpRequest) -> HttpResponse:
    """List the guides that are live."""
    return public.guides(request)


@api.get(
    "/guides/{slug:guide}", response={200: Guide, **FORMER}, url_name="guide", operation_id="getGuide", tags=["Guides"]
)
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    """Name everything that a walk through this guide may say: its questions and options, its causes, its steps."""
    return public.guide(request, guide=guide)


@api.get(
    "/guides/{slug:guide}/decision",
    response={200: Decision, **FORMER, 303: None, 400: Problem},
    url_name="decision",
    operation_id="getDecision",
    tags=["Walks"],
    openapi_extra={"parameters": WALK},
)
def decision(request: HttpRequest, guide: str) -> HttpResponse:
    """Decide what to do now in this walk.

    The query string is the walk, as in the address of the page `/<guide>/check/`; without one, the walk begins. The answer is what
    that page shows: the next question, the steps to try in their order, how long to wait, whom to ask, or that it is done. Follow
    its addresses, or append to its `walk`. Nobody is counted and nothing is stored.
    """
    return public.decision(request, guide=guide)


@api.get(
    "/guides/{slug:guide}/steps/{slug:step}",
    response={200: Step, **FORMER},
    url_name="step",
    operation_id="getStep",
    tags=["Guides"],
)
def step(request: HttpRequest, guide: str, step: str) -> HttpResponse:
    """Read one step, whole, with the instructions for every device and version."""
    return public.step(request, guide=guide, step=step)


@api.get(
    "/guides/{slug:guide}/causes/{slug:cause}",
    response={200: Cause, **FORMER},
    url_name="cause",
    operation_id="getCause",
    tags=["Guides"],
)
def cause(request: HttpRequest, guide: str, cause: str) -> HttpResponse:
    """Read one cause: how it shows, and what helps."""
    return public.cause(request, guide=guide, cause=cause)


@api.get(
    "/guides/{slug:guide}/search",
    response={200: Search, **FORMER, 400: Problem},
    url_name="search",
    operation_id="search",
    tags=["Guides"],
    openapi_extra={"parameters": SEARCH},
)
def search(request: HttpRequest, guide: str) -> HttpResponse:
    """Search a guide, in a person's own words.

    Answers that the words say are named, and lead on into the walk; below them stands what fits, the best first. Mistakes in
    spelling are forgiven.
    """
    return public.search(request, guide=guide)


@api.post(
    "/guides/{slug:guide}/links",
    response={201: Link, **WITH_KEY, 308: None, 400: Problem, 422: Problem},
    url_name="make-link",
    operation_id="makeLink",
    tags=["Result links"],
    auth=Key("links:make"),
)
def make_link(request: HttpRequest, guide: str, body: NewLink) -> HttpResponse:
    """Make a result link of a walk: what is decided now is pinned, and has an address to send. Scope: `links:make`."""
    return links.make(request, _key(request), guide, body)


@api.get(
    "/links/{str:code}",
    response={200: Link, **WITH_KEY},
    url_name="link",
    operation_id="getLink",
    tags=["Result links"],
    auth=Key("links:read", "links:read-all"),
)
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Read how a link stands. Scope: `links:read` for those that this key made, `links:read-all` for all."""
    return links.state(_key(request), code)


@api.get(
    "/links/{str:code}/events",
    response={200: Events, **WITH_KEY},
    url_name="events",
    operation_id="getEvents",
    tags=["Result links"],
    auth=Key("links:read", "links:read-all"),
)
def events(request: HttpRequest, code: str) -> HttpResponse:
    """Read what happened on a link, in order. Scopes as for the link."""
    return links.events(_key(request), code)


def _key(request: HttpRequest) -> ProgramKey:
    return cast("ProgramKey", request.auth)  # type: ignore[attr-defined]  # Ninja puts there what Key found


@api.get("/openapi.json", response={200: dict[str, Any], 304: None}, include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe this interface."""
    return _openapi(request)


@read_only
def _openapi(request: HttpRequest) -> HttpResponse:
    text = schema_text()
    return caching.cached_response(
        request, caching.etag(request, text), lambda: HttpResponse(text, content_type="application/json")
    )


def schema_text() -> str:
    """The OpenAPI document."""
    return describe(api.get_openapi_schema(path_prefix="/api/v1/"), examples())


def _patterns() -> list[URLPattern]:
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        pattern.callback = reachable(pattern.callback, is_public=pattern.name not in KEYED)
    return patterns


urls: Final = (_patterns(), api.urls[1], api.urls[2])
