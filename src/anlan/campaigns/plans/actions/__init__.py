"""The only writers of campaigns: read, decide, put in force, amend."""

from anlan.campaigns.plans.actions.answering import answer_clause, answer_doubt
from anlan.campaigns.plans.actions.deciding import (
    add_duty,
    add_stage,
    change_duty,
    change_stage,
    confirm_duties,
    confirm_stages,
    drop_duty,
    drop_stage,
    set_facts,
)
from anlan.campaigns.plans.actions.issuing import amend_duty, drop_plan, end_duty, extend_campaign, issue_plan
from anlan.campaigns.plans.actions.proposing import ask_proposals
from anlan.campaigns.plans.actions.reading import read_plan, receive
from anlan.campaigns.plans.actions.scanning import read_scan, resume_scan
from anlan.campaigns.plans.actions.taking import take_notice

__all__ = [
    "add_duty",
    "add_stage",
    "amend_duty",
    "answer_clause",
    "answer_doubt",
    "ask_proposals",
    "change_duty",
    "change_stage",
    "confirm_duties",
    "confirm_stages",
    "drop_duty",
    "drop_plan",
    "drop_stage",
    "end_duty",
    "extend_campaign",
    "issue_plan",
    "read_plan",
    "read_scan",
    "receive",
    "resume_scan",
    "set_facts",
    "take_notice",
]
