"""One table of revisions in the place of django-reversion's two. See docs/decisions/018-one-revision-table.md."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


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
                (
                    "part",
                    models.CharField(
                        help_text="List of the document that holds the object, or “guide”.", max_length=20
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        help_text="Of the object; empty for the guide itself, and for the order of a part.",
                        max_length=60,
                    ),
                ),
                (
                    "was",
                    models.CharField(
                        blank=True, help_text="The slug until then, where this change renamed it.", max_length=60
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, help_text="The object as canonical JSON; empty once it is deleted."),
                ),
                (
                    "change",
                    models.UUIDField(
                        db_index=True, default=uuid.uuid4, help_text="The same for all that changed together."
                    ),
                ),
                ("by_name", models.CharField(blank=True, help_text="Kept where the login is deleted.", max_length=150)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("why", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="revisions",
                        to="diagnostics.guide",
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
