"""The territory's lists and their workbooks."""

from django.urls import reverse

from anlan.enterprises.investment.registers import CERTIFICATES, EXPERTS, PLACES
from anlan.files.registers import pages


def _beside() -> dict[str, str]:
    names = {"安全投入": "investments", "标准化等级": "standardizations", "聘请专家": "experts"}
    return {label: reverse(f"enterprises:{name}") for label, name in names.items()}


places, places_export = pages(PLACES, _beside)
"""Money and level of every enterprise the person sees."""


standardizations, standardizations_export = pages(CERTIFICATES, _beside)
"""Certificates of standardization, the first to end first."""


experts, experts_export = pages(EXPERTS, _beside)
"""Experts that enterprises engaged."""
