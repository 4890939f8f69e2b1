"""Lists of certificates: those of the territory by the day they end, and who wants training or an examination."""

import datetime as dt
from typing import Any

from django.db.models import F, Q

from anlan.core import clock
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.certificates import queries
from anlan.enterprises.certificates.kinds import KINDS, RULE
from anlan.enterprises.models import Certificate, Enterprise
from anlan.files.registers import Column, Mark, Narrowing, Register, mark, options, sort

STANDING = {
    "valid": ("有效", "done"),
    "unverified": ("有效，未核验", "wait"),
    "due": ("临期", "wait"),
    "expired": ("过期失效", "red"),
    "refuted": ("核验不符", "red"),
    "withdrawn": ("已作废", ""),
}
POST = {
    "on": ("在岗", ""),
    "off": ("离岗", "wait"),
    "retest": ("离岗超半年，须考试", "red"),
    "gone": ("已离开单位", ""),
}
WANTS = {"training": ("培训", ""), "exam": ("考试", ""), "review": ("复审", "")}


def _standing(value: str) -> Q:
    day = clock.today()
    soon = day + dt.timedelta(days=RULE["apply_days"])
    refuted = Q(outcome__in=[Certificate.Outcome.NOT_FOUND, Certificate.Outcome.DIFFERS])
    on_file = Q(withdrawn_at=None) & ~refuted
    return {
        "withdrawn": Q(withdrawn_at__isnull=False),
        "refuted": Q(withdrawn_at=None) & refuted,
        "expired": on_file & Q(good_until__lt=day),
        "due": on_file & Q(good_until__range=(day, soon)),
        "unverified": on_file & Q(good_until__gt=soon, outcome=""),
        "valid": on_file & Q(good_until__gt=soon, outcome=Certificate.Outcome.GENUINE),
    }[value]


def _at_post(value: str) -> Q:
    in_office, away = Q(person__until=None), Q(last_worked_on__isnull=False)
    away &= Q(retested_on=None) | Q(retested_on__lt=F("last_worked_on"))
    long = Q(last_worked_on__lte=_half_a_year_off(clock.today()))
    return {
        "on": in_office & ~away,
        "off": in_office & away & ~long,
        "retest": in_office & away & long,
        "gone": ~in_office,
    }[value]


def _half_a_year_off(day: dt.date) -> dt.date:
    """The latest last day at the post that lies more than half a year before a day."""
    last = day - dt.timedelta(days=170)
    while clock.months_after(last, RULE["off_post_months"]) >= day:
        last -= dt.timedelta(days=1)
    return last


def _within(value: str) -> Q:
    day = clock.today()
    return Q(withdrawn_at=None, good_until__range=(day, day + dt.timedelta(days=int(value))))


def _verified(row: Certificate) -> str:
    if not row.verified_on:
        return ""
    return f"{written(row.verified_on)} {row.verified_where} {row.verified_by.full_name if row.verified_by else ''}"


def _away(row: Certificate) -> Any:
    """Where its holder stands, said only of those who are not at the post."""
    return "" if row.at_post == "on" else Mark(*POST[row.at_post])


def _left(row: Certificate) -> str:
    left = (row.last_day - clock.today()).days
    return "" if row.withdrawn_at else f"还剩 {left} 天" if left >= 0 else f"已过 {-left} 天"


CERTIFICATES = Register(
    "certificates",
    "特种作业证",
    "张",
    queries.visible_to,
    (
        Column("持证人", lambda row: row.person.name),
        Column("作业类别", lambda row: row.get_kind_display(), 20),
        Column("单位", lambda row: row.person.enterprise.name, 26),
        Column("所在村", lambda row: row.person.enterprise.region.plain_name),
        Column("可用到", lambda row: row.last_day),
        Column("时限", _left, 12),
        Column("状态", mark(STANDING), 12),
        Column("离岗", _away, 18),
        Column("谁招请", lambda row: row.hired_by),
        Column("证号", lambda row: row.shown_number, 22),
        Column("核验", _verified, 36),
    ),
    "enterprises:certificate",
    ("person__name", "person__enterprise__name", "hired_by"),
    "姓名、单位、招请人",
    "还没有登记特种作业证。打开企业档案，在“特种作业证”里登记。",
    (
        sort("until", "可用到", "good_until", "id"),
        sort("name", "持证人", "person__name", "id"),
        sort("enterprise", "单位", "person__enterprise__sort_key", "id"),
    ),
    (
        Narrowing("standing", "状态", options(STANDING), _standing),
        Narrowing("within", "到期", tuple((str(one), f"{one} 天内") for one in RULE["reminders"]), _within),
        Narrowing("post", "离岗", options(POST), _at_post),
        Narrowing("kind", "类别", tuple(KINDS.items()), lambda value: Q(kind=value)),
    ),
)


def _sent(row: Any) -> Any:
    return clock.local_date(row.handed_in_at) if row.handed_in_at else ""


WISHES = Register(
    "wishes",
    "培训考试需求",
    "人",
    queries.wishes,
    (
        Column("姓名", lambda row: row.person.name),
        Column("需要", mark(WANTS, lambda row: row.wants), 10),
        Column("作业类别", lambda row: row.get_kind_display(), 20),
        Column("单位", lambda row: row.person.enterprise.name, 26),
        Column("所在村", lambda row: row.person.enterprise.region.plain_name),
        Column("身份证号", lambda row: row.person.shown_id, 22),
        Column("电话", lambda row: "、".join(row.person.shown_phones), 18),
        Column("报送区里", _sent, 12),
    ),
    "enterprises:wish",
    ("person__name", "person__enterprise__name"),
    "姓名、单位",
    "还没有人提出培训、考试需求。企业在“特种作业证”的人员普查里填写。",
    (sort("name", "姓名", "person__name", "id"), sort("enterprise", "单位", "person__enterprise__sort_key", "id")),
    (
        Narrowing("wants", "需要", options(WANTS), lambda value: Q(wants=value)),
        Narrowing("kind", "类别", tuple(KINDS.items()), lambda value: Q(kind=value)),
        Narrowing(
            "sent",
            "报送",
            (("no", "还没报"), ("yes", "已报")),
            lambda value: Q(handed_in_at__isnull=value == "no"),
        ),
    ),
)

NO_SURVEY = Q(post_survey=None) | Q(post_survey__confirmed_at=None)
SURVEY = {"confirmed": ("已确认", "done"), "open": ("未确认", "wait")}


def _survey_standing(row: Enterprise) -> str:
    survey = getattr(row, "post_survey", None)
    return "confirmed" if survey and survey.confirmed_at else "open"


def _counted(name: str) -> Any:
    return lambda row: getattr(row.post_survey, name) if _survey_standing(row) == "confirmed" else ""


SURVEYS = Register(
    "surveys",
    "人员普查",
    "家",
    queries.surveyed,
    (
        Column("单位", lambda row: row.name, 28),
        Column("所在村", lambda row: row.region.plain_name),
        Column("状态", mark(SURVEY, _survey_standing), 10),
        Column("特种作业人员", _counted("people"), 12, "num"),
        Column("无有效证", _counted("without"), 10, "num"),
        Column(
            "确认日期",
            lambda row: clock.local_date(row.post_survey.confirmed_at) if _survey_standing(row) == "confirmed" else "",
        ),
    ),
    "enterprises:certificates_of",
    ("name",),
    "单位",
    "辖区内没有在营的单位。",
    (sort("name", "单位", "sort_key", "id"),),
    (
        Narrowing(
            "standing",
            "状态",
            options(SURVEY),
            lambda value: ~NO_SURVEY if value == "confirmed" else NO_SURVEY,
        ),
        Narrowing(
            "without",
            "无有效证",
            (("yes", "有人无证"),),
            lambda value: Q(post_survey__without__gt=0, post_survey__confirmed_at__isnull=False),
        ),
    ),
)
