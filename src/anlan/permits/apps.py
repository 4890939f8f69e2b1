"""Permits as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class PermitsConfig(AppConfig):
    """Room permits."""

    name = "anlan.permits"
    verbose_name = "危险作业"

    def ready(self) -> None:
        """Tell who may do what in this room, what a phone may send, what it adds to lower pages, what it listens to."""
        from anlan.permits import contractors, halting, phone, replay, showing
        from anlan.permits.rules import GRANTS, WORDS
        from anlan.permits.tabs import DOOR_TAB, ENTERPRISE_TAB, SETS_TAB

        roles.permit(GRANTS, WORDS)
        replay.register()
        phone.register()
        showing.register()
        halting.register()
        contractors.register()
        hooks.tabs.register("enterprise", ENTERPRISE_TAB)
        hooks.tabs.register("archives", SETS_TAB)
        hooks.tabs.register("door", DOOR_TAB)
