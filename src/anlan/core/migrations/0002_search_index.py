"""The database's own text index; vendor SQL lives in core/db.py."""

from django.db import migrations

from anlan.core.db import create_search_index, drop_search_index


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(create_search_index, drop_search_index)]
