"""What editors call the fields of a draft, and what they are told about them, where the tables do not say it as well."""

from collections.abc import Mapping
from typing import Final

type Field = tuple[str, str]
"""Table and column."""

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
    ("Place", "short"): "Word under the picture",
    ("Cause", "open"): "This is “something else”",
    ("Question", "text"): "Question",
    ("Question", "label"): "In a list of answers",
    ("Question", "why"): "Why we ask",
    ("Question", "how"): "How to find out",
    ("Question", "unknown"): "How many do not know",
    ("Question", "asked"): "Asked",
    ("Question", "finding"): "Finding that answers it",
    ("Question", "options_from"): "Answers come from",
    ("Question", "when"): "Only where",
    ("Option", "text"): "Answer",
    ("Option", "hint"): "Second line",
    ("Option", "usual"): "How common this answer is",
    ("Option", "detect"): "What the browser can see",
    ("Option", "when"): "Only where",
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
    ("Carrier", "activation"): "How the number is confirmed",
    ("Carrier", "rcs"): "About RCS",
    ("Carrier", "status_url"): "Page about outages",
    ("Carrier", "support_url"): "Page for help",
    ("Carrier", "phone"): "Number for help",
    ("Term", "regions"): "By country",
    ("Alarm", "when"): "Raised where",
    ("Case", "cannot"): "Cannot be done",
    ("Case", "findings"): "What the site found out",
    ("Case", "escalates"): "Ends with asking for help",
}
"""What editors call a field, where the name of its column does not say it."""
HELP: Final[Mapping[Field, str]] = {
    ("Guide", "language"): "The language that its texts are written in, as a code such as “en”.",
    ("Guide", "position"): "Where there are several guides, the lowest number comes first.",
    (
        "Cause",
        "commonness",
    ): "How common it is among all visitors, before any answer. Common things are common: in doubt "
    "take the word in the middle, or the rarer one.",
    (
        "Question",
        "effort",
    ): "What answering takes. In doubt take the greater effort: then it is asked only where it helps.",
    ("Question", "unknown"): "How many people cannot answer it. In doubt take “some”.",
    (
        "Question",
        "asked",
    ): "Exactly one question is asked first, and at most one second. All others are asked when they are worth it.",
    ("Option", "position"): "Answers stand in the order of these numbers, the lowest first.",
    ("Option", "usual"): "How common this answer is among all who are asked. In doubt take the word in the middle.",
    (
        "Option",
        "drawing",
    ): "The name of the small drawing beside the answer, such as “red-mark”. Most answers have none.",
    ("Step", "minutes"): "Of the visitor's own work, without waiting. In doubt write a minute more.",
    ("Step", "waiting"): "How long one waits afterwards before one can tell. In doubt take the longer wait.",
    (
        "Step",
        "disruption",
    ): "The worst that it does besides helping. In doubt take the worse word: it is then offered later.",
    (
        "Step",
        "meanwhile",
    ): "Whether it does no harm while the visitor waits for something else. In doubt leave it unticked.",
    ("Variant", "position"): "Variants are looked at in the order of these numbers; the first one that fits is shown.",
    ("Variant", "label"): "For whom these instructions are, such as “iPhone or iPad, iOS 17 or earlier”.",
    ("PathVariant", "position"): "Ways are looked at in the order of these numbers; the first one that fits is shown.",
    ("CarrierFact", "position"): "Facts stand in the order of these numbers, the lowest first.",
    ("CarrierFact", "text"): "One sentence that its source says. Leave out what is only likely.",
}
"""Instead of the help of the column."""
