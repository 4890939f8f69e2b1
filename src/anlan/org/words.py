"""Words for what happened to accounts and offices, as the audit administrator reads it."""

from typing import Any

from anlan.org.models import Grant, Office, Power
from anlan.org.roles import Role

ACTIONS = {
    "org.open_account": "开通账号",
    "org.change_person": "修改资料",
    "org.end_account": "注销账号",
    "org.reset_password": "重置密码",
    "org.change_password": "修改密码",
    "org.lock": "锁定",
    "org.unlock": "解除锁定",
    "org.end_sessions": "退出其他设备",
    "org.discard": "放弃手机上没有办成的记录",
    "org.grant": "授予岗位权限",
    "org.end_grant": "终止岗位权限",
    "org.found_office": "设立单位",
    "org.change_office": "修改单位",
    "org.end_office": "撤销单位",
    "org.give_power": "登记职权",
    "org.end_power": "终止职权",
}
FIELDS = {
    "full_name": "姓名",
    "phone": "手机号",
    "office": "单位",
    "title": "职务",
    "enforcement_card": "执法证号",
    "enforcement_card_until": "执法证有效期至",
    "name": "名称",
    "short_name": "简称",
    "is_safety_office": "安全生产综合监管",
    "username": "登录名",
    "reason": "理由",
    "what": "内容",
    "until": "截止",
    "role": "角色",
    "region": "区划",
    "breadth": "范围",
    "kind": "类别",
    "basis": "依据",
    "valid_from": "起始",
    "valid_to": "终止",
    "ended_on": "撤销日期",
}
HIDDEN = {"grant", "power", "sort_key", "rows", "strip", "thread"}
VALUES = {
    "role": dict(Role.choices),
    "breadth": dict(Grant.Breadth.choices),
    "kind": dict(Power.Kind.choices) | dict(Office.Kind.choices),
}


def action(name: str) -> str:
    """What was done, as people say it."""
    return ACTIONS.get(name, name)


def details(data: dict[str, Any]) -> list[tuple[str, str]]:
    """An event's data as pairs of label and value; a change shows old and new."""
    lines = [(FIELDS.get(key, key), _shown(key, value)) for key, value in data.items() if _told(key, value)]
    changes = data.get("changes") or {}
    return lines + [
        (FIELDS.get(key, key), f"{_shown(key, old) or '空'} → {_shown(key, new) or '空'}")
        for key, (old, new) in changes.items()
        if key not in HIDDEN
    ]


def _told(key: str, value: Any) -> bool:
    return key != "changes" and key not in HIDDEN and value not in (None, "", [])


def _shown(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(VALUES.get(key, {}).get(value, value)) if value is not None else ""
