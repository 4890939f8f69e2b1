"""What a step requires of the hazard before it can be taken, as a list the record page shows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from anlan.core import clock
from anlan.hazards.models import Hazard, Plan, Proposal, Receipt, Supervision

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Need:
    """One requirement in words, and whether it is met."""

    label: str
    met: bool


def latest_plan(hazard: Hazard) -> Plan | None:
    """The newest version of the hazard's plan."""
    return max(hazard.plans.all(), key=lambda plan: plan.number, default=None)


def a_plan(hazard: Hazard) -> list[Need]:
    """The five commitments on file, and for a major hazard the parts of its report."""
    plan = latest_plan(hazard)
    if plan is None:
        return [Need("已报整改方案（五落实）", False)]
    return [Need(label, said) for label, _, said in plan.commitments]


def standing_receipts(hazard: Hazard) -> list[Receipt]:
    """The receipts of the report that stands; older ones belong to a report before."""
    since = hazard.reported_at
    return [one for one in hazard.receipts.all() if since is not None and one.reported_at >= since]


def ready_to_report(hazard: Hazard) -> list[Need]:
    """It is major, a plan is on file and the report has not gone out yet."""
    return [*major(hazard), *a_plan(hazard), Need("尚未报告", not standing_receipts(hazard))]


def reported(hazard: Hazard) -> list[Need]:
    """The report has gone to its desks."""
    return [Need("已报告", bool(standing_receipts(hazard)))]


def self_accepted(hazard: Hazard) -> list[Need]:
    """The enterprise accepted its own work first (河南省安全生产条例 art. 24)."""
    return [Need("单位已自验", hazard.self_accepted_at is not None)]


def major(hazard: Hazard) -> list[Need]:
    """It stands as major."""
    return [Need("判定为重大隐患", hazard.is_major)]


def not_major(hazard: Hazard) -> list[Need]:
    """It does not stand as major."""
    return [Need("不是重大隐患", not hazard.is_major)]


def may_be_upgraded(hazard: Hazard) -> list[Need]:
    """It does not stand as major, and no request for a later date waits: that date would outlive its plan."""
    return [*not_major(hazard), *no_extension_waiting(hazard)]


def plainly_general(hazard: Hazard) -> list[Need]:
    """Neither major nor in doubt, nor worded like a major one before anybody judged it."""
    return [*not_major(hazard), Need("没有存疑", not hazard.doubt), *judged_where_like_a_major(hazard)]


def judged_where_like_a_major(hazard: Hazard) -> list[Need]:
    """Judged, where the recorder's words or choice fell under a criterion of major hazards."""
    first = None if hazard.level else hazard.events.filter(number=1).only("data").first()
    data = first.data if first else {}
    alike = data.get("suggested_verdict") == "major" or bool(data.get("chosen"))
    return [Need("对上了重大隐患条款，须先判定级别", False)] if alike else []


def workers_not_told(hazard: Hazard) -> list[Need]:
    """The report is out and the workers have not been told of it yet."""
    rows = [one for one in standing_receipts(hazard) if one.desk == Receipt.Desk.WORKERS]
    return [*reported(hazard), Need("有职工尚未告知", any(one.acknowledged_at is None for one in rows))]


def may_be_extended(hazard: Hazard) -> list[Need]:
    """There is a date, it has not passed, and no earlier request waits for its answer."""
    in_time = hazard.due_on is not None and hazard.due_on >= clock.today()
    return [Need("整改期限未过", in_time), *no_extension_waiting(hazard)]


def no_extension_waiting(hazard: Hazard) -> list[Need]:
    """No earlier request waits for its answer."""
    return [Need("没有待答复的延期申请", all(one.granted is not None for one in hazard.extensions.all()))]


def an_extension_waiting(hazard: Hazard) -> list[Need]:
    """A request waits for its answer."""
    return [Need("有待答复的延期申请", any(one.granted is None for one in hazard.extensions.all()))]


def may_be_downgraded(hazard: Hazard) -> list[Need]:
    """It stands as major and nobody has proposed a downgrade yet."""
    return [*major(hazard), *no_proposal_waiting(Proposal.Kind.DOWNGRADE, "尚无人提出降级")(hazard)]


def no_proposal_waiting(kind: str, label: str) -> Callable[[Hazard], list[Need]]:
    """No proposal of this kind waits for a second person."""

    def needs(hazard: Hazard) -> list[Need]:
        return [Need(label, not any(one.kind == kind and one.agreed is None for one in hazard.proposals.all()))]

    return needs


def proposal_waiting(kind: str, label: str) -> Callable[[Hazard], list[Need]]:
    """A proposal of this kind waits for a second person."""

    def needs(hazard: Hazard) -> list[Need]:
        return [Need(label, any(one.kind == kind and one.agreed is None for one in hazard.proposals.all()))]

    return needs


def not_supervised(hazard: Hazard) -> list[Need]:
    """Not listed by the township already."""
    return [Need("尚未挂牌督办", not hazard.supervision_level)]


def no_upward_waiting(hazard: Hazard) -> list[Need]:
    """A major hazard about which no letter to a higher level waits for an answer."""
    return [
        *major(hazard),
        Need("没有待答复的提请", not any(one.listed is None for one in hazard.upward_proposals.all())),
    ]


def an_upward_waiting(hazard: Hazard) -> list[Need]:
    """Such a letter waits for its answer."""
    return [Need("已提请上级督办，待答复", any(one.listed is None for one in hazard.upward_proposals.all()))]


def an_upper_supervision(hazard: Hazard) -> list[Need]:
    """A higher level supervises it and has not released it yet."""
    return [Need("有上级督办尚未解除", upper_supervision(hazard) is not None)]


def upper_supervision(hazard: Hazard) -> Supervision | None:
    """The supervision of a higher level that stands: the highest."""
    running = standing_supervision(hazard)
    return running if running and running.level != Supervision.Level.TOWNSHIP else None


def standing_supervision(hazard: Hazard) -> Supervision | None:
    """The supervision that binds: of the highest level, not released."""
    order = Supervision.Level.values
    running = [one for one in hazard.supervisions.all() if one.released_at is None]
    return max(running, key=lambda one: order.index(one.level), default=None)


def overdue_and_silent(hazard: Hazard) -> list[Need]:
    """Its supervision's date (or the last letter's) has passed, and nobody has done anything about it since."""
    running = standing_supervision(hazard)
    if running is None:
        return [Need("已挂牌督办", False)]
    due_on = max([running.due_on, *(one.due_on for one in running.urgings.all())])
    is_late = due_on < clock.today()
    heard = is_late and hazard.events.filter(happened_at__gte=clock.local(due_on + ONE_DAY, 0)).exists()
    return [Need(f"督办（回复）期限 {clock.day_words(due_on)} 已过", is_late), Need("期限过后没有任何办理", not heard)]


def doubtful(hazard: Hazard) -> list[Need]:
    """Recorded as doubtful, waiting for a city-level department's opinion."""
    return [Need("已记为存疑", hazard.doubt)]


def nothing(hazard: Hazard) -> list[Need]:
    """Nothing beyond the state and the person."""
    return []
