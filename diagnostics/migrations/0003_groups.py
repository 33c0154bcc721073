"""The groups of domain/safeguards/roles.py. A group that an operator has made under the same name keeps what it may do, and gets these."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

DRAFTS = (
    *("place", "cause", "question", "option", "signrow", "sign", "step", "variant", "remedy", "menupath"),
    *("pathvariant", "term", "carrier", "carrierfact", "stepnote", "alarm", "page", "case", "report", "source"),
)
EDITORS = (
    *(f"{verb}_{model}" for model in DRAFTS for verb in ("view", "add", "change", "delete")),
    *("view_guide", "add_guide", "change_guide", "preview_guide", "import_guide"),
    *("view_release", "view_publication", "view_recall"),
)
PUBLISHERS = (*EDITORS, "delete_guide", "publish_guide", "roll_back_guide", "recall_release")
GROUPS = {"Editors": EDITORS, "Publishers": PUBLISHERS, "Agents": ("use_desk",)}


def make_groups(apps, schema_editor):
    config = apps.get_app_config("diagnostics")
    # Permissions are made after all migrations; these groups need theirs now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="diagnostics")
    for name, codenames in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("diagnostics", "0002_workplace"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
