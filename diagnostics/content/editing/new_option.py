"""A new answer that behaves like another one, such as a new version: everything that names that one names it too."""

from collections.abc import Callable
from typing import Any

from diagnostics.content.changes.sidecars import carry_over
from diagnostics.content.document.fields import CONDITIONS, Condition, Part
from diagnostics.content.document.leaves import PARTS, Leaf
from diagnostics.content.document.schema import GuideDocument, Option, Question

type Change = Callable[[Condition], Condition]


def with_option(document: GuideDocument, question: str, option: Option, *, like: str, before: bool) -> GuideDocument:
    """The document in which a question has one more answer, that means what ``like`` means.

    It stands before or after that one. Every condition that names that one names it as well, and it has the same signs.
    """

    def widen(when: Condition) -> Condition:
        if like not in when.get(question, ()):
            return when
        named = when[question]
        at = named.index(like) + (not before)
        return when | {question: (*named[:at], option.slug, *named[at:])}

    def with_answer(one: Question) -> Question:
        if one.slug != question:
            return one
        at = [other.slug for other in one.options].index(like) + (not before)
        options = (*one.options[:at], option, *one.options[at:])
        signs = {row: _copy_words(words, like, option.slug) for row, words in one.signs.items()}
        return one.model_copy(update={"options": options, "signs": signs})

    update: dict[str, Any] = {
        part: tuple(_change_conditions(i, widen) for i in getattr(document, part)) for part in PARTS
    }
    update["questions"] = tuple(map(with_answer, update["questions"]))
    if any(one.slug == question and one.asked == "first" for one in document.questions):
        lists = _copy_words(document.comparisons.by_option, like, option.slug)
        update["comparisons"] = document.comparisons.model_copy(update={"by_option": lists})
    after = document.model_copy(update=update)
    added = f"options.{option.slug}."

    def is_new(leaf: Leaf) -> bool:
        return (leaf.part, leaf.slug) == ("questions", question) and leaf.field.startswith(added)

    return after.model_copy(update={"translations": carry_over(document, after, is_new=is_new)})


def _copy_words[Word](words: dict[str, Word], like: str, new: str) -> dict[str, Word]:
    return words | {new: words[like]} if like in words else words


def _change_conditions[P: Part](item: P, change: Change) -> P:
    """The object with every condition in it changed."""
    update: dict[str, Any] = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name in CONDITIONS and name != "means":
            update[name] = change(value)
        elif name == "never_while":
            update[name] = tuple(map(change, value))
        elif isinstance(value, tuple) and value and isinstance(value[0], Part):
            update[name] = tuple(_change_conditions(part, change) for part in value)
    return item.model_copy(update=update)
