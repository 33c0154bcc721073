"""Settings of the tests: those of a development machine, whatever the environment of whoever runs them."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.house.documented import setting_names

for name in {*setting_names(), "EDITOR_NAME", "EDITOR_PASSWORD"}:
    os.environ.pop(name, None)
    os.environ.pop(f"{name}_FILE", None)
if os.environ.get("TEST_DATABASE") == "postgres":
    os.environ["DATABASE_URL"] = os.environ["TEST_POSTGRES_URL"]
# The browser's driver keeps an event loop in the main thread; nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from diagnostics.config.settings import *  # noqa: E402, F403 (the environment had to be cleared first)
from diagnostics.config.settings import DATABASES, STORAGES  # noqa: E402 (as above)

VAR = Path(tempfile.mkdtemp(prefix="fixpath-tests-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
# WhiteNoise wants the folder of collected files to be there.
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir()
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in production: in memory, threads would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
    # What tests keep need not survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
