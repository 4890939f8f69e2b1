"""Where a hazard stands as its page tells it: the next step, who holds it, which other steps make sense."""

from dataclasses import dataclass, field

from anlan.core.clock import day_words
from anlan.core.templatetags.anlan import moment
from anlan.hazards import lifecycle
from anlan.hazards.lifecycle import Offer
from anlan.hazards.models import Hazard, Proposal, Receipt, State
from anlan.hazards.needs import standing_receipts, upper_supervision
from anlan.hazards.rules import waiting_proposal
from anlan.org.models import User

MAJOR_ONLY = frozenset({"report", "acknowledge", "tell_workers", "propose_downgrade", "decide_downgrade"})
GENERAL_ONLY = frozenset({"fix_at_once", "upgrade"})
ASIDE = (
    "assign",
    "note",
    "name_responsible",
    "list_supervision",
    "propose_supervision",
    "propose_downgrade",
    "propose_void",
    "link_recurrence",
    "doubt",
    "upgrade",
)


@dataclass(frozen=True)
class Steps:
    """The steps as a page shows them: the next one, others the person can take, and those shut with the reason."""

    main: Offer | None
    open: list[Offer] = field(default_factory=list)
    aside: list[Offer] = field(default_factory=list)
    shut: list[Offer] = field(default_factory=list)


def next_step(hazard: Hazard) -> str:
    """The step that moves the hazard on now; empty where its life is over."""
    state = hazard.state
    if state == State.FOUND:
        return "record_opinion" if hazard.doubt else "judge"
    if state == State.JUDGED:
        return _before_work(hazard)
    if state == State.RECTIFYING:
        return "submit" if hazard.self_accepted_at else "self_accept"
    return {State.PLANNED: "start", State.SUBMITTED: "accept", State.ACCEPTED: "close"}.get(State(state), "")


def _before_work(hazard: Hazard) -> str:
    if not hazard.plans.all():
        return "file_plan"
    if not hazard.is_major:
        return "file_plan"
    return "acknowledge" if standing_receipts(hazard) else "report"


def steps(user: User, hazard: Hazard) -> Steps:
    """Every step that makes sense now, sorted for the page."""
    offers = {one.name: one for one in lifecycle.steps_open_to(user, hazard) if makes_sense(hazard, one)}
    main = offers.pop(next_step(hazard), None)
    opened = [one for one in offers.values() if one.is_open]
    return Steps(
        main=main,
        open=[one for one in opened if one.name not in ASIDE],
        aside=[one for one in opened if one.name in ASIDE],
        shut=[one for one in offers.values() if not one.is_open and one.name not in ASIDE],
    )


def undecided(hazard: Hazard) -> list[str]:
    """What somebody asked for beside the state and nobody has decided yet, a sentence each."""
    asked = [waiting_proposal(hazard, kind) for kind in (Proposal.Kind.VOID, Proposal.Kind.DOWNGRADE)]
    told = [
        f"{one.proposed_by.full_name} {moment(one.proposed_at)} 提出{one.get_kind_display()}："
        f"{one.reason.rstrip('。')}。等另一名工作人员确认或否决。"
        for one in asked
        if one
    ]
    return told + [
        f"{one.asked_by.full_name} {moment(one.asked_at)} 申请延期到 {day_words(one.to_due_on)}："
        f"{one.reason.rstrip('。')}。批准以前，原期限不变。"
        for one in hazard.extensions.all()
        if one.granted is None
    ]


def makes_sense(hazard: Hazard, offer: Offer) -> bool:
    """Whether the step means anything for this hazard, whoever asks."""
    name = offer.name
    if (name in MAJOR_ONLY and not hazard.is_major) or (name in GENERAL_ONLY and hazard.is_major):
        return False
    receipts = standing_receipts(hazard)
    return {
        "doubt": not hazard.doubt,
        "record_opinion": hazard.doubt,
        "fix_at_once": not hazard.doubt,
        "decide_downgrade": bool(waiting_proposal(hazard, Proposal.Kind.DOWNGRADE)),
        "propose_downgrade": not waiting_proposal(hazard, Proposal.Kind.DOWNGRADE),
        "decide_void": bool(waiting_proposal(hazard, Proposal.Kind.VOID)),
        "propose_void": not waiting_proposal(hazard, Proposal.Kind.VOID),
        "decide_extension": any(one.granted is None for one in hazard.extensions.all()),
        "list_supervision": not hazard.supervision_level,
        "propose_supervision": hazard.is_major,
        "record_supervision": any(one.listed is None for one in hazard.upward_proposals.all()),
        "record_release": upper_supervision(hazard) is not None,
        "urge": bool(hazard.supervision_level),
        "link_recurrence": hazard.previous_id is None,
        "report": not receipts,
        "acknowledge": bool(receipts),
        "tell_workers": any(one.desk == "workers" and one.acknowledged_at is None for one in receipts),
        "self_accept": hazard.self_accepted_at is None,
    }.get(name, True)


def holder(hazard: Hazard) -> str:
    """Who holds it now, in words: the office that judges, the desks that acknowledge, the one who fixes it …"""
    office = hazard.strip.name if hazard.strip else "应急管理办公室"
    fixer = hazard.governed_by.name if hazard.governed_by else hazard.enterprise.name
    named = hazard.responsible_name or _principal(hazard)
    who = f"{fixer} · {named}" if named else fixer
    if hazard.state == State.JUDGED and hazard.is_major and standing_receipts(hazard):
        waiting = [
            one.desk_name for one in standing_receipts(hazard) if one.acknowledged_at is None and _is_desk(one.desk)
        ]
        return "、".join(waiting) or who
    if hazard.state == State.FOUND:
        return f"{office}（提请市级认定）" if hazard.doubt else office
    if hazard.state == State.SUBMITTED:
        return office if hazard.is_major else f"{hazard.region.plain_name}或{office}"
    if hazard.state == State.ACCEPTED:
        return f"{office}另一人或分管领导" if hazard.is_major else f"{hazard.region.plain_name}或{office}"
    return who if hazard.is_open else ""


def _is_desk(desk: str) -> bool:
    return desk in ("supervising", "safety", "leader")


def _principal(hazard: Hazard) -> str:
    people = getattr(hazard.enterprise, "principals", [])
    return f"{people[0].name}（主要负责人）" if people else ""


def receipts_of(hazard: Hazard) -> list[Receipt]:
    """The receipts in the order people read them: two desks, workers, the district's copy."""
    order = list(Receipt.Desk.values)
    return sorted(hazard.receipts.all(), key=lambda one: order.index(one.desk))
