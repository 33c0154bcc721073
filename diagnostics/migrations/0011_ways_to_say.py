"""What people say in their own words: lists of facts, what was done before, what must have been answered."""

import diagnostics.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('diagnostics', '0010_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='option',
            name='means',
            field=diagnostics.models.fields.ConditionField(blank=True, default=dict, help_text='Other questions that it answers as well, which are then not asked. One question a line, with one answer: “kind: desk”.'),
        ),
        migrations.AddField(
            model_name='case',
            name='did',
            field=diagnostics.models.fields.SlugsField(blank=True, default=list, help_text='Steps that were done before, separated by commas.', verbose_name='done before'),
        ),
        migrations.AddField(
            model_name='option',
            name='said',
            field=models.CharField(blank=True, default='', help_text='How the answer reads inside a sentence, such as “the lamp is dark”. Small letter first, no full stop.', max_length=240),
        ),
        migrations.AddField(
            model_name='question',
            name='kind',
            field=models.CharField(choices=[('one', 'one answer'), ('several', 'everything that is so')], default='one', help_text='One answer, or a list on which everything that is so is ticked; each of its answers is a fact with signs of its own, at most nine are shown, and “None of these” stands last.', max_length=20),
        ),
        migrations.AddField(
            model_name='step',
            name='needs',
            field=diagnostics.models.fields.ConditionField(blank=True, default=dict, help_text='What must have been answered before it may be offered; what was not asked fails it. Every verdict has one, so that no page says what the visitor did not. One question a line: “kind: desk, ceiling”.'),
        ),
        migrations.AddField(
            model_name='step',
            name='often_tried',
            field=models.BooleanField(default=False, help_text='It stands in the list of what people try before they come here.'),
        ),
        migrations.AlterField(
            model_name='case',
            name='answers',
            field=diagnostics.models.fields.AnswersField(blank=True, default=dict, help_text="The visitor's answers, one a line: “see: dark”, or “signs: hum, smell”."),
        ),
        migrations.AlterField(
            model_name='question',
            name='asked',
            field=models.CharField(choices=[('by-value', 'when it is worth asking'), ('first', 'first of all'), ('second', 'second, if not known')], default='by-value', help_text='Exactly one question is asked first; at most four are asked second, in their order.', max_length=20),
        ),
    ]
