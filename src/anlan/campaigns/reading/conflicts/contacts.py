"""Telephone numbers: one line under two numbers, one number under two names, a number of too few digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anlan.campaigns.reading.conflicts.pairs import near
from anlan.campaigns.reading.conflicts.timing import sentence
from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

SAID = re.compile(
    r"(?:(?:联系人(?:为|是)?|[：:、，；。（\s])(?P<person>(?!联系|电话)[一-鿿]{2,3})|(?P<line>(?:值班|举报|联系|咨询|报警|报告|投诉|监督|应急|服务|办公室?)?(?:电话|热线|传真)))"
    r"(?:号码)?(?:为|是)?[，：:（\s]*(?:联系)?(?:电话|手机|座机)?[：:]?(?P<number>0\d{2,3}[-—]\d{7,8}|1\d{8,12}|[2-9]\d{6,7})(?!\d|[-—]\d)"
)
MOBILE = re.compile(r"1[3-9]\d{9}")
NO_PERSON = re.compile("电话|手机|座机|传真|热线|邮箱|号码|联系")
NEAR = 2
"""Digits that differ where one number is the other with a slip: 2661234 and 2661243."""
FAX = "传真"


def one_line_two_numbers(draft: Draft) -> Iterator[Conflict]:
    """值班电话0371-6688112, and below 值班电话0371-6688121; 电话2661234 and 电话2661243."""
    told = [one for one in SAID.finditer(draft.flow.text) if not MOBILE.fullmatch(one["number"])]
    for one, other in near(told):
        if one["number"] == other["number"] or FAX in {one["line"], other["line"]}:
            continue
        same_line = one["line"] == other["line"] and len(one["line"] or "") > NEAR
        if _swapped(one["number"], other["number"]) or (same_line and _slips(one["number"], other["number"]) <= NEAR):
            what = f"电话一处写 {one['number']}，一处写 {other['number']}，像是同一部电话写错了。请核对。"
            yield _two(draft, "two_phones", what, other, one)


def one_number_two_names(draft: Draft) -> Iterator[Conflict]:
    """李明（13800001111）, and below 张强（13800001111）: a mobile belongs to one; and one with a digit too few."""
    first: dict[str, re.Match[str]] = {}
    for found in SAID.finditer(draft.flow.text):
        if re.match("1[3-9]", found["number"]) and not MOBILE.fullmatch(found["number"]):
            what = f"手机号码 {found['number']} 有 {len(found['number'])} 位，应是十一位。请核对。"
            yield Conflict("two_phones", what, "soft", (sentence(draft, Span(*found.span())),))
        if not found["person"] or NO_PERSON.search(found["person"]) or not MOBILE.fullmatch(found["number"]):
            continue
        known = first.setdefault(found["number"], found)
        if known["person"] != found["person"]:
            what = f"号码 {found['number']} 一处是{known['person']}的，一处是{found['person']}的。请定下联系人。"
            yield _two(draft, "two_phones", what, found, known)


def _slips(one: str, other: str) -> int:
    """How many digits differ; many where the lengths do."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else len(one)


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring digits have changed places."""
    if _slips(one, other) != NEAR:
        return False
    at = next(place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    return one[at : at + 2] == other[at : at + 2][::-1]


def _two(draft: Draft, kind: str, what: str, *found: re.Match[str]) -> Conflict:
    return Conflict(kind, what, "soft", tuple(sentence(draft, Span(*one.span())) for one in found))


LANDLINE = re.compile(r"(?<!\d)(?P<area>0\d{2,3})[-—](?P<number>\d{5,9})(?!\d)")


def too_short(draft: Draft) -> Iterator[Conflict]:
    """0371-66881121 and 0371-6688112: numbers of one area are of one length."""
    told = list(LANDLINE.finditer(draft.flow.text))
    for one, other in near(told):
        if one["area"] == other["area"] and len(one["number"]) != len(other["number"]):
            what = f"电话 {one[0]} 和 {other[0]} 区号一样，位数却不同。请核对。"
            yield _two(draft, "two_phones", what, other, one)
            return
