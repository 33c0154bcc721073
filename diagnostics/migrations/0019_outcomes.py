"""What visitors said of steps: why they cannot do one, sums by day, and what was lost."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0018_paths'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('step', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('fixed', 'this step fixed it'), ('not', 'it did not'), ('explained', 'that explains it'), ('aside', 'set it aside, and went on looking'), ('helped', 'asked for help'), ('cannot', 'could not do it'), ('offered', 'was shown the step')], max_length=20)),
                ('why', models.CharField(blank=True, choices=[('find', 'cannot find it'), ('lack', 'lacks the password or the time'), ('allowed', 'is not allowed to')], default='', max_length=20)),
                ('cause', models.CharField(blank=True, default='', max_length=60)),
                ('place', models.CharField(blank=True, default='', max_length=60)),
                ('count', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='LostOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guide', models.CharField(max_length=60)),
                ('day', models.DateField()),
                ('why', models.CharField(choices=[('full', 'there was no room for it until the database could take it'), ('unknown', 'it named a release or a step that does not exist'), ('often', 'one caller sent too many')], max_length=20)),
                ('count', models.PositiveIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='outcome',
            name='cause',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='outcome',
            name='place',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='outcome',
            name='why',
            field=models.CharField(blank=True, choices=[('find', 'cannot find it'), ('lack', 'lacks the password or the time'), ('allowed', 'is not allowed to')], default='', max_length=20),
        ),
        migrations.AlterField(
            model_name='outcome',
            name='kind',
            field=models.CharField(choices=[('fixed', 'this step fixed it'), ('not', 'it did not'), ('explained', 'that explains it'), ('aside', 'set it aside, and went on looking'), ('helped', 'asked for help'), ('cannot', 'could not do it')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['day'], name='outcome_day'),
        ),
        migrations.AddField(
            model_name='dailyoutcome',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='daily_outcomes', to='diagnostics.release'),
        ),
        migrations.AddConstraint(
            model_name='lostoutcome',
            constraint=models.UniqueConstraint(fields=('guide', 'day', 'why'), name='lost_outcome_once'),
        ),
        migrations.AddConstraint(
            model_name='dailyoutcome',
            constraint=models.UniqueConstraint(fields=('day', 'release', 'step', 'kind', 'why', 'cause', 'place'), name='daily_outcome_once'),
        ),
    ]
