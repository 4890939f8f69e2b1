"""Which enterprises and lists hang on criteria: told before a new pack takes effect."""

from uuid import UUID

from django.urls import reverse

from anlan.enterprises import queries
from anlan.enterprises.lists import queries as lists
from anlan.enterprises.models import Enterprise
from anlan.org.models import User
from anlan.standards.shelving.touching import Touched

AGAIN = "改了文字的条目不再算去掉过的，也不在原来排的位置；生效后请看一遍。"


def bound_enterprises(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Enterprises whose published list holds items of a pack: they get a new version and are asked to read it."""
    seen = queries.visible_to(user) if user else Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN)
    number = seen.filter(binding__checklist__in=queries.lists_holding(slug)).count()
    note = "生效后自动发布新版清单，请他们重新阅读确认。" if number else ""
    return Touched(
        "清单里有本标准的单位", number, f"{reverse('enterprises:bindings')}?standard={slug}&status=all", note
    )


def shared_lists(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Townships' lists in which somebody left out or moved items of a pack: those names of items end with it."""
    rows = lists.shared_rows(user).filter(pk__in=lists.moving(slug))
    number = rows.values("industry").distinct().count() if user else rows.count()
    address = f"{reverse('enterprises:shared_lists')}?standard={slug}"
    return Touched("去掉过或排过本标准条目的乡镇检查表", number, address, AGAIN if number else "")


def own_lists(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Enterprises that left out or moved items of a pack in a list of their own, or of a post."""
    seen = queries.visible_to(user) if user else Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN)
    number = seen.filter(lists__in=lists.moving(slug)).distinct().count()
    address = f"{reverse('enterprises:list')}?own_list={slug}&status=all"
    return Touched("去掉过或排过本标准条目的自有清单（单位）", number, address, AGAIN if number else "")
