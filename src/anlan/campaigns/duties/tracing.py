"""What campaigns asked about an enterprise in a time, for a trace-back: its own, its village's, its office's."""

import datetime as dt

from django.urls import reverse

from anlan.campaigns.duties import board
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.duties.subjects import Kind, Subject
from anlan.campaigns.plans.models import Campaign
from anlan.core.hooks import Asked
from anlan.enterprises.models import Enterprise
from anlan.org import scope

NAME = "campaigns.duties"
OVER = frozenset({Standing.DONE, Standing.LATE, Standing.MISSED})


def asked(enterprise: Enterprise, since: dt.date, until: dt.date) -> list[Asked]:
    """Every duty that fell due there between two days, as it stood on the last of them."""
    rows = Campaign.objects.filter(
        region=scope.township_of(enterprise.region_code),
        issued_at__isnull=False,
        starts_on__lte=until,
        ends_on__gte=since,
    )
    found: list[Asked] = []
    for campaign in rows.select_related("region", "office"):
        for row in board.rows_of(campaign, _concerning(enterprise), until, among=[enterprise.pk]):
            url = reverse("campaigns:duty", args=[campaign.pk, row.asked.duty.lineage])
            found += [
                _told(one, row.asked.duty.action, url)
                for one in row.instances
                if since <= one.period.due_on <= until and one.standing in OVER
            ]
    return found


def _concerning(enterprise: Enterprise) -> board.Sees:
    def sees(subject: Subject) -> bool:
        return (
            subject.key
            in {
                Kind.ENTERPRISE: (enterprise.pk,),
                Kind.VILLAGE: (enterprise.region_code,),
                Kind.OFFICE: (enterprise.strip_id,),
                Kind.TOWNSHIP: (),
            }[subject.kind]
        )

    return sees


def _told(one: Instance, action: str, url: str) -> Asked:
    done = one.standing is Standing.DONE
    count = f"应有 {one.period.wanted} 次，有 {len(one.facts)} 次"
    words = "；".join(fact.words for fact in one.facts[:3]) if done else f"{one.standing.words}（{count}）"
    return Asked(one.subject.name, action, one.period.due_on, done, words, url)
