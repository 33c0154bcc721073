"""Settings that are addresses: each is checked here, so that a slip stops the start and not a visitor."""

import re
from ipaddress import ip_network
from urllib.parse import urlsplit

from diagnostics.config import env
from diagnostics.config.env import WrongSetting

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (an address to recognise, not one to bind)
"""What means all addresses of a machine, and how the machine reaches itself then."""


def local_address(host: str, port: int) -> str:
    """The http address at which this machine reaches a server that listens on ``host``."""
    name = EVERYWHERE.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def site_url(name: str, default: str) -> str:
    """The site's own origin, without a slash at its end."""
    value = env.text(name, default).rstrip("/")
    if not _is_origin(value):
        raise WrongSetting(name, f"must look like https://fix.example.org, without a path (it is {value!r}).")
    return value


def origins(name: str) -> list[str]:
    """Origins as a browser is told them, such as https://help.example.com or https://*.example.com."""
    found = [value.rstrip("/") if "://" in value else f"https://{value}" for value in env.words(name)]
    if wrong := [value for value in found if not re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?", value)]:
        problem = f"must hold sites such as https://help.example.com or https://*.example.com (not {wrong[0]!r})."
        raise WrongSetting(name, problem)
    return found


def _is_origin(value: str) -> bool:
    try:
        parts = urlsplit(value)
        complete = bool(parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0)
    except ValueError:
        return False
    return complete and "@" not in parts.netloc and value == f"{parts.scheme}://{parts.netloc}"


def allowed_hosts(name: str, *, site: str, host: str) -> list[str]:
    """The names that visitors may use, and those of this machine for health checks."""
    names = env.words(name)
    if not names and site.startswith("https://"):
        raise WrongSetting(
            name, "must name the hosts that visitors use, such as fix.example.org, as SITE_URL is https."
        )
    if wrong := [host for host in names if not re.fullmatch(r"\*|\.?[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]", host)]:
        raise WrongSetting(name, f"must hold host names without scheme, port or path (not {wrong[0]!r}).")
    if not names and host not in LOOPBACK:
        return ["*"]
    own = urlsplit(site).hostname or ""
    return [*names, f"[{own}]" if ":" in own else own, "localhost", "127.0.0.1", "[::1]"]


def hosts(name: str) -> frozenset[str]:
    """Names of hosts, or their IP addresses, without scheme, port or brackets."""
    found = [word.lower().rstrip(".") for word in env.words(name)]
    if wrong := [
        word for word in found if not re.fullmatch(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*", word)
    ]:
        raise WrongSetting(name, f"must hold host names or addresses without scheme or port (not {wrong[0]!r}).")
    return frozenset(found)


def networks(name: str, default: str) -> list[str]:
    """Addresses and networks, such as 10.0.0.7 and 10.0.0.0/8; a star means all."""
    values = env.words(name, default)
    for value in values:
        try:
            ip_network("0.0.0.0/0" if value == "*" else value)
        except ValueError:
            raise WrongSetting(name, f"must hold addresses or networks, such as 10.0.0.0/8 (not {value!r}).") from None
    return values


def url_path(name: str, default: str) -> str:
    """A path inside the site, with a slash at its end only."""
    value = env.text(name, default).strip("/")
    if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", value):
        raise WrongSetting(name, f"must hold small letters, digits, hyphens and slashes (it is {value!r}).")
    return f"{value}/"


def feeds(name: str) -> dict[str, str]:
    """Addresses of status feeds by the name of their reader; one without a name is for the first reader that there is."""
    found: dict[str, str] = {}
    for value in env.words(name):
        match = re.fullmatch(r"(?:([a-z0-9-]+)=)?(https?://\S+)", value)
        if match is None or not _is_fetchable(match[2]):
            problem = f"must hold addresses that begin with https:// or http://, without a password (not {value!r})."
            raise WrongSetting(name, problem)
        found[match[1] or ""] = match[2]
    return found


def sentry_dsn(name: str) -> str:
    """Where Sentry takes reports, as its own pages give it."""
    value = env.secret(name)
    if value and not re.fullmatch(r"https?://[0-9A-Za-z:]+@[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[\w/-]*)?/[0-9]+", value):
        raise WrongSetting(name, "must be the DSN of a project, such as https://key@sentry.example.org/1.")
    return value


def _is_fetchable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname and parts.port != 0) and "@" not in parts.netloc
    except ValueError:
        return False
