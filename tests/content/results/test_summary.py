"""The walk in plain text, for the person at support."""

from dataclasses import dataclass

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.results.summary import summary
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.advise import advise
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.builders import a_cause, a_step, make_document


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
        "steps": [a_step("look", {"fuse": "always"}, title="See [[box]]")],
    }
    document = make_document(
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
        "Answers:\n- Label see: Option dark\n- Label kind: not sure\n- Label street: Option lit\n\n"
        "Tried, did not help:\n- Do new-bulb\n\n"
        "Could not be done:\n- See Cellar › Box\n\n"
        "Most likely after this:\n- The lamp is switched off (likely)\n- The fuse is gone (likely)\n- The bulb is dead (possible)\n\n"
        "Guide: release 3 (01234567)\nThe same walk: https://x.org/lamp/check/\n"
    )


def test_summary_leaves_out_what_was_not_said() -> None:
    """A walk without steps has no heading for them."""
    assert "Tried" not in summary_of()
    assert "Answers" not in summary_of()
