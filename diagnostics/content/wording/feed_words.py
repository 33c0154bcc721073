"""What the site looked up by itself, in words."""

from collections.abc import Iterator, Mapping
from typing import Final

from diagnostics.content.wording.clauses import whole_sentence
from diagnostics.content.wording.names import Names
from diagnostics.content.wording.sentences import Wording

_UNKNOWN: Final[Mapping[str, str]] = {
    "off": "{label}: this site does not look it up.",
    "unread": "{label}: this site could not look it up lately.",
    "unclear": "{label}: this site looked it up and could not tell.",
}
_CHECKED: Final = "Checked on {time}."
_CHECKED_LONG_AGO: Final = "Last checked on {time}; it may have changed."


def found_sentence(said: str | None, label: str, answer: str) -> Wording:
    """A finding in the guide's own words, or as the question's label and the answer where it has none."""
    return whole_sentence(said or f"{label}: {answer}")


def lookup_sentences(
    names: Names, answers: Mapping[str, str], unknown: Mapping[str, str], *, checked: str, is_old: bool
) -> Iterator[str]:
    """What the site found out for each question that it can answer by itself, and when; or why it does not know.

    unknown: by question, ``off``, ``unread`` or ``unclear``. checked: a time. is_old: whether it is too long ago to be sure.
    """
    for question in names.document.questions:
        if question.slug in answers:
            option = answers[question.slug]
            said = next((one.said for one in question.options if one.slug == option), None)
            label, answer = names.label(question.slug), names.option(question.slug, option)
            yield names.say(found_sentence(said, label, answer))
        elif question.slug in unknown:
            yield _UNKNOWN[unknown[question.slug]].format(label=names.label(question.slug))
    if answers:
        yield (_CHECKED_LONG_AGO if is_old else _CHECKED).format(time=checked)
