"""The only writer of the ledger; each function is one step of a hazard's life and leaves one event."""

from anlan.hazards.actions.acceptance import accept, close, fix_at_once, send_back
from anlan.hazards.actions.extending import ask_extension, decide_extension
from anlan.hazards.actions.handling import assign, link_recurrence, name_responsible, note
from anlan.hazards.actions.judging import decide_downgrade, doubt, judge, propose_downgrade, record_opinion, upgrade
from anlan.hazards.actions.ordering import bind_by_order, date_set_by, release_from_order
from anlan.hazards.actions.owning import hand_over, take_owners
from anlan.hazards.actions.planning import file_plan, start
from anlan.hazards.actions.recording import record
from anlan.hazards.actions.rectifying import self_accept, submit
from anlan.hazards.actions.reporting import acknowledge, report, tell_workers
from anlan.hazards.actions.stepping import seen
from anlan.hazards.actions.supervising import (
    list_supervision,
    propose_supervision,
    record_release,
    record_supervision,
    urge,
)
from anlan.hazards.actions.viewing import choose_columns, drop_view, save_view
from anlan.hazards.actions.voiding import decide_void, propose_void, take_back

__all__ = [
    "accept",
    "acknowledge",
    "ask_extension",
    "assign",
    "bind_by_order",
    "choose_columns",
    "close",
    "date_set_by",
    "decide_downgrade",
    "decide_extension",
    "decide_void",
    "doubt",
    "drop_view",
    "file_plan",
    "fix_at_once",
    "hand_over",
    "judge",
    "link_recurrence",
    "list_supervision",
    "name_responsible",
    "note",
    "propose_downgrade",
    "propose_supervision",
    "propose_void",
    "record",
    "record_opinion",
    "record_release",
    "record_supervision",
    "release_from_order",
    "report",
    "save_view",
    "seen",
    "self_accept",
    "send_back",
    "start",
    "submit",
    "take_back",
    "take_owners",
    "tell_workers",
    "upgrade",
    "urge",
]
