"""An alarm may end the walk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diagnostics", "0008_withdrawn")]

    operations = [
        migrations.AddField(
            "alarm",
            "stops",
            models.BooleanField(
                default=False,
                help_text="While it is raised, visitors are asked and offered nothing: they see only it, the answers that raised it, and whom to ask for help.",
            ),
        )
    ]
