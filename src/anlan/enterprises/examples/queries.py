"""Reading practices: which exist for whom, whom one reaches, and what each above-scale enterprise shows."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.investment.queries import places
from anlan.enterprises.models import Enterprise, Gap, Practice, Spending, Standardization
from anlan.enterprises.rules import MANAGERS, posts_of
from anlan.org import scope
from anlan.org.models import User

PUBLISHED = Q(published_at__isnull=False, ended_at=None)


def family(industry: str) -> str:
    """The whole an industry is a part of: gongmao of gongmao-jixie."""
    return industry.partition("-")[0]


def visible_to(user: User) -> QuerySet[Practice]:
    """Practices of the enterprises the person sees, and published ones of the industry of those the person works at."""
    own = Q(enterprise__in=register.visible_to(user).order_by().values("pk"))
    for place in Enterprise.objects.filter(pk__in=list(posts_of(user))):
        if place.main_industry_id:
            own |= _of_industry(place.main_industry_id, place.region_code) & PUBLISHED
    rows = Practice.objects.filter(own).select_related("enterprise__region", "industry", "shown_by", "published_by")
    return rows.annotate(taken_up=Count("adoptions", distinct=True))


def _of_industry(industry: str, region_code: str) -> Q:
    whole, near = family(industry), scope.township_of(region_code)[:9]
    of = Q(industry=whole) | Q(industry__pk__startswith=f"{whole}-")
    return of & Q(enterprise__region_code__startswith=near)


def reached(practice: Practice) -> QuerySet[Enterprise]:
    """The other open enterprises of its industry in the township."""
    whole = family(practice.industry_id)
    near = scope.township_of(practice.enterprise.region_code)[:9]
    of = Q(main_industry=whole) | Q(main_industry__pk__startswith=f"{whole}-")
    rows = Enterprise.objects.filter(of, region_code__startswith=near, status=Enterprise.Status.OPEN)
    return rows.exclude(pk=practice.enterprise_id)


def may_adopt_at(user: User, practice: Practice) -> list[Enterprise]:
    """The person's enterprises that it reaches and that have not taken it up."""
    managed = [pk for pk, post in posts_of(user).items() if post in MANAGERS]
    done = practice.adoptions.values("enterprise")
    return list(reached(practice).filter(pk__in=managed).exclude(pk__in=done))


def above_scale(user: User) -> QuerySet[Any]:
    """Above-scale enterprises of the territory with what they show: plan, level, open gaps, practices and followers."""
    year, day = clock.today().year, clock.today()
    published = Q(practices__published_at__isnull=False, practices__ended_at=None)
    gaps = Gap.objects.filter(enterprise=OuterRef("pk"), filled_at=None)
    level = Standardization.objects.filter(enterprise=OuterRef("pk"), ended_on=None, expires_on__gte=day)
    rows = places(user).filter(above_scale=True).select_related("main_industry")
    return rows.annotate(
        has_plan=Exists(Spending.objects.filter(enterprise=OuterRef("pk"), year=year)),
        has_gap=Exists(gaps),
        holds_level=Exists(level),
        shows=Count("practices", filter=published, distinct=True),
        followers=Count("practices__adoptions", filter=published, distinct=True),
    )
