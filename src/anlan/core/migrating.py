"""A room's first migration, made in one go."""

from typing import Any

from django.db import migrations
from django.db.migrations.operations import CreateModel, RunPython, RunSQL
from django.db.migrations.state import ProjectState


class First(migrations.Migration):
    """All tables of a room as they are after its last operation, and not one operation after another.

    Django works out every model that refers to another anew for each operation: of a township's two hundred that took a
    minute of a processor before the first table was written. A first migration has no rows to carry from one operation
    to the next.
    """

    def apply(self, project_state: ProjectState, schema_editor: Any, collect_sql: bool = False) -> ProjectState:
        """Make each table with all its columns, constraints and indexes; then run what is no table. Returns the state."""
        project_state.__dict__.pop("apps", None)  # else worked out anew for each operation
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                schema_editor.create_model(project_state.apps.get_model(self.app_label, operation.name))
            elif isinstance(operation, RunPython | RunSQL):
                operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
