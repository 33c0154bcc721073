"""What editors call the fields and the words of a draft: the same in forms, in differences and in what a check says."""

from collections.abc import Mapping, Sequence
from typing import Final

type Field = tuple[str, str]
"""Table and column."""

NAMES: Final[Mapping[str, str]] = {
    "places": "place",
    "causes": "cause",
    "questions": "question",
    "options": "option",
    "steps": "step",
    "carriers": "carrier",
    "paths": "menu path",
    "terms": "term",
    "alarms": "alarm",
    "pages": "page",
    "cases": "case",
    "reports": "report",
    "sources": "source",
    "findings": "finding",
}
"""What editors call one object of a part."""
LABELS: Final[Mapping[Field, str]] = {
    ("Guide", "working"): "Button: it works",
    ("Guide", "not_working"): "Button: it does not",
    ("Guide", "urgent"): "Last line",
    ("Guide", "urgent_page"): "Page that this line leads to",
    ("Guide", "prevention_page"): "Page about keeping it fixed",
    ("Guide", "escalation_minutes"): "Minutes that asking for help costs",
    ("Guide", "usual_name"): "Name of the usual list",
    ("Guide", "usual"): "The usual list",
    ("Guide", "usual_by_option"): "Usual lists by first answer",
    ("Guide", "synonyms"): "Words that people use",
    ("Place", "short"): "Word under the picture",
    ("Cause", "open"): "This is “something else”",
    ("Question", "text"): "Question",
    ("Question", "label"): "In a list of answers",
    ("Question", "why"): "Why we ask",
    ("Question", "how"): "How to find out",
    ("Question", "unknown"): "How many do not know",
    ("Question", "asked"): "Asked",
    ("Question", "kind"): "Answered by",
    ("Question", "finding"): "Finding that answers it",
    ("Question", "options_from"): "Answers come from",
    ("Question", "when"): "Only where",
    ("Option", "text"): "Answer",
    ("Option", "hint"): "Second line",
    ("Cause", "said"): "Inside a sentence",
    ("Option", "said"): "Inside a sentence",
    ("Option", "usual"): "How common this answer is",
    ("Option", "detect"): "What the browser can see",
    ("Option", "services"): "Services of the status feed",
    ("Option", "when"): "Only where",
    ("Option", "means"): "Means as well",
    ("Step", "minutes"): "Minutes of work",
    ("Step", "waiting"): "Waiting afterwards",
    ("Step", "meanwhile"): "Can be done while waiting",
    ("Step", "cuts"): "Interrupts for a moment",
    ("Step", "loses"): "What is lost",
    ("Step", "first_check"): "Check first",
    ("Step", "until"): "Until when",
    ("Step", "avoid"): "What not to do meanwhile",
    ("Step", "unproven"): "What it does not prove",
    ("Step", "say"): "What to say",
    ("Step", "stays_fixed"): "How it stays fixed",
    ("Step", "when"): "Only where",
    ("Step", "needs"): "Only once answered",
    ("Step", "asks"): "Finds out the answer to",
    ("Step", "often_tried"): "People often try it before",
    ("Step", "only_after"): "Only after these steps",
    ("Step", "never_while"): "Never while",
    ("Step", "never_because"): "Why not then",
    ("Variant", "label"): "For whom",
    ("Variant", "when"): "Only where",
    ("Variant", "text"): "Instructions",
    ("Remedy", "word"): "How often",
    ("PathVariant", "label"): "For whom",
    ("PathVariant", "when"): "Only where",
    ("PathVariant", "menu"): "Screens",
    ("PathVariant", "look"): "Drawn as",
    ("Carrier", "activation"): "How the number is confirmed",
    ("Carrier", "rcs"): "About RCS",
    ("Carrier", "status_url"): "Page about outages",
    ("Carrier", "support_url"): "Page for help",
    ("Carrier", "phone"): "Number for help",
    ("Term", "regions"): "By country",
    ("Alarm", "when"): "Raised where",
    ("Alarm", "stops"): "Ends the walk",
    ("Case", "did"): "Done before",
    ("Case", "cannot"): "Cannot be done",
    ("Case", "findings"): "What the site found out",
    ("Case", "escalates"): "Ends with asking for help",
    ("Report", "text"): "What was reported",
    ("Report", "tier"): "How sure and how ordinary",
    ("Report", "says"): "What they could say",
    ("Report", "did"): "Done before",
    ("Report", "solved_by"): "Solved by",
    ("Report", "helped"): "Helped in part",
    ("Report", "outside"): "Why the guide cannot know it",
    ("Source", "url"): "Web address",
}
"""What editors call a field, where the name of its column does not say it."""
_EVERYWHERE: Final[Mapping[str, str]] = {
    "reviewed": "Reviewed on",
    "aliases": "Old addresses",
    "slug": "Short name",
    "first": "Comes first",
    "within_three": "Comes within three",
    "never": "Never offered",
    "not_first": "Never first",
    "signs": "The sign table",
    "notes": "Notes inside steps",
}
"""The same of columns that are called so in every table."""
_TABLES: Final[Mapping[str, str]] = {
    "paths": "MenuPath",
    **{part: name.capitalize() for part, name in {**NAMES, "guide": "guide"}.items() if part != "paths"},
}
_INSIDE: Final[Mapping[tuple[str, str], str]] = {
    ("questions", "options"): "Option",
    ("steps", "variants"): "Variant",
    ("paths", "variants"): "PathVariant",
    ("carriers", "facts"): "CarrierFact",
}
_OWN_ADDRESS: Final = ("guide", "places", "causes", "questions", "steps", "carriers", "pages")
_ASKED: Final[Mapping[str, str]] = {
    "by-value": "when it is worth asking",
    "first": "first of all",
    "second": "second, if not known",
}
SCALES: Final = (
    *("commonness", "usual", "effort", "unknown", "kind", "waiting", "disruption", "signs", "remedies"),
    *("found_in", "tier", "look"),
)
"""Fields whose words come from a scale; so do the words of an answer in a sign table and of a remedy."""


def label(part: str, *path: str) -> str:
    """What the form calls a field; ``path`` has no keys: ``label("questions", "options", "usual")``."""
    table, column = _column(part, path)
    if column == "slug" and table == _TABLES.get(part) and part in _OWN_ADDRESS:
        return "Address"
    return LABELS.get((table, column)) or _EVERYWHERE.get(column) or column.replace("_", " ").capitalize()


def _column(part: str, path: Sequence[str]) -> Field:
    *outer, name = path
    if outer[-1:] == ["page"]:
        return "Option", f"page_{name}"
    if name == "by_option":
        return "Guide", "usual_by_option"
    return _INSIDE.get((part, outer[0] if outer else ""), _TABLES.get(part, "")), name


def word(field: str, value: str) -> str:
    """A word that an editor chose from a list, as the list shows it."""
    if field == "asked":
        return _ASKED[value]
    if field == "options_from":
        return "the carrier notes"
    return value.replace("-", " ") if field in SCALES else value
