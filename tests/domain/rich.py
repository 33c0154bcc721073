"""Documents that use every field, and random ones."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from diagnostics.content.document.fields import hidden_fault
from diagnostics.content.document.schema import GuideDocument
from diagnostics.models.drafts import choices
from tests.builders import Data, a_carrier, a_cause, a_page, a_question, a_step, an_option, make_document

LONG = "## How\n\nA “quoted” *text* — with é, 日本, emoji 📵\n\n- one\n- two"


def rich_document() -> GuideDocument:
    """The small guide with every field set to something that is not its default."""
    signs = {"*": {"on": "against"}, "@grid": {}, "bulb": {"on": "for", "off": "rules-out"}}
    return make_document(
        aliases=["old-lamp"],
        language="en-gb",
        intro=LONG,
        prevention_page="keep",
        comparisons={"usual_name": "The usual", "usual": ["new-bulb", "turn-on"], "by_option": {"dark": ["candle"]}},
        synonyms={"It is on, and bright": ["shining", "gloWs é"], "bulb": ["lamp"]},
        translations={"es": {"causes": {"bulb": {"name": "La bombilla"}}}},
        add={
            "places": [{"slug": "far", "name": "Far away", "short": "Far", "aliases": ["away"]}],
            "sources": [{"slug": "named", "title": "Only named", "note": LONG}],
            "causes": [
                a_cause(
                    "dust",
                    said="the lamp is dusty",
                    text=LONG,
                    sources=["named", "manual"],
                    reviewed="2026-11-23",
                    aliases=["dirt"],
                )
            ],
            "questions": [
                _question(signs),
                _facts(),
                a_question("carrier", options_from="carriers", signs={"bulb": {"acme": "for"}}),
            ],
            "steps": [_step()],
            "carriers": [_carrier()],
            "paths": [_path()],
            "terms": [{"slug": "power", "text": "power", "regions": {"gb": "mains: electricity", "de": "Strom"}}],
            "alarms": [_alarm()],
            "pages": [a_page("keep", aliases=["stay"], reviewed="2026-01-02", text=LONG)],
            "reports": [_report(), {"slug": "short", "text": "It is dark.", "found_in": "forum"}],
            "cases": [_case(), {"slug": "end", "title": "The end", "expect": {"escalates": False}}],
        },
    )


def _question(signs: Data) -> Data:
    page = {"title": "It is on", "summary": "On.", "text": ""}
    options = [
        an_option(
            "on",
            hint="The switch is up",
            usual="rare",
            said="the switch is up",
            drawing="spinner",
            detect="iphone",
            services=["Street | Road", "Grid"],
            aliases=["up"],
            page=page,
        ),
        an_option("off", said="it is off", when={"kind": ["desk", "ceiling"]}),
    ]
    changes = {"how": LONG, "unknown": "many", "finding": "apple-status", "when": {"kind": ["desk"]}, "follows": "kind"}
    return a_question("power", *options, effort="try", aliases=["current"], signs=signs, **changes)


def _facts() -> Data:
    hum = an_option("hum", means={"street": ["lit"]})
    return a_question("facts", hum, "smell", kind="several", signs={"bulb": {"hum": "against"}})


def _step() -> Data:
    return a_step(
        "rewire",
        {"bulb": "seldom", "dust": "sometimes"},
        aliases=["wire"],
        minutes=0,
        waiting="day",
        disruption="loses-settings",
        loses=LONG,
        cuts=["internet", "device"],
        first_check=LONG,
        meanwhile=True,
        until="Tomorrow",
        avoid="Nothing",
        unproven="Anything",
        say="Hello",
        stays_fixed=LONG,
        when={"kind": ["desk"]},
        needs={"see": ["dark", "flicker"], "facts": ["hum"]},
        often_tried=True,
        asks="power",
        only_after=["new-bulb", "turn-on"],
        never_while=[{"street": ["dark"], "kind": ["desk", "ceiling"]}, {"see": ["flicker"]}],
        never_because="The power is out",
        reviewed="2026-11-01",
        variants=[{"when": {"kind": ["desk"]}, "label": "Desk", "text": "1. Desk."}, {"text": ""}],
    )


def _carrier() -> Data:
    return a_carrier(
        "acme",
        aliases=["acme-power"],
        network="Other",
        activation="Free",
        charge="None",
        rcs="Yes",
        status_url="https://example.org/status",
        support_url="https://example.org/help",
        phone="+1 555 0100",
        facts=[{"text": "Fact one", "sources": ["named", "manual"]}, {"text": "Fact two", "sources": []}],
        caveats=LONG,
        notes={"turn-on": LONG, "rewire": ""},
        reviewed="2026-11-20",
    )


def _path() -> Data:
    variants = [
        {"when": {"kind": ["desk"]}, "label": "Desk", "menu": ["Settings", "Apps, more", "Lamp"], "look": "tablet"},
        {"menu": ["Lamp"]},
    ]
    return {"slug": "lamp-settings", "name": "the lamp's settings", "variants": variants}


def _alarm() -> Data:
    alarm = {"slug": "fire", "title": "It burns", "summary": "Leave.", "text": LONG, "when": {"see": ["flicker"]}}
    return alarm | {"sources": ["manual"], "reviewed": "2026-11-23", "stops": True}


def _case() -> Data:
    expect = {
        "first": ["turn-on"],
        "within_three": ["turn-on", "new-bulb"],
        "never": ["rewire"],
        "not_first": ["candle"],
    }
    more = {
        "answers": {"see": "dark", "facts": ["hum", "smell"]},
        "did": ["turn-on"],
        "tried": ["new-bulb"],
        "cannot": ["rewire"],
        "findings": {"apple-status": "on"},
    }
    expect_more = {"cause": "switch", "alarm": "fire", "escalates": True}
    return {"slug": "off", "title": "It is off", "expect": expect | expect_more} | more


def _report() -> Data:
    known = {"says": {"see": "dark", "kind": ["desk", "ceiling"]}, "did": ["turn-on"], "outside": LONG}
    ended = {"solved_by": ["new-bulb", "rewire"], "helped": ["candle"]}
    return (
        {"slug": "hum", "text": "It hums at night.", "found_in": "article", "year": 2019, "tier": "weak"}
        | known
        | ended
    )


_SLUGS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
_CHARS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"
)
_LINES = (
    st.text(_CHARS, min_size=1, max_size=20)
    .map(lambda line: f"a{line.strip()}z")
    .filter(lambda line: not hidden_fault(line))
)
_TEXTS = st.lists(_LINES, max_size=3).map("\n".join)


_PERHAPS = st.none() | _LINES
_DATES = st.none() | st.dates().map(str)
_VARIANTS = st.lists(st.fixed_dictionaries({"text": _TEXTS, "label": _PERHAPS}), max_size=3)
_NAMES = {least: st.lists(_SLUGS, min_size=least, max_size=4, unique=True) for least in (0, 1)}


def _words(named: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    return st.sampled_from([word for word, _ in named])


_CAUSE = {"name": _LINES, "said": _PERHAPS, "summary": _LINES, "commonness": _words(choices.COMMONNESS)}
_OPTION = {"text": _LINES, "hint": _PERHAPS, "said": _PERHAPS, "usual": _words(choices.COMMONNESS)}
_QUESTION = {
    "text": _LINES,
    "label": _LINES,
    "why": _LINES,
    "how": _TEXTS,
    "effort": _words(choices.EFFORT),
    "unknown": _words(choices.UNKNOWN),
    "asked": _words(choices.ASKED),
}
_STEP = {
    "title": _LINES,
    "summary": _LINES,
    "minutes": st.integers(0, 600),
    "kind": _words(choices.KIND),
    "waiting": _words(choices.WAITING),
    "disruption": _words(choices.DISRUPTION),
    "variants": _VARIANTS,
    "loses": _TEXTS,
    "meanwhile": st.booleans(),
}
_SIGN, _REMEDY, _MINUTES = _words(choices.SIGN), _words(choices.REMEDY), st.integers(1, 1000)


def _several(of: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), max_size=3, unique=True) if of else st.just([])


def _slugs(draw: st.DrawFn, least: int, prefix: str) -> list[str]:
    return [f"{prefix}{slug}" for slug in draw(_NAMES[least])]


@st.composite
def documents(draw: st.DrawFn) -> GuideDocument:
    """Guides whose names stand for something; most of them would not pass the check."""
    places, causes, steps = _slugs(draw, 1, "p"), _slugs(draw, 1, "c"), _slugs(draw, 1, "s")
    sources, carriers = _slugs(draw, 0, "x"), _slugs(draw, 0, "k")
    rows = ["*", *causes, *(f"@{place}" for place in places)]
    cited = {"sources": _several(sources), "reviewed": _DATES}
    cures = st.dictionaries(st.sampled_from(causes), _REMEDY)
    opened_by = _several(steps)
    facts = st.lists(st.fixed_dictionaries({"text": _LINES, "sources": _several(sources)}), max_size=3)
    notes = st.dictionaries(st.sampled_from(steps), _TEXTS)
    where = st.sampled_from(places)

    def some(fields: Mapping[str, st.SearchStrategy[Any]], **known: Any) -> Data:
        return known | {name: draw(values) for name, values in fields.items()}

    def question(slug: str) -> Data:
        options = _slugs(draw, 0, "o")
        signs = (
            st.dictionaries(st.sampled_from(rows), st.dictionaries(st.sampled_from(options), _SIGN))
            if options
            else _several(rows).map(lambda named: {row: {} for row in named})
        )
        listed = [some(_OPTION, slug=option) for option in options]
        return some(_QUESTION | {"signs": signs}, slug=slug, options=listed)

    pages = ["candles", *_slugs(draw, 0, "g")]
    return make_document(
        **some({"title": _LINES, "intro": _TEXTS, "escalation_minutes": _MINUTES}),
        places=[some({"name": _LINES}, slug=slug, short="x") for slug in places],
        causes=[some(_CAUSE | cited | {"place": where}, slug=slug) for slug in causes],
        questions=[question(slug) for slug in _slugs(draw, 0, "q")],
        steps=[some(_STEP | cited | {"remedies": cures, "only_after": opened_by}, slug=slug) for slug in steps],
        carriers=[
            some({"name": _LINES, "facts": facts, "notes": notes, "caveats": _TEXTS} | cited, slug=slug, country="us")
            for slug in carriers
        ],
        sources=[some({"title": _LINES, "note": _TEXTS}, slug=slug) for slug in sources],
        pages=[some({"title": _LINES, "summary": _LINES, "text": _TEXTS} | cited, slug=slug) for slug in pages],
    )
