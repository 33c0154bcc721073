"""Pages under load, beside a view that does nothing and beside Django's own wizard, in one run: read the ratios."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Final
from urllib.parse import urlencode

from tests.bench.aims import Aim
from tests.bench.load import Ask, Rate, load
from tests.bench.served import Site, own_database, serve
from tests.bench.site.cold import COLD, UNDECIDED

SECONDS: Final = 1.0
ROUNDS: Final = 7
"""Of each kind of request, by turns with the view that it is held against: machines are shared, and every second is another."""
GZIP: Final = {"Accept-Encoding": "gzip, deflate, br", "Sec-Fetch-Site": "same-origin"}
HTMX: Final = GZIP | {"HX-Request": "true", "HX-Request-Type": "partial"}
PAGES: Final = {
    "question": "/imessage/check/?see=green&from=see",
    "guide": "/imessage/",
    "causes": "/imessage/causes/",
    "steps": "/imessage/check/?see=green&device=iphone&who=everybody&show=steps",
}
WALKED: Final = ("question", "steps")
TEMPLATES: Final = "Four fifths of a page that is rendered anew is Django's template engine."
TAIL: Final = "A page that costs the processor so many times the view's work takes so many times as long, in its slowest hundredth too."
NOISE: Final = "From one second to the next the view's own rate differs by a quarter."
RATES: Final = {
    "kept": Aim(0.9, is_least=True, why=NOISE),
    "304": Aim(1, is_least=True, why=NOISE),
    "question, cold": Aim(0.35, is_least=True, why=TEMPLATES),
    "steps, cold": Aim(0.2, is_least=True, why=TEMPLATES),
}
"""By the last word of a row, or its whole name: how many times the view's rate."""
P99: Final = Aim(3, unit=" times", why=TAIL)
WIZARD: Final = Aim(5, is_least=True, unit=" times", why=TEMPLATES)
BARE: Final = "/bench/bare/"
VIEW: Final = "a view that does nothing, 8 kB"
WIZARD_STEP: Final = "a step of a session wizard"
WARM: Final = 8.0
"""Seconds of load, before anything is measured: the first thousands of requests are slower."""


def main(rounds: str = "", *names: str) -> None:
    """Print a row a kind of request. rounds: of a second each. names: words of the kinds that are wanted, else all."""
    print(
        f"{'two workers, eight connections':<34}{'requests/s':>11}{'ratio':>8}{'p50':>10}{'p99':>10}{'p99 ratio':>11}  aims"
    )
    with own_database() as database, serve(database) as site:
        bare = Ask(BARE, GZIP)
        for ask in (bare, *(Ask(path, GZIP) for path in PAGES.values())):
            load(site, ask, WARM)
        ratios: dict[str, float] = {}
        for name, ask in _asks(site):
            ratios |= _measure(site, bare, name, ask, int(rounds or ROUNDS), names)
        print(f"memory of the workers: {', '.join(f'{one:.0f} MB' for one in site.memory())}", flush=True)
        wizard = _measure(site, bare, WIZARD_STEP, _wizard_step(site), int(rounds or ROUNDS), names)
    for ratio in wizard.values():
        _hold_against_wizard(ratios, ratio)


def _measure(site: Site, bare: Ask, name: str, ask: Ask, rounds: int, names: Sequence[str]) -> dict[str, float]:
    """By turns with the view that does nothing, where it is wanted: its name → its rate, as a ratio."""
    if names and not any(word in name for word in names):
        return {}
    load(site, ask, SECONDS)
    return {name: _print(name, [(load(site, bare, SECONDS), load(site, ask, SECONDS)) for _ in range(rounds)])}


def _print(name: str, turns: Sequence[tuple[Rate, Rate]]) -> float:
    """The middle one of all rounds, for each column by itself; the ratio of the rates."""
    rate, p50, p99 = (median(getattr(found, column) for _, found in turns) for column in ("rate", "p50", "p99"))
    ratio = median(found.rate / bare.rate for bare, found in turns)
    slower = median(found.p99 / bare.p99 for bare, found in turns)
    bad = sum(found.bad for _, found in turns)
    aims = []
    if aim := RATES.get(name) or RATES.get(name.rpartition(" ")[2] if name.count(",") == 1 else ""):
        aims.append(aim.judge(f"{name}, of the view's rate", ratio))
    if name not in (VIEW, WIZARD_STEP):
        aims.append(_aim_of(name, P99).judge(f"{name}, p99", slower))
    told = "; ".join([*aims, *([f"{bad} refused"] if bad else [])])
    print(f"{name:<34}{rate:>11.0f}{ratio:>8.2f}{p50:>7.1f} ms{p99:>7.1f} ms{slower:>11.1f}  {told}", flush=True)
    return ratio


def _aim_of(name: str, aim: Aim) -> Aim:
    """A cold page keeps the aim's own reason for a miss; for all others it is noise."""
    return aim if "cold" in name else replace(aim, why=NOISE)


def _hold_against_wizard(ratios: dict[str, float], wizard: float) -> None:
    print("times a step of the wizard:")
    for name in (name for name in ratios if name.startswith(tuple(PAGES))):
        times = ratios[name] / wizard
        told = _aim_of(name, WIZARD).judge(f"{name}, of the wizard", times)
        print(f"{name:<34}{times:>11.1f}  {told}")


def _asks(site: Site) -> Iterator[tuple[str, Ask]]:
    yield VIEW, Ask(BARE, GZIP)
    for name, path in PAGES.items():
        yield f"{name}, kept", Ask(path, GZIP)
        yield f"{name}, 304", Ask(path, GZIP | {"If-None-Match": site.ask(path, **GZIP).headers["ETag"]})
        yield f"{name}, cold", Ask(path, GZIP | COLD)
        if name in WALKED:
            yield f"{name}, cold, of a new walk", Ask(path, GZIP | UNDECIDED)
            yield f"{name}, kept fragment", Ask(path, HTMX)
            yield f"{name}, cold fragment", Ask(path, HTMX | COLD)
    html = site.ask("/imessage/").read().decode()
    yield "a static file", Ask(re.findall(r'href="(/static/[^"]+\.css)"', html)[0], GZIP)


def _wizard_step(site: Site) -> Ask:
    """The first answer of one visitor, sent again and again: the session is read, and written, and the next form shown."""
    first = site.ask("/bench/wizard/")
    cookies = [value.partition(";")[0] for name, value in first.getheaders() if name.lower() == "set-cookie"]
    html = first.read().decode()
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', html))
    hidden |= {name: value for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', html) if "wizard" in name}
    answer = re.findall(r'type="radio" name="([^"]+)" value="([^"]*)"', html)[0]
    headers = GZIP | {"Cookie": "; ".join(cookies), "Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"Origin": f"http://127.0.0.1:{site.port}", "Host": f"127.0.0.1:{site.port}"}
    return Ask("/bench/wizard/", headers, "POST", urlencode(hidden | dict([answer])))
