"""A draft as read to the rows of a campaign: unsaved, with places counted in the text as it came."""

from __future__ import annotations

import datetime as dt
import re

from anlan.campaigns.plans.models import Campaign, Doubt, Duty, Stage
from anlan.campaigns.reading import classes
from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.draft import Duty as ReadDuty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import Mark
from anlan.campaigns.reading.years import last_day

PROOFS = [
    (Duty.Proof.DRILL, "演练"),
    (Duty.Proof.TRAINING, "培训|警示教育|教育活动|训练"),
    (Duty.Proof.BULLETIN, "通报"),
    (Duty.Proof.MEETING, "会议|召开|例会|听取|宣讲|动员部署|研究部署|专题学习"),
    (Duty.Proof.INSPECTION, "检查|巡查|抽查|督查|督导|暗访|带队|走访|排查"),
    (Duty.Proof.HAZARD, "台账|隐患|整改|销号"),
    (Duty.Proof.REPORT, "报送|上报|报告|报[县镇乡区市]"),
    (Duty.Proof.DOCUMENT, "方案|清单|制度|手册|预案|责任制|档案|协议|承诺书"),
]


def campaign_of(draft: Draft) -> Campaign:
    """The campaign's facts as read."""
    head = draft.head
    return Campaign(
        title=head.title[:200] or "未命名的专项行动",
        document_number=head.document_number[:60],
        issuer=head.issuer[:120],
        dated_on=head.issued_on,
        starts_on=draft.starts,
        ends_on=draft.ends if draft.starts is None or draft.ends is None or draft.ends >= draft.starts else None,
        assessed_year=draft.ends.year if draft.ends else None,
        industries=[one[:60] for one in draft.industries],
        territories=draft.territories,
        addressees=draft.head.addressees,
        text=draft.flow.raw,
        clauses=clauses_of(draft),
        notes=list(draft.notes),
    )


def clauses_of(draft: Draft) -> list[dict[str, object]]:
    """Headings with their places: label, start, end of the clause without its children, head."""
    told = []
    for clause in draft.clauses:
        own_end = clause.children[0].span.start if clause.children else clause.span.end
        start, end = draft.flow.raw_span(Span(clause.span.start, own_end))
        if end > start:
            head = draft.flow.words(clause.head)[:60]
            told.append({"label": clause.label, "start": start, "end": end, "head": head, "depth": len(clause.path)})
    return told


def stages_of(draft: Draft, campaign: Campaign) -> list[Stage]:
    """The stages as read."""
    told = []
    for number, one in enumerate(draft.stages, 1):
        start, end = draft.flow.raw_span(one.span)
        begins, ends = _date(one.begins), _date(one.ends)
        stage = Stage(
            campaign=campaign, number=number, clause=one.clause.label, name=one.name[:60], start=start, end=end
        )
        stage.quote = draft.flow.quote(one.span)
        stage.as_written = draft.flow.quote(one.when.span)[:80] if one.when else ""
        stage.as_read = f"{_iso(one.begins)}/{_iso(one.ends)}"
        stage.starts_on, stage.ends_on = begins, ends
        told.append(stage)
    return told


def duties_of(draft: Draft, campaign: Campaign, stages: list[Stage]) -> list[Duty]:
    """The duties as read, each with its stage."""
    place = {id(read): stage for read, stage in zip(draft.stages, stages, strict=True)}
    return [_duty(draft, campaign, number, one, place) for number, one in enumerate(draft.duties, 1)]


def _duty(draft: Draft, campaign: Campaign, number: int, one: ReadDuty, place: dict[int, Stage]) -> Duty:
    start, end = draft.flow.raw_span(one.span)
    return Duty(
        campaign=campaign,
        number=number,
        clause=one.cited[:40],
        quote=draft.flow.quote(one.span),
        start=start,
        end=end,
        stage=place.get(id(one.from_stage)) if one.from_stage else None,
        subject=one.subject[:120] or "（未写主语）",
        subject_is_written=one.subject_is_written and bool(one.subject),
        subject_kind=classes.kind_of(one.subject),
        applies_to=one.applies_to[:80],
        flags=list(one.flags),
        action=one.action[:200],
        rhythm=one.rhythm,
        min_count=one.min_count,
        unit=one.unit,
        due_on=None if one.ends_with_stage else _date(one.due),
        due_written=one.due_written[:80],
        due_read="" if one.ends_with_stage else _iso(one.due)[:12],
        proof=one.proof[:60],
        proof_kind=proof_kind(f"{one.action} {one.proof}"),
    )


def doubts_of(draft: Draft, campaign: Campaign) -> list[Doubt]:
    """The contradictions as read."""
    told = []
    for number, one in enumerate(draft.conflicts, 1):
        places = [draft.flow.raw_span(span) for span in one.spans]
        quotes = [{"text": draft.flow.raw[start:end], "start": start, "end": end} for start, end in places]
        start, end = places[0] if places else (0, 0)
        told.append(
            Doubt(
                campaign=campaign,
                number=number,
                kind=one.kind,
                severity=one.severity,
                what=one.what[:400],
                quotes=quotes,
                quote=quotes[0]["text"] if quotes else "",
                start=start,
                end=end,
            )
        )
    return told


def proof_kind(words: str) -> str:
    """What kind of record would show a duty done, by its words."""
    return next((kind for kind, pattern in PROOFS if re.search(pattern, words)), Duty.Proof.OTHER)


def _date(mark: Mark | None) -> dt.date | None:
    return last_day(mark).date if mark else None


def _iso(mark: Mark | None) -> str:
    """As read; --02-31 for a day no calendar has."""
    return (mark.iso() or f"--{mark.month:02d}-{mark.day:02d}") if mark else ""
