"""Causes inside sentences, and what to say to those who are asked."""

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
        ),
        migrations.AlterField(
            "step",
            "say",
            models.TextField(
                blank=True,
                default="",
                help_text="What to ask the person who is called; what the visitor said and tried stands there by itself. Markdown. A repair with this text is somebody to ask: when no step is left, the likeliest to help comes first.",
            ),
        ),
    ]
