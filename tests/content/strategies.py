"""Whole documents for property tests: every part, with odd but allowed texts."""

from typing import Any

from hypothesis import strategies as st

from diagnostics.content.document.fields import clean_line, clean_text, hidden_fault
from diagnostics.content.document.schema import GuideDocument
from tests.builders import a_carrier, a_cause, a_page, a_question, a_step, make_document


def _is_seen(text: str) -> bool:
    return not hidden_fault(text)


SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
LINES = st.text(_LETTERS, min_size=1, max_size=30).map(clean_line).filter(bool).filter(_is_seen)
TEXTS = st.lists(st.text(_LETTERS, max_size=20), max_size=4).map("\n".join).map(clean_text).filter(_is_seen)
WORDS = st.sampled_from(["rules-out", "against", "for", "proves"])
CONDITIONS = st.dictionaries(st.sampled_from(["see", "kind"]), st.lists(SLUGS, min_size=1, max_size=2), max_size=2)


def _lists(item: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(item, max_size=2)


_CAUSES = st.builds(
    a_cause,
    SLUGS,
    name=LINES,
    text=TEXTS,
    commonness=st.sampled_from(["rare", "common"]),
    aliases=_lists(SLUGS),
    reviewed=st.none() | st.dates().map(str),
)
_OPTIONS = st.fixed_dictionaries(
    {"slug": SLUGS.filter(lambda slug: slug != "not-sure"), "text": LINES},
    optional={
        "hint": LINES,
        "when": CONDITIONS,
        "page": st.fixed_dictionaries({"title": LINES, "summary": LINES, "text": TEXTS}),
    },
)
_QUESTIONS = st.builds(
    lambda slug, options, **rest: a_question(f"q-{slug}", *options, **rest),
    SLUGS,
    _lists(_OPTIONS),
    how=TEXTS,
    when=CONDITIONS,
    signs=st.dictionaries(
        st.sampled_from(["*", "@home", "bulb"]),
        st.dictionaries(SLUGS.filter(lambda s: s != "not-sure"), WORDS, max_size=2),
        max_size=3,
    ),
)
_STEPS = st.builds(
    a_step,
    SLUGS,
    st.dictionaries(SLUGS, st.sampled_from(["seldom", "always"]), max_size=2),
    minutes=st.integers(0, 600),
    loses=TEXTS,
    cuts=st.lists(st.sampled_from(["internet", "calls", "device"]), max_size=2),
    never_while=_lists(CONDITIONS),
    variants=_lists(st.fixed_dictionaries({"text": TEXTS}, optional={"when": CONDITIONS, "label": LINES})),
)
_CARRIERS = st.builds(
    a_carrier,
    SLUGS.filter(lambda slug: slug != "not-sure"),
    name=LINES,
    facts=_lists(st.fixed_dictionaries({"text": LINES, "sources": _lists(SLUGS)})),
    notes=st.dictionaries(SLUGS, TEXTS, max_size=2),
)
_PATHS = st.fixed_dictionaries(
    {"slug": SLUGS, "name": LINES, "variants": _lists(st.fixed_dictionaries({"menu": _lists(LINES)}))}
)
_TERMS = st.fixed_dictionaries(
    {"slug": SLUGS, "text": LINES, "regions": st.dictionaries(st.sampled_from(["us", "no"]), LINES, max_size=2)}
)
_CASES = st.fixed_dictionaries(
    {"slug": SLUGS, "title": LINES, "expect": st.fixed_dictionaries({"first": st.lists(SLUGS, min_size=1, max_size=2)})}
)
_REPORTS = st.fixed_dictionaries(
    {"slug": SLUGS, "text": TEXTS, "found_in": st.sampled_from(["forum", "own-support"])},
    optional={
        "year": st.none() | st.integers(1990, 2100),
        "says": st.dictionaries(
            st.sampled_from(["see", "kind"]), st.just("dark") | st.lists(st.just("hum"), max_size=2), max_size=2
        ),
        "did": st.lists(SLUGS, max_size=2),
        "solved_by": st.lists(SLUGS, max_size=2),
        "outside": TEXTS,
    },
)
_PAGES = st.lists(st.builds(a_page, SLUGS, title=LINES, text=TEXTS), max_size=2, unique_by=lambda page: page["slug"])
_SIDECARS = st.dictionaries(
    st.sampled_from(["es", "pt-br"]),
    st.dictionaries(
        st.just("causes"),
        st.dictionaries(
            SLUGS, st.dictionaries(st.sampled_from(["name", "options.a.text"]), TEXTS, max_size=2), max_size=2
        ),
        max_size=1,
    ),
    max_size=2,
)


_PHRASES = LINES.map(lambda line: line.translate({ord(":"): "-", ord(","): "-"})[:60].strip()).filter(bool)


@st.composite
def documents(draw: st.DrawFn) -> GuideDocument:
    """A document that the schema allows; its references may well be broken."""
    parts = {
        "causes": _CAUSES,
        "questions": _QUESTIONS,
        "steps": _STEPS,
        "carriers": _CARRIERS,
        "paths": _PATHS,
        "terms": _TERMS,
        "cases": _CASES,
        "reports": _REPORTS,
    }
    changes: dict[str, Any] = {name: draw(_lists(items)) for name, items in parts.items() if draw(st.booleans())}
    synonyms = draw(st.dictionaries(_PHRASES, st.lists(_PHRASES, min_size=1, max_size=2), max_size=2))
    return make_document(
        synonyms=synonyms,
        title=draw(LINES),
        intro=draw(TEXTS),
        pages=draw(_PAGES),
        translations=draw(_SIDECARS),
        **changes,
    )
