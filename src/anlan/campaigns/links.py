"""Where a bulletin's figures lead: the ledger narrowed as the figure counts it.

Found and closed of a period are found again exactly. What was open or overdue at the cut-off has gone on since: its
number opens what is so today, and the page says when the bulletin counted.
"""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from anlan.campaigns.models import Bulletin

WORDS = {"villages": "village", "offices": "office", "industries": "industry", "sources": "source"}
NUMBERS = ("found", "found_major", "closed", "open", "overdue")


def behind(bulletin: Bulletin, figure: str, **more: str) -> str:
    """The ledger's URL for one figure of a bulletin."""
    period = {"from": bulletin.first_day.isoformat(), "to": bulletin.last_day.isoformat()}
    words = {
        "found": {"state": "all", "found_from": period["from"], "found_to": period["to"]},
        "found_major": {"state": "all", "level": "major", "found_from": period["from"], "found_to": period["to"]},
        "closed": {"state": "closed", "closed_from": period["from"], "closed_to": period["to"]},
        "open": {"state": "open"},
        "overdue": {"state": "open", "due": "overdue"},
    }[figure]
    return f"{reverse('hazards:ledger')}?{urlencode({'village': bulletin.region_id} | words | more)}"


def rows(bulletin: Bulletin, axis: str) -> list[dict[str, Any]]:
    """The rows of one of the bulletin's tables, each number with its URL and whether it is late."""
    told = []
    for row in bulletin.figures[axis]:
        more = {WORDS[axis]: row["key"] or "none"}
        numbers = [(row[name], behind(bulletin, name, **more), name == "overdue" and row[name] > 0) for name in NUMBERS]
        told.append({"label": row["label"], "numbers": numbers})
    return told
