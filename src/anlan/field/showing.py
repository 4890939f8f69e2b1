"""What was given up on a phone, as the supervisor reads it."""

from typing import Any

from anlan.org.models import UserEvent

LABELS = {
    "description": "看到的隐患",
    "place_words": "部位",
    "value": "回答",
    "note": "说明",
    "text": "内容",
    "statement": "情况",
    "reasons": "退回理由",
    "reason": "原因",
    "responsible_name": "建议整改责任人",
    "suggested_due_on": "建议整改到",
    "name": "姓名",
    "position": "职务",
    "witness": "见证人",
    "refusal": "拒收情况",
    "receiver": "签收人",
    "served_at_place": "送达地点",
    "reading": "读数",
    "purpose": "检查内容",
}
ANSWERS = {"yes": "是", "no": "否", "na": "不涉及"}


def told(event: UserEvent) -> dict[str, Any]:
    """One discard: who and when are on the event, here what, why, and each row with its words."""
    data = event.data
    rows = [{**one, "said": _said(one.get("args") or {})} for one in data.get("rows") or ()]
    return {"event": event, "what": data["what"], "reason": data["reason"], "rows": rows, "files": event.files}


def _said(args: dict[str, Any]) -> list[tuple[str, str]]:
    said = [(label, str(args.get(name) or "")) for name, label in LABELS.items()]
    return [(label, ANSWERS.get(value, value)) for label, value in said if value]
