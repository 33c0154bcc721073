"""Webhooks: who is told what, what is to be told, and what came of it."""

import diagnostics.models.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0022_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What it tells: “Ticket system”.', max_length=60)),
                ('address', models.CharField(help_text='Where events are posted to; it begins with https://.', max_length=500)),
                ('events', diagnostics.models.fields.LinesField(blank=True, default=list, help_text='What it is told of.')),
                ('guides', diagnostics.models.fields.SlugsField(blank=True, default=list, help_text='Which guides it is told about; all of them where none is ticked.')),
                ('is_on', models.BooleanField(default=True, help_text='While it is off, nothing is kept for it.', verbose_name='on')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('salt', models.CharField(blank=True, default='', editable=False, max_length=64)),
                ('secret_hash', models.CharField(blank=True, default='', editable=False, max_length=64)),
                ('former_salt', models.CharField(blank=True, default='', editable=False, max_length=64)),
                ('former_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('taken_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last success')),
                ('failures', models.PositiveIntegerField(default=0, editable=False, help_text='In a row.')),
                ('failing_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('pause_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('off_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('off_why', models.CharField(blank=True, default='', editable=False, max_length=300)),
                ('lease', models.CharField(blank=True, default='', editable=False, max_length=40)),
                ('leased_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='delivery')),
                ('event', models.CharField(choices=[('link.made', 'A result link is made'), ('link.opened', 'Its customer opens it for the first time'), ('link.event', 'Its customer answers, tries a step, or says that one worked'), ('outcome', 'A visitor says what came of a step'), ('guide.published', 'A guide is published or rolled back'), ('test', 'A test')], max_length=20)),
                ('guide', models.CharField(blank=True, max_length=60)),
                ('body', models.TextField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='happened')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('taken', 'delivered'), ('failed', 'failed')], default='waiting', max_length=20)),
                ('tries', models.PositiveSmallIntegerField(default=0, help_text='Since it was last queued.')),
                ('next_at', models.DateTimeField(blank=True, null=True, verbose_name='next try')),
                ('give_up_at', models.DateTimeField(verbose_name='tried until')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='diagnostics.webhook')),
            ],
            options={
                'verbose_name_plural': 'webhook deliveries',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='WebhookTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='tried')),
                ('milliseconds', models.PositiveIntegerField(verbose_name='took')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='answer')),
                ('said', models.TextField(blank=True, default='', verbose_name='it said')),
                ('error', models.CharField(blank=True, default='', max_length=300, verbose_name='what went wrong')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='diagnostics.webhookdelivery')),
            ],
            options={
                'verbose_name': 'try',
                'verbose_name_plural': 'tries',
                'ordering': ['-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='webhook_delivery_due'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['made_at'], name='webhook_delivery_made'),
        ),
    ]
