"""An enterprise's chain as people read it: what was done, by whom, and what was and is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anlan.enterprises.models import Enterprise, EnterpriseEvent, Person
from anlan.standards.features import named

WORDS = {
    "enterprises.record": "登记建档",
    "enterprises.change": "修改档案",
    "enterprises.set_owner": "确定归属",
    "enterprises.add_person": "增加人员",
    "enterprises.change_person": "更正人员",
    "enterprises.end_person": "办理离任",
    "enterprises.open_account": "开通账号",
    "enterprises.confirm_read": "已读标准清单",
    "enterprises.issue_code": "制发门牌二维码",
    "enterprises.choose_lists": "选择每月自查清单",
    "enterprises.remind_selfcheck": "提醒本月自查",
    "enterprises.restore": "撤销导入，恢复原值",
    "enterprises.restore_person": "撤销导入，恢复人员原值",
    "enterprises.take_back_person": "撤销导入，移出人员",
    "enterprises.withdraw": "撤回",
}


@dataclass(frozen=True)
class Difference:
    """One fact that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One event as the page tells it."""

    event: EnterpriseEvent
    title: str
    said: str
    differences: list[Difference]


def lines(enterprise: Enterprise) -> list[Line]:
    """The whole chain, the latest first."""
    return [_line(event) for event in enterprise.events.order_by("-number")]


def _line(event: EnterpriseEvent) -> Line:
    changes = event.data.get("changes", {}).items()
    differences = [Difference(_label(name), _words(name, old), _words(name, new)) for name, (old, new) in changes]
    return Line(event, WORDS.get(event.action, event.action), _said(event.data), differences)


def _said(data: dict[str, Any]) -> str:
    parts = [data["reason"]] if data.get("reason") else []
    if post := data.get("post"):
        parts.append(f"{Person.Post(post).label} {data['name']}")
    elif data.get("username"):
        parts.append(f"{data['name']}，登录名 {data['username']}")
    parts += data.get("people", [])
    source = data.get("source", {})
    if source.get("file"):
        parts.append(f"来自台账《{source['file']}》")
    return "，".join(parts)


def _field(name: str) -> Any:
    known = {field.name: field for field in Enterprise._meta.get_fields()}
    return known.get(name)


def _label(name: str) -> str:
    return str(getattr(_field(name), "verbose_name", name))


def _words(name: str, value: Any) -> str:
    if name == "features" and value is not None:
        return "、".join(one.short for one in named(value)) or "都没有"
    if value in (None, "", []):
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(dict(getattr(_field(name), "flatchoices", ())).get(value, value))
