"""Rows that name something of another guide: point them to their own guide's, or let them go. The database refuses new ones.

Guides are told apart by their rows; slugs are unique in a guide only. What was found and done is printed.
"""

from django.db import migrations
from django.db.models import F

INSIDE = {
    "Cause": ("guide", {"place": "guide"}),
    "Question": ("guide", {"follows": "guide"}),
    "Guide": ("pk", {"urgent_page": "guide", "prevention_page": "guide"}),
    "SignRow": ("question__guide", {"cause": "guide", "place": "guide"}),
    "Sign": ("row__question__guide", {"option": "question__guide", "carrier": "guide"}),
    "Remedy": ("step__guide", {"cause": "guide"}),
    "StepNote": ("carrier__guide", {"step": "guide"}),
}
"""Table → how to its guide, and of each reference how from there to its guide."""
LISTS = {
    ("Cause", "sources"): ("cause__guide", "source"),
    ("Step", "sources"): ("step__guide", "source"),
    ("Carrier", "sources"): ("carrier__guide", "source"),
    ("Alarm", "sources"): ("alarm__guide", "source"),
    ("Page", "sources"): ("page__guide", "source"),
    ("CarrierFact", "sources"): ("carrierfact__carrier__guide", "source"),
    ("Step", "only_after"): ("from_step__guide", "to_step"),
}
"""The same of lists of references."""


def bring_home(apps, schema_editor):
    for name, (own, references) in INSIDE.items():
        for reference, away in references.items():
            _mend(apps.get_model("diagnostics", name), own, reference, f"{reference}__{away}")
    for (name, field), (own, reference) in LISTS.items():
        through = apps.get_model("diagnostics", name)._meta.get_field(field).remote_field.through
        _mend(through, own, reference, f"{reference}__guide")


def forget_function(apps, schema_editor):
    """What the triggers of releases called until now."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS diagnostics_refuse_update() CASCADE")


def _mend(table, own, reference, away):
    """Every row of a table whose reference leaves its guide."""
    rows = table._default_manager.filter(**{f"{reference}__isnull": False}).exclude(**{away: F(own)})
    for row, guide in [(row, table._default_manager.values_list(own, flat=True).get(pk=row.pk)) for row in rows]:
        named = getattr(row, reference)
        done = _point_home(table, row, reference, named, guide)
        print(f"\n  {table.__name__} {row.pk} named “{named.slug}” of another guide: {done}.", end="")


def _point_home(table, row, reference, named, guide):
    """What became of one row."""
    field = table._meta.get_field(reference)
    twin = _twin(row, named, guide)
    if twin is None and table.__name__ == "Cause":
        twin = type(named)(guide_id=guide, slug=named.slug, name=named.name, short=named.short, position=named.position)
        twin.save()
    if twin is not None and not _is_there_already(table, row, reference, twin):
        table._default_manager.filter(pk=row.pk).update(**{reference: twin})
        return "it names that of its own guide now"
    if field.null and table.__name__ in ("Question", "Guide"):
        table._default_manager.filter(pk=row.pk).update(**{reference: None})
        return "it names nothing now"
    row.delete()
    return "it was deleted"


def _twin(row, named, guide):
    """What has the same slug in the guide that the row belongs to."""
    table = type(named)
    if table.__name__ == "Option":
        return table._default_manager.filter(question=row.row.question_id, slug=named.slug).first()
    return table._default_manager.filter(guide=guide, slug=named.slug).first()


def _is_there_already(table, row, reference, twin):
    """Whether another row says the same of it."""
    if table.__name__ in ("Cause", "Question", "Guide"):
        return False
    owner = {"SignRow": "question", "Sign": "row", "Remedy": "step", "StepNote": "carrier"}.get(table.__name__)
    column = owner or next(f.name for f in table._meta.fields if f.is_relation)
    return table._default_manager.filter(**{column: getattr(row, f"{column}_id"), reference: twin}).exists()


class Migration(migrations.Migration):
    dependencies = [("diagnostics", "0006_revisions")]

    operations = [
        migrations.RunPython(bring_home, migrations.RunPython.noop),
        migrations.RunPython(forget_function, migrations.RunPython.noop),
    ]
