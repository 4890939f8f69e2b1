"""When a plan is to be filed and evaluated (生产安全事故应急预案管理办法, 88号令, amended 2019)."""

import datetime as dt

from anlan.core import clock, workdays
from anlan.enterprises.models import EmergencyPlan, Enterprise

FILING_DAYS, ANSWER_DAYS, REVIEW_YEARS = 20, 5, 3
"""Work days after it was issued (art. 26), work days the authority has to check what was handed in; years between
evaluations (art. 35)."""
FILING, REVIEW, HAVING = (
    "生产安全事故应急预案管理办法 第二十六条",
    "生产安全事故应急预案管理办法 第三十五条",
    "安全生产法 第八十一条",
)
FILED = f"材料送到后，备案部门 {ANSWER_DAYS} 个工作日内核对，予以备案或说明要补什么。"
STANDINGS = {
    "unfiled": ("备案逾期", "red"),
    "to_file": ("待备案", "wait"),
    "stale": ("该评估了", "red"),
    "good": ("有效", "done"),
    "ended": ("已废止", ""),
}


def must_file(enterprise: Enterprise) -> bool:
    """Whether its plans are filed: dangerous goods, mines, smelting, building and such; crowded places (art. 26)."""
    return enterprise.high_risk or enterprise.crowded


def must_review(enterprise: Enterprise) -> bool:
    """Whether its plans are evaluated every three years: the same, and medium and larger units (art. 35)."""
    return must_file(enterprise) or enterprise.above_scale


def file_by(plan: EmergencyPlan) -> dt.date:
    """The last day to file it."""
    return workdays.add_workdays(plan.issued_on, FILING_DAYS)


def review_by(plan: EmergencyPlan) -> dt.date:
    """The day by which it is evaluated next."""
    return clock.years_after(max(plan.issued_on, plan.reviewed_on or plan.issued_on), REVIEW_YEARS)


def standing(plan: EmergencyPlan) -> str:
    """unfiled, to_file, stale, good or ended; today. Needs its enterprise."""
    if plan.ended_on:
        return "ended"
    if plan.filed_on is None and must_file(plan.enterprise):
        return "unfiled" if file_by(plan) < clock.today() else "to_file"
    return "stale" if must_review(plan.enterprise) and review_by(plan) < clock.today() else "good"
