"""The conditions of the card, each read from a hazard's events by the server's clock."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from anlan.core import clock
from anlan.core.events import digest_of
from anlan.core.templatetags.anlan import day
from anlan.core.templatetags.anlan import moment as written
from anlan.enforcement.exempting.models import Exemption
from anlan.enforcement.exempting.moments import Moment
from anlan.hazards.models import Hazard, HazardEvent, Plan, Source
from anlan.hazards.story import label_of

Proposed = Exemption.Proposed
OWN = frozenset({Source.SELF_INSPECTION, Source.SURVEY})
AT_WORK = frozenset({"start", "note", "self_accept", "submit"})


@dataclass(frozen=True)
class Fact:
    """One condition: what it asks, whether it is met, and the facts it was read from."""

    label: str
    verdict: str
    words: str

    @property
    def mark(self) -> tuple[str, str]:
        """The verdict as a tag."""
        return MARKS[self.verdict]


MARKS: dict[str, tuple[str, str]] = {
    Proposed.YES: ("符合", "done"),
    Proposed.NO: ("不符合", "red"),
    Proposed.DOUBT: ("存疑", "wait"),
}


def name_of(event: HazardEvent) -> str:
    """The action without its room."""
    return event.action.partition(".")[2]


def first(events: list[HazardEvent], name: str) -> HazardEvent | None:
    """The first event of an action."""
    return next((one for one in events if name_of(one) == name), None)


@dataclass(frozen=True)
class Reader:
    """A hazard's events and plans, asked for what lay before the moment."""

    hazard: Hazard
    events: list[HazardEvent]
    moment: Moment | None
    plans: dict[int, Plan]

    def before(self, *names: str) -> list[HazardEvent]:
        """Events the server had before the moment."""
        return [one for one in self.events if name_of(one) in names and self.is_before(one.recorded_at)]

    def claimed(self, *names: str) -> list[HazardEvent]:
        """Events a phone dates before the moment, which the server received after it."""
        rows = [one for one in self.events if name_of(one) in names]
        return [one for one in rows if self.is_before(one.happened_at) and not self.is_before(one.recorded_at)]

    def is_before(self, at: dt.datetime) -> bool:
        """Whether a time lies before the moment; everything does while there is none."""
        return self.moment is None or at < self.moment.at

    def plan(self) -> Plan | None:
        """The last plan filed before the moment."""
        filed = self.before("file_plan")
        return self.plans.get(filed[-1].data.get("number", 0)) if filed else None


def _doubted(event: HazardEvent) -> str:
    return f"手机记为 {written(event.happened_at)}，服务器 {written(event.recorded_at)} 才收到，晚于检查开始"


def _found_itself(reader: Reader) -> Fact:
    label = "检查前本单位自己发现并登记"
    hazard, recorded = reader.hazard, first(reader.events, "record")
    if recorded is None:
        return Fact(label, Proposed.DOUBT, "由老台账转入，没有当时的登记时间")
    who = f"{recorded.actor_name} {written(recorded.recorded_at)} 登记"
    if hazard.source not in OWN:
        return Fact(label, Proposed.NO, f"来源是{hazard.get_source_display()}，{who}")
    if not reader.is_before(recorded.recorded_at):
        late = reader.claimed("record")
        return (
            Fact(label, Proposed.DOUBT, _doubted(recorded))
            if late
            else Fact(label, Proposed.NO, f"检查开始以后才由{who}")
        )
    if recorded.office_name:
        return Fact(label, Proposed.DOUBT, f"由{recorded.office_name}{who}，请核实是不是本单位发现的")
    return Fact(label, Proposed.YES, who)


def _reported(reader: Reader) -> Fact:
    label = "检查前按规定报告"
    sent = reader.before("report")
    if not sent:
        late = reader.claimed("report")
        return (
            Fact(label, Proposed.DOUBT, _doubted(late[0])) if late else Fact(label, Proposed.NO, "检查开始前没有报告")
        )
    words = f"{sent[0].actor_name} {written(sent[0].recorded_at)} 报告"
    due = reader.hazard.plan_due_on
    if due and clock.local_date(sent[0].recorded_at) > due:
        return Fact(label, Proposed.DOUBT, f"{words}，晚于 {day(due)} 的期限")
    return Fact(label, Proposed.YES, words)


def _committed(reader: Reader) -> Fact:
    label = "检查前五落实齐全"
    plan = reader.plan()
    if plan is None:
        late = reader.claimed("file_plan")
        return (
            Fact(label, Proposed.DOUBT, _doubted(late[0])) if late else Fact(label, Proposed.NO, "检查开始前没有报方案")
        )
    lacks = [one for one in plan.missing if one != "临时管控"]
    told = f"第 {plan.number} 版方案，{written(plan.filed_at)} 报送"
    return Fact(label, Proposed.NO, f"{told}，缺{'、'.join(lacks)}") if lacks else Fact(label, Proposed.YES, told)


def _controlled(reader: Reader) -> Fact:
    label = "检查前有临时管控措施"
    plan = reader.plan()
    if plan is None or "临时管控" in plan.missing:
        return Fact(label, Proposed.NO, "检查开始前没有写明临时管控措施")
    return Fact(label, Proposed.YES, plan.interim_control)


def _at_work(reader: Reader) -> Fact:
    label = "检查前有效措施正在实施"
    done = [one for one in reader.before(*AT_WORK) if not one.office_name and one.actor_id]
    if not done:
        return _not_begun(reader, label)
    words = "；".join(f"{label_of(one)} {written(one.recorded_at)}" for one in done[-3:])
    photos = sum(len(one.files) for one in done)
    if not photos:
        return Fact(label, Proposed.DOUBT, f"{words}。没有照片，请到场核实")
    return Fact(label, Proposed.YES, f"{words}，照片 {photos} 张")


def _not_begun(reader: Reader, label: str) -> Fact:
    if late := reader.claimed(*AT_WORK):
        return Fact(label, Proposed.DOUBT, _doubted(late[0]))
    if reader.plan() is not None:
        return Fact(label, Proposed.DOUBT, "方案已报，还没有整改记录，请到场核实临时管控是否落实")
    return Fact(label, Proposed.NO, "检查开始前没有方案，也没有整改记录")


def _in_time(reader: Reader) -> Fact:
    label = "检查时没有超过整改期限"
    plan, at = reader.plan(), clock.local_date(reader.moment.at) if reader.moment else clock.today()
    due = reader.hazard.due_on or (plan.due_on if plan else None)
    if due and due < at and not reader.before("submit"):
        return Fact(label, Proposed.DOUBT, f"期限 {day(due)}，到 {day(at)} 没有改完")
    return Fact(label, Proposed.YES, f"期限 {day(due)}" if due else "还没有期限")


def _not_repeated(reader: Reader) -> Fact:
    label = "不是改过又犯的"
    if previous := reader.hazard.previous:
        return Fact(label, Proposed.DOUBT, f"与 {previous} 为同一问题复发，请核对上次是否真的改好")
    return Fact(label, Proposed.YES, "没有关联的同一问题")


def _unchanged(reader: Reader) -> Fact:
    label = "记录没有改动过"
    previous = ""
    for number, event in enumerate(reader.events, start=1):
        if event.number != number or digest_of(event, previous) != event.digest:
            return Fact(label, Proposed.DOUBT, f"第 {number} 条记录与校验值不符，请审计管理员查明")
        previous = event.digest
    return Fact(label, Proposed.YES, f"{len(reader.events)} 条记录逐条相连，最后一条 {previous[:8]}…")


READ: tuple[Callable[[Reader], Fact], ...] = (
    _found_itself,
    _reported,
    _committed,
    _controlled,
    _at_work,
    _in_time,
    _not_repeated,
    _unchanged,
)
