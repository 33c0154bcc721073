"""How answers and causes read inside a sentence: as the editors wrote it (``said``), else quoted."""

from typing import Final

from diagnostics.content.document.schema import GuideDocument, Option, Question
from diagnostics.content.markup.quotes import inside_quotes
from diagnostics.content.wording.sentences import Clause, Wording, gettext_noop

_ANSWERED: Final = gettext_noop("your answer to “%(question)s” is “%(answer)s”")
_CARRIER: Final = gettext_noop("your carrier is %(carrier)s")
_CAUSE: Final = gettext_noop("the cause is “%(cause)s”")
_WHOLE: Final = gettext_noop("%(clause)s.")
_EITHER: Final = gettext_noop("%(one)s, or %(other)s")


def answer_clause(document: GuideDocument, question: str, option: str) -> Clause:
    """What somebody said, told to them: "your message is green"."""
    asked = next(one for one in document.questions if one.slug == question)
    if asked.options_from:
        return Wording(_CARRIER, {"carrier": _carrier_name(document, option)})
    return option_clause(asked, next(one for one in asked.options if one.slug == option))


def option_clause(asked: Question, option: Option) -> Clause:
    quoted = {"question": inside_quotes(asked.text), "answer": inside_quotes(option.text)}
    return option.said or Wording(_ANSWERED, quoted)


def cause_clause(document: GuideDocument, slug: str) -> Clause:
    """What may be so: "iMessage is switched off"."""
    cause = next(one for one in document.causes if one.slug == slug)
    return cause.said or Wording(_CAUSE, {"cause": inside_quotes(cause.name)})


def either(*clauses: Clause) -> Clause:
    """At least one of these: "it stays dark, or it flickers"."""
    first, *others = clauses
    return Wording(_EITHER, {"one": first, "other": either(*others)}) if others else first


def whole_sentence(clause: Clause) -> Wording:
    return Wording(_WHOLE, {"clause": clause})


def _carrier_name(document: GuideDocument, slug: str) -> str:
    return next(carrier.name for carrier in document.carriers if carrier.slug == slug)
