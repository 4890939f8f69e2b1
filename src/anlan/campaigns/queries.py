"""Reading bulletins."""

from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.campaigns import rules
from anlan.campaigns.models import Bulletin
from anlan.org import queries as org
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.standards.queries import title_of


def visible_to(user: User) -> QuerySet[Bulletin]:
    """Bulletins of the townships the person's grants lie in: issued ones for all readers, drafts for drafters."""
    codes = {scope.township_of(grant.region_id) for grant in scope.grants_of(user) if scope.may(user, "campaigns.read")}
    drafts = codes if scope.may(user, "campaigns.draft") else set()
    seen = Q(region_id__in=codes, issued_at__isnull=False) | Q(region_id__in=drafts)
    return Bulletin.objects.filter(seen).select_related("region", "office", "seal", "drafted_by", "issued_by")


def citing(slug: str) -> list[UUID]:
    """Drafts whose lists of hazards name a standard, by its id; what was issued never changes."""
    named = f"{title_of(slug)} "
    drafts = Bulletin.objects.filter(issued_at=None, dropped="").only("figures")
    return [one.pk for one in drafts.iterator() if any(words.startswith(named) for words in _criteria(one))]


def _criteria(bulletin: Bulletin) -> list[str]:
    lists = (bulletin.figures.get(name, []) for name in ("majors", "overdue", "listed"))
    return [row.get("criterion", "") for rows in lists for row in rows]


def townships_of(user: User) -> QuerySet[Region]:
    """Townships for which the person may draft: an office with a line of its own speaks for none."""
    known = org.townships_with(user, "campaigns.draft")
    return known.filter(code__in=[one.code for one in known if rules.can_draft(user, one)])
