"""What was not found, in the table: added to by all workers, read by editors, deleted when it is old."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import batched, groupby
from typing import Final, NamedTuple

from django.db import connection, transaction

from diagnostics.models import MissedSearch
from diagnostics.models.published.missed_search import WORDS_LENGTH as LONGEST

__all__ = ["LONGEST", "Miss", "add", "delete_old", "forget", "often"]

OFTEN: Final = 5
"""Occurrences from which on editors see it: what is rarer may say who somebody is."""
KEPT: Final = dt.timedelta(days=90)
"""Since it was last searched for."""
MOST: Final = 20_000
"""Rows; beyond, only what is known already is counted."""
MOST_SHOWN: Final = 200
AT_ONCE: Final = 200
_ADD: Final = """
    INSERT INTO {table} (guide, words, times, since, last_on) VALUES {rows}
    ON CONFLICT (guide, words) DO UPDATE SET times = {table}.times + excluded.times, last_on = excluded.last_on
"""


class Miss(NamedTuple):
    """Words that found nothing in a guide on one day."""

    guide: str
    words: str
    day: dt.date


def add(rows: Sequence[tuple[Miss, int]]) -> None:
    """Add to what is there, all or nothing; raises DatabaseError. Of several days the words are one row."""
    if MissedSearch.objects.count() >= MOST:
        known = set(
            MissedSearch.objects.filter(words__in={miss.words for miss, _ in rows}).values_list("guide", "words")
        )
        rows = [(miss, times) for miss, times in rows if (miss.guide, miss.words) in known]
    with transaction.atomic(), connection.cursor() as cursor:
        for some in batched(_by_words(rows), AT_ONCE):
            values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            told = [value for row in some for value in row]
            cursor.execute(_ADD.format(table=MissedSearch._meta.db_table, rows=values), told)


def _by_words(rows: Sequence[tuple[Miss, int]]) -> Iterator[tuple[str, str, int, dt.date, dt.date]]:
    """A row for each guide and words, with the first and the last day: PostgreSQL takes no two for the same key at once."""
    in_order = sorted(rows, key=lambda row: (row[0].guide, row[0].words, row[0].day))
    for (guide, words), same in groupby(in_order, key=lambda row: (row[0].guide, row[0].words)):
        days = list(same)
        yield guide, words, sum(times for _, times in days), days[0][0].day, days[-1][0].day


def delete_old(today: dt.date) -> None:
    """Delete what nobody has searched for lately."""
    MissedSearch.objects.filter(last_on__lt=today - KEPT).delete()


def often(names: Sequence[str]) -> "Sequence[MissedSearch]":
    """What was not found in the guide of these names often enough to be shown, the most frequent first."""
    return list(MissedSearch.objects.filter(guide__in=names, times__gte=OFTEN)[:MOST_SHOWN])


def forget(names: Sequence[str], words: str) -> bool:
    """Forget words that an editor has looked after; False where they were forgotten already."""
    return bool(MissedSearch.objects.filter(guide__in=names, words=words).delete()[0])
