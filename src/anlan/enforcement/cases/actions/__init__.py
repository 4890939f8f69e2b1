"""Opening, handling, deciding and ending cases. The only writer of these tables."""

from anlan.enforcement.cases.actions.deciding import (
    annul,
    bar,
    decide_none,
    decide_penalty,
    discuss,
    extend,
    override_exemption,
    publish_decision,
    review_case,
    take_down,
)
from anlan.enforcement.cases.actions.ending import ask_court, close_case, perform, serve_decision, serve_none
from anlan.enforcement.cases.actions.hearing import (
    ask_hearing,
    call_hearing,
    conclude,
    hear_statement,
    hold_hearing,
    notify_party,
    waive_hearing,
)
from anlan.enforcement.cases.actions.moving import case_returned, case_taken, move_case, resume, suspend
from anlan.enforcement.cases.actions.opening import (
    accept_proposal,
    file_case,
    open_case,
    open_twin,
    refuse_case,
    return_proposal,
    withdraw_case,
)
from anlan.enforcement.cases.actions.paying import (
    allow_instalments,
    ask_instalments,
    record_payment,
    refuse_instalments,
    urge_payment,
)
from anlan.enforcement.cases.actions.proving import add_evidence
from anlan.enforcement.cases.actions.simple import decide_on_spot

__all__ = [
    "accept_proposal",
    "add_evidence",
    "allow_instalments",
    "annul",
    "ask_court",
    "ask_hearing",
    "ask_instalments",
    "bar",
    "call_hearing",
    "case_returned",
    "case_taken",
    "close_case",
    "conclude",
    "decide_none",
    "decide_on_spot",
    "decide_penalty",
    "discuss",
    "extend",
    "file_case",
    "hear_statement",
    "hold_hearing",
    "move_case",
    "notify_party",
    "open_case",
    "open_twin",
    "override_exemption",
    "perform",
    "publish_decision",
    "record_payment",
    "refuse_case",
    "refuse_instalments",
    "resume",
    "return_proposal",
    "review_case",
    "serve_decision",
    "serve_none",
    "suspend",
    "take_down",
    "urge_payment",
    "waive_hearing",
    "withdraw_case",
]
