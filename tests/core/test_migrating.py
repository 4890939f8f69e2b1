"""A room's first migration makes each table once, as it is after the migration's last operation."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from anlan.core.migrating import First, bring_up_to_date

pytestmark = pytest.mark.django_db(transaction=True)


class Yard(First):
    """A table that gets a column, a constraint and its first row after it was made."""

    operations = [
        migrations.CreateModel("Yard", [("id", models.AutoField(primary_key=True)), ("name", models.TextField())]),
        migrations.AddField("Yard", "beside", models.ForeignKey("yards.Yard", models.PROTECT, null=True)),
        migrations.AlterField("Yard", "name", models.CharField(max_length=20)),
        migrations.AddConstraint("Yard", models.UniqueConstraint(fields=["name"], name="yards_one_of_a_name")),
        migrations.RunPython(lambda apps, editor: apps.get_model("yards", "Yard").objects.create(name="东院")),
    ]


@pytest.fixture
def after():
    with connection.schema_editor() as editor:
        state = Yard("0001_initial", "yards").apply(ProjectState(), editor)
    yield state
    with connection.schema_editor() as editor:
        editor.delete_model(state.apps.get_model("yards", "Yard"))


def test_a_table_has_what_later_operations_add(after):
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "yards_yard")
        constraints = connection.introspection.get_constraints(cursor, "yards_yard")
    assert [one.name for one in columns] == ["id", "name", "beside_id"]
    assert constraints["yards_one_of_a_name"]["unique"]


def test_what_is_no_table_runs_when_the_tables_are_there(after):
    assert [yard.name for yard in after.apps.get_model("yards", "Yard").objects.all()] == ["东院"]


def test_tables_of_this_version_are_left_alone():
    called = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("anlan.core.migrating.call_command", lambda name, **_: called.append(name))
        patch.setattr("anlan.core.db.missing_migrations", list)
        bring_up_to_date()
        patch.setattr("anlan.core.db.missing_migrations", lambda: [("0002", False)])
        bring_up_to_date()
    assert called == ["migrate"]
