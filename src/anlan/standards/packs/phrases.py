"""The few English phrases packs use, as officials read them; the text itself is kept as it came."""

import re
from re import Match

FIXED = [
    (re.compile(r"^in force"), "现行有效"),
    (re.compile(r"^superseded by\s*"), "已被替代，现行的是："),
    (re.compile(r"见 note："), "见来源说明："),
]
ALL_CHECKED = re.compile(
    r"(\d+) of (\d+) items were checked against a reprint of the text; "
    r"(?:compare with the official\s+original before\s+relying on them"
    r"|the others must be compared with the official\s+original\s+before they are relied on)\.?\s*"
)


def in_chinese(text: str) -> str:
    """A text of a pack with its fixed English phrases in Chinese; everything else stays as it is."""
    text = re.sub(r"\s*\n\s*", " ", text.strip())
    for pattern, words in FIXED:
        text = pattern.sub(words, text)
    return ALL_CHECKED.sub(_checked, text)


def _checked(match: Match[str]) -> str:
    some, of_all = match.groups()
    if some == of_all:
        return f"全部 {of_all} 条与转载的条文核对过，使用前须再与官方原件核对。"
    return f"{of_all} 条中 {some} 条与转载的条文核对过，其余未核对，使用前须与官方原件核对。"
