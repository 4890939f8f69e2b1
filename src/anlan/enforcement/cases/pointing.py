"""From the words of an item or a hazard to the clauses by which it may be punished; an officer decides.

Only clauses of the table (`clauses.py`) in force on the day. What the words lead to stands first; not to remove a
hazard is punishable whatever it is (安全生产法 art. 102) and stands last.
"""

import datetime as dt
import re

from anlan.enforcement.cases.clauses import CLAUSES, Clause

LEADS = (
    (re.compile(r"特种作业.{0,30}(?:无证|证|资格)|(?:电工|焊工).{0,20}(?:无证|没有?证|过期)"), ("97-7",)),
    (re.compile(r"(?:餐饮|餐厅|饭店|食堂|厨房|后厨).{0,40}(?:燃气|可燃气体).{0,14}报警"), ("99-8", "99-8p")),
    (re.compile(r"(?:承包|承租|出租|外包|相关方).{0,60}(?:协议|统一协调|协调|安全检查)"), ("103-2",)),
    (
        re.compile(r"(?:发包|出租|承包).{0,40}(?:不具备|无资质|没有资质|未取得.{0,8}资质)"),
        ("103-1", "103-1p"),
    ),
    (
        re.compile(
            r"(?:安全出口|出口|疏散(?:通道|门|走道)|楼梯).{0,24}(?:封|堵|锁|占用|不畅|障碍)|同一建筑.{0,20}宿舍"
        ),
        ("105", "105p"),
    ),
    (re.compile(r"应急(?:救援)?预案|应急演练"), ("97-6",)),
    (re.compile(r"(?:未|没有?|不).{0,16}(?:教育和?培训|安全培训|三级教育)"), ("97-3", "97-3p")),
    (re.compile(r"隐患排查(?:治理)?.{0,12}制度|重大(?:事故)?隐患.{0,10}(?:不|未|没有?)报告"), ("101-5", "101-5p")),
    (re.compile(r"(?:未|没有?)如实记录.{0,12}隐患"), ("97-5", "97-5p")),
    (
        re.compile(r"(?:爆破|吊装|动火|临时用电|危险作业).{0,40}(?:专人|专门人员|现场(?:安全)?管理)"),
        ("101-3",),
    ),
    (re.compile(r"全员安全生产责任制|责任体系"), ("94",)),
)
LAST = ("102", "102p")


def clauses_for(words: str, day: dt.date) -> list[Clause]:
    """The clauses words lead to on a day, each once, the one of not removing last."""
    codes = [code for pattern, told in LEADS if pattern.search(words) for code in told]
    return [CLAUSES[code] for code in dict.fromkeys([*codes, *LAST]) if CLAUSES[code].holds_on(day)]


def first_for(words: str, day: dt.date) -> str:
    """The code of the clause a case over these words most likely begins with; empty where only not removing is left."""
    found = clauses_for(words, day)
    return found[0].code if found and found[0].code not in LAST else ""
