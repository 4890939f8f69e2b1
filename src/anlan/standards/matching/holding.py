"""Whether what a line joined holds: not of what is not there, of another thing, or in doubt."""

import re
from collections.abc import Sequence

from anlan.standards.matching.knowledge import Doubts
from anlan.standards.matching.quantities import within
from anlan.standards.matching.terms import Found, Line, Sentence

CLAUSE_END = re.compile(r"[,，。;；!！?？\n]")
DENIES = re.compile(
    r"(?:没有?|(?<!从)未|无|并无|不(?=用|使用|存|涉|设|含|住))"
    r"(?:设置?|使用|用|存放?|涉及|发现|见到?|看到|配|装|出现|发生|再|任何|明显|直接|含有?|存在|住|有)*"
    r"(?:[^,，。;没未无]{1,6}[、和及或])*$"
)
"""What stands before a thing that is said not to be there: 没有会议室."""
UNUSED = re.compile(r"(?:没有?|不|未)(?:再)?(?:用|使用|涉及|存放?|经营|烧)(?:过|了)?$")
SAFEGUARD = re.compile(r"[防护阀器仪带绳网]|安全|专用|合格|阻燃|不燃|报警|监测|检测|自动|联锁")
"""What is wrong when it is not used; of anything else, not to use it is not to have it (没用燃气)."""
ABSENCE = re.compile(r"^[没无未缺不少]")
LACKS = re.compile(r"[没无未缺不失坏漏拆断]")
ABSENT = re.compile(r"[没无未缺]")
AFTERWARDS = re.compile(
    r"^(?:[都也均倒全]|一[点桶瓶个台只罐滴套间处]|半点)*(?:(?:没有|不存在)|没有?人[住坐用在]?|空着)(?=$|[,，。;；!！?？\n])"
)
"""The same told the other way round: 积水没有."""
DENIED_PAST = 2  # characters after a place within which the act it denies may end
TOLD = 14  # characters of a clause before a fault that a person is shown
NEXT = 3  # characters before a fault that name what it is of
GONE = "□"
SHORTEST_PLACE = 2


def present(line: Line, sentence: Sentence, places: tuple[Found, ...]) -> tuple[Found, ...] | None:
    """Where the terms stand among what is there; None where only what is said not to be there bears the line out."""
    while gone := next((one for one in places if _is_denied(sentence.text, one, places)), None):
        left = sentence.text[: gone[0]] + GONE * (gone[1] - gone[0]) + sentence.text[gone[1] :]
        around = None if sentence.around is sentence else sentence.around
        sentence = Sentence(left, around)
        if (found := line.match(sentence)) is None:
            return None
        places = found
    return places


def astray(text: str, places: Sequence[Found], words: str, doubts: Doubts) -> str:
    """What a fault is told of, where the criterion with these `words` knows nothing of it (门把手); else empty.

    So is what one clause says is missing, where a line takes what the next one names for it (人员未入库，清库方案齐全).
    """
    return next((name for one in places if (name := _foreign(text, one, places, words, doubts))), "")


def doubted(text: str, told: Sequence[str], doubts: Doubts) -> str:
    """By which words a text says itself that little is wrong, mended, hearsay or a trial; none that decided."""
    if back := doubts.takes_back.search(text):
        return back[0]
    if kept := within(text):
        return kept
    found = (one[0] for one in doubts.says.finditer(text))
    return next((one for one in found if not any(_decides(word, one) for word in told)), "")


def _decides(word: str, doubt: str) -> bool:
    return not ABSENCE.fullmatch(word) and (word in doubt or doubt in word)


def _is_denied(text: str, place: Found, places: Sequence[Found]) -> bool:
    start, end = place
    if end == start or ABSENCE.match(text[start:end]):
        return False
    begin, stop = _clause(text, start)
    if after := AFTERWARDS.match(text[end:stop]):
        return not _covered(end, end + after.end(), place, places)
    if UNUSED.search(text, begin, start) and not SAFEGUARD.search(text[start:end]):
        return True
    before = DENIES.search(text, begin, start)
    return before is not None and not _covered(before.start(), start, place, places)


def _foreign(text: str, place: Found, places: Sequence[Found], words: str, doubts: Doubts) -> str:
    start, end = place
    if act := doubts.denied.search(text, start, min(end + DENIED_PAST, len(text))):
        return act[0]
    stop, close = _clause(text, start)[1], _clause(text, max(start, end - 1))[1]
    if stop + 1 < end and ABSENT.search(text, start, stop) and not LACKS.search(text, stop, close):
        return text[start:stop]
    begin = _clause(text, start)[0]
    if not doubts.broken.fullmatch(text[start:end]) or _covered(max(begin, start - NEXT), start, place, places):
        return ""
    name = doubts.between.sub("", text[begin:start])[-NEXT:]
    if len(name) < SHORTEST_PLACE:
        return ""
    heads = [name[-2:]] if doubts.part.search(name) else [name[at : at + 2] for at in range(len(name) - 1)]
    return "" if any(one in words for one in heads) else text[max(begin, start - TOLD) : end]


def _covered(start: int, end: int, place: Found, places: Sequence[Found]) -> bool:
    return any(one != place and one[0] < end and start < one[1] for one in places)


def _clause(text: str, at: int) -> Found:
    start = max((one.end() for one in CLAUSE_END.finditer(text, 0, at)), default=0)
    end = CLAUSE_END.search(text, at)
    return start, end.start() if end else len(text)
