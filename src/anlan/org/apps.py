"""Org as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class OrgConfig(AppConfig):
    """Room org."""

    name = "anlan.org"
    verbose_name = "组织"

    def ready(self) -> None:
        """Tell which roles may do what in this room, and what a first run needs."""
        from anlan.org import frame, setup
        from anlan.org.rules import GRANTS, WORDS

        roles.permit(GRANTS, WORDS)
        hooks.page.register("org", frame.page)
        hooks.set_up.register("org.administrators", setup.administrators)
