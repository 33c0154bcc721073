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
_MEANWHILE: Final = gettext_noop("Can be done meanwhile")
_HELP: Final = gettext_noop("Then ask for help")
_ASK: Final = gettext_noop("Ask for help")
_OTHERS: Final = gettext_noop("Others who may help")
_SAYS: Final = gettext_noop("What the guide says")
_MAY_BE: Final = gettext_noop("It may also be")
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
    if walk.worked and not decision.stops:
        blocks.append(f"{translate(_WORKED)}: {title(walk.worked)}")
    else:
        blocks += _what_to_do(guide, decision, title, translate)
    return "\n\n".join(blocks) + "\n"


def _what_to_do(
    guide: Guide, decision: Decision, title: Callable[[str], str], translate: Callable[[str], str]
) -> Iterator[str]:
    """The steps numbered as on the page, where a verdict is none; then whom to ask."""
    if decision.move == "ask":
        return
    verdicts = {step.slug for step in guide.document.steps if step.kind == "verdict"}
    plan = [one.step for one in decision.plan]
    to_do = [slug for slug in plan if slug not in verdicts]
    if told := [title(slug) for slug in plan if slug in verdicts]:
        yield f"{translate(_SAYS if plan[0] in verdicts else _MAY_BE)}: {told[0]}"
    if to_do:
        heading = translate(_MEANWHILE if decision.waiting else _STEPS)
        yield "\n".join([f"{heading}:", *(f"{i}. {title(slug)}" for i, slug in enumerate(to_do, start=1))])
    if decision.move == "escalate" and decision.escalation:
        yield f"{translate(_ASK if decision.stops else _HELP)}: {title(decision.escalation)}"
        if decision.other_contacts:
            yield f"{translate(_OTHERS)}: {'; '.join(map(title, decision.other_contacts))}"


def _alarms(guide: Guide, walk: Walk, decision: Decision) -> Iterator[str]:
    """The alarms that end the walk, whole."""
    for alarm in guide.document.alarms:
        if alarm.slug in decision.stops:
            yield "\n".join(guide.texts.line(line, walk.answers) for line in (alarm.title, alarm.summary))
            yield guide.texts.plain(alarm.text, walk.answers)
