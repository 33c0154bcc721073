from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [
        ("diagnostics", "0004_result_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SpokenCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digits", models.CharField(max_length=8, unique=True)),
                ("ends_at", models.DateTimeField(db_index=True)),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spoken",
                        to="diagnostics.resultlink",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="resultlink",
            index=models.Index(fields=["made_by", "made_at"], name="result_link_day"),
        ),
    ]
