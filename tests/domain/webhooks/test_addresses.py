"""Where a webhook may lead, and where it may not."""

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from diagnostics.domain.webhooks.addresses import AddressRefused, is_public, look_up, read_address

PUBLIC = ["8.8.8.8", "1.1.1.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("100.100.100.200", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.0.0.8", "168.63.129.16"),
    *("::", "::1", "fe80::1", "fe80::1%1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("2002:7f00:1::1", "2001::1", "100::1", "64:ff9b:1::7f00:1"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_everything_else_is_private(address: str) -> None:
    """Own machine, own network, carriers' networks, clouds' insides, many at once, examples; however it is written."""
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_of_ipv6_is_judged_as_such(inner: Any) -> None:
    assert is_public(f"::ffff:{inner}") == is_public(str(inner))
    assert is_public(f"64:ff9b::{inner}") == is_public(str(inner))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "Write the whole address"),
        ("tickets.example/hook", "Write the whole address"),
        ("ftp://tickets.example/", "Write the whole address"),
        ("https:///hook", "Write the whole address"),
        ("https://tickets.example:0/", "Write the whole address"),
        ("https://[::1/", "This is no address"),
        ("https://tickets.example:port/", "This is no address"),
        ("https://./hook", "Write the whole address"),
        ("https://ada:secret@tickets.example/", "Leave the name and password out"),
        ("https://tickets.example/#part", "Leave out “#part”"),
        ("http://tickets.example/", "Begin the address with https://"),
    ],
)
def test_what_is_no_address_is_refused_with_what_to_do(address: str, says: str) -> None:
    with pytest.raises(AddressRefused, match=says):
        read_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(address: str) -> None:
    """By the words of a form, which name the setting."""
    with pytest.raises(AddressRefused, match=r"private address\. .* WEBHOOK_PRIVATE_HOSTS"):
        look_up(address)


def test_one_private_address_of_many_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "8.8.8.8", "10.0.0.3")
    with pytest.raises(AddressRefused, match=r"tickets\.example leads to 10\.0\.0\.3, a private address"):
        look_up("https://tickets.example/")


def test_a_public_name_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, "8.8.8.8", "2001:4860:4860::8888")
    assert look_up("https://tickets.example/hook?of=fixpath") == ""


def test_a_name_that_nobody_knows_is_no_reason_to_refuse() -> None:
    """It may be known tomorrow."""
    assert look_up("https://tickets.invalid/") == "Nobody knows the host “tickets.invalid”."
    assert look_up(f"https://{'a' * 64}.example/").startswith("Its address is wrong: ")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "https://127.0.0.1/", "http://LocalHost:8080/", "http://[::1]/"]
)
def test_what_is_allowed_may_be_private_and_without_tls(address: str, settings: Settings) -> None:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
    assert look_up(address) == ""
    with pytest.raises(AddressRefused):
        look_up("http://127.0.0.2/")


def resolve(monkeypatch: pytest.MonkeyPatch, *targets: str) -> list[str]:
    """Every name leads to these addresses; returns the names that are looked up from now on."""
    names: list[str] = []

    def answer(host: str, *_args: object, **_named: object) -> list[Any]:
        names.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (target, 0)) for target in targets]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return names
