"""What the site keeps and for how long, told from its settings and from the numbers that the code itself goes by."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diagnostics.domain.about.corrections import KEPT_DAYS as CORRECTION_DAYS
from diagnostics.domain.crowds.rule import DAY
from diagnostics.domain.crowds.walk_counts import KEPT
from diagnostics.domain.outcomes.roll_up import KEPT_DAYS as OUTCOME_DAYS
from diagnostics.domain.results.result_links import KEPT_DAYS as LINK_DAYS
from diagnostics.domain.searches.kept_misses import KEPT as SEARCH_KEPT


@dataclass(frozen=True, slots=True)
class Fact:
    """What is kept of one thing."""

    about: str
    says: str


def facts() -> tuple[Fact, ...]:
    """All of it: first what concerns every visitor, last what concerns those who work here."""
    return tuple(Fact(about, " ".join(sentences)) for about, *sentences in _facts())


def _facts() -> Iterator[tuple[str, ...]]:
    yield from _walks()
    yield _links()
    yield from _counts()
    yield from _words()
    yield from _traces()
    yield _staff()


def _walks() -> Iterator[tuple[str, ...]]:
    yield (
        _("Who you are"),
        _(
            "We do not ask, and there is no account. Pages for visitors set no cookie and load nothing from other sites."
        ),
    )
    yield (
        _("Your answers"),
        _(
            "They stand in the address of the page, in your browser. We keep none of them unless you save or send a walk, or tell us what came of a step."
        ),
    )


def _links() -> tuple[str, ...]:
    mailed = _("If an agent mails it to you, your address is used for that and not kept.")
    return (
        _("Links and codes that you make"),
        _(
            "If you save or send a walk, or an agent does it for you, we keep its answers and what the site said to them, under a code. Whoever has the code can read it."
        ),
        _(
            "What is ticked off or tried after opening the link is kept with it, so that an agent who made it can go on helping. Other systems of whoever runs this site, such as one for tickets, may be told of it."
        ),
        _days(
            "The link works for %(days)d day after somebody last did something on it, if it was made today.",
            "The link works for %(days)d days after somebody last did something on it, if it was made today.",
            settings.RESULT_LINK_DAYS,
        ),
        _days(
            "It is deleted with the first tidying-up %(days)d day after that.",
            "It is deleted with the first tidying-up %(days)d days after that.",
            LINK_DAYS,
        ),
        *([mailed] if settings.MAILERS else []),
    )


def _counts() -> Iterator[tuple[str, ...]]:
    yield (
        _("What came of a step"),
        _(
            "When you tell us what came of a step, we keep this: what you said, the step, the version of the guide, the answers of this walk, and the day."
        ),
        _(
            "So that one person counts once a day, it carries a mark made from your network address, which some 65,000 addresses share: it finds nobody."
        ),
        _days(
            "It is added up, and deleted after %(days)d day; on the page of a link it goes with the link. The sums stay.",
            "It is added up, and deleted after %(days)d days; on the page of a link it goes with the link. The sums stay.",
            OUTCOME_DAYS,
        ),
    )
    yield (
        _("How many say the same"),
        _(
            "We count how many people give the same first answer, name the same carrier, or get the same result within ten minutes."
        ),
        _(
            "So that one person counts once, your network address is turned into a mark that cannot be turned back. It is forgotten within eleven minutes."
        ),
        _days("The counts are deleted after %(days)d day.", "The counts are deleted after %(days)d days.", KEPT // DAY),
    )


def _words() -> Iterator[tuple[str, ...]]:
    yield (
        _("What you search for"),
        _("Words for which we find nothing are counted, alone. Editors see them once they have come five times."),
        _days(
            "They are deleted when nobody has searched for them for %(days)d day.",
            "They are deleted when nobody has searched for them for %(days)d days.",
            SEARCH_KEPT.days,
        ),
    )
    yield (
        _("What you say is wrong"),
        _("We keep the line that you write, which page it is about, the version of the guide, and the time."),
        _days(
            "It is deleted %(days)d day after an editor has dealt with it.",
            "It is deleted %(days)d days after an editor has dealt with it.",
            CORRECTION_DAYS,
        ),
    )


def _traces() -> Iterator[tuple[str, ...]]:
    yield (
        _("Your network address"),
        _(
            "It is not written down. To stop abuse, we count how often one address saves a walk, tries a code or sends us something. For this the address is turned into a mark that cannot be turned back, and forgotten within an hour."
        ),
    )
    yield (
        _("Logs"),
        _("What you open is not logged. Faults are, with the page but without your answers."),
    )
    yield (
        _("On your device"),
        _(
            "Your browser keeps the last pages that you opened, so that you can read them without a connection. What you tick off is kept there for five days. We do not see it; clearing the data of this site deletes it."
        ),
    )
    if hosts := sorted({urlsplit(address).hostname or "" for address in settings.STATUS_FEEDS.values()}):
        yield (
            _("What our server reads"),
            _(
                "To see whether a service is down, our server reads %(hosts)s by itself. Nothing about you is sent there."
            )
            % {"hosts": ", ".join(hosts)},
        )


def _staff() -> tuple[str, ...]:
    return (
        _("Who works here"),
        _days(
            "Editors and agents sign in. Then, and only then, there are cookies: for the sign-in, which ends after %(days)d day at the latest, and to protect forms.",
            "Editors and agents sign in. Then, and only then, there are cookies: for the sign-in, which ends after %(days)d days at the latest, and to protect forms.",
            settings.SESSION_COOKIE_AGE // 86_400,
        ),
        _(
            "Their names stand beside what they change or make. Wrong passwords are kept with the name and the address from which they came, until the next sign-in that succeeds."
        ),
    )


def _days(one: str, several: str, days: int) -> str:
    return ngettext(one, several, days) % {"days": days}
