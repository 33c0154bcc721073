"""What the browser shows is said in tests, not by one of five names."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0014_step_asks'),
    ]

    operations = [
        migrations.AlterField(
            model_name='option',
            name='detect',
            field=models.CharField(blank=True, default='', help_text='What the browser shows where this is so, such as “browser has Word” or “clock >= 120”.', max_length=240),
        ),
    ]
