"""What was found, as plain text for a ticket. It holds nothing but the guide's own words, numbers and times."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from typing import Final

from diagnostics.content.results.codes import format_code
from diagnostics.content.results.summary import Guide, summary
from diagnostics.content.wording.sentences import gettext_noop
from diagnostics.engine.decision import Decision
from diagnostics.engine.walk import Walk

_SAVED: Final = gettext_noop("Result %(code)s, saved on %(date)s at %(time)s")
_STEPS: Final = gettext_noop("What to try, in this order")
_HELP: Final = gettext_noop("Then ask for help")
_ASK: Final = gettext_noop("Ask for help")
_WORKED: Final = gettext_noop("What did it")
_WITHDRAWN: Final = gettext_noop("withdrawn since then")


def ticket(
    guide: Guide,
    walk: Walk,
    decision: Decision,
    *,
    code: str,
    made_at: dt.datetime,
    address: str,
    withdrawn: Collection[str] = (),
    translate: Callable[[str], str] = str,
) -> str:
    """A few short paragraphs, with the time in the zone of ``made_at``; ``translate`` is gettext or similar."""
    titles = {step.slug: guide.texts.line(step.title, walk.answers) for step in guide.document.steps}

    def title(slug: str) -> str:
        return f"{titles[slug]} ({translate(_WITHDRAWN)})" if slug in withdrawn else titles[slug]

    values = {"code": format_code(code), "date": f"{made_at:%Y-%m-%d}", "time": f"{made_at:%H:%M %Z}"}
    so_far = summary(guide, walk, decision, address=address, translate=translate).strip()
    blocks = [translate(_SAVED) % values, *_alarms(guide, walk, decision), so_far]
    plan = [f"{i}. {title(one.step)}" for i, one in enumerate(decision.plan, start=1)]
    if walk.worked and not decision.stops:
        return "\n\n".join([*blocks, f"{translate(_WORKED)}: {title(walk.worked)}"]) + "\n"
    if decision.move != "ask" and plan:
        blocks.append("\n".join([f"{translate(_STEPS)}:", *plan]))
    if decision.move == "escalate" and decision.escalation:
        help_ = translate(_ASK if decision.stops else _HELP)
        blocks.append(f"{help_}: {title(decision.escalation)}")
    return "\n\n".join(blocks) + "\n"


def _alarms(guide: Guide, walk: Walk, decision: Decision) -> Iterator[str]:
    """The alarms that end the walk, whole."""
    for alarm in guide.document.alarms:
        if alarm.slug in decision.stops:
            yield "\n".join(guide.texts.line(line, walk.answers) for line in (alarm.title, alarm.summary))
            yield guide.texts.plain(alarm.text, walk.answers)
