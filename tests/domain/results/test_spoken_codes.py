"""Spoken codes."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import result_links, spoken_codes
from diagnostics.engine.walk import Walk
from diagnostics.models import ResultLink, SpokenCode
from tests.fixtures import live_guide, published

__all__ = ["live_guide", "published"]
BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])


@pytest.fixture
def link(live_guide: LiveGuide) -> ResultLink:
    return result_links.make(live_guide, Walk(), Findings())


@pytest.fixture
def draws(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers that are drawn, in their order; the last one again and again."""
    numbers: list[int] = []
    monkeypatch.setattr("secrets.randbelow", lambda _: numbers.pop(0) if len(numbers) > 1 else numbers[0])
    return numbers


def test_digits_lead_to_their_link(link: ResultLink) -> None:
    """Eight digits, for one hour; the text of the release is not read."""
    code = spoken_codes.make(link)

    assert (len(code.digits), code.digits.isdecimal()) == (8, True)
    assert abs(code.ends_at - timezone.now() - dt.timedelta(hours=1)) < dt.timedelta(minutes=1)
    found = spoken_codes.find(code.digits)
    assert found == link
    assert found is not None
    assert found.release.get_deferred_fields() == {"text"}


def test_small_numbers_have_their_noughts(link: ResultLink, draws: list[int]) -> None:
    """A code is eight digits long, whatever is drawn."""
    draws.append(42)

    assert spoken_codes.make(link).digits == "00000042"
    assert spoken_codes.format_digits("00000042") == "0000 0042"


def test_a_link_has_one_code(link: ResultLink) -> None:
    """A new one ends the one before."""
    first, second = spoken_codes.make(link).digits, spoken_codes.make(link).digits

    assert (spoken_codes.find(first), spoken_codes.find(second)) == (None, link)
    assert spoken_codes.of(link) == SpokenCode.objects.get()


def test_the_proof_belongs_to_the_code(link: ResultLink) -> None:
    """With it the digits lead there, with another one, or none, they do not."""
    code = spoken_codes.make(link)
    other = f"{(int(code.proof) + 1) % 100:02}"

    assert (len(code.proof), code.proof.isdecimal()) == (2, True)
    assert spoken_codes.find(code.digits, proof=code.proof) == link
    assert [spoken_codes.find(code.digits, proof=wrong) for wrong in (other, "", "x")] == [None] * 3


def test_a_code_without_a_proof_needs_a_new_one(link: ResultLink) -> None:
    """One that a worker of the version before has made: nothing typed is no proof."""
    code = spoken_codes.make(link)
    SpokenCode.objects.update(proof="")

    assert spoken_codes.find(code.digits, proof="") is None
    assert spoken_codes.find(code.digits) == link


def test_codes_end(link: ResultLink) -> None:
    """After an hour the digits lead nowhere, and the next code sweeps them away."""
    code = spoken_codes.make(link)
    SpokenCode.objects.update(ends_at=timezone.now())

    assert (spoken_codes.find(code.digits), spoken_codes.of(link)) == (None, None)
    spoken_codes.make(result_links.make(result_links.moment(link).here, Walk(), Findings()))
    assert SpokenCode.objects.count() == 1


@BOTH
def test_a_taken_number_is_drawn_again(link: ResultLink, draws: list[int], database: None) -> None:
    """Two links never share digits."""
    draws += [7, 1, 7, 1, 7, 1, 8]
    spoken_codes.make(link)
    other = _another()

    assert spoken_codes.make(other).digits == "00000008"
    assert spoken_codes.find("00000007") == link


def test_what_never_happens_fails_loudly(link: ResultLink, draws: list[int]) -> None:
    """Five taken numbers in a row: then something is broken."""
    draws.append(7)
    spoken_codes.make(link)

    with pytest.raises(IntegrityError):
        spoken_codes.make(_another())


def _another() -> ResultLink:
    """A link whose code is not drawn by ``secrets``."""
    first = ResultLink.objects.get()
    return ResultLink.objects.create(
        code="bbbbbbbbbbbb",
        release=first.release,
        findings=first.findings,
        engine=first.engine,
        decision=first.decision,
        days=1,
        ends_at=first.ends_at,
    )
