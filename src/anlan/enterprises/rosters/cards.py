"""The importer of lists of special-operation certificates, of people who are on file."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.core.fields import masked_id
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises.actions import hash_of
from anlan.enterprises.certificates import actions, rules
from anlan.enterprises.certificates.actions.checking import check_dates, checked_number
from anlan.enterprises.certificates.actions.checking import hash_of as card_hash
from anlan.enterprises.certificates.kinds import KINDS, RULE
from anlan.enterprises.models import Certificate, Person
from anlan.enterprises.rosters import words
from anlan.enterprises.rosters.base import RosterImporter, all_named, named_by_records, source_of
from anlan.enterprises.rosters.who import ASK, by_number
from anlan.files import importing
from anlan.files.importing import Context, Field, Plan, Record
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets.fields import TEXT
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User

LABELS = {
    "reviewed_on": "实际复审日期",
    "outcome": "核验结果",
    "verified_on": "核验日期",
    "verified_where": "在哪里核验",
}


@dataclass
class Card:
    """A line of a list of certificates, understood."""

    person: Person
    kind: str
    number: str
    issued_on: dt.date
    hired_by: str
    reviewed_on: dt.date | None = None
    outcome: str = ""
    verified_on: dt.date | None = None
    verified_where: str = ""
    remarks: list[str] = field(default_factory=list)

    @property
    def stated(self) -> dict[str, Any]:
        """What a card on file may still lack."""
        verified = {"outcome": self.outcome, "verified_on": self.verified_on, "verified_where": self.verified_where}
        return {"reviewed_on": self.reviewed_on} | (verified if self.outcome else {})


class CertificateImporter(RosterImporter):
    """Cards of people on file; dates follow from the first day, as on the page. A card on file is only completed."""

    kind = "certificates"
    label = "特种作业证台账"
    record_url = "enterprises:certificate"
    hint = (
        "先导入人员名册。要有“姓名”“证号”“作业类别”“有效期起”（或写成起止的“有效期”）、“谁招请”列；还认：有效期止、应复审日期、"
        "实际复审日期、核验结果、核验日期、在哪里核验、核验人。一张表有几家单位的，加“单位名称”列。"
    )

    def fields_for(self, context: Context) -> Sequence[Field]:
        """Whose, which card, its days, who hired its holder, who looked it up."""
        return [
            *self.places(context).fields(),
            words.field("name", words.person_name, required=True),
            words.field("id_number", words.id_number),
            words.field("number", words.card_number, required=True),
            words.field("kind", words.kind(optional=False), required=True),
            words.field("issued_on", words.PAST),
            words.field("valid", words.validity),
            words.field("expires_on", words.DAY),
            words.field("review_on", words.DAY, strict=False),
            words.field("reviewed_on", words.PAST),
            words.field("hired_by", TEXT),
            words.field("outcome", words.outcome, strict=False),
            words.field("verified_on", words.PAST, strict=False),
            words.field("verified_where", TEXT),
            words.field("verified_by", TEXT),
        ]

    def plan(self, record: Record, context: Context) -> Plan:
        """Whose card the line means, and what of it is new."""
        try:
            place = self.places(context).of(record)
        except Unclean as problem:
            return importing.refused(str(problem), field="enterprise", record=record, title=record["name"])
        try:
            person = holder(record, context.store["people"].get(place.pk, []), place.name)
        except Unclean as problem:
            return importing.refused(str(problem), field="name", record=record, title=record["name"])
        try:
            card = understood(record, person)
        except Invalid as problem:
            why, at = problem.message.rstrip("。"), next(iter(problem.fields), "")
            return importing.refused(why, field=at, record=record, title=record["name"])
        return _planned(card, context)

    def apply(self, plan: Plan, *, actor: User | None, run: ImportRun) -> Certificate:
        """Put a card on file, or complete the one there."""
        assert actor is not None  # an import always has somebody who answers for it
        card: Card = plan.carried["card"]
        made = plan.carried.get("found")
        if made is None:
            facts = {name: getattr(card, name) for name in ("kind", "number", "issued_on", "hired_by", "reviewed_on")}
            made = actions.record_certificate(card.person, actor=actor, source=source_of(run), **facts)
        elif card.reviewed_on and not made.reviewed_on:
            actions.review_certificate(made, on=card.reviewed_on, actor=actor)
        if card.outcome and not made.outcome:
            facts = {"outcome": card.outcome, "where": card.verified_where, "on": card.verified_on}
            actions.verify_certificate(made, actor=actor, **facts)
        return made

    def built_on(self, rows: Sequence[ImportRow]) -> dict[UUID, str]:
        """Rows whose card was changed since, or stands on a permit."""
        found = Certificate.objects.in_bulk({row.subject_id for row in rows})
        kept = {row.pk: _why_kept(row, found[row.subject_id]) for row in rows if row.subject_id in found}
        return {pk: why for pk, why in kept.items() if why}

    def undo(self, row: ImportRow, *, actor: User) -> None:
        """Take off what was entered, with the reason; put back what was added."""
        card = Certificate.objects.select_related("person__enterprise").get(pk=row.subject_id)
        reason = f"撤销导入《{row.run.file_name}》"[:200]
        if row.outcome == ImportRow.Outcome.CREATED:
            actions.withdraw_certificate(card, reason=reason, actor=actor)
        else:
            facts = dict.fromkeys(row.before["added"])
            facts |= {name: "" for name in ("outcome", "verified_where") if name in facts}
            actions.restore_certificate(card, facts=facts, reason=reason, actor=actor)


def holder(record: Record, people: Sequence[Person], place: str) -> Person:
    """Whose card it is: by the ID number in its number, else by the name. Raises Unclean where it is not certain."""
    number = record["number"][1:]
    if record["id_number"] and record["id_number"] != number:
        raise Unclean("证号里的身份证号和“身份证号”列不一致，请核对是不是本人的证（人证相符）")
    if found := by_number(hash_of(number), record["name"], people):
        return found
    named = [one for one in people if one.name == record["name"]]
    if not named:
        raise Unclean(f"“{place}”的档案里没有{record['name']}：先导入人员名册，或在档案里增加")
    without = [one for one in named if not one.id_hash]
    if len(without) > 1:
        raise Unclean(
            f"档案里有 {len(without)} 个同名、没有身份证号的人（{all_named(without)}），先补上身份证号，{ASK}"
        )
    if not without:
        raise Unclean(f"证号里的身份证号与{all_named(named)}档案里的不一致，请核对是不是本人的证（人证相符）")
    return without[0]


def understood(record: Record, person: Person) -> Card:
    """A line as a card. Raises Invalid for what no card says."""
    first, last = record["valid"] or (None, None)
    issued_on, expires_on = record["issued_on"] or first, record["expires_on"] or last
    if issued_on is None:
        words_ = "缺少有效期起（发证日期）：6 年有效期和 3 年复审由它推算"
        raise Invalid(words_, fields={"issued_on": [words_]})
    card = Card(person, record["kind"], checked_number(record["number"], person), issued_on, _hired_by(record, person))
    card.reviewed_on = record["reviewed_on"]
    check_dates(issued_on, card.reviewed_on)
    _check_end(issued_on, expires_on)
    _say_of_review(card, record["review_on"])
    _verified(card, record)
    return card


def _hired_by(record: Record, person: Person) -> str:
    posts = [one for one in person.key_posts.all() if one.kind == record["kind"] and one.ended_on is None]
    found = record["hired_by"] or (posts[0].hired_by if posts else "")
    if not found:
        words_ = "要写明是谁招请的（谁招请、谁负责）"
        raise Invalid(words_, fields={"hired_by": [words_]})
    return str(found)[:60]


def _check_end(issued_on: dt.date, expires_on: dt.date | None) -> None:
    due = clock.years_after(issued_on, RULE["valid_years"])
    if expires_on and abs((expires_on - due).days) > 1:
        words_ = f"有效期止与有效期起（{written(issued_on)}）相差不是 {RULE['valid_years']} 年，请对照证件核对"
        raise Invalid(words_, fields={"expires_on": [words_]})


def _say_of_review(card: Card, stated: dt.date | None) -> None:
    due = clock.years_after(card.issued_on, RULE["review_years"])
    if stated and abs((stated - due).days) > 1:
        card.remarks.append(
            f"复审日期 {written(stated)} 与推算的应复审日期 {written(due)} 不同，按推算；已经复审的写在“实际复审日期”列"
        )


def _verified(card: Card, record: Record) -> None:
    """Take over what a list says of looking the card up, with the day; it counts as said by who brings the list."""
    if not record["outcome"]:
        return
    if not record["verified_on"] or record["verified_on"] < card.issued_on:
        card.remarks.append("没有核验日期，或早于发证，核验没有采用")
        return
    who = f"，{record['verified_by']}核验" if record["verified_by"] else ""
    card.outcome, card.verified_on = record["outcome"], record["verified_on"]
    card.verified_where = f"{record['verified_where'] or '台账没有写在哪里'}{who}（台账）"[:120]


def _planned(card: Card, context: Context) -> Plan:
    there = next((one for one in card.person.certificates.all() if _is_same(one, card)), None)
    if card.outcome and context.actor and rules.may_verify(context.actor, Certificate(person=card.person)):
        card.remarks.append("本人的证由别人核验，核验没有采用")
        card.outcome = ""
    title = f"{card.person.name} {KINDS[card.kind]}"
    more: dict[str, Any] = {"title": title, "remarks": card.remarks, "values": _values(card), "key": _key(card)}
    if there is None:
        return importing.created(carried={"card": card}, **more)
    added = {name: value for name, value in card.stated.items() if value and not getattr(there, name)}
    if there.outcome or "outcome" not in added:  # where and when belong to an outcome
        added = {name: value for name, value in added.items() if name == "reviewed_on"}
    if not added:
        return importing.same(there.pk, **more)
    shown = added | ({"outcome": Certificate.Outcome(added["outcome"]).label} if "outcome" in added else {})
    changes = {LABELS[name]: ["", str(value)] for name, value in shown.items()}
    before = {"added": [*added, *(["verified_by"] if "outcome" in added else [])], "events": there.event_count}
    return importing.changed(there.pk, changes=changes, before=before, carried={"card": card, "found": there}, **more)


def _is_same(one: Certificate, card: Card) -> bool:
    return (
        one.kind == card.kind
        and not one.withdrawn_at
        and one.number_hash == card_hash(f"{card.number}{card.issued_on}")
    )


def _key(card: Card) -> str:
    return f"{card.person.pk}:{card.kind}:{card.issued_on}"


def _values(card: Card) -> dict[str, Any]:
    names = ("kind", "issued_on", "hired_by", "reviewed_on", "outcome", "verified_on", "verified_where")
    return {name: getattr(card, name) for name in names} | {"number": f"T{masked_id(card.number[1:])}"}


def _why_kept(row: ImportRow, card: Certificate) -> str:
    """Why a row can no longer be taken back; empty where it can."""
    wrote = 1 + bool(row.values.get("outcome"))
    if row.outcome != ImportRow.Outcome.CREATED:
        added = row.before["added"]
        wrote = row.before["events"] + ("reviewed_on" in added) + ("outcome" in added)
    if card.event_count != wrote or card.withdrawn_at:
        return "导入后又有变动"
    return "已经用在作业票上" if named_by_records(card, {"CertificateEvent"}) else ""
