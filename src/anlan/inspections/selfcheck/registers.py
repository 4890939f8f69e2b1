"""The township's list of small premises and this month's self-check, as files.registers shows and exports it."""

from django.db.models import Exists, OuterRef, Q

from anlan.enterprises.models import ChosenList, Enterprise
from anlan.enterprises.queries import visible_to
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort
from anlan.inspections.selfcheck import month
from anlan.org.models import Office, Region, User
from anlan.standards import premises

NO_LIST = "none"
LISTS = ((NO_LIST, "还没有选"), *((one.slug, one.name) for one in premises.lists().values()))
KINDS = tuple((str(value), str(label)) for value, label in Enterprise.Kind.choices)


def _has_list(slug: str) -> Q:
    chosen = ChosenList.objects.filter(enterprise=OuterRef("pk"))
    return ~Q(Exists(chosen)) if slug == NO_LIST else Q(Exists(chosen.filter(slug=slug)))


def _lists(row: Enterprise) -> str:
    known = {one.slug for one in row.chosen_lists.all()}
    return "、".join(one.name for slug, one in premises.lists().items() if slug in known) or "还没有选"


def of(user: User) -> Register:
    """The list as this person gets it: villages and offices to choose from are those they see."""
    mine = visible_to(user).order_by()
    regions = Region.objects.filter(pk__in=mine.values("region")).order_by("code")
    villages = tuple((one.code, one.plain_name) for one in regions)
    strips = Office.objects.filter(pk__in=mine.values("strip"))
    offices = tuple((str(one.pk), str(one)) for one in strips)
    return Register(
        name="selfchecks",
        label="小店每月自查",
        unit="家",
        rows=month.rows,
        columns=(
            Column("名称", lambda row: row.name, 30),
            Column("所在村", lambda row: row.region.plain_name, 14),
            Column("类别", lambda row: row.get_kind_display(), 12),
            Column("主管单位", lambda row: str(row.strip or ""), 18),
            Column("自查清单", _lists, 34),
            Column("本月", mark(month.STANDINGS), 16),
            Column("最近一次", lambda row: row.last_checked or "", 14),
        ),
        detail="inspections:latest_selfcheck",
        searched=("name", "address", "local_code"),
        find="名称、地址、编号",
        empty="没有这样的小店。个体门店、诊所、经营性自建房、养老机构，和在档案里选过自查清单的单位，都在这里。",
        sorts=(
            sort("name", "名称", "sort_key", "id"),
            sort("village", "所在村", "region_code", "sort_key", "id"),
            sort("standing", "本月", "standing", "sort_key", "id"),
            sort("last", "最近一次", "checked_order", "id"),
        ),
        narrowings=(
            Narrowing("standing", "本月", (("any", "已查的"), *options(month.STANDINGS)), month.standing_is),
            Narrowing("village", "村", villages, lambda code: Q(region=code)),
            Narrowing("strip", "主管单位", offices, lambda pk: Q(strip=pk)),
            Narrowing("kind", "类别", KINDS, lambda kind: Q(kind=kind)),
            Narrowing("list", "清单", LISTS, _has_list),
        ),
    )
