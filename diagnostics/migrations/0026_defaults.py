"""What a version before leaves out when it writes: the database fills in what that version meant."""

import diagnostics.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0025_search'),
    ]

    operations = [
        migrations.AlterField(
            model_name='guide',
            name='synonyms',
            field=diagnostics.models.fields.SynonymsField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, help_text="For the search: what people say instead of the guide's words. One line for each, the guide's words first: “new bulb: fresh bulb, replacement”. Words that lead to an answer begin with that answer as it is written."),
        ),
        migrations.AlterField(
            model_name='outcome',
            name='cause',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
        migrations.AlterField(
            model_name='outcome',
            name='place',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
        migrations.AlterField(
            model_name='outcome',
            name='why',
            field=models.CharField(blank=True, choices=[('find', 'cannot find it'), ('lack', 'lacks the password or the time'), ('allowed', 'is not allowed to')], db_default='', default='', max_length=20),
        ),
    ]
