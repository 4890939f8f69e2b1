"""Campaigns as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class CampaignsConfig(AppConfig):
    """Room campaigns."""

    name = "anlan.campaigns"
    verbose_name = "行动"

    def ready(self) -> None:
        """Tell which roles may do what in this room, and what it adds to the records of lower rooms."""
        from anlan.campaigns import rules, touched
        from anlan.campaigns.assigning import telling
        from anlan.campaigns.duties import rules as duties
        from anlan.campaigns.duties import showing as due
        from anlan.campaigns.duties import telling as bound
        from anlan.campaigns.duties import tracing
        from anlan.campaigns.duties.tabs import ENTERPRISE_TAB
        from anlan.campaigns.lookouts import reminding as lookouts
        from anlan.campaigns.lookouts import rules as looking
        from anlan.campaigns.lookouts import showing as looked
        from anlan.campaigns.nextplaces import rules as going
        from anlan.campaigns.plans import rules as plans
        from anlan.campaigns.steering import rules as steering
        from anlan.campaigns.steering import showing
        from anlan.campaigns.steering import telling as steered
        from anlan.campaigns.steering.tabs import HAZARD_TAB

        for part in (rules, steering, plans, duties, looking, going):
            roles.permit(part.GRANTS, part.WORDS)
        hooks.tabs.register("hazard", HAZARD_TAB)
        hooks.tabs.register("enterprise", ENTERPRISE_TAB)
        hooks.touched_by.register("campaigns", touched.running_campaigns)
        hooks.touched_by.register("campaigns.bulletins", touched.drafted_bulletins)
        for one in (telling, steered, bound):
            one.register()
        hooks.work.register(due.NAME, due.work)
        hooks.work.register(showing.NAME, showing.work)
        hooks.duties.register(tracing.NAME, tracing.asked)
        lookouts.register()
        hooks.steps.register("lesson", looked.NAME, looked.steps)
        hooks.notes.register("lesson", looked.NAME, looked.notes)
        hooks.work.register(looked.NAME, looked.work)
        hooks.duties.register(looked.NAME, looked.asked)
