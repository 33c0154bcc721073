"""Django's settings, read from the environment. docs/operating.md explains each variable.

Production is a SITE_URL on https: only then are SECRET_KEY and ALLOWED_HOSTS required.
"""

import datetime as dt
import os
from pathlib import Path

from django.utils.csp import CSP

from diagnostics.config import brand, databases, env, logs, mail, secret, site_addresses, times
from diagnostics.config.env import WrongSetting

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
"""Everything that the running site writes, and nothing else."""
# Numpy reads it when it is loaded: a small product is done sooner than it is shared out, and no thread is there to fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Where the site is

PORT = env.number("PORT", 8000, 1, 65535)
HOST = env.text("HOST", "127.0.0.1")
SITE_URL = site_addresses.site_url("SITE_URL", site_addresses.local_address(HOST, PORT))
PRODUCTION = SITE_URL.startswith("https://")
ALLOWED_HOSTS = site_addresses.allowed_hosts("ALLOWED_HOSTS", site=SITE_URL, host=HOST)
TRUSTED_PROXIES = site_addresses.networks("TRUSTED_PROXIES", "127.0.0.1, ::1")
EMBED_HOSTS = site_addresses.origins("EMBED_HOSTS")
ADMIN_PATH = site_addresses.url_path("ADMIN_PATH", "admin")
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", 2, 1, 64)
STATUS_FEEDS = site_addresses.feeds("STATUS_FEED_URL")
STATUS_FEED_SECONDS = env.number("STATUS_FEED_SECONDS", 90, 1, 3600)
STATUS_WATCH = env.choice("STATUS_WATCH", {"worker": "worker", "alone": "alone"}, "worker")
WEBHOOK_PRIVATE_HOSTS = site_addresses.hosts("WEBHOOK_PRIVATE_HOSTS")
RESULT_LINK_DAYS = env.number("RESULT_LINK_DAYS", 180, 1, 3650)
SECRET_KEY = secret.key("SECRET_KEY", required=PRODUCTION, home=VAR)
DEBUG = env.flag("DEBUG")
if PRODUCTION and DEBUG:
    raise WrongSetting("DEBUG", "must be off when SITE_URL begins with https://.")

# Who it says it is

SITE_NAME = brand.name("SITE_NAME", "Fixpath")
SITE_LOGO = brand.logo("SITE_LOGO")
SITE_ACCENT = brand.accent("SITE_ACCENT")
SITE_LINKS = brand.links("SITE_LINKS")

# The application

INSTALLED_APPS = [
    "diagnostics",
    "diagnostics.apps.WorkplaceConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]
MIDDLEWARE = [
    "diagnostics.config.reporting.request_ids.with_request_id",
    "diagnostics.web.monitoring.requests.watch",
    "diagnostics.config.middleware.empty_head",
    "django.middleware.gzip.GZipMiddleware",
    # Whoever refuses a request or answers it by itself stands below these three, so that every answer has their headers.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "diagnostics.config.middleware.permissions_policy",
    "diagnostics.config.middleware.small_posts",
    "diagnostics.config.static_files.StaticFiles",
    "diagnostics.admin.editors_gate.EditorsGate",
    "diagnostics.config.middleware.EditorsSession",
    "django.middleware.common.CommonMiddleware",
    "diagnostics.web.site.near_address.near_address",
    "diagnostics.config.middleware.EditorsFormToken",
    "diagnostics.config.middleware.EditorsLogin",
    "diagnostics.web.signing_in.gate.second_step_gate",
    "diagnostics.config.middleware.EditorsMessages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "diagnostics.web.signing_in.gate.HashingGate",
]
ROOT_URLCONF = "diagnostics.urls"
APPEND_SLASH = False  # near_address does it, and only to pages that there are
WSGI_APPLICATION = "diagnostics.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "diagnostics.admin.frame.quotes",
                "diagnostics.config.times",
                "diagnostics.web.cards.titles",
                "diagnostics.web.kept_pieces",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "diagnostics.web.preview.draft_bar",
                "diagnostics.web.embed.frame.embedded",
                "diagnostics.web.site.identity.identity",
            ],
        },
    },
]

# What it keeps

DATABASES = {"default": databases.database(env.secret("DATABASE_URL"), VAR)}
CACHES = {"default": databases.cache(env.secret("CACHE_URL"))}

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "diagnostics.config.static_files.BuildStorage"},
}
# Pages name files by the hash of their content: collecting them under plain names too would take half as long again.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Mail: none without a server, and then nothing offers to send any

MAILERS = mail.mailers("MAIL_URL")
DEFAULT_FROM_EMAIL = mail.sender("MAIL_FROM", required=bool(MAILERS))
SILENCED_SYSTEM_CHECKS = [
    "mail.W001",  # that there may be no mailer
    "security.W003",  # form tokens: EditorsFormToken is Django's own, for the pages of staff; visitors have no cookie
    "security.W005",  # HSTS for subdomains: they may be other sites of the operator, who says it in the proxy
    "security.W008",  # from http to https: the proxy sends visitors on, and health checks come by http
    "security.W021",  # HSTS preloading: as W005
]

# Language and time: the language comes from the address, never from a header

LANGUAGE_CODE = "en"
USE_I18N = False  # there is one language so far; its words need not be looked up
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = times.zone("TIME_ZONE", "UTC")

# Safety

SECURE_CSP = {
    "default-src": [CSP.NONE],
    # The nonce appears only where a template asks for it; visitors' pages do not, so they can be cached.
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# What an editor may send at once; visitors may send less (config/middleware.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
# A question of a big guide is one form with a row a cause, and a few fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "diagnostics.urls.token_refused"
DATABASE_AWAY_VIEW = "diagnostics.urls.database_away"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_COOKIE_AGE = 12 * 3600
"""Seconds of no use after which a session ends (config/middleware.py)."""

# After five wrong passwords for one name from one address, a quarter of an hour's wait; domain/signing_in/door.py has the
# other limits.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "diagnostics.config.callers.network_address"
AXES_LOCKOUT_CALLABLE = "diagnostics.admin.signing_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

PASSWORD_HASHERS = [
    "diagnostics.config.passwords.LeanArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SECOND_FACTOR = env.choice(
    "SECOND_FACTOR", {word: word for word in ("off", "optional", "publishers", "staff")}, "optional"
)
OTP_TOTP_ISSUER = SITE_NAME
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Seen from outside

METRICS_TOKEN = secret.token("METRICS_TOKEN")
SENTRY_DSN = site_addresses.sentry_dsn("SENTRY_DSN")
ACCESS_LOG = env.flag("ACCESS_LOG")
LOGGING = logs.configuration(env.choice("LOG_FORMAT", logs.FORMATS, "text"))
