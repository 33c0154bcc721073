"""Translations that follow when the objects or the conditions of a guide change their names."""

from collections.abc import Callable, Mapping

from diagnostics.content.document.leaves import Leaf, leaves
from diagnostics.content.document.schema import GuideDocument

type Sidecars = dict[str, dict[str, dict[str, dict[str, str]]]]
"""As ``GuideDocument.translations``: language, part, slug, field, text."""


def carry_over(
    before: GuideDocument,
    after: GuideDocument,
    *,
    is_new: Callable[[Leaf], bool] = lambda _: False,
    slug: Callable[[str, str], str] = lambda _, name: name,
    text: Callable[[str], str] = str,
) -> Sidecars:
    """The sidecars of ``before`` for ``after``, which holds the same texts in the same order.

    is_new: a text of ``after`` that ``before`` has not. slug: of a part, the name that an object has now.
    text: what becomes of a translated text.
    """
    if not before.translations:
        return {}
    there = [leaf for leaf in leaves(after) if not is_new(leaf)]
    fields = {
        (old.part, old.slug, old.field): new.field for old, new in zip(leaves(before), there, strict=True)
    }  # fmt: skip

    def rename_texts(part: str, name: str, texts: Mapping[str, str]) -> dict[str, str]:
        return {fields.get((part, name, field), field): text(words) for field, words in texts.items()}

    return {
        language: {
            part: {slug(part, name): rename_texts(part, name, texts) for name, texts in objects.items()}
            for part, objects in sidecar.items()
        }
        for language, sidecar in before.translations.items()
    }
