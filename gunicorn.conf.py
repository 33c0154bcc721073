"""How gunicorn serves the site; its own command line may overrule each of these."""

import resource
import sys
from logging.config import dictConfig
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from diagnostics.config.env import WrongSetting

try:
    from diagnostics.config import settings
except WrongSetting as wrong:
    sys.stderr.write(f"{wrong}\n")
    raise SystemExit(2) from None


class OurLines(Logger):
    """Gunicorn's own messages in our form; requests are not logged, as their addresses are walks."""

    def setup(self, cfg: Config) -> None:
        """Overrule gunicorn's own form."""
        super().setup(cfg)
        dictConfig(settings.LOGGING)


wsgi_app = "diagnostics.wsgi"
bind = f"[{settings.HOST}]:{settings.PORT}" if ":" in settings.HOST else f"{settings.HOST}:{settings.PORT}"
workers = settings.WEB_CONCURRENCY
worker_class = "diagnostics.management.serving.worker.PatientWorker"
# More than may wait for a database at a time (domain/safeguards/database_guard.py).
threads = 32
# Connections cost next to nothing, as no thread waits for one: as many as the system lets us have, leaving room for files.
_open, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
_open = max(_open, 4_096 if _most == resource.RLIM_INFINITY else min(_most, 4_096))
resource.setrlimit(resource.RLIMIT_NOFILE, (_open, _most))
worker_connections = min(2_000, _open // 2)
# Workers share what the master has loaded.
preload_app = True
# A worker's sign of life is a file: in memory, a busy disk does not hold it up.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (gunicorn makes the file safely)
timeout = 30
graceful_timeout = 20
keepalive = 5
limit_request_line = 8190
control_socket_disable = True
forwarded_allow_ips = ",".join(settings.TRUSTED_PROXIES)
logger_class = OurLines


def pre_exec(server: Arbiter) -> None:
    """Begin anew on USR2 as at first, but on the socket that is handed on."""
    given = sys.argv[1:]
    while "--bind" in given:
        place = given.index("--bind")
        del given[place : place + 2]
    server.START_CTX["args"] = [sys.executable, "-m", "gunicorn", *given]


def when_ready(_master: Arbiter) -> None:
    """Load what all workers need."""
    from diagnostics import starting  # noqa: PLC0415 (the models are loaded only now)

    starting.load()


if settings.METRICS_TOKEN:
    from diagnostics.config.reporting import metrics_files

    def on_starting(_master: object) -> None:
        """Make the folder in which workers count."""
        metrics_files.begin()

    def pre_fork(_master: object, worker: Worker) -> None:
        """Each worker counts in a place of its own,"""
        metrics_files.give_place(worker.age)

    def post_fork(_master: object, worker: Worker) -> None:
        """which it takes before anything that counts is imported,"""
        metrics_files.take(worker.age)

    def child_exit(_master: object, worker: Worker) -> None:
        """and leaves when it is dead, however it died."""
        metrics_files.leave(worker.age)

    def on_exit(_master: object) -> None:
        """Remove the folder."""
        metrics_files.end()


def post_worker_init(worker: Worker) -> None:
    """Start what a worker does beside answering."""
    from diagnostics import starting  # noqa: PLC0415 (as above)

    starting.begin(worker)
