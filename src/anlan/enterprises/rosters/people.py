"""The importer of lists of people: new ones, corrections of known ones, and who of them does special work."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from anlan.core import clock
from anlan.core.fields import masked_id, masked_phone
from anlan.enterprises import actions, rules
from anlan.enterprises.certificates import actions as surveys
from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.models import Contractor, Enterprise, KeyPost, Person
from anlan.enterprises.names import name_key
from anlan.enterprises.rosters import words
from anlan.enterprises.rosters.base import RosterImporter, by_id, named_by_records, source_of
from anlan.enterprises.rosters.who import ASK, Said, on_file
from anlan.files import importing
from anlan.files.importing import Context, Field, Plan, Record
from anlan.files.models import ImportRow, ImportRun
from anlan.files.sheets import fields
from anlan.files.sheets.fields import TEXT
from anlan.files.sheets.text import key
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User

FACTS = ("phones", "job", "employment", "safety_duty", "contractor")
LABELS = {"phones": "电话", "job": "工种", "employment": "用工形式", "safety_duty": "兼任安全员", "contractor": "来自"}
LABELS |= {"since": "起始日期", "post": "改岗"}


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
                return _leaving(said, found, place, context.store["gone"].get((place.pk, said.name), []))
            _refuse_second_principal(said, found, context.store["people"].get(place.pk, []))
            _refuse_outsider(said, found.contractor if found else None)
            _refuse_power(said, found, place, context.actor)
        except Unclean as problem:
            return importing.refused(str(problem), field="name", record=record, title=record["name"])
        if said.special and not (said.hired_by or _post(found, said.special)):
            words_ = "从事特种作业的要写明是谁招请的（谁招请、谁负责）"
            return importing.refused(words_, field="hired_by", record=record, title=said.name)
        at = f"{place.pk}:{said.id_hash[:48] or name_key(said.name)}"
        return _known(found, said, place, at) if found else _new(said, place, at)

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


def understood(record: Record, contractors: dict[str, Contractor]) -> Said:
    """A line as facts of a person. Raises Unclean where a cell says what cannot be."""
    said = Said(record["name"], record["id_number"] or "", [one for cell in record["phones"] or [] for one in cell])
    said.since, said.special, said.hired_by = record["since"], record["special"] or "", record["hired_by"] or ""
    said.left = record["left"]
    written = record["post"] or ""
    said.post = words.meanings("posts").get(key(written), "")
    said.safety_duty = words.meanings("duties").get(key(written), "")
    said.job = (record["job"] or ("" if said.post else written))[:30]
    said.titled = bool(said.job) and not record["job"]
    _employed(said, record["employment"] or "", contractors)
    _refuse_outsider(said, said.contractor)
    if said.hired_by and not said.special:
        said.remarks.append("“谁招请”只对从事特种作业的人登记，这里没有采用")
    said.hired_by = said.hired_by[:60]
    return said


def _employed(said: Said, written: str, contractors: dict[str, Contractor]) -> None:
    known = words.meanings("employments").get(key(written), "")
    if known or not written:
        said.employment = known
    elif found := contractors.get(name_key(written)):
        said.contractor = found
    elif "派遣" in written or "劳务" in written or "人力资源" in written:
        said.employment = Person.Employment.DISPATCHED
        said.remarks.append(f"“{written}”按劳务派遣登记")
    else:
        said.remarks.append(f"不认识的用工形式“{written}”，没有采用；承包单位先登记为相关方")


def _leaving(said: Said, found: Person | None, place: Enterprise, gone: Sequence[Person]) -> Plan:
    """Who left: ended as of that day where they are on file; who left already stays as they are."""
    more: dict[str, Any] = {"key": f"{place.pk}:{said.id_hash[:48] or name_key(said.name)}", "remarks": said.remarks}
    more["title"] = f"{said.name}（{place.name}）"
    if found is None:
        left = [one for one in gone if not (said.id_hash and one.id_hash) or one.id_hash == said.id_hash]
        if len(left) != 1:
            raise Unclean("档案里没有在岗的这个人；已经离职、没有登记过的不用导入")
        return importing.same(left[0].pk, values=_values(said, ""), **more)
    if found.post == Person.Post.PRINCIPAL:
        raise Unclean("主要负责人离任、换人在企业档案里办理")
    if said.left < found.since:
        raise Unclean(f"离职日期早于档案里的起始日期（{clock.day_words(found.since)}）")
    changes = {"在岗": ["在岗", f"{clock.day_words(said.left)}离任"]}
    carried = {"said": said, "place": place, "person": found}
    values = _values(said, "") | {"left": said.left}
    before: dict[str, Any] = {"facts": {"until": None}}
    return importing.changed(found.pk, values=values, changes=changes, before=before, carried=carried, **more)


def _refuse_second_principal(said: Said, found: Person | None, people: Sequence[Person]) -> None:
    if said.post != Person.Post.PRINCIPAL or found:
        return
    if there := next((one for one in people if one.post == Person.Post.PRINCIPAL), None):
        raise Unclean(f"主要负责人已登记为{there.name}，换人在企业档案里办理")


def _refuse_outsider(said: Said, contractor: Contractor | None) -> None:
    if contractor and said.post not in ("", Person.Post.EMPLOYEE):
        raise Unclean(f"“{contractor.name}”来的人只能登记为从业人员")


def _refuse_power(said: Said, found: Person | None, place: Enterprise, actor: User | None) -> None:
    if found is None or actor is None or said.post in ("", found.post):
        return
    found.enterprise = place  # the one that was read for the whole list
    leads = Person.Post.PRINCIPAL in (said.post, found.post)
    if not leads and (why := rules.may_move(actor, found, said.post)):
        raise Unclean(why.rstrip("。"))


def _told(record: Record) -> str:
    """What tells a line apart from another of its name: the ID number's hash, else ? and all it says."""
    number = record["id_number"]
    return actions.hash_of(number) if number else f"?{record['phones']}{record['post']}{record['job']}"


def _post(person: Person | None, kind: str) -> KeyPost | None:
    rows = person.key_posts.all() if person else []
    return next((one for one in rows if one.kind == kind and one.ended_on is None), None)


def _new(said: Said, place: Enterprise, at: str) -> Plan:
    carried = {"said": said, "place": place, "special": bool(said.special)}
    return importing.created(
        values=_values(said, said.special),
        key=at,
        title=f"{said.name}（{place.name}）",
        remarks=said.remarks,
        carried=carried,
    )


def _known(found: Person, said: Said, place: Enterprise, at: str) -> Plan:
    facts = {name: getattr(said, name) for name in FACTS if getattr(said, name)}
    if found.post != Person.Post.EMPLOYEE:
        facts.pop("contractor", None)
        facts = _without_title(facts, said, found)
    if said.id_number and not found.id_number:
        facts["id_number"] = said.id_number
    if said.since and found.post == Person.Post.EMPLOYEE:
        facts["since"] = said.since  # of who leads it is since when they hold the post, which a list does not say
    facts = {name: value for name, value in facts.items() if getattr(found, name) != value}
    facts = _moved(found, said) | facts
    post = _post(found, said.special)
    special = bool(said.special) and (post is None or (bool(said.hired_by) and post.hired_by != said.hired_by))
    more: dict[str, Any] = {"key": at, "title": f"{found.name}（{place.name}）", "remarks": said.remarks}
    if not (facts or special):
        return importing.same(found.pk, values=_values(said, ""), **more)
    changes = {
        LABELS[name]: [_shown(name, getattr(found, name)), _shown(name, facts[name])]
        for name in facts
        if name in LABELS
    }
    if "id_number" in facts:
        changes["身份证号"] = ["", masked_id(said.id_number)]
    if special:
        changes["从事特种作业"] = [
            _hired(said.special, post.hired_by) if post else "",
            _hired(said.special, said.hired_by),
        ]
    kept = [*facts, *(["moved_on"] if "post" in facts else [])]
    before = {"facts": {name: getattr(found, name) for name in kept}, "hired_by": post.hired_by if post else None}
    carried = {"said": said, "place": place, "person": found, "facts": facts, "special": special}
    values = _values(said, said.special if special else "") | {"facts": _plain(facts)}
    return importing.changed(found.pk, values=values, changes=changes, before=before, carried=carried, **more)


def _without_title(facts: dict[str, Any], said: Said, found: Person) -> dict[str, Any]:
    """Of who leads, what stands in the column of posts is no job: with another job their duties would be others."""
    if not said.titled or said.job == found.job:
        return facts
    said.remarks.append(f"职务“{said.job}”没有采用，档案里是{found.get_post_display()}")
    return {name: value for name, value in facts.items() if name != "job"}


def _moved(found: Person, said: Said) -> dict[str, str]:
    """What a line changes of the post."""
    if not said.post or said.post == found.post:
        return {}
    if Person.Post.PRINCIPAL in (said.post, found.post):
        said.remarks.append(
            f"岗位与档案不同（档案是{found.get_post_display()}），主要负责人换人在档案里办理，这里没有改"
        )
        return {}
    said.remarks.append("改岗以后，新岗位的职责要重新签")
    no_longer = said.post == Person.Post.EMPLOYEE and found.safety_duty and not said.safety_duty
    return {"post": said.post} | ({"safety_duty": ""} if no_longer else {})


def _hired(kind: str, hired_by: str) -> str:
    return f"{KINDS[kind]}，{hired_by}招请"


def _shown(name: str, value: Any) -> str:
    if name == "phones":
        return "、".join(map(masked_phone, value))
    if name in ("post", "employment", "safety_duty"):
        return str(dict(Person._meta.get_field(name).flatchoices).get(value, value))  # type: ignore[union-attr]  # a column
    return clock.day_words(value) if name == "since" else str(value or "")


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """What was changed as the run keeps it: the ID number masked, a contractor by its id."""
    plain = dict(facts)
    if "id_number" in plain:
        plain["id_number"] = masked_id(plain["id_number"])
    return plain


def _values(said: Said, special: str) -> dict[str, Any]:
    told = {
        name: getattr(said, name) for name in ("name", "post", "job", "employment", "safety_duty", "phones", "since")
    }
    return told | {
        "id_number": masked_id(said.id_number),
        "contractor": said.contractor.name if said.contractor else "",
        "special": special,
        "hired_by": said.hired_by,
    }


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
