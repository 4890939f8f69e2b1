"""Bulletins: drafted from the ledger, words changed by people, issued once with figures, seal and number frozen."""

import datetime as dt
import uuid
from typing import Any

from anlan.campaigns import closing, figures, printing, rules, wording
from anlan.campaigns.models import Bulletin, BulletinEvent
from anlan.campaigns.plans.models import Campaign
from anlan.core import clock, events, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.files import actions as files
from anlan.files import numbering
from anlan.org.models import Office, Region, User

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PREFIX_ENDING = "政"
TITLE_LENGTH = 200


@events.once(BulletinEvent)
def draft(
    region: Region,
    *,
    actor: User | None,
    first_day: dt.date,
    last_day: dt.date,
    client_id: uuid.UUID | None = None,
) -> Bulletin:
    """Draft a township's bulletin of a period: figures gathered now under a fresh seal, first words made from them.

    Raises NotYours without the township, Invalid for a period that ends before it begins or has not begun.
    """
    if actor is not None and not rules.can_draft(actor, region):
        raise NotYours("通报由乡镇工作人员起草。", code="campaigns.not_yours")
    _check_period(first_day, last_day)
    bulletin = Bulletin(
        title=wording.title(region.name, first_day, last_day),
        region=region,
        office=issuing_office(region),
        first_day=first_day,
        last_day=last_day,
        drafted_by=actor,
    )
    _count(bulletin)
    bulletin.words = wording.draft(bulletin.figures, region.name, first_day, last_day)
    data = {"first": first_day, "last": last_day, "counts": bulletin.figures["counts"], "seal": bulletin.seal_id}
    events.begin(bulletin, "campaigns.draft", actor=actor, data=data, client_id=client_id)
    return bulletin


@events.once(BulletinEvent)
def draft_closing(campaign: Campaign, *, actor: User, client_id: uuid.UUID | None = None) -> Bulletin:
    """Draft the closing report of a campaign: the ledger's figures of its days, how its duties stand, its practices.

    Raises NotYours without the township, NotNow before it has begun.
    """
    if not rules.can_draft(actor, campaign.region):
        raise NotYours("总结报告由乡镇工作人员起草。", code="campaigns.not_yours")
    if campaign.standing not in ("running", "over"):
        raise NotNow("行动还没有开始，没有可总结的。", code="campaigns.refused")
    first, last = closing.days(campaign)
    office = issuing_office(campaign.region)
    bulletin = Bulletin(region=campaign.region, office=office, first_day=first, last_day=last, drafted_by=actor)
    bulletin.figures = {"campaign": {"id": str(campaign.pk)}}
    _count(bulletin)
    told = bulletin.figures["campaign"]
    bulletin.title = closing.title(told)[:TITLE_LENGTH]
    bulletin.words = wording.draft(bulletin.figures, campaign.region.name, first, last)
    data = {"first": first, "last": last, "campaign": campaign.pk, "seal": bulletin.seal_id}
    events.begin(bulletin, "campaigns.draft_closing", actor=actor, data=data, client_id=client_id)
    return bulletin


def _check_period(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise Invalid("止日不能早于起日，请重填。", fields={"last_day": ["不能早于起日。"]})
    if first > clock.today():
        raise Invalid("统计期还没有开始，请重选日期。", fields={"first_day": ["还没有到。"]})


def _count(bulletin: Bulletin) -> None:
    """Freeze: what happened so far is sealed first, so that the printed seal covers every event that was counted."""
    while journal.place():
        pass
    journal.seal()
    bulletin.seal = journal.latest_seal()
    bulletin.cut_off_at = clock.now()
    campaign = bulletin.figures.get("campaign") if bulletin.figures else None
    bulletin.figures = figures.gather(bulletin.region, bulletin.first_day, bulletin.last_day)
    if campaign:
        bulletin.figures["campaign"] = closing.gather(campaign["id"])


def issuing_office(region: Region) -> Office:
    """The township government that issues. Raises Invalid where none is entered."""
    office = Office.objects.filter(region=region, kind=Office.Kind.TOWNSHIP, ended_on=None).first()
    if office is None:
        raise Invalid(f"{region.name}还没有登记乡镇政府，请系统管理员先登记单位。", code="campaigns.no_office")
    return office


@events.once(BulletinEvent)
def recount(bulletin: Bulletin, *, actor: User, client_id: uuid.UUID | None = None) -> Bulletin:
    """Take a draft's figures anew; the words stay as people left them."""
    _require(rules.may_edit(actor, bulletin))
    _count(bulletin)
    changes = {"figures": bulletin.figures, "cut_off_at": bulletin.cut_off_at, "seal": bulletin.seal}
    data = {"counts": bulletin.figures["counts"], "seal": bulletin.seal_id}
    events.append(bulletin, "campaigns.recount", actor=actor, changes=changes, data=data, client_id=client_id)
    return bulletin


@events.once(BulletinEvent)
def reword(
    bulletin: Bulletin,
    *,
    actor: User,
    title: str,
    words: dict[str, list[str]],
    to: str,
    client_id: uuid.UUID | None = None,
) -> Bulletin:
    """Change title, receivers and paragraphs of a draft; every part must say something."""
    _require(rules.may_edit(actor, bulletin))
    kept: dict[str, Any] = {
        part: [text.strip() for text in words.get(part, []) if text.strip()] for part in wording.PARTS
    }
    for part, label in wording.parts(bulletin.figures).items():
        if not kept[part]:
            raise Invalid(f"“{label}”不能空着，请至少写一段。", fields={part: ["不能空着。"]})
    kept["to"] = to.strip().strip("：: ")
    if not kept["to"]:
        raise Invalid("“主送”不能空着，请写明送给谁。", fields={"to": ["不能空着。"]})
    data = {"title": title.strip(), "words": kept}
    events.append(
        bulletin,
        "campaigns.reword",
        actor=actor,
        changes={"title": title.strip(), "words": kept},
        data=data,
        client_id=client_id,
    )
    return bulletin


@events.once(BulletinEvent)
def issue(bulletin: Bulletin, *, actor: User, client_id: uuid.UUID | None = None) -> Bulletin:
    """Sign and issue: the number is taken, .docx and PDF are made and kept by hash, nothing changes from then on.

    A closing report takes the next number of the bulletins: one sign, one series for each year (GB/T 9704-2012, 7.2.5).
    """
    _require(rules.may_issue(actor, bulletin))
    bulletin.issued_at, bulletin.issued_by = clock.now(), actor
    prefix = f"{bulletin.region.short_name or bulletin.region.name}{PREFIX_ENDING}"
    bulletin.number = numbering.take(bulletin.office, "bulletin", clock.today().year, prefix=prefix)
    bulletin.docx = files.keep_made(
        printing.as_docx(bulletin), name=f"{bulletin.title}.docx", media_type=DOCX, actor=actor
    )
    bulletin.pdf = files.keep_made(
        printing.as_pdf(bulletin), name=f"{bulletin.title}.pdf", media_type="application/pdf", actor=actor
    )
    fixed = ("issued_at", "issued_by", "number", "docx", "pdf")
    events.append(
        bulletin,
        "campaigns.issue",
        actor=actor,
        changes={name: getattr(bulletin, name) for name in fixed},
        data={"number": bulletin.number, "seal": bulletin.seal_id},
        files=[bulletin.docx.sha256, bulletin.pdf.sha256],
        client_id=client_id,
    )
    return bulletin


@events.once(BulletinEvent)
def drop(bulletin: Bulletin, *, actor: User, reason: str, client_id: uuid.UUID | None = None) -> Bulletin:
    """Drop a draft, with the reason; it stays readable for those who draft."""
    _require(rules.may_edit(actor, bulletin))
    if not reason.strip():
        raise Invalid("请写明为什么作废。", fields={"reason": ["请填写。"]})
    events.append(
        bulletin,
        "campaigns.drop_bulletin",
        actor=actor,
        changes={"dropped": reason.strip()},
        expect={"issued_at": None, "dropped": ""},
        data={"reason": reason.strip()},
        client_id=client_id,
    )
    return bulletin


def _require(reason: str) -> None:
    if reason:
        kind = NotNow if "已签发" in reason else NotYours
        raise kind(reason, code="campaigns.refused")
