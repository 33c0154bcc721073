"""What editors are told about the fields of a draft, by table and field, where the column itself does not say it as well."""

from collections.abc import Mapping
from typing import Final

from diagnostics.content.document.offered import DRAWINGS, FINDINGS
from diagnostics.content.document.problems import join_words

HELP: Final[Mapping[str, str]] = {
    "Guide.language": "The language that its texts are written in, as a code such as “en”. The site's own words stay English.",
    "Guide.position": "Where there are several guides, the lowest number comes first.",
    "Cause.commonness": "How common it is among all visitors, before any answer. In doubt take the word in the middle, or the rarer one.",
    "Question.effort": "What answering takes. In doubt take the greater effort: then it is asked only where it helps.",
    "Question.unknown": "How many people cannot answer it. In doubt take “some”.",
    "Question.asked": "Exactly one question is asked first, and at most four second, in their order. All others are asked when they are worth it.",
    "Option.position": "Answers stand in the order of these numbers, the lowest first.",
    "Option.usual": "How common this answer is among all who are asked. In doubt take the word in the middle.",
    "Question.finding": f"What answers it by itself where the site has read it: {join_words(FINDINGS)}. Its answers name the services that they are about. Where the site reads nothing, visitors are asked. Most questions have none.",
    "Option.drawing": f"The name of the small drawing beside the answer. There are: {join_words(DRAWINGS)}. Most answers have none.",
    "Option.detect": "What the visitor's browser shows where this is so; the page then fills it in and says why. Write "
    "“browser has Word” or “browser lacks Word” (a word in the name that the browser gives), “touch” or “no touch”, "
    "“version >= 17” (of Safari), “clock >= 120” (seconds that the clock is wrong, either way), “loading >= 3000” "
    "(milliseconds that a small answer takes), “offline”; “<” is “less than”. Join them with “and” and “or”. Most answers "
    "have none.",
    "Option.services": "Only where the question has a finding: the site gives this answer while the status feed reports a problem with one of these services. Write one a line, exactly as the feed names it. Where a name has changed over the years, write both: “New name | Old name”. Leave it empty for the answer that nothing is reported.",
    "Step.minutes": "Of the visitor's own work, without waiting. In doubt write a minute more.",
    "Step.waiting": "How long one waits afterwards before one can tell. In doubt take the longer wait.",
    "Step.disruption": "The worst that it does besides helping. In doubt take the worse word: it is then offered later.",
    "Step.meanwhile": "Whether it does no harm while the visitor waits for something else. In doubt leave it unticked.",
    **dict.fromkeys(
        ("Question.when", "Option.when", "Step.when"),
        "It is hidden only where an answer contradicts this; an unanswered question hides nothing. All questions must "
        "be answered so; of a question any one of the answers will do.",
    ),
    **dict.fromkeys(
        ("Variant.when", "PathVariant.when"),
        "Without any it is for everyone else. All questions must be answered so; of a question any one of the answers "
        "will do.",
    ),
    "Step.needs": "It is offered only once all these questions are answered so; of a question any one of the answers will do. Every verdict needs some, so that no page says what the visitor did not.",
    "Step.often_tried": "Tick it if many people do this by themselves before they come here. It stands in the list “What have you tried already?”.",
    "Option.means": "Of a fact in a list: other questions that a tick answers, which are then not asked. One answer to each.",
    "Case.did": "Steps that were done before this visitor came.",
    "Alarm.when": "It is raised when all questions are answered so; of a question any one of the answers will do.",
    "Step.never_while": "It is not offered while one of these combinations is known to hold.",
    "Variant.position": "Variants are looked at in the order of these numbers; the first one that fits is shown.",
    "Variant.label": "For whom these instructions are, such as “Desk lamps, version 2 or earlier”.",
    "PathVariant.menu": "The menu names exactly as the device shows them, one a line. The last one may be a switch: a text says "
    "how it is to stand, as in [[lamp-switch=on]].",
    "PathVariant.position": "Ways are looked at in the order of these numbers; the first one that fits is shown.",
    "CarrierFact.position": "Facts stand in the order of these numbers, the lowest first.",
    "CarrierFact.text": "One sentence that its source says. Leave out what is only likely.",
    "Guide.usual": "Steps in the order in which the usual list has them.",
    "Case.answers": "What this visitor answers. Leave out what the case does not depend on.",
    "Case.tried": "Steps that did not help, in the order in which they were tried.",
    "Case.cannot": "Steps that this visitor cannot do.",
    "Case.findings": "What the site found out by itself.",
    "Case.cause": "The cause that must be the most likely one.",
    "Report.says": "Everything that this person could answer; to any other question they say “Not sure”. Write it before you look at what ended it.",
    "Report.did": "Steps that they had done before they asked for help.",
    "Report.solved_by": "Steps that ended it. Any one of them counts.",
    "Report.helped": "Steps that helped a little. They count half.",
    "Case.escalates": "Whether the walk must end with asking for help.",
}
"""Shown instead of the help text of the column."""
