"""Who looks after a link, hand-overs, and the group of those who see the links of all agents."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.models import F

SUPERVISORS = "Supervisors"
MAY = ("use_desk", "see_every_link")


def keep_owners(apps, schema_editor):
    apps.get_model("diagnostics", "ResultLink").objects.exclude(made_by=None).update(owner=F("made_by"))


def make_group(apps, schema_editor):
    config = apps.get_app_config("diagnostics")
    # Permissions are made after all migrations; this group needs its own now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="diagnostics")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=SUPERVISORS)
    group.permissions.add(*permissions.filter(codename__in=MAY))


class Migration(migrations.Migration):
    dependencies = [
        ("diagnostics", "0020_link_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="resultlink",
            options={
                "ordering": ["-pk"],
                "permissions": [("see_every_link", "Can see the links of all agents and hand them over")],
            },
        ),
        migrations.RemoveIndex(model_name="resultlink", name="result_link_by"),
        migrations.RemoveIndex(model_name="resultlink", name="result_link_reference"),
        migrations.RemoveIndex(model_name="resultlink", name="result_link_day"),
        migrations.AddField(
            model_name="resultlink",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="resultlink", index=models.Index(fields=["owner", "-id"], name="result_link_owner")
        ),
        migrations.AddIndex(
            model_name="resultlink", index=models.Index(fields=["owner", "reference"], name="result_link_owner_ref")
        ),
        migrations.AddIndex(
            model_name="resultlink", index=models.Index(fields=["owner", "made_at"], name="result_link_owner_day")
        ),
        migrations.AddIndex(
            model_name="resultlink",
            index=models.Index(
                fields=["-id"], name="result_link_of_agents", condition=models.Q(owner__isnull=False)
            ),
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_overs",
                        to="diagnostics.resultlink",
                    ),
                ),
                (
                    "owner_after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner_before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(keep_owners, migrations.RunPython.noop),
        migrations.RunPython(make_group, migrations.RunPython.noop),
    ]
