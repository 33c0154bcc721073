"""Indexes to search: of the starter guide, and of small ones."""

from pathlib import Path
from typing import Any

import pytest

from diagnostics import content
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.content.search.index import SearchIndex
from diagnostics.content.wording.texts import Texts
from tests.builders import a_carrier, a_page, a_question, an_option, make_document


def index_of(document: GuideDocument) -> SearchIndex:
    return SearchIndex.build(document, engine_guide(document), Texts(document))


@pytest.fixture(scope="session")
def starter_index() -> SearchIndex:
    return index_of(read_folder(Path(content.__file__).parent / "library" / "imessage"))


def small_index(**changes: Any) -> SearchIndex:
    """A lamp with a question to each end: what is seen, which lamp, what a screen says, and what else is so."""
    questions = [
        a_question(
            "see",
            an_option("dark", text="It stays dark"),
            an_option("flicker", text="It flickers, or glows a little", said="the lamp flickers"),
            an_option("screen", text="Words on the screen", hint="Such as “Bulb missing” or “Too hot”."),
            an_option("buzz", text="A buzz, or a hum"),
            an_option("smell", text="It smells"),
            an_option("never", text="Switched, but not lit"),
            asked="first",
        ),
        a_question("kind", an_option("desk", text="Desk lamp"), an_option("ceiling", text="Ceiling lamp")),
        a_question(
            "words",
            an_option("missing", text="“Bulb missing”"),
            an_option("hot", text="“Too hot”"),
            effort="glance",
            when={"see": ["screen"]},
        ),
        a_question(
            "far",
            an_option("drawer", text="The drawer rattles"),
            an_option("cellar", text="The cellar rattles"),
            when={"see": ["buzz", "smell", "never"]},
        ),
        a_question(
            "facts", an_option("moved", text="It was moved"), an_option("new", text="The bulb is new"), kind="several"
        ),
        a_question("sold", options_from="carriers"),
        a_question("street", an_option("out", text="The street has no power"), finding="apple-status"),
    ]
    full: dict[str, Any] = {
        "questions": questions,
        "carriers": [a_carrier("acme", name="Acme Power, Acme Light"), a_carrier("t-power", name="T-Power")],
        "pages": [a_page("stay", title="Candles", text="- Light a candle.\n- \n\nIt burns for 3 hours.")],
    }
    return index_of(make_document(**{**full, **changes}))


@pytest.fixture(scope="session")
def lamp_index() -> SearchIndex:
    return small_index(synonyms={"It stays dark": ["dead", "no light"], "candle": ["taper", "just it"]})
