"""The guide document: everything that one guide says, in one frozen tree.

Draft rows, the YAML folder and a release are three forms of this document (docs/architecture.md).
Words stand for all strengths; the numbers behind them live in ``diagnostics.engine.words``.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from diagnostics.content.document.fields import (
    UNSAID,
    Addressable,
    Condition,
    Country,
    Detection,
    FieldPath,
    GuideSlug,
    Language,
    Later,
    LaterCondition,
    Line,
    Link,
    LookWord,
    OptionSlug,
    OwnWords,
    Part,
    Phrase,
    QuestionSlug,
    Row,
    ServiceNames,
    Slug,
    Sourced,
    Text,
)
from diagnostics.content.document.measures import Case, Report
from diagnostics.engine.words import (
    AnswerWord,
    CommonnessWord,
    DisruptionWord,
    EffortWord,
    KindWord,
    RemedyWord,
    SignWord,
    UnknownWord,
    WaitingWord,
)

SchemaNumber = Literal[1]
SCHEMA: int = get_args(SchemaNumber)[0]


class Source(Part):
    """Where a fact was read. ``url`` is empty for a source that is only named."""

    slug: Slug
    title: Line
    url: Link | None = None
    note: Text = ""


class Place(Addressable):
    """Where things can go wrong, in the order in which they travel."""

    name: Line
    short: Annotated[Line, Field(max_length=12)]
    """The word under the picture: "Phone", "Apple", "Friend"."""


class Cause(Addressable, Sourced):
    """One thing that may be wrong, or that explains why nothing is."""

    name: Line
    """As a line in a list: "Your number is not confirmed yet"."""
    said: Annotated[Line | None, UNSAID] = None
    """How it reads inside a sentence, after "it is likely that": "your number is not confirmed yet"."""
    summary: Line
    """One sentence, said to the visitor."""
    place: Slug
    commonness: CommonnessWord = "occasional"
    open: bool = False
    """The one open cause, "something else": a sentence on pages, never a likelihood."""
    text: Text = ""
    """Markdown of its own page: how it comes about, how to tell it."""


class SignPage(Part):
    """What stands on the page of an option of the first question, made for search engines."""

    title: Line
    summary: Line
    text: Text


class Option(Part):
    """One answer to a question."""

    slug: OptionSlug
    aliases: tuple[OptionSlug, ...] = ()
    text: Line
    hint: Line | None = None
    usual: CommonnessWord = "common"
    said: Annotated[Line | None, UNSAID] = None
    """How the answer reads inside a sentence: "your message is green"."""
    drawing: Slug | None = None
    detect: Detection | None = None
    """What the browser can see that means this option (``offered``)."""
    services: Annotated[tuple[ServiceNames, ...], UNSAID] = ()
    """Of a question with a finding: this is the answer while the status feed reports a problem with one of them. The
    option without any is the answer while all services of the others are listed, and nothing is reported."""
    when: Condition = {}
    means: LaterCondition = {}
    """Other questions that it answers as well, each by one option; they are then not asked."""
    page: SignPage | None = None


class Question(Addressable):
    """Something the visitor can answer about the failure."""

    slug: QuestionSlug
    aliases: tuple[QuestionSlug, ...] = ()
    text: Line
    """The heading of the page."""
    label: Line
    """The same in a list of answers: "You see", "It fails with"."""
    why: Line
    how: Text = ""
    """Markdown, "How to find out"."""
    kind: Annotated[AnswerWord, Field(exclude_if=lambda said: said == "one")] = "one"
    """``several``: each option is a fact of its own, and everything that is so is ticked."""
    effort: EffortWord
    unknown: UnknownWord = "never"
    asked: Literal["first", "second", "by-value"] = "by-value"
    finding: Slug | None = None
    """Name of the finding that answers this question by itself (``apple-status``)."""
    options_from: Literal["carriers"] | None = None
    options: tuple[Option, ...] = ()
    when: Condition = {}
    follows: QuestionSlug | None = None
    signs: dict[Row, dict[OptionSlug, SignWord]] = {}
    """Rows by cause slug, ``@<place>`` for all causes of a place, or ``*`` for all other causes.
    The most special row that names a cause counts, whole: cause, then place, then ``*``."""


class Variant(Part):
    """Instructions for one device or version range; the one without ``when`` is the default."""

    when: Condition = {}
    label: Line | None = None
    """For whom: "iPhone or iPad, iOS 17 or earlier"."""
    text: Text


class Step(Addressable, Sourced):
    """Something the visitor does (in the admin: troubleshooting step)."""

    kind: KindWord = "repair"
    title: Line
    """In the imperative. For a verdict: "Nothing on your phone looks broken"."""
    summary: Line
    """One sentence: what it does, or for a verdict what is so."""
    minutes: Annotated[int, Field(ge=0, le=600)]
    waiting: WaitingWord = "none"
    disruption: DisruptionWord = "nothing"
    loses: Text = ""
    """Exactly what is lost, and how to keep it. Said before the instructions."""
    cuts: tuple[Literal["internet", "calls", "device"], ...] = ()
    """What it interrupts for a moment; said before the instructions."""
    first_check: Text = ""
    """Markdown: the check that protects the visitor, before a dangerous step."""
    meanwhile: bool = False
    """May be done while a wait is running."""
    until: Line | None = None
    """Of a wait: until when."""
    avoid: Text = ""
    """Of a wait: what not to do meanwhile."""
    unproven: Text = ""
    """Of a verdict: what it does not prove."""
    say: Text = ""
    """Markdown: what to say to the person who is called."""
    stays_fixed: Text = ""
    """Markdown: how it stays fixed, shown on the success page."""
    when: Condition = {}
    needs: LaterCondition = {}
    """What must have been answered before the step may be offered; an unanswered question fails it."""
    asks: Annotated[QuestionSlug | None, UNSAID] = None
    """A question that is asked when the step did not help, because the step finds out its answer."""
    often_tried: Later = False
    """It stands in the list of what people try before they come here."""
    only_after: tuple[Slug, ...] = ()
    never_while: tuple[Condition, ...] = ()
    """The step is not offered while one of these conditions is known to hold."""
    never_because: Line | None = None
    """Why it is not offered then, in one sentence."""
    remedies: dict[Slug, RemedyWord] = {}
    variants: tuple[Variant, ...] = ()


class PathVariant(Part):
    """The way to one screen on one device and version range."""

    when: Condition = {}
    label: Line | None = None
    """For whom, where the version is not known: "iOS 17 or earlier"."""
    menu: tuple[Line, ...]
    look: Annotated[LookWord, Field(exclude_if=lambda said: said == "phone")] = "phone"
    """What the device looks like where the way is drawn."""


type AnyVariant = Variant | PathVariant


class MenuPath(Part):
    """One named place in a device's settings; texts say ``[[slug]]``, or ``[[slug=on]]`` of a switch that is to be on."""

    slug: Slug
    name: Line
    variants: tuple[PathVariant, ...]


class Term(Part):
    """A word that regions write differently; texts say ``{{slug}}``."""

    slug: Slug
    text: Line
    """Where the region is not known."""
    regions: dict[Country, Line] = {}


class CarrierFact(Part):
    """One documented fact about a carrier."""

    text: Line
    sources: tuple[Slug, ...]


class Carrier(Addressable, Sourced):
    """What is documented about one carrier. It is an option of the question ``options_from: carriers``."""

    slug: OptionSlug
    aliases: tuple[OptionSlug, ...] = ()
    name: Line
    country: Country
    network: Line | None = None
    """Whose network it runs on, if it is not its own."""
    activation: Line | None = None
    """How the number is confirmed: "A free text inside the US", "A text abroad"."""
    charge: Line | None = None
    rcs: Line | None = None
    status_url: Link | None = None
    support_url: Link | None = None
    phone: Line | None = None
    facts: tuple[CarrierFact, ...] = ()
    caveats: Text = ""
    notes: dict[Slug, Text] = {}
    """Markdown by step: what stands inside that step for customers of this carrier."""


class Alarm(Sourced):
    """Answers that together mean: act first. It precedes every move."""

    slug: Slug
    title: Line
    summary: Line
    text: Text
    when: Condition
    stops: Later = False
    """It ends the walk: while it is raised, nothing is shown but it, its answers and whom to ask."""


class Page(Addressable, Sourced):
    """Longer reading in a guide."""

    title: Line
    summary: Line
    text: Text


class Comparisons(Part):
    """Fixed orders of steps that simulation and the success page compare with."""

    usual_name: Line = "The usual list"
    usual: tuple[Slug, ...] = ()
    by_option: dict[OptionSlug, tuple[Slug, ...]] = {}
    """A list for each option of the first question."""


class GuideDocument(Part):
    """One guide, whole. Order in every list is the editors' order."""

    schema_version: SchemaNumber = Field(alias="schema")
    slug: GuideSlug
    aliases: tuple[GuideSlug, ...] = ()
    language: Language = "en"
    title: Line
    """The complaint in the visitor's words: "Why won't my iMessage send?"."""
    summary: Line
    intro: Text = ""
    """Markdown: what the guide covers, on its front page."""
    working: Line
    """The button when a step has worked: "It works now"."""
    not_working: Line
    """The button when it has not: "Still not sending"."""
    urgent: Line
    """The last line of every page of a walk: "Urgent? Call."."""
    urgent_page: Slug
    prevention_page: Slug | None = None
    escalation_minutes: Annotated[int, Field(ge=1, le=1000)] = 90
    places: tuple[Place, ...]
    causes: tuple[Cause, ...]
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    carriers: tuple[Carrier, ...] = ()
    paths: tuple[MenuPath, ...] = ()
    terms: tuple[Term, ...] = ()
    synonyms: Annotated[dict[OwnWords, tuple[Phrase, ...]], UNSAID] = {}
    """For the search: what people say, by the guide's own words for it: ``{red mark: [exclamation mark]}``."""
    alarms: tuple[Alarm, ...] = ()
    pages: tuple[Page, ...] = ()
    cases: tuple[Case, ...] = ()
    reports: Annotated[tuple[Report, ...], UNSAID] = ()
    sources: tuple[Source, ...] = ()
    comparisons: Comparisons = Comparisons()
    translations: dict[Language, dict[Slug, dict[Slug, dict[FieldPath, Text]]]] = {}
    """Sidecars: language → kind of object → slug → field → text."""
