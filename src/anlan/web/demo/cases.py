"""Cases of the demo: one late to pay with its twin, one before its hearing, one closed, one proposed, one a crime."""

import datetime as dt

from anlan.core import clock
from anlan.enforcement.cases import actions
from anlan.enforcement.cases.clauses import RECORDS, TRAINING
from anlan.enforcement.cases.models import Case
from anlan.enforcement.referring import actions as referring
from anlan.enterprises import queries as enterprises
from anlan.hazards.models import Hazard, Level
from anlan.hazards.models.hazard import OPEN_STATES
from anlan.org.models import User
from anlan.web.demo.township import DISTRICT_OFFICE, Township

RECEIPT = {"served_way": "direct", "receiver": "安全管理员", "receiver_post": "安全管理员"}


def build(known: Township) -> None:
    """Everything through the same actions as in real life; nothing where there is no hazard to open one over."""
    rows = Hazard.objects.filter(state__in=OPEN_STATES, enterprise__kind="enterprise", exemption=None)
    rows = rows.filter(enterprise__region_code__startswith="411003204").order_by("found_at")
    majors = list(rows.filter(level=Level.MAJOR)[:2])
    others = list(rows.exclude(level=Level.MAJOR)[:2])
    if len(majors) < 2 or len(others) < 2:
        return
    _fined(known, majors[0])
    _before_hearing(known, others[0])
    _closed(known, others[1])
    _proposed(known, majors[1])
    _referred(known, majors[1])


def _day(hazard: Hazard, days: int) -> dt.date:
    """Some days ago, but after the hazard was found."""
    return max(clock.today() - dt.timedelta(days=days), clock.local_date(hazard.found_at) + dt.timedelta(days=1))


def _who(known: Township, name: str) -> User:
    return User.objects.get(pk=known.people[name].pk)


def _open(known: Township, hazard: Hazard, clause: str, cause: str) -> Case:
    officer, head = _who(known, "赵志"), _who(known, "钱峰")
    facts = f"检查发现：{hazard.description}。查阅台账，近三个月没有这一条隐患的排查、整改记录。"
    handlers = {"lead": officer, "second": head, "office": known.offices["综合执法"]}
    return actions.open_case(
        hazard, actor=officer, clause=clause, is_overdue=False, cause=cause, facts=facts, **handlers
    )


def _until_notice(known: Township, case: Case, amount: int, *, hearing: bool) -> None:
    officer, leader = _who(known, "赵志"), _who(known, "李航")
    actions.file_case(case, actor=leader, decision="同意立案")
    said = {"evidence": "现场照片四张、隐患台账复印件、询问笔录一份", "opinion": f"建议罚款 {amount} 元"}
    actions.conclude(case, actor=officer, facts=case.facts, **said)
    told = {"kinds": ["fine"], "amount": amount, "offers_hearing": hearing, "receipt": "安全管理员当场签收"}
    actions.notify_party(case, actor=officer, **told)


def _fined(known: Township, hazard: Hazard) -> None:
    """Decided six weeks ago, served, not paid: the surcharge runs; its principal has a case of his own."""
    officer, leader = _who(known, "赵志"), _who(known, "李航")
    with clock.moved_to(clock.local(_day(hazard, 40), 10)):
        case = _open(known, hazard, "97-5", RECORDS)
        _until_notice(known, case, 30_000, hearing=False)
        actions.hear_statement(case, actor=officer, statement="当事人当场表示没有陈述申辩")
        words = "首次违法，已经着手整改"
        actions.decide_penalty(case, actor=leader, penalties=["fine"], fine=30_000, decision=words)
        place = case.enterprise.address or case.enterprise.name
        actions.serve_decision(case, actor=officer, served_at_place=place, **RECEIPT)
        actions.publish_decision(case, actor=officer, where="桂村乡政务公开栏（演示）")
        principal = enterprises.principal_of(case.enterprise)
    if principal is not None:
        actions.open_twin(case, actor=officer, clause="97-5p", is_overdue=True, person=principal)


def _before_hearing(known: Township, hazard: Hazard) -> None:
    """Noticed yesterday; a hearing may still be asked for."""
    with clock.moved_to(clock.local(clock.today() - dt.timedelta(days=1), 15)):
        _until_notice(known, _open(known, hazard, "97-3", TRAINING), 60_000, hearing=True)


def _proposed(known: Township, hazard: Hazard) -> None:
    """Outside the delegated list: proposed to the district, which answers on paper."""
    district = known.offices[DISTRICT_OFFICE[1]]
    words = {"cause": "未采取措施消除事故隐患", "facts": f"责令后仍未消除：{hazard.description}"}
    actions.open_case(hazard, actor=_who(known, "赵志"), office=district, clause="102", is_overdue=False, **words)


def _closed(known: Township, hazard: Hazard) -> None:
    """Decided two months ago, served, paid, closed: its file can be bound."""
    officer, leader, begun = _who(known, "赵志"), _who(known, "李航"), _day(hazard, 61)
    with clock.moved_to(clock.local(begun, 10)):
        case = _open(known, hazard, "97-5", RECORDS)
        _until_notice(known, case, 8_000, hearing=False)
        actions.hear_statement(case, actor=officer, statement="当事人当场表示没有陈述申辩")
        actions.decide_penalty(case, actor=leader, penalties=["fine"], fine=8_000, decision="首次违法，已经改正")
        actions.serve_decision(case, actor=officer, served_at_place=case.enterprise.name, **RECEIPT)
        actions.publish_decision(case, actor=officer, where="桂村乡政务公开栏（演示）")
    with clock.moved_to(min(clock.local(begun + dt.timedelta(days=11), 15), clock.now())):
        actions.perform(case, actor=officer, performed_on=clock.today(), paid=8_000, words="银行回单 0231")
        actions.close_case(case, actor=leader, summary="罚款已缴清，同意结案")


def _referred(known: Township, hazard: Hazard) -> None:
    """Reported by two officers, decided this morning; it must be with the police within a day."""
    officer = _who(known, "赵志")
    with clock.moved_to(clock.local(clock.today() - dt.timedelta(days=1), 16)):
        told = {"report": "涉嫌犯罪案件情况的调查报告一份", "items": "现场照片八张、被封堵的泄爆片一件"}
        one = referring.propose_referral(
            hazard, actor=officer, crime="134-1-2", lead=officer, second=_who(known, "钱峰"), materials=told,
            facts=f"责令停止使用后仍在使用，谎报已经整改：{hazard.description}",
            danger="粉尘作业区当班十二人，随时可能发生爆炸", to_name="建安区公安局",
        )  # fmt: skip
    referring.decide_referral(one, actor=_who(known, "李航"), reason="拒不执行责令措施，有现实危险，应当移送公安机关。")
