"""Reading the register."""

from uuid import UUID

from django.db.models import Q, QuerySet

from anlan.enterprises.models import BindingList, Enterprise, Person
from anlan.enterprises.names import name_key
from anlan.enterprises.rules import posts_of
from anlan.org import scope
from anlan.org.models import Office, Region, User
from anlan.standards.models import Checklist


def visible_to(user: User) -> QuerySet[Enterprise]:
    """Enterprises the person's grants reach, and those the person belongs to."""
    on_file = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN)
    reach = scope.rows(user, permission="enterprises.read", governor="governed_by_id", industry="main_industry_id")
    return on_file.filter(reach | Q(pk__in=list(posts_of(user))))


def lists_holding(slug: str) -> list[UUID]:
    """The published lists that ask items of a standard, by its id."""
    lists = Checklist.objects.filter(pk__in=BindingList.objects.values("checklist")).only("items")
    return [one.pk for one in lists.iterator() if any(item["pack"] == slug for item in one.items)]


def detail_of(user: User) -> QuerySet[Enterprise]:
    """The same, with everything a file's page shows."""
    return visible_to(user).select_related("region", "strip", "governed_by", "main_industry")


def same_identity(name: str, region_code: str, credit_code: str = "") -> Enterprise | None:
    """The enterprise a record means: by credit code, else by name and village."""
    on_file = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN)
    if credit_code and (found := on_file.filter(credit_code=credit_code).first()):
        return found
    rows = on_file.filter(name_key=name_key(name), region_code=region_code)
    return rows.filter(credit_code="").first() if credit_code else rows.first()


def people_of(enterprise: Enterprise) -> QuerySet[Person]:
    """The enterprise's people in office, by post; with those of other units who work there."""
    return enterprise.people.filter(until=None).select_related("user", "contractor")


def principal_of(enterprise: Enterprise) -> Person | None:
    """The person in charge (主要负责人), if on file."""
    return people_of(enterprise).filter(post=Person.Post.PRINCIPAL).first()


def former_people_of(enterprise: Enterprise) -> QuerySet[Person]:
    """Those whose post ended, the latest first."""
    return enterprise.people.exclude(until=None).order_by("-until", "-id")


def regions_for(user: User, permission: str) -> QuerySet[Region]:
    """Townships and villages in which the person's grants carry a permission."""
    levels = [Region.Level.TOWNSHIP, Region.Level.VILLAGE]
    return Region.objects.filter(scope.within(user, permission, "code"), level__in=levels).order_by("code")


def offices_above(region_code: str) -> QuerySet[Office]:
    """Offices that may own something at a place: of its township, its district, and of the village itself."""
    townships = scope.township_of(region_code)[:9]
    at_place = Q(region__code__startswith=townships) | Q(region__code__in=[region_code[:6].ljust(12, "0")])
    return Office.objects.filter(at_place, ended_on=None).order_by("kind", "sort_key")
