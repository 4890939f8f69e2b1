"""What somebody at a door does, through the same actions as everybody: begin, answer, say what is wrong, sign."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import queries as premises_of
from anlan.enterprises.premises.sessions import Standing
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.files.models import StoredFile
from anlan.hazards import actions as hazards
from anlan.hazards.models import Hazard
from anlan.inspections import actions
from anlan.inspections.items import Line
from anlan.inspections.kinds import Kind
from anlan.inspections.models import Finding, Signature, State, Visit
from anlan.org.models import User
from anlan.standards import premises

PURPOSE = "本月自查"
FIXED = "当场已改好，前后照片为证"
SAID_FIXED = "自查人说当场已改好，没有前后两张照片，请核实后处理。"
EMPLOYEE_FIXED = "自查人说当场已改好，请本单位负责人或工作人员核实后处理。"


def running(standing: Standing) -> Visit | None:
    """The self-check this person has begun at this door this month and not ended; one of an earlier month is over."""
    rows = Visit.objects.filter(
        enterprise=standing.enterprise,
        led_by=standing.user,
        kind=Kind.SELF_INSPECTION,
        state=State.IN_PROGRESS,
        purpose=PURPOSE,
    )
    for visit in rows.select_related("enterprise", "checklist", "led_by"):
        if clock.local_date(visit.begun_at).replace(day=1) == clock.today().replace(day=1):
            return visit
        actions.abandon(visit, actor=standing.user, reason="跨月没有做完，重新自查")
    return None


def begin(standing: Standing) -> Visit:
    """Go on with what this person began, or begin with the lists of the place. Two taps at once make one visit.

    Raises Invalid where no list was chosen yet.
    """
    if visit := running(standing):
        return visit
    checklist = premises.freeze(premises_of.lists_of(standing.enterprise), clock.today())
    ended = Visit.objects.filter(enterprise=standing.enterprise, led_by=standing.user).count()
    once = uuid.uuid5(uuid.NAMESPACE_URL, f"anlan:selfcheck:{standing.person.pk}:{checklist.digest}:{ended}")
    return actions.begin(
        standing.enterprise,
        kind=Kind.SELF_INSPECTION,
        actor=standing.user,
        checklist=checklist,
        purpose=PURPOSE,
        data={"phone_code": standing.code},
        client_id=once,
    )


@transaction.atomic
def settle(
    visit: Visit,
    line: Line,
    *,
    actor: User,
    before: list[str],
    after: list[str],
    is_fixed: bool,
    known: Hazard | None = None,
    client_id: uuid.UUID | None = None,
) -> None:
    """Put what a 不是 stands for on the ledger: known from before, fixed on the spot, or to be put right.

    On the spot counts only with a photo before and after, by a manager, and never where a criterion may make it major;
    otherwise that the person says so is a note on the hazard, for whoever comes to see.
    """
    shared: dict[str, Any] = {"item": line.key, "actor": actor}
    if known is not None:
        actions.link_known(visit, hazard=known, photos=[*before, *after], client_id=client_id, **shared)
        return
    said = {"description": line.item["finding"], "place_words": "", "client_id": client_id}
    manages = post_of(actor, visit.enterprise) in MANAGERS
    if is_fixed and line.may_be_fixed and before and after and manages:
        actions.fix_at_once(visit, statement=FIXED, before=before, after=after, **shared, **said)
        return
    due = clock.today() + dt.timedelta(days=max(line.item["days"], 1))
    actions.record_hazard(visit, photos=before, suggested_due_on=due, **shared, **said)
    finding = visit.findings.filter(item=line.key).select_related("hazard").last()
    if is_fixed and finding:
        text = SAID_FIXED if manages else EMPLOYEE_FIXED
        hazards.note(finding.hazard, actor=actor, text=text, photos=after, mended=True)


def finish(
    visit: Visit, standing: Standing, *, name: str, image: StoredFile | None, client_id: uuid.UUID | None = None
) -> Visit:
    """Sign in one's own name, typed or drawn, and freeze the visit.

    Raises Invalid for another name, NotNow for gaps.
    """
    method = Signature.Method.DRAWN if image else Signature.Method.TYPED
    with transaction.atomic():
        actions.sign(
            visit,
            role=Signature.Role.INSPECTOR,
            image=image,
            method=method,
            name=name,
            actor=standing.user,
            client_id=client_id,
        )
        return actions.finish(visit, actor=standing.user)


def others_at_it(standing: Standing) -> list[Visit]:
    """Unfinished self-checks of this place that somebody else began this month."""
    rows = Visit.objects.filter(
        enterprise=standing.enterprise, kind=Kind.SELF_INSPECTION, state=State.IN_PROGRESS, purpose=PURPOSE
    )
    first = clock.local(clock.today().replace(day=1), 0)
    return list(rows.filter(begun_at__gte=first).exclude(led_by=standing.user).select_related("led_by")[:3])


def what_next(line: Line, finding: Finding) -> str:
    """What happens now with something found, as one says it to a shopkeeper."""
    if finding.how == Finding.How.FIXED:
        return "已当场改好，记下来了，不用再做什么。"
    if finding.how == Finding.How.KNOWN:
        return "是上次记下、还没销号的那一条，请抓紧改。"
    if line.item["may_be_major"]:
        return "这一项可能要紧：改好之前先停用，工作人员会来看。"
    due = finding.hazard.due_on
    if due is None:
        return "请尽快改好。"
    return f"请在 {due.month}月{due.day}日 前改好。改好后再扫门口的码，点“改好了”拍一张，工作人员看过就销号。"


def done_this_month(enterprise: Enterprise) -> list[Visit]:
    """Finished self-checks of this month, the latest first, whoever made them and by whatever way."""
    first = clock.local(clock.today().replace(day=1), 0)
    rows = Visit.objects.filter(enterprise=enterprise, kind=Kind.SELF_INSPECTION, state=State.FINISHED)
    return list(rows.filter(begun_at__gte=first).order_by("-begun_at")[:3])


def is_done(standing: Standing) -> bool:
    """Whether this person has done this month's and begun no other."""
    return done_by(standing) is not None and running(standing) is None


def done_by(standing: Standing) -> Visit | None:
    """This person's latest finished self-check of this month."""
    rows = done_this_month(standing.enterprise)
    return next((one for one in rows if one.led_by_id == standing.user.pk), None)
