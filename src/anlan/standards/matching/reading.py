"""Reading what was typed: refusing what says nothing, and writing it the way the knowledge is written."""

import re
import unicodedata

from anlan.core.errors import Invalid

LONGEST = 3000
HAN = re.compile(r"[\u3400-\u9fff]")
BLANK = re.compile(r"[^\S\n]+")
# What hurried typing and recognised handwriting do to the word every criterion turns on.
TYPOS = [
    (re.compile(r"末(?=[设安装配按经取采落建对制办进开与接做能有执履])"), "未"),
    (re.compile(r"[联连][琐锁]"), "联锁"),
    (re.compile(r"警报"), "报警"),
    (re.compile(r"按装"), "安装"),
    (re.compile(r"设制|设臵"), "设置"),
    (re.compile(r"配臵"), "配置"),
    (re.compile(r"泻爆|卸爆"), "泄爆"),
    (re.compile(r"除[尘]气"), "除尘器"),
    (re.compile(r"篷漆"), "喷漆"),
    (re.compile(r"液化汽"), "液化气"),
    (re.compile(r"天燃气"), "天然气"),
    (re.compile(r"帐"), "账"),
    (re.compile(r"其它"), "其他"),
    (re.compile(r"座落"), "坐落"),
]


def checked(text: str) -> str:
    """The text, if it says anything in words; raises Invalid with what to do next."""
    stripped = text.strip()
    if not stripped:
        raise Invalid("还没有写看到的情况。请写清哪里、什么东西、怎么不对。", code="standards.nothing_said")
    if len(stripped) > LONGEST:
        words = f"这段文字有 {len(stripped)} 字，最多 {LONGEST} 字。请一次只写一处隐患，或改用台账导入。"
        raise Invalid(words, code="standards.too_long")
    if not HAN.search(stripped):
        words = "这里没有可以对照的文字（只有数字、符号或外文）。请用中文写清哪里、什么东西、怎么不对。"
        raise Invalid(words, code="standards.nothing_said")
    return stripped


def plain(text: str) -> str:
    """Half-width, lower case, without blanks, common slips of the pen put right."""
    words = BLANK.sub("", unicodedata.normalize("NFKC", text).lower())
    for wrong, right in TYPOS:
        words = wrong.sub(right, words)
    return words
