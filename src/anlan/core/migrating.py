"""Making tables: a room's first migration in one go, and no work where nothing is to be done."""

from typing import Any

from django.core.management import call_command
from django.db import migrations
from django.db.migrations.operations import CreateModel, RunPython, RunSQL
from django.db.migrations.state import ProjectState

from anlan.core import db


class First(migrations.Migration):
    """All tables of a room as they are after its last operation, and not one operation after another.

    Django works out every model that refers to another anew for each operation: of a township's two hundred that took a
    minute of a processor before the first table was written. A first migration has no rows to carry from one operation
    to the next.
    """

    def apply(self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False) -> ProjectState:
        """Make each table with all its columns, constraints and indexes, then run what is no table; the state after."""
        project_state.__dict__.pop("apps", None)  # else worked out anew for each operation
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(project_state.apps.get_model(self.app_label, operation.name))
            elif isinstance(operation, RunPython | RunSQL):
                operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state


def bring_up_to_date() -> None:
    """Bring the tables to this version. Where they are, only look: `migrate` works out every model twice even then."""
    if db.missing_migrations():
        call_command("migrate", interactive=False, verbosity=0)
