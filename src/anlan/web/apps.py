"""Web as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks


class WebConfig(AppConfig):
    """Room web."""

    name = "anlan.web"
    verbose_name = "门户"

    def ready(self) -> None:
        """Put menu, search and territory into the frame of every page."""
        from anlan.web.menu import frame

        hooks.page.register("web", frame)
