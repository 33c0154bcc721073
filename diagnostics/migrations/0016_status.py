"""A status feed is read into a row, and options name its services."""
import diagnostics.models.fields
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0015_detect'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeedReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('feed', models.CharField(help_text='The name of its reader.', max_length=60, unique=True)),
                ('text', models.TextField(blank=True, default='', help_text='What it said, as JSON; empty if it was never read.')),
                ('read_at', models.DateTimeField(blank=True, help_text='When it was last heard to say so.', null=True)),
                ('etag', models.CharField(blank=True, default='', max_length=200)),
                ('last_modified', models.CharField(blank=True, default='', max_length=60)),
                ('failures', models.PositiveIntegerField(default=0, help_text='In a row.')),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('error', models.CharField(blank=True, default='', help_text='The last one, in words.', max_length=300)),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When it is due.')),
                ('lease', models.CharField(blank=True, default='', help_text='Of whoever reads it now.', max_length=40)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name='option',
            name='services',
            field=diagnostics.models.fields.LinesField(blank=True, default=list, help_text="Services of the finding's status feed, one a line, named exactly as there. Other names of the same one stand after “|”."),
        ),
    ]
