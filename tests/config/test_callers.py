"""diagnostics/config/callers.py."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from diagnostics.config import callers


@pytest.mark.parametrize(
    ("remote", "forwarded", "caller"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.4", "198.51.100.1, 203.0.113.9, 10.0.0.5", "203.0.113.9"),
        ("127.0.0.1", "nonsense, 10.0.0.5", "10.0.0.5"),
        ("127.0.0.1", "198.51.100.1, nonsense", "127.0.0.1"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("a.socket", "198.51.100.1", "a.socket"),
    ],
)
def test_caller_is_the_last_that_nobody_trusted_passed_on(
    settings: Settings, remote: str, forwarded: str, caller: str
) -> None:
    """What a stranger writes into the header counts for nothing; what our proxies write does."""
    settings.TRUSTED_PROXIES = ["127.0.0.1", "::1", "10.0.0.0/8"]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert callers.address(request) == caller


def test_star_trusts_everybody(settings: Settings) -> None:
    """With a star the first address of the header is taken."""
    settings.TRUSTED_PROXIES = ["*"]
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9")
    assert callers.address(request) == "198.51.100.1"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8::1", "2001:db8:0:0:9::7", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("not:an:address", "not:an:address", True),
        ("", "192.0.2.1", False),
    ],
)
def test_one_customer_has_one_network(one: str, other: str, *, same: bool) -> None:
    """Of IPv6 a customer has the first 64 bits; whatever cannot be read is its own."""
    assert (callers.network(one) == callers.network(other)) is same


@pytest.mark.parametrize(
    ("caller", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("a.socket", "a.socket"),
    ],
)
def test_network_is_written_as_an_address(caller: str, counted: str) -> None:
    """What can only count addresses counts a customer of IPv6 once."""
    assert callers.network_address(RequestFactory().get("/", REMOTE_ADDR=caller)) == counted


@pytest.mark.parametrize(
    ("caller", "bits", "network"),
    [
        ("2001:db8:1:2:3::4", 64, "20010db800010002"),
        ("2001:db8:1:2:3::4", 48, "20010db80001"),
        ("2001:db8:1:2:3::4", 32, "20010db8"),
        ("::ffff:192.0.2.1", 32, "192.0.2.1"),
        ("192.0.2.1", 48, "192.0.2.1"),
        ("not:an:address", 48, "not:an:address"),
    ],
)
def test_larger_networks_have_shorter_names(caller: str, bits: int, network: str) -> None:
    """There is one around an IPv6 address only."""
    assert callers.network(caller, bits) == network
    assert callers.is_ipv6(caller) is (len(network) <= 16 and ":" not in network and "." not in network)
