"""Reports: real solved tickets by which a guide is measured."""

from importlib import import_module

import diagnostics.models.fields
import django.core.validators
import django.db.models.deletion
import re
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0011_ways_to_say'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(default=10000, help_text='Order in lists: the lowest number comes first. New ones come last.')),
                ('slug', models.CharField(help_text='Its name in addresses and files. Small letters, digits and hyphens.', max_length=60, validators=[django.core.validators.RegexValidator(re.compile('^[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Write small letters, digits and single hyphens only, such as “no-internet”.')])),
                ('text', models.TextField(help_text='What was reported, in your own words. Nothing personal: no names, numbers or addresses.')),
                ('found_in', models.CharField(choices=[('forum', 'a forum'), ('issue-tracker', 'an issue tracker'), ('article', 'an article or its comments'), ('own-support', 'our own support')], help_text='Where the report comes from.', max_length=20)),
                ('year', models.PositiveSmallIntegerField(blank=True, help_text='When it was written, if that is known.', null=True, validators=[django.core.validators.MinValueValidator(1990), django.core.validators.MaxValueValidator(2100)])),
                ('tier', models.CharField(choices=[('core', 'confirmed and ordinary'), ('edge', 'confirmed, unusual set-up'), ('weak', 'nobody confirmed it')], default='core', help_text='Confirmed and ordinary; confirmed, with an unusual set-up; or confirmed by nobody.', max_length=20)),
                ('says', diagnostics.models.fields.AnswersField(blank=True, default=dict, help_text='Everything that this person could answer, one a line: “see: dark”, or “signs: hum, smell”. Write it before you look at what solved it. To any other question they say “Not sure”.')),
                ('did', diagnostics.models.fields.SlugsField(blank=True, default=list, help_text='Steps that they had done before they asked, separated by commas.', verbose_name='done before')),
                ('solved_by', diagnostics.models.fields.SlugsField(blank=True, default=list, help_text='Steps that ended it, separated by commas. Any one of them counts.')),
                ('helped', diagnostics.models.fields.SlugsField(blank=True, default=list, help_text='Steps that helped a little, separated by commas. They count half.', verbose_name='helped in part')),
                ('outside', models.TextField(blank=True, default='', help_text='Why the guide cannot know what ended it. Leave it empty where it can.')),
                ('guide', models.ForeignKey(help_text='The guide that this belongs to.', on_delete=django.db.models.deletion.CASCADE, to='diagnostics.guide')),
            ],
            options={
                'ordering': ['guide_id', 'position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('guide', 'slug'), name='report_slug_once')],
            },
        ),
        migrations.RunPython(import_module("diagnostics.migrations.0003_groups").make_groups, migrations.RunPython.noop),
    ]
