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
from anlan.enforcement.cases.actions.ending import ask_court, close_case, perform, serve_decision, urge_payment
from anlan.enforcement.cases.actions.hearing import (
    ask_hearing,
    call_hearing,
    conclude,
    hear_statement,
    hold_hearing,
    notify_party,
    waive_hearing,
)
from anlan.enforcement.cases.actions.opening import (
    accept_proposal,
    file_case,
    open_case,
    open_twin,
    refuse_case,
    return_proposal,
    withdraw_case,
)
from anlan.enforcement.cases.actions.simple import decide_on_spot

__all__ = [
    "accept_proposal",
    "annul",
    "ask_court",
    "ask_hearing",
    "bar",
    "call_hearing",
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
    "notify_party",
    "open_case",
    "open_twin",
    "override_exemption",
    "perform",
    "publish_decision",
    "refuse_case",
    "return_proposal",
    "review_case",
    "serve_decision",
    "take_down",
    "urge_payment",
    "waive_hearing",
    "withdraw_case",
]
