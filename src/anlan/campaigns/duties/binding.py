"""From a duty as the notice says it to whom it is asked of, in which periods, and what shows that it was done."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from anlan.campaigns.duties.models import Happening as HappeningRow
from anlan.campaigns.duties.proofs import PROOFS, Proof
from anlan.campaigns.duties.rhythms import CALENDAR, Happening, Period, Rule, Span, periods
from anlan.campaigns.duties.subjects import FLAGS, SMALL_PREMISES, Kind, Who
from anlan.campaigns.plans.models import Campaign, Duty, Stage
from anlan.campaigns.reading import classes, numerals
from anlan.core.workdays import add_workdays
from anlan.org.models import Office

KINDS = {
    Duty.Subject.PRINCIPAL: Kind.ENTERPRISE,
    Duty.Subject.ENTERPRISE: Kind.ENTERPRISE,
    Duty.Subject.VILLAGE: Kind.VILLAGE,
    Duty.Subject.VILLAGE_SECRETARY: Kind.VILLAGE,
    Duty.Subject.GRID: Kind.VILLAGE,
    Duty.Subject.OFFICE: Kind.OFFICE,
    Duty.Subject.TOWNSHIP: Kind.TOWNSHIP,
    Duty.Subject.LEADER: Kind.TOWNSHIP,
}
TEACHES = "(开展|组织|进行|强化|加强)[^，；。]{0,14}(教育培训|安全培训|培训教育|安全教育)"
"""A lesson ordered, not the one 未经安全培训 speaks of."""
ALIKE = "同类(事故|安全)?隐患|典型事故[^。；]*(排查|自查)"
"""Look for the same hazard elsewhere: called for by each lookout that is sent."""
SEEN = [
    # kind of subject, kind of proof, words of the action, the proof the system holds
    (Duty.Subject.PRINCIPAL, None, ALIKE, "lookout"),
    (Duty.Subject.ENTERPRISE, None, ALIKE, "lookout"),
    (Duty.Subject.PRINCIPAL, None, "带队", "led_inspection"),
    (Duty.Subject.PRINCIPAL, None, "演练", "drill"),
    (Duty.Subject.ENTERPRISE, None, "演练", "drill"),
    (Duty.Subject.PRINCIPAL, None, "警示教育", "warning"),
    (Duty.Subject.ENTERPRISE, None, "警示教育", "warning"),
    (Duty.Subject.PRINCIPAL, None, "外包外租.*(排查|摸底|清查)", "survey"),
    (Duty.Subject.ENTERPRISE, None, "外包外租.*(排查|摸底|清查)", "survey"),
    (Duty.Subject.PRINCIPAL, None, "全员.*责任制|岗位安全生产责任制|职责清单.*签", "duties_signed"),
    (Duty.Subject.ENTERPRISE, None, "全员.*责任制|岗位安全生产责任制|职责清单.*签", "duties_signed"),
    (Duty.Subject.PRINCIPAL, None, TEACHES, "training"),
    (Duty.Subject.ENTERPRISE, None, TEACHES, "training"),
    (Duty.Subject.PRINCIPAL, None, "安全(生产)?(费用|投入)", "spending"),
    (Duty.Subject.ENTERPRISE, None, "安全(生产)?(费用|投入)", "spending"),
    (Duty.Subject.PRINCIPAL, None, "标准化", "standardization"),
    (Duty.Subject.ENTERPRISE, None, "标准化", "standardization"),
    (Duty.Subject.PRINCIPAL, None, "聘请[^，；。]*专家", "expert"),
    (Duty.Subject.ENTERPRISE, None, "聘请[^，；。]*专家", "expert"),
    (Duty.Subject.PRINCIPAL, None, "自查(?!报告)|全面检查", "self_inspection"),
    (Duty.Subject.ENTERPRISE, None, "自查(?!报告)|自检|全面检查", "self_inspection"),
    (Duty.Subject.VILLAGE, Duty.Proof.INSPECTION, "", "patrol"),
    (Duty.Subject.VILLAGE_SECRETARY, Duty.Proof.INSPECTION, "", "patrol"),
    (Duty.Subject.GRID, Duty.Proof.INSPECTION, "", "patrol"),
    (Duty.Subject.OFFICE, None, "帮扶|指导服务", "guidance"),
    (Duty.Subject.OFFICE, None, "听取|调度|会商|例会", "office_hearing"),
    (Duty.Subject.LEADER, Duty.Proof.INSPECTION, "", "supervision"),
    (Duty.Subject.LEADER, None, "听取|调度", "hearing"),
    (Duty.Subject.LEADER, None, "督导|带队|检查", "supervision"),
    (Duty.Subject.LEADER, None, "宣讲", "talk"),
    (Duty.Subject.LEADER, None, "学习|研讨", "study"),
    (Duty.Subject.TOWNSHIP, Duty.Proof.BULLETIN, "", "bulletin"),
    (Duty.Subject.TOWNSHIP, None, "通报", "bulletin"),
    (Duty.Subject.TOWNSHIP, None, "动员|部署", "mobilisation"),
    (Duty.Subject.TOWNSHIP, None, "听取|调度", "hearing"),
    (Duty.Subject.TOWNSHIP, None, "督导", "supervision"),
    (Duty.Subject.TOWNSHIP, None, "宣讲", "talk"),
    (Duty.Subject.TOWNSHIP, None, "学习|研讨", "study"),
]


@dataclass(frozen=True)
class Asked:
    """One version of a duty as the engine asks it: of whom, when, and by what it is seen; `proof` None: told in words.

    `why_not` says why nobody can be asked by the system: a duty without rhythm and date, or a subject it cannot tell.
    """

    duty: Duty
    who: Who | None
    periods: Sequence[Period]
    proof: Proof | None
    why_not: str = ""


@dataclass(frozen=True)
class Versions:
    """The versions of a duty before and after one of them."""

    before: Duty | None = None
    after: Duty | None = None


ALONE = Versions()


@dataclass(frozen=True)
class Calls:
    """What happened in a campaign that calls for duties, and the lookouts that were sent in it."""

    happenings: Sequence[HappeningRow] = ()
    lookouts: Sequence[Happening] = ()

    def of(self, duty: Duty) -> tuple[Happening, ...]:
        """What calls for a duty: lookouts for the one that orders to look for the same hazard, else what happened."""
        if is_looked_out(duty):
            return tuple(self.lookouts)
        return tuple(
            Happening(one.name, one.on, _days_of(duty, one.on) or one.days, one.village, one.enterprise_id)
            for one in self.happenings
            if one.lineage in (None, duty.lineage)
        )


def asked(
    duty: Duty,
    campaign: Campaign,
    stages: Iterable[Stage],
    calls: Calls,
    offices: Iterable[Office],
    beside: Versions = ALONE,
) -> Asked:
    """How the engine asks a duty of a campaign in force; `beside` are its versions before and after this one."""
    who = who_of(duty, offices)
    if who is None:
        return Asked(duty, None, (), None, why_nobody(duty))
    found = periods(rule_of(duty, campaign, stages, calls, beside))
    if not found:
        return Asked(duty, who, (), None, why_no_periods(duty))
    proof = proof_of(duty)
    # A record of the system shows it for one kind of subject; what is told in words everybody named can tell.
    return Asked(duty, replace(who, also=frozenset()) if proof else who, found, proof)


MOBILISES = re.compile("会议?动员部署|动员(?:部署)?会")
"""Said at the end of a sentence whose first words are the action: 制定印发方案…，召开专题会议动员部署."""
NO_PERIODS = {
    Duty.Rhythm.ON_EVENT: "遇事即办：登记了事由（事故、极端天气、节假日等）才逐个计算。",
    Duty.Rhythm.AS_NEEDED: "原文是“定期”“适时”，没有次数，不逐期计算。",
    Duty.Rhythm.DAILY: "每天的任务不逐日计算，看检查和台账。",
}


def why_no_periods(duty: Duty) -> str:
    """Why a duty falls into no period yet, or into none at all."""
    if is_looked_out(duty):
        return "发了举一反三任务才逐个计算：一次事故教训一期。"
    return NO_PERIODS.get(Duty.Rhythm(duty.rhythm), "没有频次和期限，不逐期计算。")


GENERAL = re.compile("部门|单位|站所|科室|机关|各(?:办|站|所|局|委)")
"""各有关部门, 乡直各单位: offices by no name, all of them."""


def why_nobody(duty: Duty) -> str:
    """Why a duty is asked of nobody: its office is not on file, or the kind of its subject cannot be told."""
    if KINDS.get(Duty.Subject(duty.subject_kind)) is Kind.OFFICE:
        return f"登记的单位里没有“{duty.subject}”，不向谁逐期计算。请在“原文与职责”里变更对象，或请管理员登记这个单位。"
    return "方案里的对象不能由系统逐个认定，请在“原文与职责”里把它的对象类别变更为企业、村、站所或乡镇。"


def who_of(duty: Duty, offices: Iterable[Office]) -> Who | None:
    """Whom it binds; None where the system cannot tell one from another, or has no office of that name."""
    kind = KINDS.get(Duty.Subject(duty.subject_kind))
    flags = frozenset(duty.flags)
    if kind is None or flags - {*FLAGS, SMALL_PREMISES} or (kind is Kind.TOWNSHIP and ABOVE.match(duty.subject)):
        return None
    named = frozenset(one.pk for one in offices if is_named(one, duty.subject)) if kind is Kind.OFFICE else frozenset()
    also = also_named(duty, kind)
    if kind is Kind.OFFICE and not (named or also or GENERAL.search(duty.subject)):
        return None
    return Who(kind, flags if kind is Kind.ENTERPRISE else frozenset(), offices=named, also=also)


def also_named(duty: Duty, kind: Kind) -> frozenset[Kind]:
    """The other kinds of subject the words name (各行政村、乡直各单位和企业); none where a person chose the kind."""
    if duty.flags or classes.kind_of(duty.subject) != duty.subject_kind:
        return frozenset()
    parts = [part for part in re.split("[、，和及]", duty.subject) if part]
    kinds = {KINDS.get(Duty.Subject(classes.kind_of(part))) for part in parts}
    return frozenset(one for one in kinds if one and one is not kind)


ABOVE = re.compile("[省市州县区旗](?:委|级|里|长|政府|人民政府|党委|领导|四大班子)")
"""县政府, 市领导: not the township's own."""
HIGHER = re.compile("(?:[省市州县旗]|[省市州县旗区]）|(?:^|[^辖社园小片景])区)$")
"""县应急办, 县（市、区）应急局: an office of a higher level, not the one on file."""
OTHER_RANK = ("局", "厅", "委")


def is_named(office: Office, words: str) -> bool:
    """Whether a subject names this office: by its name, its short name, or the name without 办公室."""
    names = {office.name, office.short_name, office.name.removesuffix("办公室")}
    return any(
        _is_meant(words, found) for name in names if len(name) > 1 for found in re.finditer(re.escape(name), words)
    )


def _is_meant(words: str, found: re.Match[str]) -> bool:
    """Whether the office of that name is the township's own."""
    return not (HIGHER.search(words[: found.start()]) or words.startswith(OTHER_RANK, found.end()))


def rule_of(
    duty: Duty,
    campaign: Campaign,
    stages: Iterable[Stage],
    calls: Calls,
    beside: Versions = ALONE,
) -> Rule:
    """Its rhythm within the campaign, and the days this version holds.

    Behind a version with periods a new one begins with a period of its own; behind any other at once. What was done
    before its deadline was put off is done.
    """
    was = beside.before.rhythm if beside.before else ""
    runs_on = was in {*CALENDAR, Duty.Rhythm.PER_STAGE}
    is_put_off = was == duty.rhythm == Duty.Rhythm.ONCE
    spans = [(one.pk, Span(one.name, one.starts_on, one.ends_on)) for one in stages if _has_days(one)]  # type: ignore[arg-type]  # _has_days says so
    within = [span for key, span in spans if duty.stage_id in (None, key)]
    begins = [day for day in (campaign.starts_on, None if runs_on or is_put_off else duty.valid_from) if day]
    ends = [campaign.ends_on] if campaign.ends_on else []
    if duty.stage_id:
        begins += [span.first for span in within]
        ends += [span.last for span in within]
    rhythm = duty.rhythm
    if rhythm in (Duty.Rhythm.NONE, Duty.Rhythm.AS_NEEDED) and duty.due_on:
        rhythm = Duty.Rhythm.ONCE
    if rhythm in CALENDAR and duty.due_on:
        ends.append(duty.due_on)  # 每月检查1次（完成时限：8月31日前）
    if is_looked_out(duty):
        rhythm = Duty.Rhythm.ON_EVENT
    return Rule(
        rhythm,
        max(begins, default=dt.date.min),
        min(ends, default=dt.date.max),
        min_count=times_of(duty),
        due_on=duty.due_on,
        day_of_month=day_of_month(duty),
        stages=tuple(within),
        since=duty.valid_from if runs_on or is_put_off else None,
        until=duty.valid_to,
        goes_on=beside.after is not None,
        happenings=calls.of(duty),
    )


WITHIN = re.compile(r"(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:个)?(?P<unit>小时|工作日|自然日|日|天)[之以]?内")


def _days_of(duty: Duty, on: dt.date) -> int:
    """Within how many days of what happened the notice itself asks it (3日内, 24小时内); 0 where it does not say.

    五个工作日内 is counted in the calendar of work days from the day it happened.
    """
    found = WITHIN.search(duty.due_written)
    if found is None:
        return 0
    number = numerals.value(found["n"])
    if found["unit"] == "工作日":
        return (add_workdays(on, number) - on).days
    return math.ceil(number / 24) if found["unit"] == "小时" else number


TIMES = {"", "次", "场", "场次", "轮", "遍", "趟", "回", "期", "堂", "节"}
VISITED = {"家", "家次", "户", "户次", "处", "所", "个"}
VISITS = {"patrol", "guidance", "led_inspection", "self_inspection"}


def times_of(duty: Duty) -> int:
    """How many facts a period wants: so many times; so many places where each visit is a fact; else one.

    不少于16学时 is one training of so many hours or several, not sixteen; how many hours it was stands in its record.
    """
    proof = proof_of(duty) if duty.unit in VISITED else None
    counts = duty.unit in TIMES or (proof is not None and proof.name in VISITS)
    return duty.min_count or 1 if counts else 1


def day_of_month(duty: Duty) -> int | None:
    """每月26日前: the day of the month by which a monthly duty is due; None where the notice names none."""
    found = re.match(r"每(?:个)?月(\d{1,2})[日号]", duty.due_written)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def _has_days(stage: Stage) -> bool:
    return stage.is_kept and stage.starts_on is not None and stage.ends_on is not None


def is_looked_out(duty: Duty) -> bool:
    """Whether it orders to look for the same hazard without a rhythm of its own: each lookout is one time of it."""
    proof = proof_of(duty)
    return proof is not None and proof.name == "lookout"


def proof_of(duty: Duty) -> Proof | None:
    """The kind of record the system holds that shows it; None where it is told in words."""
    for subject, proof, words, name in SEEN:
        fits = subject == duty.subject_kind and proof in (None, duty.proof_kind)
        fits = fits and not (name == "lookout" and duty.is_bound)
        if fits and re.search(words, duty.action):
            return PROOFS[name]
    if duty.subject_kind == Duty.Subject.TOWNSHIP and MOBILISES.search(duty.quote):
        return PROOFS["mobilisation"]
    return None
