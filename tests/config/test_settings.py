"""diagnostics/config/settings.py and the modules that it reads the environment with."""

import runpy
import stat
import traceback
from pathlib import Path
from typing import Any

import pytest

from diagnostics.config import databases, secret
from diagnostics.config.env import WrongSetting

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k" * 50
PRODUCTION = {"SITE_URL": "https://fix.example.org", "ALLOWED_HOSTS": "fix.example.org", "SECRET_KEY": KEY}


@pytest.fixture
def read_settings(clean_environment: pytest.MonkeyPatch) -> Any:
    """Reads config/settings.py anew with these variables alone."""

    def read(**environment: str) -> dict[str, Any]:
        for name, value in environment.items():
            clean_environment.setenv(name, value)
        return runpy.run_path(str(ROOT / "diagnostics" / "config" / "settings.py"))

    return read


def test_nothing_is_needed_to_start(read_settings: Any) -> None:
    """Without any variable the site is a development site on this machine, on SQLite."""
    settings = read_settings()

    assert settings["SITE_URL"] == "http://127.0.0.1:8000"
    assert not settings["PRODUCTION"]
    assert settings["DATABASES"]["default"]["NAME"] == str(ROOT / "var" / "fixpath.sqlite3")
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "127.0.0.1", "[::1]"]
    assert settings["SESSION_COOKIE_NAME"] == "session"
    assert settings["SECURE_HSTS_SECONDS"] == 0


def test_times_are_in_the_world_s_zone_or_another(read_settings: Any) -> None:
    """Without the setting UTC."""
    assert read_settings()["TIME_ZONE"] == "UTC"
    assert read_settings(TIME_ZONE=" Europe/Vienna ")["TIME_ZONE"] == "Europe/Vienna"


def test_production_switches_the_safeguards_on(read_settings: Any) -> None:
    """A site on https has host-bound, secure cookies and HSTS."""
    settings = read_settings(**PRODUCTION)

    assert settings["PRODUCTION"]
    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://fix.example.org"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_needs_a_key_and_hosts(read_settings: Any, name: str) -> None:
    """A site on https does not start without its key and its hosts, and names what is missing."""
    with pytest.raises(WrongSetting, match=f"^{name} must "):
        read_settings(**(PRODUCTION | {name: ""}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("TIME_ZONE", "Vienna"),
        ("TIME_ZONE", "+01:00"),
        ("TIME_ZONE", "../etc/passwd"),
        ("SITE_URL", "fix.example.org"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://fix.example.org/help"),
        ("SITE_URL", "https://user@fix.example.org"),
        ("SITE_URL", "http://fix.example.org:port"),
        ("SITE_URL", "http://[fix"),
        ("SITE_URL", "ftp://fix.example.org"),
        ("ALLOWED_HOSTS", "https://fix.example.org"),
        ("ALLOWED_HOSTS", "fix.example.org:443"),
        ("TRUSTED_PROXIES", "10.0.0.300"),
        ("TRUSTED_PROXIES", "proxy.local"),
        ("EMBED_HOSTS", "https://help.example.com/page"),
        ("EMBED_HOSTS", "help.example.com, *"),
        ("ADMIN_PATH", "Admin Path"),
        ("ADMIN_PATH", "/"),
        ("SECRET_KEY", "short"),
        ("DEBUG", "perhaps"),
        ("WEB_CONCURRENCY", "0"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "postgres://host"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("DATABASE_URL", "nonsense"),
        ("CACHE_URL", "memcached://host"),
        ("CACHE_URL", "redis://"),
        ("CACHE_URL", "redis://:pass/word@host"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_refused_by_name(read_settings: Any, name: str, value: str) -> None:
    """Whatever is wrong, the message is one line that begins with the name of the setting."""
    with pytest.raises(WrongSetting) as refusal:
        read_settings(**{name: value})

    assert str(refusal.value).startswith(f"{name} must ")
    assert "\n" not in str(refusal.value)


def test_debug_is_refused_in_production(read_settings: Any) -> None:
    """A site on https never shows its insides."""
    with pytest.raises(WrongSetting, match=r"^DEBUG must be off"):
        read_settings(**PRODUCTION, DEBUG="1")


SECRETS = ("SECRET_KEY", "DATABASE_URL", "CACHE_URL", "MAIL_URL")
AROUND = (
    "{}",
    "x://{}",
    "postgres://user:{}@host:port/name",
    "postgres://host:{}/name",
    "redis://:a/{}@host",
    "redis://h:{}",
    "smtp://u:{}@h:p",
    "smtp+tls://h:{}",
    "smtps://u:{}@[h",
    "postgres://u:p{}#@host/name",
    "rediss:///{}",
    "sqlite://{}",
)


@pytest.mark.parametrize("name", SECRETS)
def test_no_message_repeats_a_secret(read_settings: Any, name: str, tmp_path: Path) -> None:
    """Whatever is wrong with it, and wherever it stands; what led to the message does not repeat it either."""
    told = []
    for number, around in enumerate(AROUND):
        for key in (name, f"{name}_FILE"):
            file = tmp_path / str(number)
            file.write_text(around.format("hunter2"), encoding="ascii")
            try:
                read_settings(**{key: str(file) if key != name else around.format("hunter2")})
            except WrongSetting as refused:
                told += traceback.format_exception(refused, limit=0)
    assert told
    assert [line for line in told if "hunter2" in line] == []


@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_may_stand_in_a_file(read_settings: Any, name: str, tmp_path: Path) -> None:
    """A file that is missing stops the start as a wrong value does."""
    with pytest.raises(WrongSetting, match=f"^{name}_FILE must name a file"):
        read_settings(**{f"{name}_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("192.168.1.5", "http://192.168.1.5:8000"),
        ("localhost", "http://localhost:8000"),
    ],
)
def test_the_default_address_leads_to_the_site(read_settings: Any, host: str, address: str) -> None:
    """Where the site listens on all addresses, its own address is one that works on this machine."""
    assert read_settings(HOST=host)["SITE_URL"] == address


def test_a_site_open_to_the_network_takes_any_host_in_development(read_settings: Any) -> None:
    """Someone who opens a development site to the network may visit it by any of its names."""
    assert read_settings(HOST="0.0.0.0")["ALLOWED_HOSTS"] == ["*"]


def test_named_hosts_are_completed_by_those_of_health_checks(read_settings: Any) -> None:
    """The machine itself may always ask how the site is."""
    hosts = read_settings(**PRODUCTION)["ALLOWED_HOSTS"]

    assert hosts == ["fix.example.org", "fix.example.org", "localhost", "127.0.0.1", "[::1]"]


def test_the_site_may_have_an_ipv6_address(read_settings: Any) -> None:
    """An IPv6 address stands in brackets wherever Django expects them."""
    settings = read_settings(SITE_URL="http://[2001:db8::7]:8000")

    assert settings["ALLOWED_HOSTS"][0] == "[2001:db8::7]"


def test_trusted_proxies_may_be_networks_or_all(read_settings: Any) -> None:
    """Addresses, networks and a star are all understood."""
    settings = read_settings(TRUSTED_PROXIES="10.0.0.0/8, 192.0.2.7 *")

    assert settings["TRUSTED_PROXIES"] == ["10.0.0.0/8", "192.0.2.7", "*"]


def test_admin_path_ends_with_one_slash(read_settings: Any) -> None:
    """Slashes around the admin's path do not matter."""
    assert read_settings(ADMIN_PATH="/desk/editors/")["ADMIN_PATH"] == "desk/editors/"


def test_sqlite_waits_for_other_writers(tmp_path: Path) -> None:
    """SQLite takes the write lock at once and waits for it, and the folder is made."""
    chosen = databases.database("", tmp_path / "var")

    assert chosen["OPTIONS"] == databases.SQLITE_OPTIONS
    assert (tmp_path / "var").is_dir()


def test_postgres_keeps_the_options_of_its_address(tmp_path: Path) -> None:
    """What stands in DATABASE_URL overrules our own options."""
    chosen = databases.database("postgres://u:p@db:5432/fix?sslmode=require&connect_timeout=2", tmp_path)

    assert chosen["OPTIONS"] == databases.POSTGRES_OPTIONS | {"sslmode": "require", "connect_timeout": 2}


def test_without_an_address_the_cache_is_each_processs_own() -> None:
    """Nothing needs a Redis on one machine."""
    assert databases.cache("")["BACKEND"].endswith("LocMemCache")


@pytest.mark.redis
def test_redis_keeps_what_is_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    """With CACHE_URL, all processes share one cache, and none waits long for it."""
    import os

    from diagnostics.domain.safeguards.redis_cache import SteadyRedisCache

    chosen = databases.cache(os.environ["TEST_REDIS_URL"])
    first, second = (SteadyRedisCache(chosen["LOCATION"], chosen.copy()) for _ in range(2))
    first.set("greeting", "hello", timeout=5)

    assert second.get("greeting") == "hello"
    assert chosen["OPTIONS"]["socket_timeout"] < 1
    first.close()
    second.close()


def test_own_key_is_made_once(tmp_path: Path) -> None:
    """A development machine keeps its key, and keeps it to itself."""
    place = tmp_path / "var" / "secret-key"

    first, second = secret.own_key(place), secret.own_key(place)

    assert first == second
    assert len(first) >= secret.SHORTEST
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in place.parent.iterdir()] == ["secret-key"]


def test_own_key_leaves_the_key_of_a_quicker_process(tmp_path: Path) -> None:
    """When another process has made the key meanwhile, that key counts."""
    place = tmp_path / "secret-key"
    place.write_text("theirs", encoding="ascii")

    secret._make(place)

    assert secret.own_key(place) == "theirs"


@pytest.mark.parametrize(
    ("value", "feeds"),
    [
        ("", {}),
        ("https://example.org/a.js?callback=x", {"": "https://example.org/a.js?callback=x"}),
        (
            "one=http://127.0.0.1:80/ two=https://b.example/",
            {"one": "http://127.0.0.1:80/", "two": "https://b.example/"},
        ),
    ],
)
def test_status_feeds_are_addresses(read_settings: Any, value: str, feeds: dict[str, str]) -> None:
    """None where nothing is set; each may name who reads it."""
    assert read_settings(STATUS_FEED_URL=value)["STATUS_FEEDS"] == feeds


@pytest.mark.parametrize(
    "value",
    [
        *("example.org/a.js", "ftp://example.org/", "https:///a.js", "https://me:secret@example.org/"),
        *("http://a.example:99999/", "https://[::1", "http://a.example:0/"),
    ],
)
def test_an_address_that_cannot_be_fetched_stops_the_start(read_settings: Any, value: str) -> None:
    with pytest.raises(WrongSetting, match="STATUS_FEED_URL must hold addresses that begin with"):
        read_settings(STATUS_FEED_URL=value)


def test_sites_that_may_frame_are_origins(read_settings: Any) -> None:
    """Https is meant where nothing else is said."""
    hosts = read_settings(EMBED_HOSTS="help.example.com https://*.example.org/, http://localhost:81")["EMBED_HOSTS"]
    assert hosts == ["https://help.example.com", "https://*.example.org", "http://localhost:81"]


def test_who_fetches_the_feeds(read_settings: Any) -> None:
    assert read_settings()["STATUS_WATCH"] == "worker"
    assert read_settings(STATUS_WATCH="alone", STATUS_FEED_SECONDS="300")["STATUS_FEED_SECONDS"] == 300


def test_private_hosts_of_webhooks_are_names(read_settings: Any) -> None:
    """As they are compared: in small letters, without a full stop at the end."""
    assert read_settings()["WEBHOOK_PRIVATE_HOSTS"] == frozenset()
    hosts = read_settings(WEBHOOK_PRIVATE_HOSTS="Tickets.internal., 10.0.3.7 fd00::7")["WEBHOOK_PRIVATE_HOSTS"]
    assert hosts == {"tickets.internal", "10.0.3.7", "fd00::7"}


@pytest.mark.parametrize("value", ["http://tickets", "tickets:8080", "10.0.0.0/8", "*", "[::1]", "-tickets"])
def test_what_is_no_host_stops_the_start(read_settings: Any, value: str) -> None:
    with pytest.raises(WrongSetting, match="WEBHOOK_PRIVATE_HOSTS must hold host names or addresses"):
        read_settings(WEBHOOK_PRIVATE_HOSTS=value)
