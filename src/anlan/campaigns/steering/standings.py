"""Where a record of steering stands: the word and look of each standing, and which rows are there."""

from django.db.models import Q

from anlan.core import clock

MEETING = {
    "planned": ("未到期", ""),
    "overdue": ("到期未记", "wait"),
    "held": ("已召开", "done"),
    "called_off": ("已取消", ""),
}
TASK = {
    "open": ("办理中", ""),
    "overdue": ("逾期", "wait"),
    "reported": ("待确认", "wait"),
    "settled": ("已办结", "done"),
    "taken_back": ("已撤回", ""),
}
GATE = {
    "": ("待决定", "wait"),
    "passed": ("同意", "done"),
    "conditional": ("附条件同意", "done"),
    "stopped": ("不同意", ""),
}
SUPPORT = {
    "asked": ("待审批", "wait"),
    "granted": ("已同意", "wait"),
    "spent": ("已用完", "done"),
    "refused": ("未同意", ""),
}
EXPERT = {"engaged": ("在聘", "done"), "coming": ("未到聘期", ""), "ended": ("聘期已满", "wait")}


def meeting_is(value: str) -> Q:
    """Meetings in a standing of MEETING."""
    day = clock.today()
    open_ = Q(held_on=None, called_off="")
    return {
        "held": Q(held_on__isnull=False),
        "called_off": ~Q(called_off=""),
        "overdue": open_ & Q(planned_on__lt=day),
        "planned": open_ & Q(planned_on__gte=day),
    }[value]


def task_is(value: str) -> Q:
    """Tasks in one of TASK."""
    day, open_ = clock.today(), Q(reported_at=None, taken_back="")
    return {
        "settled": Q(settled_at__isnull=False),
        "reported": Q(settled_at=None, reported_at__isnull=False, taken_back=""),
        "overdue": open_ & Q(due_on__lt=day),
        "open": open_ & Q(due_on__gte=day),
        "taken_back": ~Q(taken_back=""),
    }[value]


def expert_is(value: str) -> Q:
    """Experts in one of EXPERT."""
    day = clock.today()
    return {
        "engaged": Q(contract_from__lte=day, contract_to__gte=day),
        "coming": Q(contract_from__gt=day),
        "ended": Q(contract_to__lt=day),
    }[value]


def support_is(value: str) -> Q:
    """Requests in one of SUPPORT, annotated with `is_spent`."""
    return {
        "asked": Q(is_granted=None),
        "granted": Q(is_granted=True, is_spent=False),
        "spent": Q(is_spent=True),
        "refused": Q(is_granted=False),
    }[value]
