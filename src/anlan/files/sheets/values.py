"""What a cell of a known kind says: phones, yes and no, how far a rectification is, counts, codes.

Every reader takes the raw cell, returns None, "" or [] where the cell says nothing, and raises Unclean with the cell's
own text where it says something that cannot be taken. Nothing is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from anlan.files.sheets.text import NOTHING, key, name, text, value
from anlan.files.sheets.unclean import Unclean, refuse_non_values

__all__ = [
    "Unclean",
    "choice",
    "code",
    "count",
    "key",
    "name",
    "number",
    "phones",
    "progress",
    "text",
    "value",
    "yes_no",
]

MOBILE = r"(?:\+?86-?)?1[3-9]\d(?:[- ]?\d{4}){2}"
LANDLINE = r"\(?0\d{2,3}\)?[- ]?[2-8]\d{6,7}(?:(?:转|-|#)\d{1,5})?"
HOTLINE = r"[48]00-?\d{3}-?\d{4}"
LOCAL = r"[2-8]\d{6,7}"
PHONE = re.compile(
    rf"(?<!\d)(?:(?P<mobile>{MOBILE})|(?P<line>{LANDLINE})|(?P<hot>{HOTLINE})|(?P<local>{LOCAL}))(?!\d)", re.ASCII
)
YES = {
    "是",
    "√",
    "✓",
    "✔",
    "☑",
    "v",
    "y",
    "yes",
    "true",
    "1",
    "对",
    "有",
    "已",
    "合格",
    "符合",
    "○",
    "o",
    "已整改",
    "已完成",
    "完成",
    "已办",
}
NO = {
    "否",
    "×",
    "✗",
    "✘",
    "x",
    "n",
    "no",
    "false",
    "0",
    "不是",
    "没",
    "未",
    "不合格",
    "不符合",
    "不",
    "未整改",
    "未完成",
    "整改中",
    "没有",
}
CLOSED = {"已销号", "销号", "验收合格", "已验收", "验收通过", "复查合格", "已复查", "已验收销号"}
DONE = {
    "是",
    "√",
    "✓",
    "✔",
    "☑",
    "v",
    "y",
    "yes",
    "true",
    "1",
    "已整改",
    "已完成",
    "完成",
    "整改完成",
    "整改完毕",
    "已整改完毕",
    "已整改完成",
    "整改到位",
    "已整改到位",
    "当场整改",
    "立即整改",
    "立行立改",
    "已改",
    "合格",
    "待验收",
    "已完成整改",
    "现场整改",
}
DOING = {
    "整改中",
    "正在整改",
    "部分整改",
    "限期整改",
    "未完成",
    "整改",
    "进行中",
    "在整改",
    "限期整改中",
    "未整改完毕",
    "整改未完成",
}
TODO = {"否", "×", "✗", "✘", "x", "n", "no", "false", "0", "未整改", "未改", "没整改", "待整改", "未开始", "不", "未"}


def phones(raw: object) -> list[str]:
    """Read every phone of a cell: "13837471037/0374-5112345" gives two. Names beside the numbers are ignored."""
    refuse_non_values(raw)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    written = (
        unicodedata.normalize("NFKC", str(raw if raw is not None else "")).replace("—", "-").replace("–", "-").strip()
    )
    if written in NOTHING:
        return []
    found = [_phone(match) for match in PHONE.finditer(written)]
    left = re.findall(r"\d{5,}", PHONE.sub(" ", written))
    if left or not found:
        raise Unclean(f"电话位数不对：{left[0] if left else text(raw)}")
    return list(dict.fromkeys(found))


def _phone(match: re.Match[str]) -> str:
    if match["mobile"]:
        return re.sub(r"\D", "", match[0])[-11:]
    if match["line"]:
        extension = re.split(r"转|#", match[0].replace("(", "").replace(")", ""))
        bare = re.sub(r"\D", "", extension[0])
        area = 3 if re.match(r"0(10|2\d)", bare) else 4
        return f"{bare[:area]}-{bare[area:]}" + (f"转{extension[1]}" if len(extension) > 1 else "")
    return match[0]


def yes_no(raw: object) -> bool | None:
    """Read a yes or a no in any of its signs; None where the cell is empty or says 无."""
    word = _word(raw)
    if word in YES:
        return True
    if word in NO:
        return False
    if not word or text(raw) in NOTHING:
        return None
    raise Unclean(f"看不出是“是”还是“否”：{text(raw)}")


def progress(raw: object) -> str | None:
    """Read how far a rectification is: closed, done, doing or todo; None where the cell is empty."""
    word = _word(raw)
    for meaning, words in (("closed", CLOSED), ("done", DONE), ("doing", DOING), ("todo", TODO)):
        if word in words:
            return meaning
    if not word or text(raw) in NOTHING:
        return None
    raise Unclean(f"看不出整改到哪一步：{text(raw)}")


def _word(raw: object) -> str:
    refuse_non_values(raw)
    return re.sub(r"[。.,，;；!！:：()（）\[\]□]+", "", key(raw).replace("(√)", "√"))


def number(raw: object) -> float | None:
    """Read a number with or without a unit: "1,200.5万元" is refused, "36人" and "1,200.5 ㎡" are taken."""
    refuse_non_values(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return finite(raw)
    written = (
        unicodedata.normalize("NFKC", value(raw).replace("㎡", "").replace("㎥", "")).replace(",", "").replace(" ", "")
    )
    if not written:
        return None
    found = re.fullmatch(r"约?(-?\d+(?:\.\d+)?)(?:[^\d万亿千百]{0,4})", written)
    if not found:
        raise Unclean(f"数字无法识别：{text(raw)}")
    return finite(float(found[1]))


def finite(number: float) -> float:
    """Return a number that is one; raises Unclean for infinity and not-a-number."""
    if number != number or number in (float("inf"), float("-inf")):
        raise Unclean("不是数字")
    return float(number)


def count(raw: object) -> int | None:
    """Read a number of people or things: a whole number that is not negative."""
    found = number(raw)
    if found is None:
        return None
    if found < 0 or not found.is_integer():
        raise Unclean(f"应为不小于 0 的整数：{text(raw)}")
    return int(found)


def code(raw: object) -> str:
    """Read a code of letters and digits typed as text or as a number; refuses what Excel has rounded."""
    refuse_non_values(raw)
    if isinstance(raw, int | float) and abs(raw) >= 1e15:
        raise Unclean("编号被 Excel 当成数字，末几位已经丢失，请把这一列设为文本后重填")
    written = unicodedata.normalize("NFKC", value(raw))
    return re.sub(r"\s+", "", written).lstrip("'").upper()


def choice(meanings: Mapping[str, str], what: str) -> Callable[[object], str]:
    """Make a reader of one word out of a list; `meanings` maps every accepted spelling to what is stored."""
    known = {key(spelling): meaning for spelling, meaning in meanings.items()}

    def read(raw: object) -> str:
        refuse_non_values(raw)
        word = key(raw)
        if word in known:
            return known[word]
        if text(raw) in NOTHING:
            return ""
        raise Unclean(f"{what}里没有“{text(raw)}”，可写：{'、'.join(list(meanings)[:8])}")

    return read
