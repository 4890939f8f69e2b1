"""What a line means for the file: somebody new, who is known and what changes of them, or who left."""

from collections.abc import Sequence
from typing import Any

from anlan.core import clock
from anlan.core.fields import masked_id, masked_phone
from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.models import Enterprise, KeyPost, Person
from anlan.enterprises.names import name_key
from anlan.enterprises.rosters.who import Said
from anlan.files import importing
from anlan.files.importing import Plan
from anlan.files.sheets.unclean import Unclean

FACTS = ("phones", "job", "employment", "safety_duty", "contractor")


LABELS = {"phones": "电话", "job": "工种", "employment": "用工形式", "safety_duty": "兼任安全员", "contractor": "来自"}


LABELS |= {"since": "起始日期", "post": "改岗"}


def leaving(said: Said, found: Person | None, place: Enterprise, gone: Sequence[Person]) -> Plan:
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


def post_of(person: Person | None, kind: str) -> KeyPost | None:
    """The special work of a kind somebody does now, if any."""
    rows = person.key_posts.all() if person else []
    return next((one for one in rows if one.kind == kind and one.ended_on is None), None)


def new(said: Said, place: Enterprise, at: str) -> Plan:
    """Somebody to be put on file."""
    carried = {"said": said, "place": place, "special": bool(said.special)}
    return importing.created(
        values=_values(said, said.special),
        key=at,
        title=f"{said.name}（{place.name}）",
        remarks=said.remarks,
        carried=carried,
    )


def known(found: Person, said: Said, place: Enterprise, at: str) -> Plan:
    """Somebody on file: what of the line is new, or that nothing is."""
    facts, post = _new_facts(found, said), post_of(found, said.special)
    special = bool(said.special) and (post is None or (bool(said.hired_by) and post.hired_by != said.hired_by))
    more: dict[str, Any] = {"key": at, "title": f"{found.name}（{place.name}）", "remarks": said.remarks}
    if not (facts or special):
        return importing.same(found.pk, values=_values(said, ""), **more)
    changes = _changes(found, said, facts)
    if special:
        was = _hired(said.special, post.hired_by) if post else ""
        changes["从事特种作业"] = [was, _hired(said.special, said.hired_by)]
    kept = [*facts, *(["moved_on"] if "post" in facts else [])]
    before = {"facts": {name: getattr(found, name) for name in kept}, "hired_by": post.hired_by if post else None}
    carried = {"said": said, "place": place, "person": found, "facts": facts, "special": special}
    values = _values(said, said.special if special else "") | {"facts": _plain(facts)}
    return importing.changed(found.pk, values=values, changes=changes, before=before, carried=carried, **more)


def _new_facts(found: Person, said: Said) -> dict[str, Any]:
    """What the line says of them that the file does not."""
    facts = {name: getattr(said, name) for name in FACTS if getattr(said, name)}
    if found.post != Person.Post.EMPLOYEE:
        facts.pop("contractor", None)
        facts = _without_title(facts, said, found)
    if said.id_number and not found.id_number:
        facts["id_number"] = said.id_number
    if said.since and found.post == Person.Post.EMPLOYEE:
        facts["since"] = said.since  # of who leads it is since when they hold the post, which a list does not say
    facts = {name: value for name, value in facts.items() if getattr(found, name) != value}
    return _moved(found, said) | facts


def _changes(found: Person, said: Said, facts: dict[str, Any]) -> dict[str, list[str]]:
    """The same for a reader: before and after by what it is called, the ID number masked."""
    told = [name for name in facts if name in LABELS]
    changes = {LABELS[name]: [_shown(name, getattr(found, name)), _shown(name, facts[name])] for name in told}
    return changes | ({"身份证号": ["", masked_id(said.id_number)]} if "id_number" in facts else {})


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
