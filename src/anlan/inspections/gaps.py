"""What a visit still lacks before it can be finished, each with the way to it."""

from dataclasses import dataclass

from anlan.inspections import content, merging
from anlan.inspections.items import Walk
from anlan.inspections.models import Signature, Visit


@dataclass(frozen=True)
class Gap:
    """One thing missing: words, the items concerned, whether finishing waits for it, and where it is filled."""

    words: str
    where: str
    items: tuple[int, ...] = ()
    blocks: bool = True


def of(visit: Visit, walk: Walk) -> list[Gap]:
    """Everything missing, in the order one would fill it."""
    return [*_of_answers(walk), *_of_clashes(visit, walk), *_of_signatures(visit)]


def _of_clashes(visit: Visit, walk: Walk) -> list[Gap]:
    items = merging.clashes(visit)
    numbers = tuple(line.number for line in walk.lines if line.key in items)
    words = f"有 {len(numbers)} 项两部手机填得不一样，请带队人{visit.led_by.full_name}重新作答"
    return [Gap(words, "items", numbers)] if numbers else []


def _of_answers(walk: Walk) -> list[Gap]:
    listed = [
        ("项没有回答", walk.unanswered, True),
        ("项不合格还没有登记隐患", walk.lacking_hazard, True),
        ("项不合格没有照片", walk.lacking_photo, False),
    ]
    return [
        Gap(f"有 {len(lines)} {words}", "items", tuple(line.number for line in lines), blocks)
        for words, lines, blocks in listed
        if lines
    ]


def _of_signatures(visit: Visit) -> list[Gap]:
    rows, present = list(visit.signatures.all()), content.digest(visit)
    found = []
    for roles, who in _wanted(visit):
        signed = [row for row in rows if row.role in roles]
        if not signed:
            found.append(Gap(f"{who}还没有签名", "signatures"))
        elif all(row.digest != present for row in signed):
            found.append(Gap(f"{who}签名以后内容有改动，需要重新签名", "signatures"))
    return found


def _wanted(visit: Visit) -> list[tuple[set[str], str]]:
    wanted = [({Signature.Role.INSPECTOR.value}, f"带队人{visit.led_by.full_name}")]
    if visit.enterprise_signs:
        wanted.append(({Signature.Role.ENTERPRISE.value, Signature.Role.REFUSED.value}, "被检查单位"))
    return wanted
