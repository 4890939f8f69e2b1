"""Lists of dangerous work."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from anlan.core import clock
from anlan.core.templatetags.anlan import moment
from anlan.files.registers import Column, Narrowing, Register, mark, options, sort
from anlan.permits import clocks, queries, special
from anlan.permits.models import Declaration, Equipment, Permit, State
from anlan.permits.special import TABLE

STANDING = {
    "drafted": ("待批准", "wait"),
    "open": ("作业中", "orange"),
    "lapsed": ("到期没验收", "red"),
    "halted": ("条件失效，停止作业", "red"),
    "paused": ("中断", "wait"),
    "watched": ("看守中", "wait"),
    "closed": ("已验收", "done"),
    "stopped": ("已叫停", "red"),
    "void": ("已取消", ""),
    "unused": ("没批准，已过时", ""),
}
DECLARED = {
    "coming": ("未开始", ""),
    "running": ("正在干", "orange"),
    "lapsed": ("过了时间没报收工", "red"),
    "closed": ("已收工", "done"),
}
EQUIPMENT = {
    "usable": ("可用", "done"),
    "outdated": ("检查过期", "wait"),
    "unchecked": ("没检查", "wait"),
    "faulty": ("带病停用", "red"),
    "eliminated": ("淘汰类型", "red"),
    "scrapped": ("报废", ""),
}


def span(row: Any) -> str:
    """From when to when, in words."""
    begin, end = timezone.localtime(row.begins_at), timezone.localtime(row.ends_at)
    return f"{moment(begin)} 至 {f'{end:%H:%M}' if begin.date() == end.date() else moment(end)}"


def left(row: Permit) -> str:
    """How long it still runs."""
    if row.state not in (State.OPEN, State.PAUSED):
        return ""
    hours, minutes = divmod(row.minutes_left, 60)
    return "已到期" if row.is_over_time else f"还剩 {hours} 小时 {minutes} 分"


def _standing(value: str) -> Q:
    computed = {"lapsed": queries.lapsed, "halted": queries.halted, "unused": queries.unused}
    if value in computed:
        return computed[value]()
    return Q(state=value) & ~queries.lapsed() & ~queries.unused() & (~queries.halted() if value == "open" else Q())


def _day(value: str) -> Q:
    return queries.today() if value == "today" else Q(state__in=queries.BUSY)


PERMITS = Register(
    "permits",
    "作业票",
    "张",
    queries.visible_to,
    (
        Column("编号", lambda row: row.number, 16),
        Column("状态", mark(STANDING, clocks.standing), 12),
        Column("时限", left, 14),
        Column("作业", lambda row: f"{row.about.label} {row.in_force.label}", 22),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("地点", lambda row: row.place_words, 24),
        Column("起止", span, 26),
        Column("作业人", lambda row: row.worker.name),
        Column("监护人", lambda row: row.guardian.name if row.guardian else ""),
    ),
    "permits:permit",
    ("number", "enterprise__name", "place_words", "content", "worker__name"),
    "编号、单位、地点、作业人",
    "没有作业票。动火等危险作业先由企业在这里办票，到现场批准后才能开始。",
    (
        sort("date", "起止", "begins_at", "id"),
        sort("number", "编号", "number"),
        sort("enterprise", "单位", "enterprise__sort_key", "id"),
    ),
    (
        Narrowing("day", "时间", (("today", "今天"), ("now", "正在进行")), _day),
        Narrowing("standing", "状态", options(STANDING), _standing),
        Narrowing(
            "kind",
            "作业",
            tuple((one.code, one.label) for one in special.KINDS.values()),
            lambda value: Q(kind=value),
        ),
        Narrowing(
            "profile",
            "票种",
            ((special.GB, "GB 30871"), (special.LIGHT, "简易票")),
            lambda value: Q(profile=value),
        ),
    ),
    ("办作业票", "permits:new"),
)


def _declared(value: str) -> Q:
    moment, open_ = clock.now(), Q(closed_at=None)
    return {
        "closed": ~open_,
        "coming": open_ & Q(begins_at__gt=moment),
        "running": open_ & Q(begins_at__lte=moment, ends_at__gt=moment),
        "lapsed": open_ & Q(ends_at__lte=moment),
    }[value]


def _declared_today(value: str) -> Q:
    begin = clock.local(clock.today(), 0)
    return Q(begins_at__lt=begin + dt.timedelta(days=1), ends_at__gt=begin)


DECLARATIONS = Register(
    "declarations",
    "小型作业申报",
    "件",
    queries.declarations,
    (
        Column("干什么", lambda row: row.what, 30),
        Column("状态", mark(DECLARED), 14),
        Column("类别", lambda row: row.get_kind_display(), 20),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("起止", span, 26),
        Column("干活的人", lambda row: row.worker_name),
        Column("看护人", lambda row: row.guardian_name),
        Column("指导意见", lambda row: row.advice, 30),
    ),
    "permits:declaration",
    ("what", "enterprise__name", "worker_name"),
    "内容、单位、姓名",
    "没有申报。小店修修补补、焊个架子，扫门口的二维码一分钟报上来。",
    (sort("date", "起止", "begins_at", "id"), sort("enterprise", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("day", "时间", (("today", "今天"),), _declared_today),
        Narrowing("standing", "状态", options(DECLARED), _declared),
        Narrowing("kind", "类别", tuple(Declaration.Kind.choices), lambda value: Q(kind=value)),
    ),
    ("申报小型作业", "permits:declare"),
)


def _equipment(value: str) -> Q:
    limit = clock.today() - dt.timedelta(days=TABLE["equipment"]["valid_days"])
    kept, good = Q(eliminated=False), Q(result=Equipment.Result.GOOD)
    return {
        "eliminated": Q(eliminated=True),
        "unchecked": kept & Q(checked_on=None),
        "faulty": kept & Q(result=Equipment.Result.FAULTY),
        "scrapped": kept & Q(result=Equipment.Result.SCRAPPED),
        "outdated": kept & good & Q(checked_on__lt=limit),
        "usable": kept & good & Q(checked_on__gte=limit),
    }[value]


SETS = Register(
    "equipment",
    "焊割等设备",
    "台",
    queries.equipment,
    (
        Column("编号", lambda row: row.tag),
        Column("名称、型号", lambda row: row.name, 24),
        Column("类别", lambda row: row.get_kind_display(), 16),
        Column("状态", mark(EQUIPMENT), 12),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("检查日期", lambda row: row.checked_on),
        Column("检查人", lambda row: row.checked_by),
        Column("问题", lambda row: row.fault or row.eliminated_basis, 30),
    ),
    "permits:equipment",
    ("tag", "name", "enterprise__name"),
    "编号、名称、单位",
    "还没有登记焊机等设备。没有登记、没有检查合格的设备不能写进动火票。",
    (
        sort("tag", "编号", "tag", "id"),
        sort("checked", "检查日期", "checked_on", "id"),
        sort("enterprise", "单位", "enterprise__sort_key", "id"),
    ),
    (
        Narrowing("standing", "状态", options(EQUIPMENT), _equipment),
        Narrowing("kind", "类别", tuple(Equipment.Kind.choices), lambda value: Q(kind=value)),
    ),
    ("登记设备", "permits:new_equipment"),
)
