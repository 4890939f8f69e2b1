"""The story of a hazard: each event in words people use, with what it changed and the photos it brought."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from anlan.core.templatetags.anlan import day
from anlan.files.models import Use
from anlan.hazards import suggesting
from anlan.hazards.lifecycle import STEPS
from anlan.hazards.models import Hazard, HazardEvent, Level, Receipt, Source, State

Words = Callable[[dict[str, Any]], str]
BAD = frozenset({"send_back", "decide_void"})
QUIET = frozenset({"note", "say_mended", "assign", "link_recurrence", "take_owners"})
OWNERS = {"strip": "主管单位", "governed_by": "治理主体"}
OTHER_LABELS = {
    "record": "登记隐患",
    "import": "由老台账转入",
    "transcribe": "由老台账转入",
    "take_back": "撤回导入",
    "take_owners": "补上归属",
    "hand_over": "移交主管",
    "bind_by_order": "责令限期整改",
    "release_from_order": "指令书作废，期限恢复",
    "decide_extension": "答复延期",
    "decide_void": "答复作废",
    "decide_downgrade": "答复降级",
    "judge": "判定级别",
    "acknowledge": "收悉报告",
    "say_mended": "相关方说已整改",
}
PLAN_LABELS = {
    "responsible_name": "责任人",
    "measures": "措施",
    "funds": "资金（元）",
    "funds_note": "资金说明",
    "due_on": "期限",
    "emergency": "应急预案",
    "interim_control": "临时管控",
    "situation": "现状及原因",
    "harm": "危害及难易程度",
    "goals": "治理目标和任务",
}


@dataclass(frozen=True)
class Change:
    """One value an event changed."""

    label: str
    before: str
    after: str


@dataclass
class Entry:
    """One event as the page tells it."""

    event: HazardEvent
    label: str
    who: str
    said: str
    details: list[tuple[str, str]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    previous: str = ""

    @property
    def tone(self) -> str:
        """bad for what was sent back, quiet for what moved nothing."""
        name = self.event.action.partition(".")[2]
        return "bad" if name in BAD else "quiet" if name in QUIET else ""

    @property
    def seal(self) -> str:
        """Number and digests, short: #6 · 9f31c0… ← 51aa07…"""
        before = f" ← {self.previous[:8]}…" if self.previous else ""
        return f"#{self.event.number} · {self.event.digest[:8]}…{before}"

    @property
    def late_entry(self) -> bool:
        """Whether it was written down noticeably after it happened (from paper, or without a network)."""
        return self.event.recorded_at - self.event.happened_at > dt.timedelta(minutes=10)


def tell(hazard: Hazard, events: Iterable[HazardEvent], uses: Iterable[Use]) -> list[Entry]:
    """The story, oldest first. Runs no queries."""
    by_event: dict[Any, list[Use]] = defaultdict(list)
    for use in uses:
        by_event[use.event_id].append(use)
    entries: list[Entry] = []
    plan: dict[str, Any] = {}
    previous = ""
    for event in events:
        entry = Entry(event, label_of(event), _who(event), said_by(event), _details(event), previous=previous)
        entry.uses = by_event.get(event.pk, [])
        entry.changes = _changes(event, plan)
        if event.action == "hazards.file_plan":
            plan = event.data
        previous = event.digest
        entries.append(entry)
    return entries


def label_of(event: HazardEvent) -> str:
    """What the step is called."""
    name = event.action.partition(".")[2]
    if name in OTHER_LABELS:
        return OTHER_LABELS[name]
    return STEPS[name].label if name in STEPS else name


def _who(event: HazardEvent) -> str:
    if event.action == "hazards.say_mended":
        return str(event.data.get("contractor", ""))
    return f"{event.actor_name}（{event.office_name}）" if event.office_name else event.actor_name


def said_by(event: HazardEvent) -> str:
    """The event's own words, from what it keeps."""
    name = event.action.partition(".")[2]
    data = event.data
    return (
        SAID[name](data) if name in SAID else str(data.get("statement") or data.get("reason") or data.get("text") or "")
    )


def _judged(data: dict[str, Any]) -> str:
    level = dict(Level.choices).get(data.get("level", ""), "重大")
    named = data.get("criterion") or {}
    by = f"，依据《{named['title']}》{named['code']}（第 {named['version']} 版）" if named else ""
    checked = f"；原文比对：{data['confirmation']}" if data.get("confirmation") else ""
    because = f"。{data['reason']}" if data.get("reason") else ""
    return f"判定为{level}隐患{by}{checked}{because}"


def _reasons(data: dict[str, Any]) -> str:
    return "\n".join(f"{number}. {reason}" for number, reason in enumerate(data.get("reasons", []), 1))


def _decided(yes: str, no: str, key: str) -> Words:
    return lambda data: f"{yes if data.get(key) else no}：{data.get('decision', '')}"


def _recorded(data: dict[str, Any]) -> str:
    source = dict(Source.choices).get(data.get("source", ""), "")
    place = f"{data['place']}：" if data.get("place") else ""
    return f"{place}{data.get('description', '')}" + (f"（{source}）" if source else "")


def _accepted(data: dict[str, Any]) -> str:
    second = f"\n同去：{data['second_officer']}" if data.get("second_officer") else ""
    return f"{data.get('statement', '')}{second}"


def _desk(data: dict[str, Any]) -> str:
    desk = dict(Receipt.Desk.choices).get(data.get("desk", ""), "")
    return "，".join(part for part in (f"{desk}收悉" if desk else "", data.get("note", "")) if part)


def _desks(data: dict[str, Any]) -> str:
    names = dict(Receipt.Desk.choices)
    told = [names[desk] for desk in data.get("desks", []) if desk in names and desk not in ("workers", "district")]
    workers = "待告知本单位职工；" if "workers" in data.get("desks", []) else ""
    return f"已同时报送：{'、'.join(told)}；{workers}抄送区级部门，待上传。"


SAID: dict[str, Words] = {
    "record": _recorded,
    "judge": _judged,
    "upgrade": _judged,
    "record_opinion": lambda data: f"{data.get('opinion', '')}（{dict(Level.choices).get(data.get('level', ''), '')}）",
    "report": _desks,
    "acknowledge": _desk,
    "tell_workers": lambda data: str(data.get("how", "")),
    "send_back": _reasons,
    "accept": _accepted,
    "close": lambda data: str(data.get("opinion", "")),
    "start": lambda data: str(data.get("note", "")),
    "ask_extension": lambda data: (
        f"申请由 {_iso(data.get('from'))} 延至 {_iso(data.get('to'))}：{data.get('reason', '')}"
    ),
    "decide_extension": _decided("同意延期", "不同意延期", "granted"),
    "decide_void": _decided("确认作废", "不予作废", "agreed"),
    "decide_downgrade": _decided("确认降为一般", "不同意降级", "agreed"),
    "list_supervision": lambda data: (
        f"{data.get('number', '')}，责任领导 {data.get('leader', '')}：{data.get('reason', '')}"
    ),
    "propose_supervision": lambda data: f"{data.get('number', '')}：{data.get('reason', '')}",
    "record_supervision": lambda data: (
        f"上级已挂牌：{data.get('number', '')}，期限 {_iso(data.get('due_on'))}"
        if data.get("listed")
        else f"上级不予挂牌：{data.get('reason', '')}"
    ),
    "record_release": lambda data: (
        f"{data.get('of', '')}由 {data.get('number', '')} 解除（{_iso(data.get('released_on'))}）"
        f"{data.get('reason', '')}"
    ),
    "urge": lambda data: f"{data.get('number', '')}，{_iso(data.get('due_on'))}前回复。{data.get('reason', '')}",
    "assign": lambda data: f"分派给 {data.get('to', '')}",
    "name_responsible": lambda data: f"由 {data.get('to', '')} 负责整改",
    "take_owners": lambda data: "；".join(f"{OWNERS[name]} {data[name]}" for name in OWNERS if data.get(name)),
    "hand_over": lambda data: f"由{data.get('from') or '未落实'}移交{data.get('to', '')}：{data.get('reason', '')}",
    "release_from_order": lambda data: f"{data.get('number', '')}作废，期限恢复为 {_iso(data.get('due_on')) or '未定'}",
    "bind_by_order": lambda data: f"{data.get('number', '')}，责令 {_iso(data.get('due_on'))}前整改完毕",
    "say_mended": lambda data: f"{data.get('contractor', '')}：{data.get('text', '')}（凭链接填写，待本单位核实）",
    "link_recurrence": lambda data: f"与 {data.get('previous', '')} 为同一问题复发",
    "file_plan": lambda data: f"第 {data.get('number', 1)} 版，{_iso(data.get('due_on'))}前完成",
}


def _details(event: HazardEvent) -> list[tuple[str, str]]:
    if event.action == "hazards.file_plan":
        return [(label, _of_plan(event.data, name)) for name, label in PLAN_LABELS.items() if event.data.get(name)]
    if suggested := suggesting.told(event.data):
        return suggested + _named(event)
    if named := _named(event):
        return named
    if event.data.get("funds_spent"):
        return [("已用资金（元）", str(event.data["funds_spent"]))]
    if event.data.get("interim_control"):
        return [("延期期间管控", str(event.data["interim_control"]))]
    return []


def _named(event: HazardEvent) -> list[tuple[str, str]]:
    name = event.data.get("responsible_name") if event.action == "hazards.record" else ""
    return [("建议整改责任人", str(name))] if name else []


def _changes(event: HazardEvent, plan: dict[str, Any]) -> list[Change]:
    changes = []
    if event.from_state and event.from_state != event.to_state:
        changes.append(Change("状态", str(State(event.from_state).label), str(State(event.to_state).label)))
    if event.action == "hazards.file_plan" and plan:
        changes += [
            Change(label, _of_plan(plan, name), _of_plan(event.data, name))
            for name, label in PLAN_LABELS.items()
            if str(plan.get(name, "")) != str(event.data.get(name, ""))
        ]
    if event.data.get("from") and event.action == "hazards.assign":
        changes.append(Change("经办人", event.data["from"], event.data.get("to", "")))
    if event.action == "hazards.decide_extension" and event.data.get("due_on"):
        changes.append(Change("整改期限", "", _iso(event.data["due_on"])))
    return changes


def _of_plan(data: dict[str, Any], name: str) -> str:
    return _iso(data.get(name)) if name == "due_on" else str(data.get(name, ""))


def _iso(text: str | None) -> str:
    return day(dt.date.fromisoformat(text)) if text else ""
