"""Finders: each looks at many enterprises at once and says what is missing there now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from anlan.core import clock
from anlan.enterprises.archives import queries as archives
from anlan.enterprises.buildings import queries as buildings
from anlan.enterprises.buildings.rules import LAW
from anlan.enterprises.certificates import queries as certificates
from anlan.enterprises.certificates.kinds import RULE
from anlan.enterprises.contracts import queries as contracts
from anlan.enterprises.contracts import workers
from anlan.enterprises.investment import queries as investment
from anlan.enterprises.investment.regimes import STANDARD
from anlan.enterprises.learning import owed
from anlan.enterprises.learning import queries as learning
from anlan.enterprises.learning.rules import ON_SITE
from anlan.enterprises.models import Contract, Enterprise, Improvement, Person
from anlan.enterprises.plans import queries as plans
from anlan.enterprises.posts import queries as posts
from anlan.enterprises.posts.staffing import staffing
from anlan.enterprises.premises.queries import small


@dataclass(frozen=True)
class Missing:
    """One thing missing: at which enterprise, what in words, by which clause; `about` tells two of one kind apart."""

    enterprise: Any
    words: str
    clause: str
    about: str = ""


Finder = Callable[[Sequence[Enterprise]], Iterable[Missing]]


def _unstaffed(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    by: dict[Any, list[Person]] = {one.pk: [] for one in rows}
    for person in Person.objects.filter(enterprise__in=list(by), until=None, contractor=None):
        by[person.enterprise_id].append(person)
    for one in rows:
        found = staffing(one, by[one.pk])
        if found.missing:
            yield Missing(one.pk, found.missing, found.clause)


def _without_principal(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    led = Person.objects.filter(enterprise__in=[one.pk for one in rows], until=None, post=Person.Post.PRINCIPAL)
    known = set(led.values_list("enterprise_id", flat=True))
    for one in rows:
        if one.pk not in known:
            yield Missing(one.pk, "没有登记主要负责人", "安全生产法 第五条")


def _duties_unsigned(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, (everybody, open_) in posts.unsigned(one.pk for one in rows).items():
        if open_:
            words = f"全员安全生产责任制没有落实到人：{everybody} 人中有人没有签岗位职责"
            yield Missing(pk, words, "安全生产法 第四条、第二十二条")


def _without_certificate(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, found in certificates.lacking_at(rows).items():
        for post, why in found:
            words = f"{post.person.name}从事{post.get_kind_display()}，{why}；{post.hired_by}招请"
            yield Missing(pk, words, RULE["clauses"]["required"], about=str(post.pk))


def _contracts(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    day, ids = clock.today(), [one.pk for one in rows]
    found = Contract.objects.filter(enterprise__in=ids, ended_on=None, starts_on__lte=day, ends_on__gte=day)
    for contract in found.select_related("contractor"):
        for name, words in contracts.lacks(contract, day):
            yield Missing(contract.enterprise_id, words, contracts.CLAUSES[name], f"{contract.pk}:{name}")


def _without_entry(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for person in workers.without_entry([one.pk for one in rows]):
        words = f"“{person.contractor}”的{person.name}没有入场教育记录"
        yield Missing(person.enterprise_id, words, workers.CLAUSE, str(person.pk))


def _unanswered(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, about in buildings.open_gaps(one.pk for one in rows):
        yield Missing(pk, words, LAW, about)


def _undrilled(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    spared = set(small(Enterprise.objects.filter(pk__in=[one.pk for one in rows])).values_list("pk", flat=True))
    for one, rhythm, first, last in learning.drills_missed(rows, clock.today()):
        # A shop's one drill is on site anyway; a second line about the same would be noise.
        if rhythm is ON_SITE and one.pk in spared:
            continue
        what = rhythm.label.partition("，")[0]
        words = f"{clock.day_words(first)}至{clock.day_words(last)}没有做过有评估的{what}"
        yield Missing(one.pk, words, rhythm.clause, f"{rhythm.name}:{last}")


def _untaught(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for one, rhythm, first, last, missing, of in owed.untaught_of_fire(rows, clock.today()):
        span = f"{clock.day_words(first)}至{clock.day_words(last)}"
        words = f"{span}的消防安全培训，{of} 人中有 {missing} 人没有参加"
        yield Missing(one.pk, words, rhythm.clause, f"{rhythm.name}:{last}")
    spared = set(small(Enterprise.objects.filter(pk__in=[one.pk for one in rows])).values_list("pk", flat=True))
    for one, person, due, taught in owed.without_first_training(rows, clock.today()):
        if one.pk not in spared:
            who = f"{person.get_post_display()}{person.name}任职超过 6 个月"
            had = f"初次安全培训 {taught.normalize():f} 学时" if taught else "没有初次安全培训记录"
            words = f"{who}，{had}，应满 {due} 学时"
            yield Missing(one.pk, words, "生产经营单位安全培训规定 第九条", f"first:{person.pk}")


def _plans(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, clause, about in plans.lacking(rows, clock.today()):
        yield Missing(pk, words, clause, about)


def _unmended(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    ids = [one.pk for one in rows]
    late = Improvement.objects.filter(drill__enterprise__in=ids, done_on=None, due_on__lt=clock.today())
    for one in late.select_related("drill"):
        words = f"演练发现的问题 {clock.day_words(one.due_on)} 到期没有改：{one.text}"
        yield Missing(one.drill.enterprise_id, words, "生产安全事故应急预案管理办法 第三十四条", str(one.pk))


def _unfunded(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, clause, about in investment.unfunded(rows, clock.today()):
        yield Missing(pk, words, clause, about)


def _unrated(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, about in investment.unrated(rows, clock.today()):
        yield Missing(pk, words, STANDARD["law"], about)


def _advised(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for one in investment.open_advice(row.pk for row in rows):
        engagement = one.visit.engagement
        words = f"{engagement}指出：{one.text}"
        yield Missing(engagement.enterprise_id, words, one.clause, str(one.pk))


def _uncleaned(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, clause, about in archives.uncleaned(rows, clock.today()):
        yield Missing(pk, words, clause, about)


def _expired(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, clause, about in archives.expired(rows, clock.today()):
        yield Missing(pk, words, clause, about)


def _dangerous(rows: Sequence[Enterprise]) -> Iterable[Missing]:
    for pk, words, clause, about in archives.dangerous(rows):
        yield Missing(pk, words, clause, about)


FINDERS: dict[str, Finder] = {
    "staffing": _unstaffed,
    "principal": _without_principal,
    "duties": _duties_unsigned,
    "certificate": _without_certificate,
    "contract": _contracts,
    "outsider": _without_entry,
    "building": _unanswered,
    "drill": _undrilled,
    "training": _untaught,
    "plan": _plans,
    "improvement": _unmended,
    "spending": _unfunded,
    "standardization": _unrated,
    "advice": _advised,
    "dust": _uncleaned,
    "archive": _expired,
    "house": _dangerous,
}
"""By kind of gap; a higher room adds its own (`register`), its label is below."""


def register(kind: str, find: Finder) -> None:
    """Let a higher room find a kind of gap in what it keeps; `kind` has its label here."""
    FINDERS[kind] = find


LABELS = {
    "staffing": "安全管理人员",
    "principal": "主要负责人",
    "duties": "岗位职责",
    "certificate": "特种作业证",
    "contract": "外包外租",
    "outsider": "外来人员",
    "building": "多家共用的楼",
    "drill": "应急演练",
    "training": "教育培训",
    "rounds": "防火巡查",
    "plan": "应急预案",
    "improvement": "演练改进",
    "spending": "安全投入",
    "standardization": "标准化等级",
    "advice": "专家问题",
    "dust": "粉尘清扫",
    "archive": "专项档案到期",
    "house": "鉴定为危房",
}
