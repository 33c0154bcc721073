"""One table of revisions in the place of django-reversion's two. See docs/decisions/018-one-revision-table.md."""

import uuid

from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def forget_reversion(apps, schema_editor):
    """Its rows of permissions and kinds of content; a site that never had it has none."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="reversion")
    apps.get_model("auth", "Permission").objects.filter(content_type__in=kinds).delete()
    kinds.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("diagnostics", "0005_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=20)),
                ("slug", models.CharField(blank=True, max_length=60)),
                ("was", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField(blank=True)),
                ("change", models.UUIDField(db_index=True, default=uuid.uuid4)),
                ("by_name", models.CharField(blank=True, max_length=150)),
                ("at", models.DateTimeField(db_index=True, default=timezone.now)),
                ("why", models.TextField(blank=True)),
                ("by", models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, "+", null=True)),
                (
                    "guide",
                    models.ForeignKey(
                        "diagnostics.guide", models.DO_NOTHING, "revisions", db_constraint=False, db_index=False
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["guide", "part", "slug", "id"], name="revision_of_object")],
            },
        ),
        # They point at logins, which nobody could delete any more.
        migrations.RunSQL("DROP TABLE IF EXISTS reversion_version", migrations.RunSQL.noop),
        migrations.RunSQL("DROP TABLE IF EXISTS reversion_revision", migrations.RunSQL.noop),
        migrations.RunPython(forget_reversion, migrations.RunPython.noop),
    ]
