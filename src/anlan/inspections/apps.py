"""Inspections as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class InspectionsConfig(AppConfig):
    """Room inspections."""

    name = "anlan.inspections"
    verbose_name = "检查"

    def ready(self) -> None:
        """Tell who may do what in this room and what a phone may send, and put its tab on the enterprise's page."""
        from anlan.inspections import replay
        from anlan.inspections.rounds import phone, watching
        from anlan.inspections.rules import GRANTS, WORDS
        from anlan.inspections.selfcheck import reminding
        from anlan.inspections.tabs import DOOR_TAB, ENTERPRISE_TAB, MENDED_TAB, REPORT_TAB, ROUNDS_TAB
        from anlan.inspections.tips import showing
        from anlan.inspections.touched import running_visits

        roles.permit(GRANTS, WORDS)
        replay.register()
        phone.register()
        watching.register()
        reminding.register()
        hooks.tabs.register("enterprise", ENTERPRISE_TAB)
        hooks.tabs.register("enterprise", ROUNDS_TAB)
        hooks.tabs.register("learning", ROUNDS_TAB)
        hooks.tabs.register("door", DOOR_TAB)
        hooks.tabs.register("door", MENDED_TAB)
        hooks.tabs.register("door", REPORT_TAB)
        hooks.work.register(showing.NAME, showing.work)
        hooks.touched_by.register("inspections", running_visits)
