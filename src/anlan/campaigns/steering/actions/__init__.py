"""Writes of steering; the only writer of its tables."""

from anlan.campaigns.steering.actions.experts import (
    call_off_engagement,
    change_expert,
    declare_conflict,
    end_conflict,
    engage_expert,
    enrol_expert,
    record_opinion,
)
from anlan.campaigns.steering.actions.gates import ask_gate, decide_gate, link_gate
from anlan.campaigns.steering.actions.measures import assign_measure, check_measure, load_measures
from anlan.campaigns.steering.actions.meetings import (
    call_off_meeting,
    decide_task,
    minute_meeting,
    plan_meeting,
    put_off_meeting,
    report_task,
    return_task,
    settle_task,
    take_back_task,
)
from anlan.campaigns.steering.actions.support import ask_support, decide_support, record_spending
from anlan.campaigns.steering.actions.task_force import (
    end_task_force,
    join_task_force,
    leave_task_force,
    set_up_task_force,
)

__all__ = [
    "ask_gate",
    "ask_support",
    "assign_measure",
    "call_off_engagement",
    "call_off_meeting",
    "change_expert",
    "check_measure",
    "decide_gate",
    "decide_support",
    "decide_task",
    "declare_conflict",
    "end_conflict",
    "end_task_force",
    "engage_expert",
    "enrol_expert",
    "join_task_force",
    "leave_task_force",
    "link_gate",
    "load_measures",
    "minute_meeting",
    "plan_meeting",
    "put_off_meeting",
    "record_opinion",
    "record_spending",
    "report_task",
    "return_task",
    "set_up_task_force",
    "settle_task",
    "take_back_task",
]
