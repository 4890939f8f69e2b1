"""The visits of a trace-back: who looked, under which list, what they signed as fine, what they found."""

from typing import Any

from anlan.enforcement.tracing.gathering import Chain
from anlan.enforcement.tracing.lines import Line, Telling, page_of
from anlan.inspections.kinds import Kind

FINE = frozenset({"yes", "na"})
SIGNED_AS = {"yes": "合格", "na": "不涉及"}
PAGE = "inspections:detail"


def came(telling: Telling) -> list[Line]:
    """One line a visit: what kind, under which list version, who came along, what came of it."""
    return [
        telling.line(begun, _summary(chain, begun), page_of(chain, PAGE), related=bool(_related(telling, chain)))
        for chain in telling.record.visits
        if (begun := chain.last("begin"))
    ]


def _summary(chain: Chain, begun: Any) -> str:
    told = begun.data
    along = "、".join(name for name, _ in told.get("companions", []))
    kind = str(Kind(told["kind"]).label) if told.get("kind") in Kind.values else "检查"
    parts = [f"{kind}带队", f"同行 {along}" if along else "无同行人员", _list(chain, told), _came_of_it(chain)]
    return "；".join(part for part in parts if part)


def _list(chain: Chain, told: dict[str, Any]) -> str:
    version = told.get("checklist") or ""
    if not version:
        return "未用检查表"
    checklist = chain.subject.checklist
    title = f"《{checklist.title}》" if checklist and checklist.digest == version else "检查表"
    return f"{title}版本 {version[:8]}"


def _came_of_it(chain: Chain) -> str:
    if ended := chain.last("finish"):
        told = ended.data
        found = "、".join(told.get("hazards", []))
        return f"查 {told.get('answers', 0)} 项，不合格 {told.get('not_fine', 0)} 项" + (
            f"，登记 {found}" if found else ""
        )
    if stopped := chain.last("abandon"):
        return f"中止：{stopped.data.get('reason', '')}"
    return "没有办结"


def _last_answers(chain: Chain) -> dict[str, Any]:
    """The last answer given to each item."""
    return {event.data["item"]: event for event in chain.all("answer", "skip") if event.data.get("item")}


def _related(telling: Telling, chain: Chain) -> list[Any]:
    answers = _last_answers(chain).values()
    return [one for one in answers if telling.is_related(one.data.get("question", ""), one.data["item"])]


def signed_as_fine(telling: Telling) -> list[Line]:
    """Items that speak of what happened and were answered as fine, with who signed for it."""
    lines = []
    for chain in telling.record.visits:
        signed = "、".join(dict.fromkeys(one.data.get("name", "") for one in chain.all("sign")))
        for event in _related(telling, chain):
            if event.data.get("value") in FINE:
                words = f"“{event.data.get('question', '')}”答为{SIGNED_AS[event.data['value']]}"
                words += f"，签名：{signed}" if signed else "，没有签名"
                lines.append(telling.line(event, words, page_of(chain, PAGE), related=True))
    return lines


def left_open(telling: Telling) -> list[Line]:
    """Visits that never ended, and items about what happened that were left out, with the reason given."""
    lines = []
    for chain in telling.record.visits:
        begun = chain.last("begin")
        if begun and not chain.last("finish", "abandon"):
            lines.append(telling.line(begun, "检查开始后没有办结", page_of(chain, PAGE)))
        for event in _related(telling, chain):
            if event.data.get("value") == "skipped":
                words = f"“{event.data.get('question', '')}”没有查：{event.data.get('note', '')}"
                lines.append(telling.line(event, words, page_of(chain, PAGE), related=True))
    return lines


def properly(telling: Telling) -> list[Line]:
    """Visits walked to the end and signed by both sides, and everything they put on the ledger."""
    lines = []
    for chain in telling.record.visits:
        ended = chain.last("finish")
        if ended and chain.all("sign"):
            roles = {one.data.get("role") for one in chain.all("sign", "refuse_signature")}
            both = "双方签名" if "enterprise" in roles else "检查人签名"
            words = f"逐项查完（{ended.data.get('answers', 0)} 项），{both}"
            lines.append(telling.line(ended, words, page_of(chain, PAGE)))
        for event in chain.all("record_hazard", "fix_at_once", "link_known"):
            hazard = event.data.get("hazard") or ""
            words = f"查出{'并当场改好' if event.action.endswith('fix_at_once') else '并登记'} {hazard}".strip()
            lines.append(telling.line(event, words, page_of(chain, PAGE)))
    return lines
