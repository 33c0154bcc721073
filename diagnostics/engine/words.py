"""The words that editors choose from, and the one table of numbers behind them.

Minutes throughout. The numbers were found in simulation (docs/engine.md); editors never type one.
"""

import datetime as dt
from typing import Final, Literal

type CommonnessWord = Literal["rare", "unusual", "occasional", "common", "very-common"]
type SignWord = Literal["rules-out", "strongly-against", "against", "for", "strongly-for", "proves"]
type RemedyWord = Literal["seldom", "sometimes", "usually", "always"]
type WaitingWord = Literal["none", "ten-minutes", "hour", "four-hours", "day"]
type DisruptionWord = Literal["nothing", "interrupts", "costs-money", "loses-settings", "loses-data"]
type AnswerWord = Literal["one", "several"]
"""How a question is answered: by one option, or by all that are so."""
type EffortWord = Literal["glance", "look", "try"]
type UnknownWord = Literal["never", "some", "many"]
type KindWord = Literal["repair", "wait", "verdict", "workaround", "escalation"]
type BandWord = Literal["very-likely", "likely", "possible", "unlikely"]

COMMONNESS: Final[dict[CommonnessWord, float]] = {
    "rare": 1.0,
    "unusual": 2.0,
    "occasional": 4.0,
    "common": 8.0,
    "very-common": 16.0,
}
SIGN: Final[dict[SignWord, float]] = {
    "rules-out": 0.02,
    "strongly-against": 0.2,
    "against": 0.5,
    "for": 2.0,
    "strongly-for": 5.0,
    "proves": 20.0,
}
BLANK: Final = 1.0
REMEDY: Final[dict[RemedyWord, float]] = {"seldom": 0.1, "sometimes": 0.4, "usually": 0.75, "always": 0.95}
WAITING: Final[dict[WaitingWord, float]] = {"none": 0.0, "ten-minutes": 1.0, "hour": 3.0, "four-hours": 5.0, "day": 8.0}
WAITING_TIME: Final[dict[WaitingWord, dt.timedelta]] = {
    "none": dt.timedelta(),
    "ten-minutes": dt.timedelta(minutes=10),
    "hour": dt.timedelta(hours=1),
    "four-hours": dt.timedelta(hours=4),
    "day": dt.timedelta(days=1),
}
"""How long one waits; what it costs in minutes (WAITING) is far less, since one does something else meanwhile."""
DISRUPTION: Final[dict[DisruptionWord, float]] = {
    "nothing": 0.0,
    "interrupts": 2.0,
    "costs-money": 5.0,
    "loses-settings": 15.0,
    "loses-data": 120.0,
}
EFFORT: Final[dict[EffortWord, float]] = {"glance": 0.2, "look": 1.0, "try": 3.0}
UNKNOWN: Final[dict[UnknownWord, float]] = {"never": 0.0, "some": 0.1, "many": 0.3}
BANDS: Final[tuple[tuple[BandWord, float], ...]] = (
    ("very-likely", 0.5),
    ("likely", 0.2),
    ("possible", 0.05),
    ("unlikely", 0.0),
)

STEP_BASE_MINUTES: Final = 1.0
"""Send again and come back."""
QUESTION_BASE_MINUTES: Final = 0.3
"""One more page."""
LIST_ROW_MINUTES: Final = 0.1
"""One more row to read in a list to tick."""
FACT_SHARE: Final[dict[CommonnessWord, float]] = {
    "rare": 0.02,
    "unusual": 0.05,
    "occasional": 0.10,
    "common": 0.25,
    "very-common": 0.50,
}
"""Of all people, for whom a fact of a list is so."""
TICKED: Final = 0.8
"""Of those for whom a fact is so, who tick it."""
TICKED_WRONGLY: Final = 0.02
BRAKE: Final = 0.8
"""What the facts of one page say together counts this much: they are not quite independent (docs/engine.md)."""
DONE_BEFORE: Final = 0.7
"""What a step that was done before counts of one that failed here: it may have been done otherwise."""
OPEN_SHARE: Final = 0.10
MISREAD: Final = 0.05
ESCALATION_MINUTES: Final = 90
ROUNDING: Final = 1e-9
"""Taken off a least share before it is compared, so that exactly a half is a half on every machine."""


def band(share: float) -> BandWord:
    """The word for a likelihood in [0, 1]."""
    return next(word for word, least in BANDS if share >= least - ROUNDING)


def step_minutes(minutes: int, waiting: WaitingWord, disruption: DisruptionWord) -> float:
    """Cost of a step in minutes: base, work, waiting and what is lost."""
    return STEP_BASE_MINUTES + minutes + WAITING[waiting] + DISRUPTION[disruption]


def question_minutes(effort: EffortWord, list_rows: int = 0) -> float:
    """Cost of a question in minutes: the page, the effort, and each row of a list to tick."""
    return QUESTION_BASE_MINUTES + EFFORT[effort] + LIST_ROW_MINUTES * list_rows


def tick_chance(usual: CommonnessWord, factor: float) -> float:
    """P(ticked | cause) of one fact of a list, whose odds are those of its share times the factor of the sign."""
    share = FACT_SHARE[usual]
    odds = share / (1 - share) * factor
    is_so = odds / (1 + odds)
    return TICKED * is_so + TICKED_WRONGLY * (1 - is_so)
