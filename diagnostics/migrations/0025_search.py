"""What people say instead of the guide's words, and what they searched for and did not find."""

import diagnostics.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0024_about'),
    ]

    operations = [
        migrations.AddField(
            model_name='guide',
            name='synonyms',
            field=diagnostics.models.fields.SynonymsField(blank=True, default=dict, help_text="For the search: what people say instead of the guide's words. One line for each, the guide's words first: “new bulb: fresh bulb, replacement”. Words that lead to an answer begin with that answer as it is written."),
        ),
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guide', models.CharField(max_length=60)),
                ('words', models.CharField(max_length=60)),
                ('times', models.PositiveIntegerField()),
                ('since', models.DateField()),
                ('last_on', models.DateField()),
            ],
            options={
                'ordering': ['-times', '-last_on', 'words'],
                'indexes': [models.Index(fields=['last_on'], name='missed_search_last')],
                'constraints': [models.UniqueConstraint(fields=('guide', 'words'), name='missed_search_once')],
            },
        ),
    ]
