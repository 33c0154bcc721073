"""What the site says of itself, and what visitors say is wrong on its pages."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0023_webhooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guide', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('sign', 'sign'), ('cause', 'cause'), ('step', 'step'), ('carrier', 'carrier note'), ('page', 'page')], max_length=20)),
                ('slug', models.CharField(max_length=60)),
                ('release', models.PositiveIntegerField(blank=True, null=True)),
                ('text', models.CharField(max_length=240)),
                ('times', models.PositiveIntegerField(default=1)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('done_by', models.CharField(blank=True, default='', max_length=150)),
            ],
            options={
                'ordering': ['kind', 'slug', 'pk'],
                'indexes': [models.Index(fields=['guide', 'done_at'], name='correction_open')],
            },
        ),
        migrations.CreateModel(
            name='SiteText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(choices=[('about', 'About'), ('privacy', 'Privacy'), ('contact', 'Contact')], max_length=20)),
                ('text', models.TextField(blank=True, help_text='Markdown.')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.CharField(max_length=150)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['page', '-id'], name='site_text_newest')],
            },
        ),
    ]
