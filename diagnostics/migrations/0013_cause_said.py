"""A cause may say how it reads inside a sentence."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diagnostics", "0012_reports")]

    operations = [
        migrations.AddField(
            "cause",
            "said",
            models.CharField(
                blank=True,
                default="",
                max_length=240,
                help_text="How it reads inside a sentence, after “it is likely that”, such as “the bulb is dead”. Small letter first, no full stop.",
            ),
        )
    ]
