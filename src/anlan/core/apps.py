"""The frame as a Django app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Room core."""

    name = "anlan.core"
    verbose_name = "框架"

    def ready(self) -> None:
        """Register system checks and the day's look at the tables; say what is missing in a form as people do."""
        from anlan.core import checks, db, hooks, saying  # noqa: F401 (checks registers)

        hooks.daily.register("core.statistics", db.refresh_statistics)

        saying.set_words()
