"""Enforcement as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class EnforcementConfig(AppConfig):
    """Room enforcement."""

    name = "anlan.enforcement"
    verbose_name = "执法"

    def ready(self) -> None:
        """Tell who may do what in this room, and what it adds to the records of lower rooms."""
        from anlan.enforcement.batches import rules as batches
        from anlan.enforcement.cases import rules as penalizing
        from anlan.enforcement.cases import showing as penalties
        from anlan.enforcement.documents import phone, replay
        from anlan.enforcement.documents import rules as documents
        from anlan.enforcement.documents import showing as papers
        from anlan.enforcement.drawing import rules as drawing
        from anlan.enforcement.drawing import telling as drawn
        from anlan.enforcement.errands import rules as errands
        from anlan.enforcement.errands import showing as planned
        from anlan.enforcement.exempting import rules as exempting
        from anlan.enforcement.exempting import showing as exemptions
        from anlan.enforcement.forshow import rules as forshow
        from anlan.enforcement.forshow import showing as signs
        from anlan.enforcement.forshow import watching
        from anlan.enforcement.frequency import rules as frequency
        from anlan.enforcement.frequency import showing as frequencies
        from anlan.enforcement.inspecting import rules as inspecting
        from anlan.enforcement.inspecting import showing as inspections
        from anlan.enforcement.moving import showing as moves
        from anlan.enforcement.moving import telling as moved
        from anlan.enforcement.referring import rules as referring
        from anlan.enforcement.referring import showing as referrals
        from anlan.enforcement.referring import telling as referred
        from anlan.enforcement.templating import rules as templating
        from anlan.enforcement.templating import setup
        from anlan.enforcement.tracing import rules as tracing
        from anlan.enforcement.tracing import showing as traces
        from anlan.enforcement.transfers import rules as transferring
        from anlan.enforcement.transfers import showing, telling

        for part in (
            transferring,
            tracing,
            batches,
            frequency,
            errands,
            drawing,
            inspecting,
            exempting,
            forshow,
            documents,
            penalizing,
            referring,
            templating,
        ):
            roles.permit(part.GRANTS, part.WORDS)
        hooks.set_up.register("enforcement.templates", setup.shipped)
        replay.register()
        phone.register()
        hooks.tabs.register("hazard", exemptions.HAZARD_TAB)
        hooks.tabs.register("hazard", penalties.HAZARD_TAB)
        hooks.tabs.register("enterprise", penalties.ENTERPRISE_TAB)
        hooks.tabs.register("criterion", penalties.CRITERION_TAB)
        hooks.work.register(penalties.NAME, penalties.work)
        hooks.notes.register("hazard", exemptions.NAME, exemptions.notes)
        hooks.work.register(exemptions.NAME, exemptions.work)
        hooks.tabs.register("enterprise", frequencies.ENTERPRISE_TAB)
        hooks.tabs.register("enterprise", signs.ENTERPRISE_TAB)
        hooks.work.register(signs.NAME, signs.work)
        watching.register()
        hooks.work.register(planned.NAME, planned.work)
        planned.register()
        drawn.register()
        hooks.work.register(frequencies.NAME, frequencies.work)
        hooks.tabs.register("enterprise", inspections.ENTERPRISE_TAB)
        hooks.tabs.register("door", inspections.DOOR_TAB)
        hooks.tabs.register("enterprise", papers.ENTERPRISE_TAB)
        hooks.work.register(papers.NAME, papers.work)
        hooks.work.register(inspections.NAME, inspections.work)
        hooks.tabs.register("enterprise", traces.ENTERPRISE_TAB)
        hooks.notes.register("hazard", traces.NAME, traces.notes)
        hooks.work.register(traces.NAME, traces.work)
        traces.register()
        hooks.tabs.register("hazard", showing.HAZARD_TAB)
        hooks.notes.register("hazard", "enforcement.transfers", showing.notes)
        hooks.sights.register("hazard", "enforcement.transfers", showing.opens)
        hooks.work.register("enforcement.transfers", showing.work)
        telling.register()
        hooks.notes.register("hazard", referrals.NAME, referrals.notes)
        hooks.work.register(referrals.NAME, referrals.work)
        hooks.work.register(moves.NAME, moves.work)
        moved.register()
        referred.register()
