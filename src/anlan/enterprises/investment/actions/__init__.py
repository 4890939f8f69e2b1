"""Writing money, levels and experts."""

from anlan.enterprises.investment.actions.experts import end_engagement, engage, follow_advice, record_visit
from anlan.enterprises.investment.actions.spending import carry_over, plan_spending, record_expense, strike_expense
from anlan.enterprises.investment.actions.standardization import end_standardization, record_standardization

__all__ = [
    "carry_over",
    "end_engagement",
    "end_standardization",
    "engage",
    "follow_advice",
    "plan_spending",
    "record_expense",
    "record_standardization",
    "record_visit",
    "strike_expense",
]
