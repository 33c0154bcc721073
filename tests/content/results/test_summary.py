"""The walk in plain text, for whoever helps next."""

from dataclasses import dataclass

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.results.summary import summary
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.advise import advise
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.builders import a_cause, a_question, a_step, an_option, make_document


@dataclass(frozen=True)
class Stamp:
    number: int = 3
    sha256: str = "0123456789abcdef"


@dataclass(frozen=True)
class Live:
    document: GuideDocument
    texts: Texts
    release: Stamp = Stamp()


def summary_of(*pairs: tuple[str, str]) -> str:
    added = {
        "causes": [a_cause("fuse", name="The {{fuse}} is gone")],
        "steps": [a_step("look", {"fuse": "always"}, title="See [[box]]"), a_step("fine", kind="verdict")],
    }
    document = make_document(
        questions=[
            a_question(
                "see",
                "dark",
                "flicker",
                asked="first",
                signs={"bulb": {"flicker": "for"}, "@grid": {"flicker": "against"}},
            ),
            a_question("kind", "desk", "ceiling", asked="second"),
            a_question(
                "street",
                an_option("lit", said="your street is lit"),
                "dark",
                signs={"outage": {"dark": "proves", "lit": "rules-out"}},
            ),
        ],
        add=added,
        terms=[{"slug": "fuse", "text": "fuse"}],
        paths=[{"slug": "box", "name": "Box", "variants": [{"menu": ["Cellar", "Box"]}]}],
    )
    network = compile_guide(engine_guide(document))
    walk = fold(network.guide, pairs)
    return summary(Live(document, Texts(document)), walk, advise(network, walk), address="https://x.org/lamp/check/")


def test_summary_tells_the_whole_walk() -> None:
    """Answers, steps, what is likely in words, the release and the address, with paths and terms filled."""
    pairs = (("see", "dark"), ("kind", "not-sure"), ("street", "lit"), ("tried", "new-bulb"), ("cannot", "look"))
    assert summary_of(*pairs) == (
        "Why won't my lamp light?\n\n"
        "My answer to “What about see?” is “Option dark”. My street is lit.\n\n"
        "Not sure about: “What about kind?”\n\n"
        "Tried, and it did not help:\n- Do new-bulb\n\n"
        "Could not be done:\n- See Cellar › Box\n\n"
        "Most likely after this:\n- The lamp is switched off (likely)\n- The fuse is gone (likely)\n- The bulb is dead (possible)\n\n"
        "Guide: release 3 (01234567)\nThe same walk: https://x.org/lamp/check/\n"
    )


def test_summary_leaves_out_what_was_not_said() -> None:
    """A walk without steps has no heading for them."""
    assert "Tried" not in summary_of()
    assert "Not sure" not in summary_of(("see", "dark"))
    assert summary_of().startswith("Why won't my lamp light?\n\nMost likely")


def test_a_verdict_is_nothing_that_was_tried() -> None:
    """Whoever helps next is not told that somebody "tried" to hear that nothing is broken."""
    assert "fine" not in summary_of(("see", "dark"), ("tried", "fine"))


def test_summary_says_since_when_one_waits() -> None:
    """In UTC, since nobody knows where it is read; nothing of a time that is not known, and nothing once it works."""
    waiting = ("waiting", "wait-power")
    assert "\n\nWaiting since 2026-11-29 10:15 UTC: Do wait-power\n\n" in summary_of(
        waiting, ("since", "20261129T1015")
    )
    assert "\n\nWaiting: Do wait-power\n\n" in summary_of(waiting)
    assert "Waiting" not in summary_of(waiting, ("worked", "wait-power"))
