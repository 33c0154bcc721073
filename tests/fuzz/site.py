"""The site that is fuzzed: the lamp, live, with a key, and a link to guess."""

from typing import Final
from unittest.mock import patch

from diagnostics.domain import drafts, live
from diagnostics.domain.live import Findings
from diagnostics.domain.programs import keys
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.results import result_links, spoken_codes
from diagnostics.engine.walk import fold
from diagnostics.models import ResultLink, SpokenCode
from tests.web.lamp import lamp_with_facts

HANDLE, SECRET = "0123abcd", "s" * 43
KEY: Final = f"fpk_{HANDLE}_{SECRET}"


def make_site() -> None:
    """Rows in the database, and the guide in memory."""
    drafts.replace(lamp_with_facts())
    publish("lamp", note="", by="tester")
    live.refresh()
    with patch("secrets.token_hex", lambda _: HANDLE), patch("secrets.token_urlsafe", lambda _: SECRET):
        keys.make("Tickets", list(keys.SCOPES))
    here = live.site().guides["lamp"]
    link = result_links.make(here, fold(here.network.guide, [("see", "dark"), ("show", "steps")]), Findings())
    ResultLink.objects.filter(pk=link.pk).update(code="bcdfghjkmnpt")
    spoken_codes.make(ResultLink.objects.get())
    SpokenCode.objects.update(digits="12345678", proof="12")
