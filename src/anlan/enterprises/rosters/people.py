"""The importer of lists of people: new ones, corrections of known ones, and who of them does special work."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from anlan.enterprises import actions
from anlan.enterprises.certificates import actions as surveys
from anlan.enterprises.models import Contractor, Enterprise, Person
from anlan.enterprises.names import name_key
from anlan.enterprises.rosters import words
from anlan.enterprises.rosters.base import RosterImporter, by_id, named_by_records, source_of
from anlan.enterprises.rosters.comparing import FACTS, known, leaving, new, post_of
from anlan.enterprises.rosters.lines import refuse_outsider, refuse_power, refuse_second_principal, understood
from anlan.enterprises.rosters.who import ASK, on_file
from anlan.files import importing
from anlan.files.importing import Context, Field, Plan, Record
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets import fields
from anlan.files.sheets.fields import TEXT
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User


class PeopleImporter(RosterImporter):
    """Who works at an enterprise, dispatched workers, interns and people of contractors included.

    An empty cell states nothing. Who is on file is completed, moves to the post the line names, or leaves where it says
    so. No list renames anybody or makes or unmakes a principal, and nobody leaves because it does not name them.
    """

    kind = "people"
    label = "人员名册"
    record_url = "enterprises:person"
    hint = (
        "要有“姓名”列；有身份证号才分得清同名的人。一张表有几家单位的，加“单位名称”列。还认：联系电话、岗位、工种、用工形式（或派遣、"
        "承包单位）、入职日期、离职日期（或写“离职”）、从事特种作业、谁招请。"
    )

    def fields_for(self, context: Context) -> Sequence[Field]:
        """Whose, who, at which work, from when, hired by whom."""
        return [
            *self.places(context).fields(),
            words.field("name", words.person_name, required=True),
            words.field("id_number", words.id_number),
            words.field("phones", words.PHONES, strict=False, many=True, evidence=fields.LOOKS_LIKE_PHONES),
            words.field("post", TEXT),
            words.field("job", TEXT),
            words.field("employment", TEXT),
            words.field("since", words.PAST, strict=False),
            words.field("left", words.left),
            words.field("special", words.kind(optional=True)),
            words.field("hired_by", TEXT),
        ]

    def prepare(self, records: Sequence[Record], context: Context) -> None:
        """Look up people and contractors, and who is named twice in the chunk so that nothing tells them apart."""
        super().prepare(records, context)
        if "contractors" not in context.store:
            context.store["contractors"] = {one.name_key: one for one in Contractor.objects.filter(ended_on=None)}
        context.store["gone"] = self._gone(records, context)
        named: dict[Any, set[str]] = context.store.setdefault("named", defaultdict(set))
        for record in records:
            named[self._named(record, context)].add(_told(record))

    def _gone(self, records: Sequence[Record], context: Context) -> dict[tuple[Any, str], list[Person]]:
        names = {record["name"] for record in records if record["left"]}
        known = self.places(context).known(records) if names else []
        found: dict[tuple[Any, str], list[Person]] = defaultdict(list)
        for person in Person.objects.filter(enterprise__in=known, name__in=names).exclude(until=None):
            found[person.enterprise_id, person.name].append(person)
        return found

    def _named(self, record: Record, context: Context) -> tuple[Any, str]:
        try:
            return self.places(context).of(record).pk, record["name"]
        except Unclean:
            return None, record["name"]

    def plan(self, record: Record, context: Context) -> Plan:
        """Whom the line means, and what of it is new."""
        try:
            place = self.places(context).of(record)
        except Unclean as problem:
            return importing.refused(str(problem), field="enterprise", record=record, title=record["name"])
        try:
            said = understood(record, context.store["contractors"])
            said.alone = len(context.store["named"][place.pk, said.name]) < 2
            self._refuse_twins(record, place, context)
            found = on_file(said, context.store["people"].get(place.pk, []))
            if said.left:
                return leaving(said, found, place, context.store["gone"].get((place.pk, said.name), []))
            refuse_second_principal(said, found, context.store["people"].get(place.pk, []))
            refuse_outsider(said, found.contractor if found else None)
            refuse_power(said, found, place, context.actor)
        except Unclean as problem:
            return importing.refused(str(problem), field="name", record=record, title=record["name"])
        if said.special and not (said.hired_by or post_of(found, said.special)):
            words_ = "从事特种作业的要写明是谁招请的（谁招请、谁负责）"
            return importing.refused(words_, field="hired_by", record=record, title=said.name)
        at = f"{place.pk}:{said.id_hash[:48] or name_key(said.name)}"
        return known(found, said, place, at) if found else new(said, place, at)

    def _refuse_twins(self, record: Record, place: Enterprise, context: Context) -> None:
        told = context.store["named"][place.pk, record["name"]]
        if len(told) > 1 and any(one.startswith("?") for one in told):
            raise Unclean(f"名册里有 {len(told)} 个“{record['name']}”，有的没有身份证号，都{ASK}")

    def apply(self, plan: Plan, *, actor: User | None, run: ImportRun) -> Person:
        """Enter or complete a person, and say that they do special work."""
        assert actor is not None  # an import always has somebody who answers for it
        said, place, source = plan.carried["said"], plan.carried["place"], source_of(run)
        place.refresh_from_db(fields=["event_count", "head_digest"])  # a line refused before may have been rolled back
        person = plan.carried.get("person")
        if said.left:
            actions.end_person(place, person_id=person.pk, until=said.left, actor=actor, source=source)
        elif person is None:
            facts = {name: getattr(said, name) for name in (*FACTS, "id_number", "since")}
            post = said.post or Person.Post.EMPLOYEE
            person = actions.bring_person(place, name=said.name, post=post, actor=actor, source=source, **facts)
        elif facts := plan.carried["facts"]:
            phones = facts.pop("phones", person.phones)
            given = {"name": person.name, "phones": phones, "source": source}
            actions.change_person(place, person=person, actor=actor, **given, **facts)
        if plan.carried.get("special"):
            hired = {"kind": said.special, "hired_by": said.hired_by}
            surveys.enter_post(place, person=person, actor=actor, **hired)
        return person

    def built_on(self, rows: Sequence[ImportRow]) -> dict[UUID, str]:
        """Rows whose person left, was changed since, or, if new, is named by any record."""
        people, found = by_id(rows), {}
        for row in rows:
            if why := _why_kept(row, people.get(row.subject_id) if row.subject_id else None):
                found[row.pk] = why
        return found

    def undo(self, row: ImportRow, *, actor: User) -> None:
        """Remove who was entered; put back what was changed, and what was said of special work."""
        person = Person.objects.select_related("enterprise", "contractor").get(pk=row.subject_id)
        source = {"undo": str(row.run_id)}
        if row.values.get("special"):
            surveys.take_back_post(person, kind=row.values["special"], before=row.before.get("hired_by"), actor=actor)
        if row.outcome == ImportRow.Outcome.CREATED:
            actions.take_back_person(person, actor=actor, source=source)
        elif facts := dict(row.before.get("facts", {})):
            for name in {"since", "moved_on"} & facts.keys():
                facts[name] = facts[name] and dt.date.fromisoformat(facts[name])
            if "contractor" in facts:
                facts["contractor"] = Contractor.objects.filter(pk=facts["contractor"]).first()
            actions.restore_person(person, facts=facts, actor=actor, source=source)


def _told(record: Record) -> str:
    """What tells a line apart from another of its name: the ID number's hash, else ? and all it says."""
    number = record["id_number"]
    return actions.hash_of(number) if number else f"?{record['phones']}{record['post']}{record['job']}"


def _why_kept(row: ImportRow, person: Person | None) -> str:
    """Why a row can no longer be taken back; empty where it can."""
    if person is not None and row.values.get("left"):
        again = person.id_hash and person.enterprise.people.filter(until=None, id_hash=person.id_hash).exists()
        return "已经重新登记" if again else "" if f"{person.until}" == row.values["left"] else "导入后又有变动"
    if person is None or person.until:
        return "已经离任"
    if row.outcome == ImportRow.Outcome.CREATED:
        others = person.key_posts.exclude(kind=row.values["special"], ended_on=None)
        if others.exists() or named_by_records(person, {"KeyPost"}):
            return "已有培训、证件、作业票等记录"
        stated = {name: row.values[name] for name in ("name", "job", "phones")}
    else:
        stated = {
            name: value
            for name, value in row.values.get("facts", {}).items()
            if name not in ("id_number", "contractor")
        }
        if "since" in stated:
            stated["since"] = dt.date.fromisoformat(stated["since"])
    if any(getattr(person, name) != value for name, value in stated.items()):
        return "导入后又有变动"
    return ""
