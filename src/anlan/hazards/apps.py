"""Hazards as a Django app."""

from django.apps import AppConfig

from anlan.core import hooks
from anlan.org import roles


class HazardsConfig(AppConfig):
    """Room hazards."""

    name = "anlan.hazards"
    verbose_name = "隐患"

    def ready(self) -> None:
        """Tell who may do what in this room, how its ledgers are imported, who is told, what hangs on criteria."""
        # Models may only be imported once all apps are loaded, and both read them.
        from anlan.hazards import importing, listeners, replay, touched
        from anlan.hazards.contracts import behind
        from anlan.hazards.contracts import queries as contracts
        from anlan.hazards.gaps import queries as gaps
        from anlan.hazards.gaps import telling
        from anlan.hazards.rules import GRANTS, WORDS

        roles.permit(GRANTS, WORDS)
        importing.register()
        listeners.register()
        telling.register()
        replay.register()
        hooks.columns.register("gap", hooks.Column("ledger", "台账", gaps.on_ledger))
        hooks.tabs.register("contract", hooks.Tab("检查发现的隐患", "hazards:of_contract"))
        hooks.columns.register("contract", hooks.Column("hazards", "隐患", contracts.on_ledger))
        hooks.shown.register("contractor", "hazards", behind.part)
        hooks.touched_by.register("hazards", touched.open_hazards)
