"""What a phone takes along of dangerous work: one's own permits that are not over, with everything their steps
need, and what filling in a new one asks."""

from typing import Any

from django.db.models import Q

from anlan.core import clock, hooks
from anlan.core.hooks import PhonePart
from anlan.core.templatetags.anlan import moment
from anlan.enterprises.rules import posts_of
from anlan.org.models import User
from anlan.permits import blanks, clocks, gates, levels, lifecycle, named, queries, registers, rules
from anlan.permits.models import GasTest, Permit, State
from anlan.permits.special import APPROVERS, TABLE

MOST = 60
MODULES = tuple(f"permits/{name}.js" for name in ("field", "ticket", "own", "filling", "declaring", "judging"))


def day(user: User) -> dict[str, Any] | None:
    """The person's part of the day; None for who works at no enterprise. As many queries for any number of permits."""
    own = list(posts_of(user))
    if not own:
        return None
    going_on = Q(state__in=queries.BUSY) | Q(state=State.DRAFTED, ends_at__gt=clock.now())
    rows = queries.visible_to(user).filter(going_on, enterprise__in=own).prefetch_related(*queries.WHOLE)
    permits = list(rows.order_by("begins_at", "id")[:MOST])
    around = queries.around(own)
    told = [_permit(one, user, around[one.enterprise_id]) for one in permits]
    common = {"permits": told, "limits": TABLE["gas"], "watch": TABLE["after_watch_minutes"]}
    return common | {"blanks": blanks.carried(user, own, around)}


def _permit(one: Permit, user: User, around: queries.Around) -> dict[str, Any]:
    level, raised = levels.in_force(one)
    drafted = one.state == State.DRAFTED
    return {
        "id": str(one.pk),
        "number": one.number,
        "work": f"{one.about.label} {level.label}",
        "raised": raised,
        "place_id": str(one.enterprise_id),
        "place": one.enterprise.name,
        "where": one.place_words,
        "content": one.content,
        "span": registers.span(one),
        "begins_at": one.begins_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "state": one.state,
        "worker": one.worker.told_apart,
        "guardian": one.guardian.told_apart if one.guardian else "",
        "guardian_id": str(one.guardian_id or ""),
        "worker_id": str(one.worker_id),
        "sets": [str(row) for row in one.equipment.all()],
        "approver": APPROVERS[level.approver],
        "gates": [gate.words for gate in gates.standing(one, around, clock.now())] if drafted else [],
        "unfit": named.unfit(one) if one.state in (State.OPEN, State.PAUSED) else "",
        "measures": _measures(one),
        "gas": blanks.labelled(one.about.gas),
        "gas_sometimes": blanks.labelled(one.about.gas_sometimes),
        "tests": {code: _test(row) for code, row in clocks.latest(one).items()},
        "clock": {"before": level.before, "redo": level.redo, "log": level.log, "daily": level.daily},
        "paused_at": one.paused_at.isoformat() if one.paused_at else "",
        "done_at": one.done_at.isoformat() if one.done_at else "",
        "why_not": _why_not(user, one),
    }


def _measures(one: Permit) -> list[dict[str, Any]]:
    ticks = {row.code: row for row in one.ticks.all()}
    aside = gates.set_aside(one)
    listed = [(row, ticks.get(row.code)) for row in gates.measures_of(one) if row.code not in aside]
    return [
        {
            "code": row.code,
            "words": row.words,
            "may_be_left": row.may_be_left,
            "done": f"{'已确认' if tick.concerns else '不涉及'} {tick.by.full_name} {moment(tick.at)}" if tick else "",
        }
        for row, tick in listed
    ]


def _test(row: GasTest) -> dict[str, str]:
    return {"at": row.sampled_at.isoformat(), "reading": f"{row.reading.normalize():f}", "problem": row.problem}


def _why_not(user: User, one: Permit) -> dict[str, str]:
    """By step why this person never takes it; empty where they may, whatever the state."""
    steps = {name: row.may(user, one) for name, row in lifecycle.STEPS.items()}
    return steps | {"tick": rules.may_confirm(user, one)}


def register() -> None:
    """Put it on the phone."""
    hooks.phone.register("permits", PhonePart(day, MODULES, frozenset({"permits.not_sent"})))
