"""Documents that use every field, and random ones."""

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


def _words(named: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    return st.sampled_from([word for word, _ in named])


def _several(of: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), max_size=most, unique=True) if of else st.just([])


def _slugs(draw: st.DrawFn, least: int, prefix: str) -> list[str]:
    return [f"{prefix}{slug}" for slug in draw(st.lists(_SLUGS, min_size=least, max_size=4, unique=True))]


@st.composite
def documents(draw: st.DrawFn) -> GuideDocument:
    """Guides whose names stand for something; most of them would not pass the check."""
    places, causes, steps = _slugs(draw, 1, "p"), _slugs(draw, 1, "c"), _slugs(draw, 1, "s")
    sources, carriers = _slugs(draw, 0, "x"), _slugs(draw, 0, "k")
    words_of_sign = _words(choices.SIGN)
    cited = {"sources": _several(sources), "reviewed": st.none() | st.dates().map(str)}
    rows = ["*", *causes, *(f"@{place}" for place in places)]

    def some(**fields: Any) -> Data:
        return {name: draw(value) if isinstance(value, st.SearchStrategy) else value for name, value in fields.items()}

    def question(slug: str) -> Data:
        options = _slugs(draw, 0, "o")
        signs = st.dictionaries(
            st.sampled_from(rows), st.dictionaries(st.sampled_from(options or ["-"]), words_of_sign)
        )
        kinds = {"effort": _words(choices.EFFORT), "unknown": _words(choices.UNKNOWN), "asked": _words(choices.ASKED)}
        usual = _words(choices.COMMONNESS)
        made = [
            some(slug=o, text=_LINES, hint=st.none() | _LINES, said=st.none() | _LINES, usual=usual) for o in options
        ]
        return some(slug=slug, text=_LINES, label=_LINES, why=_LINES, how=_TEXTS, **kinds) | {
            "options": made,
            "signs": draw(signs) if options else {row: {} for row in draw(_several(rows))},
        }

    def step(slug: str) -> Data:
        cures = st.dictionaries(st.sampled_from(causes), _words(choices.REMEDY))
        kinds = {
            "kind": _words(choices.KIND),
            "waiting": _words(choices.WAITING),
            "disruption": _words(choices.DISRUPTION),
        }
        variants = st.lists(st.fixed_dictionaries({"text": _TEXTS, "label": st.none() | _LINES}), max_size=3)
        main = some(slug=slug, title=_LINES, summary=_LINES, minutes=st.integers(0, 600), remedies=cures, **kinds)
        return main | some(
            only_after=_several(steps), variants=variants, loses=_TEXTS, meanwhile=st.booleans(), **cited
        )

    def carrier(slug: str) -> Data:
        facts = st.lists(st.fixed_dictionaries({"text": _LINES, "sources": _several(sources)}), max_size=3)
        notes = st.dictionaries(st.sampled_from(steps), _TEXTS)
        return some(slug=slug, name=_LINES, country="us", facts=facts, notes=notes, caveats=_TEXTS, **cited)

    common = _words(choices.COMMONNESS)
    place = st.sampled_from(places)
    pages = [
        some(slug=s, title=_LINES, summary=_LINES, text=_TEXTS, **cited) for s in ["candles", *_slugs(draw, 0, "g")]
    ]
    return make_document(
        **some(title=_LINES, intro=_TEXTS, escalation_minutes=st.integers(1, 1000)),
        places=[some(slug=slug, name=_LINES, short="x") for slug in places],
        causes=[
            some(slug=s, name=_LINES, said=st.none() | _LINES, summary=_LINES, place=place, commonness=common, **cited)
            for s in causes
        ],
        questions=[question(slug) for slug in _slugs(draw, 0, "q")],
        steps=[step(slug) for slug in steps],
        carriers=[carrier(slug) for slug in carriers],
        sources=[some(slug=slug, title=_LINES, note=_TEXTS) for slug in sources],
        pages=pages,
    )
