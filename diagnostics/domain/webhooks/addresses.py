"""Where a webhook may lead: to https on the open internet, and nowhere into the network that this site itself stands in."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx
from django.conf import settings

from diagnostics.domain.safeguards.other_sites import RequestFailed, in_time, run_apart

NAT64: Final = IPv6Network("64:ff9b::/96")
"""An IPv6 address in here ends in the IPv4 address that it leads to."""
CLOUD: Final = frozenset({IPv4Address("168.63.129.16")})
"""Looks public, and is the inside of a cloud."""
LOOK_UP: Final = 3.0
"""Seconds that a form waits for a name to be looked up."""


class AddressRefused(RequestFailed):
    """Nothing may be sent there, now or later."""


def read_address(address: str) -> httpx.URL:
    """Raises AddressRefused, with what to do about it."""
    try:
        url = httpx.URL(address)
        host = host_of(url)
    except (httpx.InvalidURL, UnicodeError):
        raise AddressRefused("This is no address that anything can be sent to.") from None
    if url.scheme not in ("https", "http") or not host or url.port == 0:
        raise AddressRefused("Write the whole address, such as https://tickets.example.org/hooks/fixpath.")
    if url.userinfo:
        raise AddressRefused("Leave the name and password out of the address: what is sent is signed instead.")
    if url.fragment:
        raise AddressRefused(f"Leave out “#{url.fragment[:60]}”: it is never sent.")
    if url.scheme == "http" and not is_allowed(host):
        raise AddressRefused("Begin the address with https://: others could read along, and change what is sent.")
    return url


def host_of(url: httpx.URL) -> str:
    """As it is looked up: in small letters, a name of another script in its ASCII form, without brackets."""
    return url.raw_host.decode("ascii").lower().rstrip(".")


def is_allowed(host: str) -> bool:
    """Whether the operator lets this host be a private one (WEBHOOK_PRIVATE_HOSTS)."""
    return host in settings.WEBHOOK_PRIVATE_HOSTS


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip in NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in CLOUD


async def find_targets(url: httpx.URL) -> list[str]:
    """The IP addresses of its host. Raises AddressRefused where one of them is private and that is not allowed; OSError."""
    host = host_of(url)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise RequestFailed(f"Nobody knows the host “{host}”.") from None
    targets = list(dict.fromkeys(str(one[4][0]) for one in found))
    private = [target for target in targets if not is_public(target)]
    if private and not is_allowed(host):
        leads = "is" if private[0] == host else f"leads to {private[0]},"
        raise AddressRefused(
            f"{host} {leads} a private address. Whoever runs this site can allow it with WEBHOOK_PRIVATE_HOSTS."
        )
    return targets


def look_up(address: str) -> str:
    """What is odd about this address today, empty where nothing is; raises AddressRefused where nothing may be sent there."""
    url = read_address(address)
    try:
        run_apart(lambda: _look_up(url))
    except AddressRefused:
        raise
    except RequestFailed as failed:
        return str(failed)
    return ""


async def _look_up(url: httpx.URL) -> None:
    async with in_time(LOOK_UP, LOOK_UP):
        await find_targets(url)
