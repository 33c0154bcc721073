"""The product's settings; only more addresses."""

from diagnostics.config.settings import *  # noqa: F403 (all of them)
from diagnostics.config.settings import MIDDLEWARE, ROOT, TEMPLATES

MIDDLEWARE = [*MIDDLEWARE, "tests.bench.site.cold.cold"]
ROOT_URLCONF = "tests.bench.site.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], ROOT / "tests" / "bench" / "site"]  # type: ignore[misc]
