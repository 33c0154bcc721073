"""A step may find out the answer to a question."""

import django.core.validators
import re
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0013_cause_said'),
    ]

    operations = [
        migrations.AddField(
            model_name='step',
            name='asks',
            field=models.CharField(blank=True, default='', help_text='A question whose answer this step finds out, such as “power”. It is asked when the step did not help.', max_length=60, validators=[django.core.validators.RegexValidator(re.compile('^[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Write small letters, digits and single hyphens only, such as “no-internet”.')]),
        ),
    ]
