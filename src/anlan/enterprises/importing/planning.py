"""What becomes of a row: whom it means, and what of it is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anlan.enterprises import rules
from anlan.enterprises.actions.changing import label_of, ordered_industries
from anlan.enterprises.actions.posts import PostFacts, in_words
from anlan.enterprises.importing.known import Ground, OnFile
from anlan.enterprises.importing.reading import Said, kind_by_itself
from anlan.enterprises.models import Enterprise, Person
from anlan.enterprises.names import name_key
from anlan.files import importing
from anlan.files.importing import Plan, Record
from anlan.files.sheets.unclean import Unclean
from anlan.org import scope
from anlan.org.models import User
from anlan.org.scope import Place
from anlan.standards.models import Industry

OUTSIDE = "信用代码 {code} 已登记在别的地方，不在您的辖区，请与应急管理办公室核对"


def identify(said: Said, known: OnFile, actor: User) -> Enterprise | None:
    """The enterprise on file a row means: by credit code, else by name and village. Raises Unclean where it is unclear.

    Two different credit codes are two enterprises, whatever they are called.
    """
    if said.credit_code and (found := known.by_code.get(said.credit_code)):
        if not scope.covers(actor, found.place, "enterprises.change"):
            raise Unclean(OUTSIDE.format(code=said.credit_code))
        return found
    same_name = known.by_name.get((name_key(said.name), said.region_code), [])
    if said.credit_code:
        same_name = [one for one in same_name if not one.credit_code]
    if len(same_name) > 1:
        listed = "、".join(one.credit_code or one.local_code for one in same_name)
        raise Unclean(f"这个村有 {len(same_name)} 家同名单位（{listed}），请写明信用代码")
    return same_name[0] if same_name else None


def plan(record: Record, said: Said, key: str, known: OnFile, ground: Ground, actor: User) -> Plan:
    """Decide a row's outcome; the ledger's cell is named where a row is refused."""
    try:
        found = identify(said, known, actor)
    except Unclean as problem:
        field = "credit_code" if said.credit_code else "name"
        return importing.refused(str(problem), field=field, record=record, title=said.name)
    if found is None:
        return _new(record, said, key, known, ground, actor)
    return _known(found, said, key, known, ground, actor)


def _new(record: Record, said: Said, key: str, known: OnFile, ground: Ground, actor: User) -> Plan:
    industries = [ground.industries[code] for code in said.industries]
    facts = dict(said.facts)
    if not facts.get("kind"):
        facts["kind"] = kind_by_itself(said.name, said.credit_code, record.sheet) or str(Enterprise.Kind.ENTERPRISE)
    facts |= {"credit_code": said.credit_code}
    facts.setdefault("strip", ground.supervisor(industries[0], said.region_code) if industries else None)
    strip, main = facts["strip"], {industries[0].code} if industries else set()
    place = Place(said.region_code, strip.pk if strip else None, frozenset(main))
    if not scope.covers(actor, place, "enterprises.record"):
        return importing.refused("不在您的辖区或主管范围内", field="village", record=record, title=said.name)
    twins = known.by_name.get((name_key(said.name), said.region_code), [])
    if twins:
        said.remarks.append(f"这个村已有同名单位，信用代码是 {twins[0].credit_code}，按两家登记")
    return importing.created(
        values=_stated(said),
        key=key,
        title=said.name,
        remarks=said.remarks,
        carried={
            "facts": facts,
            "industries": industries,
            "people": said.people,
            "region": ground.regions[said.region_code],
        },
    )


def _known(found: Enterprise, said: Said, key: str, known: OnFile, ground: Ground, actor: User) -> Plan:
    facts = _different(found, _proposed(found, said, ground))
    facts = _only_open(found, facts, said, actor)
    industries = _industries(found, said, ground, actor)
    people = [facts_ for facts_ in said.people if _differs(known.people[found.pk].get(facts_.post), facts_)]
    more = {"code": found.local_code, "remarks": said.remarks}
    if not (facts or people or industries is not None):
        return importing.same(found.pk, key=key, title=said.name, values=_stated(said), **more)
    return importing.changed(
        found.pk,
        values=_stated(said),
        changes=_changes(found, facts, industries, people, known),
        before=_before(found, facts, industries, people, known),
        key=key,
        title=said.name,
        carried={"subject": found, "facts": facts, "industries": industries, "people": people},
        **more,
    )


def _proposed(found: Enterprise, said: Said, ground: Ground) -> dict[str, Any]:
    facts = dict(said.facts)
    if said.credit_code:
        facts["credit_code"] = said.credit_code
    former = list(dict.fromkeys([*found.former_names, *facts.get("former_names", [])]))
    if name_key(said.name) != found.name_key and name_key(said.name) not in map(name_key, found.former_names):
        facts["name"] = said.name
        former = list(dict.fromkeys([*former, found.name]))
    facts["former_names"] = [name for name in former if name != facts.get("name", found.name)]
    if said.region_code != found.region_code:
        facts["region"] = ground.regions[said.region_code]
    return facts


def _different(found: Enterprise, facts: dict[str, Any]) -> dict[str, Any]:
    different = {name: value for name, value in facts.items() if getattr(found, name) != value}
    if not {"longitude", "latitude"} & set(different):
        different.pop("point_source", None)
    return different


def _only_open(found: Enterprise, facts: dict[str, Any], said: Said, actor: User) -> dict[str, Any]:
    """Leave what this person may not change as it is on file, and say so."""
    closed = set(facts) - rules.fields_open_to(actor, found)
    for name in sorted(closed):
        said.remarks.append(
            f"{label_of(name)}与档案不同（档案是“{getattr(found, name)}”），由站所负责人更改，这里没有改"
        )
    return {name: value for name, value in facts.items() if name not in closed}


def _industries(found: Enterprise, said: Said, ground: Ground, actor: User) -> list[Industry] | None:
    """The industries to set, or None: a register adds industries, it never takes one away."""
    before = ordered_industries(found)
    new = [ground.industries[code] for code in said.industries if code not in {one.code for one in before}]
    if not new or "industries" not in rules.fields_open_to(actor, found):
        return None
    return [*before, *new]


def _differs(before: Person | None, facts: PostFacts) -> bool:
    if before is None or before.name != facts.name:
        return True
    return bool(facts.phones) and list(facts.phones) != before.phones


def _changes(
    found: Enterprise, facts: dict[str, Any], industries: Any, people: Iterable[PostFacts], known: OnFile
) -> dict[str, list[Any]]:
    """The differences for people to read."""
    changes = {label_of(name): [_words(found, name, getattr(found, name)), _words(found, name, value)]
               for name, value in facts.items() if name != "point_source"}  # fmt: skip
    if industries is not None:
        changes["涉及行业"] = [
            "、".join(one.name for one in ordered_industries(found)),
            "、".join(one.name for one in industries),
        ]
    for one in people:
        before = known.people[found.pk].get(one.post)
        was = in_words(before.name, before.phones) if before else ""
        changes[Person.Post(one.post).label] = [was, in_words(one.name, one.phones)]
    return changes


def _words(found: Enterprise, name: str, value: Any) -> str:
    choices = dict(found._meta.get_field(name).flatchoices)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value)
    return str(choices.get(value, "" if value is None else value))


def _before(
    found: Enterprise, facts: dict[str, Any], industries: Any, people: Iterable[PostFacts], known: OnFile
) -> dict[str, Any]:
    """What undo needs to put back."""
    was: dict[str, Any] = {"facts": {name: getattr(found, name) for name in facts}}
    if industries is not None:
        was["industries"] = [one.code for one in ordered_industries(found)]
    holders = {one.post: known.people[found.pk].get(one.post) for one in people}
    was["people"] = [
        {"post": post, "name": before.name if before else "", "phones": before.phones if before else []}
        for post, before in holders.items()
    ]
    return was


def _stated(said: Said) -> dict[str, Any]:
    """What the row stated, as the run keeps it."""
    people = [{"post": one.post, "name": one.name, "phones": list(one.phones)} for one in said.people]
    return {
        "name": said.name,
        "credit_code": said.credit_code,
        "village": said.region_code,
        "industries": said.industries,
        "people": people,
        **said.facts,
    }
