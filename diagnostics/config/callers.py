"""Who is calling, also behind proxies that we trust."""

from collections.abc import Iterator
from functools import cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from socket import AF_INET, AF_INET6, inet_ntop, inet_pton
from typing import Final

from django.conf import settings
from django.http import HttpRequest

MAPPED: Final = bytes(10) + b"\xff\xff"
"""How an IPv6 address begins that is an IPv4 address."""


def address(request: HttpRequest) -> str:
    """The caller's address: the last one that is not a trusted proxy (``TRUSTED_PROXIES``)."""
    named = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    caller = str(request.META.get("REMOTE_ADDR", ""))
    for before in _from_the_right(named):
        if not is_trusted(caller):
            break
        caller = before
    return caller


def network(caller: str, bits: int = 64) -> str:
    """The address, or of IPv6 its first ``bits``, a multiple of 8: 64 are what one customer has."""
    known = _ipv6(caller)
    if known is None:
        return caller
    if known.startswith(MAPPED):
        return inet_ntop(AF_INET, known[-4:])
    return known[: bits // 8].hex()


def is_ipv6(caller: str) -> bool:
    """Whether it has networks around it that one customer may have."""
    known = _ipv6(caller)
    return known is not None and not known.startswith(MAPPED)


def _ipv6(caller: str) -> bytes | None:
    if ":" not in caller:
        return None
    try:
        return inet_pton(AF_INET6, caller)
    except OSError:
        return None


def network_address(request: HttpRequest) -> str:
    """The same, written as an address, for what can only keep one (django-axes)."""
    caller = address(request)
    try:
        known = IPv6Address(caller)
    except ValueError:
        return caller
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False).network_address)


def _from_the_right(named: list[str]) -> Iterator[str]:
    """Only as long as they are addresses: whatever comes before nonsense was written by nobody we trust."""
    for name in reversed(named):
        try:
            yield str(ip_address(name.strip()))
        except ValueError:
            return


def is_trusted(caller: str) -> bool:
    """Whether this is a proxy whose word counts (``TRUSTED_PROXIES``)."""
    try:
        known = ip_address(caller)
    except ValueError:
        return not caller  # a socket of this machine has no address
    networks = _networks(tuple(settings.TRUSTED_PROXIES))
    return networks is None or any(known in network for network in networks)


@cache
def _networks(names: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...] | None:
    """None: everybody is trusted."""
    return None if "*" in names else tuple(ip_network(name) for name in names)
