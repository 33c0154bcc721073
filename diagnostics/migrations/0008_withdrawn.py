"""Why what was recalled is shown again, and every name that was ever published."""

import json

from django.db import migrations, models
from django.utils import timezone

KINDS = {"cause": "causes", "step": "steps", "carrier": "carriers", "page": "pages"}


def remember_names(apps, schema_editor):
    """Those of all releases that were live until now; one that cannot be read names nothing."""
    rows = apps.get_model("diagnostics", "Publication").objects.order_by("pk")
    model = apps.get_model("diagnostics", "PublishedName")
    for guide, text, at in rows.values_list("guide", "release__text", "at").iterator(chunk_size=20):
        try:
            names = list(published_names(json.loads(text)))
        except (ValueError, AttributeError, TypeError, KeyError):
            continue
        found = [model(guide=guide, kind=kind, name=name, slug=slug, at=at) for kind, name, slug in names]
        model.objects.bulk_create(found, ignore_conflicts=True)


def published_names(document):
    kinds = {"guide": [document], **{kind: document.get(part, []) for kind, part in KINDS.items()}}
    first = [question for question in document.get("questions", []) if question.get("asked") == "first"]
    kinds["option"] = [option for question in first for option in question.get("options", []) if option.get("page")]
    for kind, items in kinds.items():
        for item in items:
            yield from ((kind, name, item["slug"]) for name in {item["slug"], *item.get("aliases", [])})


class Migration(migrations.Migration):
    dependencies = [("diagnostics", "0007_inside_guide")]

    operations = [
        migrations.AddField(
            "publication",
            "let_through",
            models.TextField(
                blank=True, default="", help_text="Why it shows again what was recalled before; empty where it does not."
            ),
        ),
        migrations.CreateModel(
            "PublishedName",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("guide", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("slug", models.CharField(max_length=60)),
                ("at", models.DateTimeField(default=timezone.now)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=["guide", "kind", "name", "slug"], name="published_name_once")
                ],
            },
        ),
        migrations.RunPython(remember_names, migrations.RunPython.noop),
    ]
