"""The only writer of dangerous work."""

from anlan.permits.actions.declaring import advise, close_declaration, declare
from anlan.permits.actions.drafting import change, draft
from anlan.permits.actions.equipping import check_equipment, eliminate_equipment, register_equipment
from anlan.permits.actions.overriding import agree_override, ask_override, end_rule, set_rule
from anlan.permits.actions.stepping import approve, record_gas, step, tick

__all__ = [
    "advise",
    "agree_override",
    "approve",
    "ask_override",
    "change",
    "check_equipment",
    "close_declaration",
    "declare",
    "draft",
    "eliminate_equipment",
    "end_rule",
    "record_gas",
    "register_equipment",
    "set_rule",
    "step",
    "tick",
]
