"""How many walks said the same, and what editors told visitors then."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0016_status'),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guide', models.CharField(max_length=60)),
                ('text', models.CharField(max_length=240)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.CharField(max_length=150)),
                ('ends_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, default='', max_length=150)),
            ],
            options={
                'ordering': ['-said_at', '-pk'],
                'indexes': [models.Index(fields=['ends_at'], name='announcement_ends')],
            },
        ),
        migrations.CreateModel(
            name='WalkCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guide', models.CharField(max_length=60)),
                ('interval', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('complaint', 'first answer'), ('place', 'leading place'), ('carrier', 'carrier')], max_length=20)),
                ('key', models.CharField(max_length=60)),
                ('walks', models.PositiveIntegerField()),
                ('workers', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['interval'], name='walk_count_interval')],
                'constraints': [models.UniqueConstraint(fields=('guide', 'interval', 'kind', 'key'), name='walk_count_once')],
            },
        ),
    ]
