"""Pages of money, levels and experts."""

from anlan.enterprises.investment.views.experts import advice, end_engagement, engage, engagement, record_visit
from anlan.enterprises.investment.views.lists import (
    experts,
    experts_export,
    places,
    places_export,
    standardizations,
    standardizations_export,
)
from anlan.enterprises.investment.views.overview import overview, scan
from anlan.enterprises.investment.views.spending import carry_over, change_plan, expense, plan, spending, strike
from anlan.enterprises.investment.views.standardization import end_standardization, new_standardization, standardization

__all__ = [
    "advice",
    "carry_over",
    "change_plan",
    "end_engagement",
    "end_standardization",
    "engage",
    "engagement",
    "expense",
    "experts",
    "experts_export",
    "new_standardization",
    "overview",
    "places",
    "places_export",
    "plan",
    "record_visit",
    "scan",
    "spending",
    "standardization",
    "standardizations",
    "standardizations_export",
    "strike",
]
