"""What docs/webhooks.md tells receivers: its example is run, and its table is the truth."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from diagnostics.domain.webhooks import outbox, signing, turns
from diagnostics.domain.webhooks.delivering import deliver_due
from diagnostics.domain.webhooks.outbox import tell_test
from diagnostics.models import Webhook
from tests.conftest import ROOT
from tests.domain.webhooks.conftest import heard
from tests.feed_server import FeedServer

TEXT = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
BODY = b'{"event":"test"}'
type Check = Callable[[str, str, bytes], bool]


@pytest.fixture
def is_from_fixpath() -> Check:
    """The receiver's function, as it stands there."""
    found = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(found[1], names)
    check: Check = names["is_from_fixpath"]
    return check


@pytest.mark.django_db
def test_the_example_takes_what_was_really_sent(is_from_fixpath: Check, webhook: Webhook, server: FeedServer) -> None:
    """With the secret of today, and with the former one for a day."""
    former = signing.secret(webhook)
    signing.renew(webhook)
    tell_test(webhook)
    assert deliver_due() == 1
    ((headers, body),) = heard(server)

    for secret in (signing.secret(webhook), former):
        assert is_from_fixpath(secret, headers["fixpath-signature"], body.encode())
    assert not is_from_fixpath("whsec_of-somebody-else", headers["fixpath-signature"], body.encode())


def test_the_example_refuses_what_is_not_from_here(is_from_fixpath: Check) -> None:
    """Another body, another time, an old one, and whatever else somebody makes up."""
    now = int(time.time())
    good = signing.sign(BODY, now, ["whsec_a"])
    assert is_from_fixpath("whsec_a", good, BODY)
    assert not is_from_fixpath("whsec_a", good, BODY + b" ")
    assert not is_from_fixpath("whsec_a", good.replace(f"t={now}", f"t={now + 1}"), BODY)
    assert not is_from_fixpath("whsec_a", signing.sign(BODY, now - 301, ["whsec_a"]), BODY)
    for nonsense in ("", "t=", "v1=", "t=x,v1=y", f"t={now}", f"t={now},v1=", f"t={now},v1=é", "=,=,,"):
        assert not is_from_fixpath("whsec_a", nonsense, BODY)


def test_it_lists_every_event() -> None:
    assert re.findall(r"^\| `([a-z.]+)` \|", TEXT, re.MULTILINE) == [*Webhook.EVENTS]


def test_it_tells_the_numbers_of_the_code() -> None:
    assert turns.PAUSES == (60, 5 * 60, 15 * 60, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
    assert "after 1, 5 and 15 minutes, 1, 3, 6 and 12 hours" in TEXT
    assert (outbox.KEPT_DAYS, turns.PATIENCE.days, turns.LONGEST_REST) == (30, 3, 300)
    for words in ("kept for 30 days", "for three days", "up to five minutes"):
        assert words in TEXT
