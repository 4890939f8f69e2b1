"""Reading small premises: which they are, which lists they have, which codes wait to be read out."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from anlan.core import clock
from anlan.enterprises.models import ChosenList, Enterprise, PhoneCode
from anlan.org import scope
from anlan.org.models import User
from anlan.standards import premises

KINDS = sorted({kind for one in premises.lists().values() for kind in one.fits.kinds})
INDUSTRIES = sorted({code for one in premises.lists().values() for code in one.fits.industries})
MOST_PEOPLE = 50
"""No law draws the line; what employs more has posts and lists of its own and is not walked in three minutes."""


def small(rows: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """The small premises among `rows`: open, and either with a list, or of a kind or industry some list is for.

    What is above scale, high-risk or employs more than MOST_PEOPLE has lists of its own, unless its people chose one.
    """
    chosen = Exists(ChosenList.objects.filter(enterprise=OuterRef("pk")))
    fitting = Q(kind__in=KINDS) | Q(main_industry__in=INDUSTRIES)
    few = Q(headcount=None) | Q(headcount__lte=MOST_PEOPLE)
    manned = rows.filter(status=Enterprise.Status.OPEN).exclude(kind=Enterprise.Kind.NO_OPERATOR)
    return manned.filter(chosen | (fitting & few & Q(above_scale=False, high_risk=False)))


def is_small(enterprise: Enterprise) -> bool:
    """Whether the monthly self-check is offered at this door."""
    return small(Enterprise.objects.filter(pk=enterprise.pk)).exists()


def lists_of(enterprise: Enterprise) -> list[str]:
    """Slugs of the lists that are its own; none before its people chose."""
    known = set(enterprise.chosen_lists.values_list("slug", flat=True))
    return [slug for slug in premises.lists() if slug in known]


def names_of(enterprise: Enterprise) -> list[str]:
    """Its lists by name."""
    return [premises.lists()[slug].name for slug in lists_of(enterprise)]


def proposed(enterprise: Enterprise) -> list[str]:
    """Slugs of the lists its file speaks for."""
    codes = [one.pk for one in enterprise.industries.all()]
    return premises.proposed(kind=enterprise.kind, industries=codes, name=enterprise.name)


def offered(enterprise: Enterprise) -> list[tuple[Any, bool]]:
    """Every list with whether it is ticked: what was chosen, else what is proposed."""
    ticked = lists_of(enterprise) or proposed(enterprise)
    return [(one, slug in ticked) for slug, one in premises.lists().items()]


def asked_of(enterprise: Enterprise) -> list[dict[str, Any]]:
    """What the monthly self-check asks there today: by the lists chosen, before that by those proposed."""
    chosen = premises.chosen_of(lists_of(enterprise) or proposed(enterprise))
    return premises.items_of(chosen, clock.today())


def waiting_codes(user: User) -> QuerySet[PhoneCode]:
    """Codes of the person's territory that can still be entered, and askings from numbers nobody has on file."""
    reach = scope.rows(
        user,
        permission="enterprises.read_codes",
        region="enterprise__region_code",
        strip="enterprise__strip_id",
        industry="enterprise__main_industry_id",
    )
    rows = PhoneCode.objects.filter(reach, used_at=None, expires_at__gt=clock.now())
    return rows.select_related("enterprise__region", "person")
