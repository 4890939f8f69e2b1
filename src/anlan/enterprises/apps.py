"""Enterprises as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class EnterprisesConfig(AppConfig):
    """Room enterprises."""

    name = "anlan.enterprises"
    verbose_name = "企业"

    def ready(self) -> None:
        """Tell which roles may do what in this room, how registers are imported, and what keeps lists up to date."""
        # Models may only be imported once all apps are loaded, and both read them.
        from anlan.enterprises import importing, rosters, touched
        from anlan.enterprises.archives import phone
        from anlan.enterprises.binding import publishing
        from anlan.enterprises.certificates import reminding
        from anlan.enterprises.certificates import rules as certificates
        from anlan.enterprises.contracts import reminding as ending
        from anlan.enterprises.examples import rules as examples
        from anlan.enterprises.examples import telling as practices
        from anlan.enterprises.gaps import watching
        from anlan.enterprises.investment import reminding as levels
        from anlan.enterprises.lessons import actions as shipped
        from anlan.enterprises.lessons import rules as lessons
        from anlan.enterprises.lists import rules as lists
        from anlan.enterprises.rules import GRANTS, WORDS

        for room in (lists, certificates, lessons, examples):
            roles.permit(room.GRANTS, room.WORDS)
        roles.permit(GRANTS, WORDS)
        hooks.set_up.register("enterprises.lessons", shipped.ship)
        importing.register()
        rosters.register()
        watching.register()
        reminding.register()
        ending.register()
        levels.register()
        practices.register()
        publishing.register()
        phone.register()
        hooks.touched_by.register("enterprises", touched.bound_enterprises)
        hooks.touched_by.register("enterprises.own_lists", touched.own_lists)
        hooks.touched_by.register("enterprises.shared_lists", touched.shared_lists)
