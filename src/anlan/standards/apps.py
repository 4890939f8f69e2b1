"""The room of the measure as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class StandardsConfig(AppConfig):
    """Room standards."""

    name = "anlan.standards"
    verbose_name = "标准库"

    def ready(self) -> None:
        """Tell who may do what here, and what a start loads."""
        # Models may only be imported once all apps are loaded, and rules read them.
        from anlan.standards import setup
        from anlan.standards.matching import asking
        from anlan.standards.rules import GRANTS, WORDS
        from anlan.standards.training.touched import open_sessions

        roles.permit(GRANTS, WORDS)
        hooks.set_up.register("standards.shipped", setup.shipped)
        hooks.warm.register("standards.matching", asking.warm)
        hooks.touched_by.register("standards.training", open_sessions)
