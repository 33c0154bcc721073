"""How a new version takes over on USR2: the master of before goes on until a worker of the new one can show its guides."""

import os
import signal
import time
from contextlib import suppress

from gunicorn.systemd import sd_notify
from gunicorn.workers.base import Worker

from diagnostics.domain import live


def take_over(worker: Worker, former: int) -> None:
    """End the master ``former`` once this worker shows what can be shown; until then it takes no requests."""
    told = False
    while not (ready := _shows_guides()) and _is_wanted(worker) and _is_alive(former):
        if not told:
            worker.log.error("No guide can be shown. The version before goes on until one can.")
        told = True
        worker.notify()
        time.sleep(0.5)
    if ready and _is_wanted(worker):
        sd_notify(f"MAINPID={worker.ppid}", worker.log)
        with suppress(OSError):
            os.kill(former, signal.SIGTERM)


def _is_wanted(worker: Worker) -> bool:
    """Whether neither this worker nor its own master was told to stop."""
    return worker.alive and worker.ppid == os.getppid()


def _shows_guides() -> bool:
    """Whether a guide is loaded, or there is none."""
    return any(one.guide() for one in live.site().shelved.values()) or not live.is_unreadable()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:  # it is gone, or its number is another's by now
        return False
    return True
