"""Load on a site: eight connections by wrk, where it is installed; else by threads of this process."""

import http.client
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

import numpy as np

from tests.bench.served import Site

CONNECTIONS: Final = 8
_SCRIPT: Final = """
local headers = {{{headers}}}
function request()
  return wrk.format("{method}", [[{path}]], headers, [[{body}]])
end
function done(summary, latency)
  local bad = summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect
  io.write(string.format('\\n{{"rate": %f, "p50": %f, "p99": %f, "bad": %d}}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, bad))
end
"""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that is sent again and again."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    body: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second, milliseconds, and how many were no success."""

    rate: float
    p50: float
    p99: float
    bad: int


def load(site: Site, ask: Ask, seconds: float) -> Rate:
    """As much as the site can answer."""
    return _by_wrk(site, ask, seconds) if shutil.which("wrk") else _by_threads(site, ask, seconds)


def _by_wrk(site: Site, ask: Ask, seconds: float) -> Rate:
    headers = ", ".join(f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in ask.headers.items())
    script = _SCRIPT.format(headers=headers, path=ask.path, method=ask.method, body=ask.body)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout=30s", f"-s{file.name}"]
        out = subprocess.run([*command, f"http://127.0.0.1:{site.port}"], check=True, capture_output=True, text=True)
    return Rate(**json.loads(out.stdout.strip().splitlines()[-1]))


def _by_threads(site: Site, ask: Ask, seconds: float) -> Rate:
    end = perf_counter() + seconds
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        every = [one for some in threads.map(lambda _: _thread(site, ask, end), range(CONNECTIONS)) for one in some]
    times = [took for took, _ in every]
    p50, p99 = np.percentile(times, [50, 99])
    return Rate(len(times) / seconds, float(p50), float(p99), sum(status >= 400 for _, status in every))


def _thread(site: Site, ask: Ask, end: float) -> list[tuple[float, int]]:
    to, every = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30), []
    while perf_counter() < end:
        begin = perf_counter()
        to.request(ask.method, ask.path, ask.body, dict(ask.headers))
        answer = to.getresponse()
        answer.read()
        every.append(((perf_counter() - begin) * 1e3, answer.status))
    return every
