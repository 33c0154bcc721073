"""The small guide with everything that a page can show."""

from diagnostics.content.document.schema import GuideDocument
from tests.builders import Data, a_carrier, a_cause, a_page, a_question, a_step, an_option, make_document

SUPPLIERS: list[Data] = [
    a_carrier(
        "acme",
        name="Acme Power",
        aliases=["old-acme"],
        network="Grid One",
        activation="By letter",
        phone="555-0100",
        status_url="https://example.org/acme",
        facts=[{"text": "Acme reads meters in May.", "sources": ["manual"]}],
        caveats="Acme is **slow** in winter.",
        notes={"new-bulb": "Acme sells bulbs too."},
    ),
    a_carrier("zenit", name="Zénit", country="gb", charge="Two pounds"),
]


def see() -> Data:
    """What the visitor sees; asked first."""
    page = {"title": "The lamp flickers", "summary": "It is on and off.", "text": "Often it is the **bulb**."}
    return a_question(
        "see",
        an_option("dark", text="It stays dark", hint="Not even a glow.", drawing="spinner"),
        an_option("flicker", text="It flickers", said="the lamp flickers", aliases=["blink"], page=page),
        an_option("lit", text="It is lit, I cannot tell", drawing="sign-in"),
        text="What do you see?",
        label="You see",
        why="It says most.",
        how="Look at the **lamp**.",
        asked="first",
        signs={
            "bulb": {"flicker": "for", "lit": "rules-out"},
            "switch": {"flicker": "rules-out", "lit": "rules-out"},
            "outage": {"flicker": "against", "lit": "rules-out"},
            "daylight": {"lit": "proves", "dark": "rules-out", "flicker": "rules-out"},
        },
    )


def kind() -> Data:
    """Which lamp; the browser may know."""
    return a_question(
        "kind",
        an_option("desk", text="A desk lamp", detect="iphone"),
        an_option("ceiling", text="A ceiling lamp", detect="mac"),
        text="Which lamp is it?",
        label="Lamp",
        asked="second",
    )


def street() -> Data:
    """Whether the street is dark; the server may know."""
    return a_question(
        "street",
        an_option("lit", text="The street is lit", usual="very-common"),
        an_option("dark", text="The street is dark", said="the street is dark", usual="rare"),
        text="Is the street lit?",
        label="Street",
        finding="apple-status",
        signs={"outage": {"dark": "proves", "lit": "rules-out"}},
    )


def smell() -> Data:
    return a_question("smell", "yes", "no", text="Does it smell?", label="Smell", when={"see": ["dark", "flicker"]})


def facts() -> Data:
    """What else is so: a list to tick. Which of it is shown depends on the lamp."""
    return a_question(
        "facts",
        an_option("hum", text="It hums", said="it hums", hint="Put your ear to it.", usual="occasional"),
        an_option("neighbours", text="The neighbours are in the dark too", usual="unusual"),
        an_option("high", text="It hangs high up", when={"kind": ["ceiling"]}),
        an_option("burnt", text="It smells burnt", when={"kind": ["ceiling"]}, means={"smell": ["yes"]}),
        an_option("moved", text="It was moved", said="it was moved", when={"kind": ["desk"]}),
        text="What else is so?",
        label="Also so",
        kind="several",
        asked="second",
        signs={"outage": {"neighbours": "proves", "hum": "against"}, "switch": {"moved": "for"}},
    )


def steps() -> list[Data]:
    bulb = a_step(
        "new-bulb",
        {"bulb": "usually"},
        title="Put a new bulb in",
        aliases=["bulb-change"],
        minutes=5,
        disruption="costs-money",
        loses="A bulb costs **three pounds**.",
        cuts=["device"],
        first_check="Is the lamp **off**?",
        stays_fixed="Keep a spare bulb.",
        only_after=["turn-on"],
        variants=[
            {"when": {"kind": ["ceiling"]}, "label": "Ceiling lamp", "text": "1. Fetch a ladder to [[socket]]."},
            {"label": "Desk lamp", "text": "1. Turn the old bulb out at [[socket]]."},
        ],
    )
    return [
        a_step("turn-on", {"switch": "always"}, title="Turn the lamp on"),
        bulb,
        a_step(
            "reset-fuses",
            {"bulb": "sometimes", "outage": "seldom"},
            title="Reset all fuses",
            minutes=20,
            disruption="loses-settings",
            loses="Every clock goes back to midnight.",
            never_while=[{"street": ["dark"]}],
            never_because="Fuses do nothing in an outage.",
        ),
        a_step(
            "wait-power",
            {"outage": "always"},
            kind="wait",
            when={"street": ["dark"]},
            title="Wait until the power is back",
            minutes=0,
            waiting="hour",
            until="Until the street is lit again",
            avoid="Do not open the fuse box.",
        ),
        a_step("torch", {"outage": "seldom", "switch": "seldom"}, title="Look with a torch", meanwhile=True),
        a_step(
            "nothing-broken",
            {"daylight": "always"},
            kind="verdict",
            when={"see": ["lit"]},
            title="Nothing is broken",
            summary="In daylight a lamp looks dark.",
            unproven="It does not prove that the bulb is good.",
        ),
        a_step("candle", kind="workaround", title="Light a candle"),
        a_step("electrician", kind="escalation", title="Call an electrician", say="Say that **you changed the bulb**."),
    ]


def rich_lamp(**changes: object) -> GuideDocument:
    full: Data = {
        "aliases": ["old-lamp"],
        "escalation_minutes": 600,
        "intro": "This guide is about **lamps**.",
        "prevention_page": "keep",
        "causes": [
            a_cause("bulb", commonness="very-common", name="The bulb is dead", text="Bulbs wear out."),
            a_cause("switch", commonness="common", name="The lamp is switched off", aliases=["button"]),
            a_cause("outage", place="grid", name="The power is out"),
            a_cause("daylight", name="It is too bright to see", reviewed="2026-11-23"),
            a_cause("something-else", open=True, sources=[], summary="It may be something else."),
        ],
        "questions": [
            see(),
            kind(),
            street(),
            smell(),
            a_question("supplier", text="Who sells you power?", label="Supplier", options_from="carriers"),
        ],
        "steps": steps(),
        "carriers": SUPPLIERS,
        "paths": [
            {
                "slug": "socket",
                "name": "The socket",
                "variants": [{"when": {"kind": ["ceiling"]}, "menu": ["Ceiling", "Hook"]}, {"menu": ["Desk", "Foot"]}],
            }
        ],
        "alarms": [
            {
                "slug": "fire",
                "title": "It may burn",
                "summary": "A smell and flicker can mean fire.",
                "text": "Pull the **plug**.",
                "when": {"see": ["flicker"], "smell": ["yes"]},
                "sources": ["manual"],
            }
        ],
        "pages": [a_page("candles", title="Candles"), a_page("keep", title="Keep it lit", aliases=["stay"])],
        "comparisons": {"usual_name": "The usual list", "usual": ["turn-on", "new-bulb", "reset-fuses"]},
    }
    return make_document(**{**full, **changes})


TRIED_BY_MANY = ("turn-on", "new-bulb", "reset-fuses")


def lamp_with_facts(**changes: object) -> GuideDocument:
    """The same with a list to tick, and steps that many people try before they come."""
    old = rich_lamp().model_dump(mode="json")
    often = [step | {"often_tried": step["slug"] in TRIED_BY_MANY} for step in old["steps"]]
    first, second, *others = old["questions"]
    return rich_lamp(**{"questions": [first, second, facts(), *others], "steps": often, **changes})
