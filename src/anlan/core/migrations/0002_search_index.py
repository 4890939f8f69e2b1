"""The database's own text index."""

from django.db import migrations

from anlan.core import textindex


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(textindex.create, textindex.drop)]
