"""What a row claims: how far its rectification is, how grave it is, and the state it therefore enters in."""

import re
from dataclasses import dataclass, field

from anlan.files.sheets import values
from anlan.files.sheets.text import NOTHING, key, text
from anlan.files.sheets.unclean import Unclean
from anlan.hazards.importing.words import meanings
from anlan.hazards.models import Level, State

WAITING = re.compile(r"待(验收|复[查检]|销号)|申请(验收|复[查检])|未(验收|复[查检]|销号)")
DOING = re.compile(
    r"正在|(整改|治理|整治|处理|施工|维修|改正|解决|协调)中|部分|进行中|限期|责令|计划|拟于|将于|预计|基本|持续整改|长期整改"
    r"|未(全部|彻底|完全)?(整改|治理|整治)?(完成|完毕|到位)|未(全部|彻底|完全)(整改|治理|整治)"
    r"|停[产业]整[改顿](?!完|到位|合格|结束)|(验收|复[查检])(未通过|不通过|不合格)"
    r"|已(下达|下发|告知|安排|要求|督促|通知|交办|转办|移交|约谈|立案|列入|纳入|提出|启动|开始|制定[^，。；、]{0,6}方案)"
)
TODO = re.compile(
    r"(未|没有?|尚未|待|拒不|拒绝)(进行)?(整改|治理|整治|落实|处理|消除|改|闭环|清零|消号|办结)|[未没]整$"
)
DONE = re.compile(
    r"(已|均|全部)[^未没]{0,20}(整改|治理|整治|完成|完毕|到位|更换|清理|清除|拆除|修复|维修|安装|配备|张贴|培训|改正|落实"
    r"|消除|购置|补充|关闭|处理|制定|完善|规范|固定|加装|设置|恢复|解决|检修|检测)|(整改|治理|整治)(完成|完毕|到位|合格)"
    r"|(当场|现场|立即|立行)[^未没]{0,6}(整改|立改|改正|清理|更换|完成)|[即立]查[即立]改|完成(整改|治理|整治)"
    r"|(验收|复[查检])(合格|通过)|销号|^已[整装换改修拆清](好|上|完|掉)?$|^(均|全部)?已?(闭环|清零|消号|办结)$"
)
SHARE = re.compile(r"(\d{1,3})%")
DATED = re.compile(r"[（(][\d.年月日/-]+[)）]$")
EMPTY, TICKED = "□☐", "☑■√✓✔"
NO_HAZARD = re.compile(
    r"^(经检查|本次检查|检查|暂|目前)?(无|没有|未发现|未见|未查出|暂无)(明显)?(任何)?(安全|事故)?(隐患|问题|异常)?(情况)?$"
)


def how_far(words: str) -> str:
    """Read prose on a rectification: closed, submitted, done, doing, todo or ""; else raises Unclean."""
    plain = _ticked(DATED.sub("", re.sub(r"\s", "", words)))
    if words in NOTHING:
        return ""
    if WAITING.search(plain):
        return "submitted"
    try:
        return values.progress(plain) or ""
    except Unclean:
        pass
    if (share := SHARE.search(plain)) and int(share[1]) < 100:
        return "doing" if int(share[1]) else "todo"
    for meaning, pattern in (("doing", DOING), ("todo", TODO), ("done", DONE)):
        if pattern.search(plain):
            return meaning
    if share:
        return "done"
    raise Unclean(f"看不出整改到哪一步：{words[:30]}")


def _ticked(plain: str) -> str:
    """The words that are ticked where others stand beside an empty box: 是 of ☑是□否 and of 是☑否□."""
    if not any(box in plain for box in EMPTY):
        return plain
    word, before = f"([^{EMPTY}{TICKED}]+)", plain[0] in EMPTY + TICKED
    found = re.findall(f"[{TICKED}]{word}" if before else f"{word}[{TICKED}]", plain)
    return found[0] if len(found) == 1 else plain


def is_none(words: str) -> bool:
    """Whether a cell says that no hazard was found."""
    return words in NOTHING or bool(NO_HAZARD.match(re.sub(r"[\s。.，,；;！!]", "", words))) or key(words) == "正常"


LEVELS = {key(word): meaning for word, meaning in meanings("level").items()}


def level(words: str) -> str:
    """Read a level: general, major or "". Raises Unclean for a word that is neither (总局令第16号 art. 3 knows two)."""
    word = key(words)
    if word in LEVELS:
        return LEVELS[word]
    if words in NOTHING:
        return ""
    if "重大" in word and not re.search(r"非|不|一般|无", word):
        return Level.MAJOR
    if "一般" in word and "重大" not in word:
        return Level.GENERAL
    raise Unclean(f"看不出是一般还是重大：{words[:20]}")


SOURCES = {key(word): meaning for word, meaning in meanings("source").items()}


def source(raw: object) -> str:
    """Read how it came to light. Raises Unclean for words that name no source."""
    word = key(raw)
    if word in SOURCES:
        return SOURCES[word]
    if text(raw) in NOTHING:
        return ""
    inside = {meaning for spelling, meaning in SOURCES.items() if len(spelling) > 2 and spelling in word}
    if len(inside) == 1:
        return inside.pop()
    raise Unclean(f"不认识的来源：{text(raw)[:20]}")


@dataclass
class Claim:
    """What one part of a row claims to be, and what was added in understanding it."""

    state: str
    level: str
    remarks: list[str] = field(default_factory=list)


def claim(progress: str, closure: str, grave: str, *, ended: bool) -> Claim:
    """The state and level a part enters in. `progress` and `closure` as `how_far` gives them, `ended`: has an end date.

    A major hazard that is not struck off enters as found: it has no criterion yet and must be judged first.
    """
    state = _state(progress, closure, ended)
    if grave == Level.MAJOR and state != State.CLOSED:
        return Claim(State.FOUND, Level.MAJOR, ["台账写的是重大隐患，还没有判定条款，登记后请先判定"])
    if grave or state == State.FOUND:
        return Claim(state, grave)
    return Claim(state, Level.GENERAL, ["台账没有写级别，按一般隐患登记"])


def _state(progress: str, closure: str, ended: bool) -> str:
    if closure in ("closed", "done"):
        return State.CLOSED
    waits = closure in ("todo", "doing", "submitted")
    if progress in ("closed", "done"):
        return State.SUBMITTED if waits else State.CLOSED
    known = {"submitted": State.SUBMITTED, "doing": State.RECTIFYING, "todo": State.FOUND}
    if progress in known:
        return known[progress]
    return State.CLOSED if ended else State.FOUND
