"""Reading certificates: whose, until when, who works without one, who wants training."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from anlan.core import clock
from anlan.enterprises import queries as register
from anlan.enterprises.certificates.kinds import RULE
from anlan.enterprises.models import Certificate, Enterprise, KeyPost, Person
from anlan.enterprises.models.certificates import CertificateRows
from anlan.org.models import User

FIXES = {
    # standing, whether it is the expiry that counts (None: either) → what to do
    (
        "expired",
        True,
    ): "怎么补：有效期已过，不能再复审；本人重新参加培训考试，取得新证后在本单位登记新证。取得前不上这个岗位。",
    ("expired", False): "怎么补：到期没有复审，证已失效，先停下这个岗位；已经按期复审、只是没登记的，"
    "点“登记复审”；没有复审的，重新培训考试，取得新证后登记新证。",
    ("due", True): f"到期前 {RULE['apply_days']} 日内向考核发证机关申请换证，拿到新证后登记新证。",
    (
        "due",
        False,
    ): f"到期前 {RULE['apply_days']} 日内申请复审：先参加不少于 {RULE['review_hours']} 学时的培训、考试合格，"
    f"机关 {RULE['decide_workdays']} 个工作日内办完，赶早申请；复审后点“登记复审”。",
    ("refuted", None): "怎么补：核验不符的证不能用；对照原件重新核验，确是假证的停下岗位、登记为隐患，换成有证的人。",
    ("withdrawn", None): "这张证已作废，不能再用；有新证的登记新证。",
}
"""What puts it right (30号令 arts. 21 to 25)."""
WITH = ("person__enterprise__region", "person__enterprise__strip", "verified_by")


def visible_to(user: User) -> CertificateRows:
    """Certificates at the enterprises the person sees, with `good_until`."""
    places = register.visible_to(user).order_by().values("pk")
    rows: CertificateRows = Certificate.objects.filter(person__enterprise__in=places)
    return rows.dated().select_related(*WITH)


def of_enterprise(enterprise: Enterprise) -> list[Certificate]:
    """Certificates of the people in office there, the first to end first."""
    rows = Certificate.objects.kept().dated().filter(person__enterprise=enterprise)
    return list(rows.select_related(*WITH).order_by("good_until", "id"))


def good_for(person: Person, kinds: Iterable[str], day: dt.date) -> tuple[Certificate | None, str]:
    """A certificate of one of the kinds the person may work by on a day; else none, and why not in words."""
    wanted = set(kinds)
    rows = [one for one in person.certificates.all() if one.kind in wanted and not one.withdrawn_at]
    rows.sort(key=lambda one: one.expires_on, reverse=True)
    for one in rows:
        if not one.why_not(day):
            return one, ""
    return None, rows[0].why_not(day) if rows else "没有登记这一类的特种作业操作证"


def fix(one: Certificate) -> str:
    """What to do about a certificate nobody may work by today, or one that soon ends; empty where nothing is to do."""
    newer = one.person.certificates.filter(kind=one.kind, withdrawn_at=None, issued_on__gt=one.issued_on)
    if one.standing in ("expired", "due") and any(not each.why_not(clock.today()) for each in newer):
        return "这一类已有新证在有效期内，这张可以作废。"
    if one.standing not in ("expired", "refuted", "withdrawn") and one.why_not(clock.today()):
        return f"{one.off_post}：先停下这个岗位，考试合格后点“登记离岗、返岗”。"
    return FIXES.get((one.standing, one.last_day == one.expires_on), FIXES.get((one.standing, None), ""))


def posts_of(enterprise: Enterprise) -> list[KeyPost]:
    """Who does special work there, by the survey."""
    rows = KeyPost.objects.filter(person__enterprise=enterprise, person__until=None, ended_on=None)
    return list(rows.select_related("person").prefetch_related("person__certificates"))


def lacking(post: KeyPost) -> str:
    """Why somebody at a key post may not work today; empty where they may. Uses prefetched certificates."""
    rows = [one for one in post.person.certificates.all() if one.kind == post.kind and not one.withdrawn_at]
    reasons = [one.why_not(clock.today()) for one in rows]
    if "" in reasons:
        return ""
    return reasons[0] if reasons else "没有证"


def lacking_at(enterprises: Sequence[Enterprise]) -> dict[Any, list[tuple[KeyPost, str]]]:
    """Enterprise → everybody at a key post who may not work today, and why; two queries for any number."""
    rows = KeyPost.objects.filter(
        person__enterprise__in=[one.pk for one in enterprises], person__until=None, ended_on=None
    )
    found: dict[Any, list[tuple[KeyPost, str]]] = defaultdict(list)
    for post in rows.select_related("person").prefetch_related("person__certificates"):
        if why := lacking(post):
            found[post.person.enterprise_id].append((post, why))
    return found


def wishes(user: User) -> QuerySet[KeyPost]:
    """People of the territory who want training, an examination or a re-examination."""
    places = register.visible_to(user).order_by().values("pk")
    rows = KeyPost.objects.filter(person__enterprise__in=places, person__until=None, ended_on=None).exclude(wants="")
    return rows.select_related("person__enterprise__region")


def ending(day: dt.date) -> list[tuple[Certificate, int, int]]:
    """Certificates that end within the reminders, with the days left and the reminder that is due by now.

    So a day on which nobody was reminded loses none. One that a newer card of the same kind outlasts is left out.
    """
    until = day + dt.timedelta(days=max(RULE["reminders"]))
    rows = Certificate.objects.kept().dated()
    newer = rows.filter(person=OuterRef("person"), kind=OuterRef("kind"), good_until__gt=OuterRef("good_until"))
    found = rows.filter(good_until__gte=day, good_until__lte=until).exclude(Exists(newer))
    return [(one, left, _reminder(left)) for one in found.select_related(*WITH) for left in [(one.last_day - day).days]]


def _reminder(left: int) -> int:
    return min(days for days in RULE["reminders"] if days >= left)


def surveyed(user: User) -> QuerySet[Enterprise]:
    """The open enterprises of the territory with their survey, if there is one."""
    rows = register.visible_to(user).filter(status=Enterprise.Status.OPEN).exclude(kind=Enterprise.Kind.NO_OPERATOR)
    return rows.select_related("region", "post_survey")
