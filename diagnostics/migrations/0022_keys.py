"""The keys of programs, and which of them made a link."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0021_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgramKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The program, and whom to ask about it: “Ticket system, Ada”.', max_length=80, verbose_name='what uses it')),
                ('handle', models.CharField(editable=False, max_length=8, unique=True, verbose_name='begins with')),
                ('digest', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('scopes', models.JSONField(default=list, verbose_name='what it may do')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('used_at', models.DateTimeField(editable=False, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('revoked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='revoked by')),
            ],
            options={
                'verbose_name': 'key of a program',
                'verbose_name_plural': 'keys of programs',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='resultlink',
            name='made_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='diagnostics.programkey'),
        ),
    ]
