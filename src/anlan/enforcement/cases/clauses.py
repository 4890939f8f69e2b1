"""By what a case is judged: clauses of the Work Safety Law with the range of each fine, source and confidence.

Confidence as in the table of legal rules: A the article itself was read, B two sources agree, C not confirmed. What is
A or B may stop a person, C only warns.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from anlan.core.errors import Invalid

LAW = "《安全生产法》（2021年修正）"
REVISED = dt.date(2021, 9, 1)
"""The day the revision of 2021 became law."""
WARNS_ONLY = "C"
HEARING_FALLBACK = {"unit": 50_000, "person": 20_000}
"""From what fine on a hearing is proposed until 应急管理部令第18号 and the provincial figure are loaded (R5.16; C)."""
SIMPLE = {"unit": 3_000, "person": 200}
"""The most a fine on the spot may be (行政处罚法 art. 51; R5.14; A)."""


@dataclass(frozen=True)
class Range:
    """A fine from `low` to `high` yuan, with what goes beside it."""

    low: int
    high: int
    also: str = ""


@dataclass(frozen=True)
class Clause:
    """What was violated, by what it is punished, whom it hits and how much.

    Law from `since` to `until`, both days included; None where the day is not known.
    `first` holds at once, `overdue` where the order to correct was not obeyed; None where the law gives no fine there.
    """

    code: str
    label: str
    party: str
    violated: str
    basis: str
    first: Range | None
    overdue: Range | None
    source: str = LAW
    confidence: str = "A"
    since: dt.date | None = REVISED
    until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Whether it is law on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def range_of(self, is_overdue: bool) -> Range:
        """The range of the stage. Raises Invalid where the law gives none there."""
        found = self.overdue if is_overdue else self.first
        if found is None:
            stage = "逾期未改正、拒不执行的才罚" if not is_overdue else "没有另定逾期未改正的罚款"
            words = f"{self.basis}对{'单位' if self.party == 'unit' else '个人'}：{stage}，请核对阶段和条款。"
            raise Invalid(words, code="enforcement.stage", fields={"clause": [words]})
        return found

    def frozen(self, is_overdue: bool) -> dict[str, Any]:
        """The clause as a case keeps it."""
        told = asdict(self.range_of(is_overdue))
        kept = {name: getattr(self, name) for name in ("code", "label", "party", "violated", "basis", "source")}
        return kept | told | {"confidence": self.confidence, "is_overdue": is_overdue}


STOPS = "责令停产停业整顿"
SCALE = Range(0, 100_000), Range(100_000, 200_000, STOPS)
PERSONS = Range(20_000, 50_000)


def _unit(code: str, label: str, violated: str, basis: str, first: Range, overdue: Range | None) -> Clause:
    return Clause(code, label, "unit", f"{LAW}{violated}", f"{LAW}{basis}", first, overdue)


def _person(code: str, label: str, violated: str, basis: str, first: Range | None, overdue: Range | None) -> Clause:
    return Clause(code, label, "person", f"{LAW}{violated}", f"{LAW}{basis}", first, overdue)


RECORDS, TRAINING = "生产经营单位未如实记录事故隐患排查治理情况", "未按规定对从业人员进行安全生产教育和培训"
NO_SYSTEM, NOT_REMOVED = "未建立事故隐患排查治理制度或者重大事故隐患不报告", "未采取措施消除事故隐患"
CLAUSES: dict[str, Clause] = {
    one.code: one
    for one in (
        _unit("97-5", RECORDS, "第四十一条第二款", "第九十七条第五项", *SCALE),
        _person("97-5p", RECORDS, "第四十一条第二款", "第九十七条第五项", None, PERSONS),
        _unit("97-3", TRAINING, "第二十八条", "第九十七条第三项", *SCALE),
        _person("97-3p", TRAINING, "第二十八条", "第九十七条第三项", None, PERSONS),
        _unit("97-6", "未按规定制定应急预案或者未定期演练", "第八十一条", "第九十七条第六项", *SCALE),
        _unit("97-7", "特种作业人员无证上岗", "第三十条第一款", "第九十七条第七项", *SCALE),
        _unit("101-3", "危险作业未安排专门人员现场安全管理", "第四十三条", "第一百零一条第三项", *SCALE),
        _unit("101-5", NO_SYSTEM, "第四十一条", "第一百零一条第五项", *SCALE),
        _person("101-5p", NO_SYSTEM, "第四十一条", "第一百零一条第五项", None, PERSONS),
        _unit("102", NOT_REMOVED, "第四十一条第二款", "第一百零二条", Range(0, 50_000), None),
        _person("102p", NOT_REMOVED, "第四十一条第二款", "第一百零二条", None, Range(50_000, 100_000)),
        _person(
            "94", "主要负责人未履行安全生产管理职责", "第二十一条", "第九十四条第一款",
            Range(20_000, 50_000), Range(50_000, 100_000, STOPS),
        ),
        _unit("103-1", "发包、出租给不具备条件的单位或者个人", "第四十九条第一款", "第一百零三条第一款",
              Range(100_000, 200_000, "没收违法所得；违法所得十万元以上的并处二至五倍罚款"), None),
        _person("103-1p", "发包、出租给不具备条件的单位或者个人", "第四十九条第一款", "第一百零三条第一款",
                Range(10_000, 20_000), None),
        _unit("103-2", "未签订安全生产管理协议或者未统一协调管理", "第四十九条第二款", "第一百零三条第二款",
              Range(0, 50_000), Range(0, 50_000, STOPS)),
        _unit("105", "出口、疏散通道封闭、堵塞，或者同一建筑内设宿舍", "第四十二条", "第一百零五条",
              Range(0, 50_000), Range(0, 50_000, STOPS)),
        _person("105p", "出口、疏散通道封闭、堵塞，或者同一建筑内设宿舍", "第四十二条", "第一百零五条",
                Range(0, 10_000), None),
        _unit("99-8", "餐饮等行业使用燃气未安装可燃气体报警装置", "第三十六条第四款", "第九十九条第八项",
              Range(0, 50_000), Range(50_000, 200_000)),
        _person("99-8p", "餐饮等行业使用燃气未安装可燃气体报警装置", "第三十六条第四款", "第九十九条第八项",
                None, Range(10_000, 20_000)),
        Clause(
            "yu-59", "拒不消除事故隐患（省条例，2019年文本，待核对）", "unit", "《河南省安全生产条例》第二十四条",
            "《河南省安全生产条例》第五十九条", None, Range(100_000, 500_000),
            "2019年文本，2023年修正后未核对", "C", None,
        ),
    )
}  # fmt: skip


def clause_of(code: str, party: str) -> Clause:
    """The clause, for a unit or a person. Raises Invalid for one that is not on the table or hits the other."""
    found = CLAUSES.get(code)
    if found is None or found.party != party:
        words = "所选条款不适用于这个当事人，请换一条。" if found else "条款表里没有这一条，请重新选。"
        raise Invalid(words, code="enforcement.clause", fields={"clause": [words]})
    return found


def check_amount(measure: dict[str, Any], kinds: list[str], amount: int, mitigation: str = "") -> str:
    """A warning or nothing for a fine within what the clause allows.

    Raises Invalid beyond the range of a clause whose confidence is A or B, and for a fine without an amount. Below the
    range only with a reason (行政处罚法 art. 32).
    """
    if ("fine" in kinds) != bool(amount):
        raise _refused("选了罚款就要写金额，没有选罚款的不写金额。")
    if not amount or measure["low"] <= amount <= measure["high"] or (amount < measure["low"] and mitigation.strip()):
        return ""
    words = f"{measure['basis']}的幅度是 {measure['low']} 至 {measure['high']} 元，{amount} 元不在其内。"
    if measure["confidence"] == WARNS_ONLY:
        return f"{words}该条款来源（{measure['source']}）尚未核对原文，请核对后再定。"
    raise _refused(words if amount > measure["high"] else f"{words}减轻处罚的写明理由。")


def _refused(words: str) -> Invalid:
    return Invalid(words, code="enforcement.amount", fields={"amount": [words]})


HEARD = frozenset({"stop", "revoke", "close", "bar"})
"""Before these a hearing is always offered (行政处罚法 art. 63; A)."""


def check_hearing(party: str, kinds: list[str], amount: int, offers: bool) -> str:
    """A warning or nothing. Raises Invalid where a hearing must be offered and is not (R5.16)."""
    if offers:
        return ""
    if HEARD & set(kinds):
        words = "停产停业、吊销、关闭、限制从业，应当告知听证权利（《行政处罚法》第六十三条）。"
        raise Invalid(words, code="enforcement.hearing", fields={"offers_hearing": [words]})
    if amount >= HEARING_FALLBACK[party]:
        return f"罚款 {amount} 元可能属于较大数额（起点待按现行规章核对），建议告知听证权利。"
    return ""


def check_simple(party: str, kinds: list[str], amount: int) -> None:
    """Raises Invalid for what may not be decided on the spot (R5.14)."""
    most = SIMPLE[party]
    if not kinds or set(kinds) - {"warning", "fine"} or amount > most:
        words = f"当场处罚只能是警告或者 {most} 元以下罚款（《行政处罚法》第五十一条），请按普通程序立案。"
        raise Invalid(words, code="enforcement.simple", fields={"amount": [words]})
