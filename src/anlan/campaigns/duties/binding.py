"""From a duty as the notice says it to whom it is asked of, in which periods, and what shows that it was done."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from anlan.campaigns.duties.models import Happening as HappeningRow
from anlan.campaigns.duties.naming import who_of, why_nobody
from anlan.campaigns.duties.proofs import Proof
from anlan.campaigns.duties.rhythms import CALENDAR, Happening, Period, Rule, Span, periods
from anlan.campaigns.duties.seeing import is_looked_out, proof_of
from anlan.campaigns.duties.sorts import sorts_of
from anlan.campaigns.duties.subjects import Who
from anlan.campaigns.plans.models import Campaign, Duty, Stage
from anlan.campaigns.reading import numerals
from anlan.core.workdays import add_workdays
from anlan.org.models import Office


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
        sorts = sorts_of(duty)
        return tuple(
            Happening(one.name, one.on, _days_of(duty, one.on) or one.days, one.village, one.enterprise_id)
            for one in self.happenings
            if one.lineage == duty.lineage or (one.lineage is None and one.sort in sorts)
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


NO_PERIODS = {
    Duty.Rhythm.AS_NEEDED: "原文是“定期”“适时”，没有次数，不逐期计算。",
    Duty.Rhythm.DAILY: "每天的任务不逐日计算，看检查和台账。",
}


def why_not_called(duty: Duty) -> str:
    """What has to be put on record before a duty that follows events is asked of anybody."""
    named = "、".join(HappeningRow.Sort(one).label for one in sorted(sorts_of(duty)))
    if named:
        return f"遇事即办：登记了事由（{named}）才逐个计算。"
    return "遇事即办，没有说到事故、复工、天气、节假日：登记事由时选这一项，才逐个计算。"


def why_no_periods(duty: Duty) -> str:
    """Why a duty falls into no period yet, or into none at all."""
    if is_looked_out(duty):
        return "发了举一反三任务才逐个计算：一次事故教训一期。"
    if duty.rhythm == Duty.Rhythm.ON_EVENT:
        return why_not_called(duty)
    return NO_PERIODS.get(Duty.Rhythm(duty.rhythm), "没有频次和期限，不逐期计算。")


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
