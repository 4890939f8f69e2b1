"""Who is asked for fire rounds and how often, who sets their plan, who makes them."""

from anlan.enterprises.learning.rules import round_hours
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, can_change, post_of
from anlan.inspections.rounds.models import Round, RoundPlan
from anlan.org.models import User

LAW = "消防安全管理规定（公安部令第61号）第二十五条（待核）"
"""From memory: how often is said, never enforced."""
LOOKED_AT = (
    "用火、用电有没有违章",
    "安全出口、疏散通道是否畅通，指示标志、应急照明是否完好",
    "消防设施、器材是否在位、完整",
    "常闭式防火门是否关着，防火卷帘下有没有堆东西",
    "重点部位的人在不在岗",
)
"""What one looks at on a round (art. 25 para. 2)."""
DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def rhythm(plan: RoundPlan) -> str:
    """每天一次；每 2 小时一次，09:00 至 21:00，营业结束再看一遍；周日不营业."""
    if plan.every_hours is None or plan.opens is None or plan.shuts is None:
        words = "每天一次"
    elif plan.opens == plan.shuts:
        words = f"全天每 {plan.every_hours} 小时一次"
    else:
        words = f"每 {plan.every_hours} 小时一次，{plan.opens:%H:%M} 至 {plan.shuts:%H:%M}"
    words += "，营业结束再看一遍" if plan.closing else ""
    return words + (f"；{'、'.join(DAYS[one] for one in plan.rest_days)}不巡" if plan.rest_days else "")


def is_too_rare(plan: RoundPlan) -> bool:
    """Whether a plan asks for fewer rounds than the law; it is said and not refused."""
    most = round_hours(plan.enterprise)
    return most is not None and (plan.every_hours or 24) > most


def may_set(user: User, enterprise: Enterprise) -> str:
    """Empty for yes, else the reason."""
    return "" if can_change(user, enterprise) else "由本单位负责人、安全管理员或属地工作人员定。"


def why_not_end(user: User, plan: RoundPlan) -> str:
    """The same of doing without rounds: not where the law asks for them."""
    if round_hours(plan.enterprise):
        return "按规定要巡查的单位不能停，可以重新定时间和人员。"
    return may_set(user, plan.enterprise)


def may_walk(user: User, plan: RoundPlan) -> str:
    """Only the enterprise's own people put its rounds on record: those named, and its managers."""
    if plan.ended_at:
        return "巡查的安排已经换了，请刷新后再记。"
    own = post_of(user, plan.enterprise)
    named = own is not None and any(one.user_id == user.pk for one in plan.people.all())
    return "" if named or own in MANAGERS else "由本单位的巡查人员、负责人、安全管理员登记。"


def may_strike(user: User, made: Round) -> str:
    """Whoever sets the plan at the place itself, or made the entry."""
    if made.struck_why:
        return "已经划掉。"
    own = post_of(user, made.plan.enterprise)
    mine = own is not None and made.recorded_by_id == user.pk
    return "" if mine or own in MANAGERS else "由登记的人或本单位负责人、安全管理员划掉。"
