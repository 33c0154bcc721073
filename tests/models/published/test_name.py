"""The table of every name that was ever published, and what a site that had none finds in it."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from diagnostics.content.changes.former_names import published_names
from diagnostics.content.document.canonical import canonical_json
from diagnostics.models import Publication, PublishedName, Release
from tests.builders import a_page, a_question, an_option, make_document

SIGN = {"title": "Dim", "summary": "It is dim.", "text": "Dim."}
FIRST = make_document(
    aliases=["light"],
    add={"pages": [a_page("dusty", aliases=["dirty"])]},
    questions=[a_question("see", an_option("dim", page=SIGN), "dark", asked="first"), a_question("kind", "desk")],
)
SECOND = make_document(slug="torch")


@pytest.mark.slow
@pytest.mark.parametrize("_database", ["any", pytest.param("postgres", marks=pytest.mark.postgres)])
@pytest.mark.django_db(transaction=True)
def test_upgrade_finds_every_name_that_was_published(_database: str) -> None:
    """In all releases that were ever live, and in no other; a text that cannot be read names nothing and stops nothing."""
    call_command("migrate", "diagnostics", "0006_revisions", verbosity=0)
    old = MigrationExecutor(connection).loader.project_state(("diagnostics", "0006_revisions")).apps
    texts = [canonical_json(FIRST), canonical_json(SECOND), "nonsense", "[]", json.dumps({"causes": [{}]})]
    for number, text in enumerate(texts, start=1):
        fields = {"guide": "torch" if number == 2 else "lamp", "number": number, "by": "ada"}
        release = old.get_model("diagnostics", "Release").objects.create(
            **fields, text=text, sha256="", schema=1, code=""
        )
        old.get_model("diagnostics", "Publication").objects.create(**fields, release=release)
    text = canonical_json(make_document(add={"pages": [a_page("never")]}))
    Release.objects.create(guide="lamp", number=9, text=text, sha256="", schema=1, code="", by="ada")
    call_command("migrate", "diagnostics", verbosity=0)
    for guide, document in (("lamp", FIRST), ("torch", SECOND)):
        found = PublishedName.objects.filter(guide=guide).values_list("kind", "name", "slug")
        assert sorted(found) == sorted(published_names(document))
    assert set(Publication.objects.values_list("let_through", flat=True)) == {""}
    assert str(PublishedName.objects.get(name="dirty")) == "lamp: page dirty"
