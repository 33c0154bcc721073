"""``/metrics`` for Prometheus: what all workers of this host measured, and what is live."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache

from diagnostics import VERSION
from diagnostics.domain import live
from diagnostics.web.site import build
from diagnostics.web.site.methods import read_only

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import GaugeMetricFamily, Metric


@read_only
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Asks memory and the files of other workers, never the database. 404 as long as there is no METRICS_TOKEN."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        refusal = "Send the METRICS_TOKEN of this site as a bearer token.\n"
        return HttpResponse(
            refusal, status=401, content_type="text/plain", headers={"WWW-Authenticate": 'Bearer realm="metrics"'}
        )
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # noqa: PLC0415 (not without a token)

    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> "CollectorRegistry":
    from prometheus_client import CollectorRegistry  # noqa: PLC0415 (as above)
    from prometheus_client.multiprocess import MultiProcessCollector  # noqa: PLC0415 (as above)

    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(_ThisProcess())
    registry.register(_Live())
    return registry


class _ThisProcess:
    """Where there is one process only, nobody notes its state before it is asked."""

    def collect(self) -> "Iterator[Metric]":
        from diagnostics.web.monitoring import gauges, meters  # noqa: PLC0415 (as above)

        gauges.of_this_process().note()
        yield from meters.OWN.collect()


class _Live:
    """What this worker shows to visitors; all of them show the same within seconds."""

    def collect(self) -> "Iterator[Metric]":
        site, health = live.site(), live.health()
        releases = {slug: one.published.release for slug, one in site.shelved.items()}
        yield _gauge("build_info", "1.", {(VERSION, build.stamp()[:12]): 1}, "version", "build")
        yield _gauge("guides", "Guides that visitors can use.", {(): len(health.guides)})
        yield _gauge("guides_failing", "Guides whose newest release does not load.", {(): len(health.failing)})
        yield _gauge(
            "release_number", "The release in use.", {(slug,): one.number for slug, one in releases.items()}, "guide"
        )
        yield _gauge(
            "release_published_timestamp_seconds",
            "When it was published.",
            {(slug,): one.published_at.timestamp() for slug, one in releases.items()},
            "guide",
        )
        feeds = site.feeds.items()
        yield _gauge(
            "status_feed_read_timestamp_seconds",
            "When this status feed was last read; 0 if it never was.",
            {(name,): one.read_at.timestamp() if one.read_at else 0 for name, one in feeds},
            "feed",
        )
        yield _gauge(
            "status_feed_failing",
            "1 while it cannot be read.",
            {(name,): int(one.failing_since is not None) for name, one in feeds},
            "feed",
        )


def _gauge(name: str, says: str, values: dict[tuple[str, ...], float], *labels: str) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 (as above)

    family = GaugeMetricFamily(f"fixpath_{name}", says, labels=labels)
    for shown, value in values.items():
        family.add_metric(shown, value)
    return family
