"""What may not stand on a public page: telephone and identity numbers, plates, names (个人信息保护法 art. 28)."""

import re
from collections.abc import Iterable

from anlan.enterprises.models import Enterprise

ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}")
PATTERNS = (("身份证号", ID_NUMBER, "（略）"), ("电话", PHONE, "（略）"), ("车牌号", PLATE, "（略）"))


def names_of(enterprise: Enterprise) -> list[str]:
    """The names of the enterprise's people, the longest first, so that none hides inside another."""
    names = (one.name for one in enterprise.people.all())
    return sorted({name for name in names if len(name) > 1}, key=len, reverse=True)


def removed(text: str, names: Iterable[str]) -> str:
    """The text without them: numbers left out, a person by family name and 某."""
    for _, pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    for name in names:
        text = text.replace(name, f"{name[0]}某")
    return text


def left_in(text: str, names: Iterable[str]) -> list[str]:
    """What is still there, in words for whoever must take it out."""
    found = [f"{what} {match.group()}" for what, pattern, _ in PATTERNS for match in pattern.finditer(text)]
    return found + [f"姓名 {name}" for name in names if name in text]
