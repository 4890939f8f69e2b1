"""Recording and changing enterprises."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from anlan.core import counters, events, search
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.enterprises import rules
from anlan.enterprises.actions.posts import PostFacts, settle
from anlan.enterprises.actions.search import index
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.enterprises.names import name_key
from anlan.files.sheets import credit_code as credit_codes
from anlan.org import scope
from anlan.org.models import Office, Region, User
from anlan.org.names import sort_key
from anlan.standards.models import Industry
from anlan.standards.queries import supervising_office


@events.once(EnterpriseEvent)
def record(
    *,
    name: str,
    region: Region,
    actor: User | None,
    industries: Iterable[Industry] = (),
    people: Iterable[PostFacts] = (),
    source: dict[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Enterprise:
    """Enter an enterprise; the first industry is its main one, its office the one that supervises that industry here.

    Writes one event (`source` says which ledger it came from) and makes it findable. Raises NotYours outside the
    person's territory and line, Invalid for a wrong credit code or one that is already on file.
    """
    listed = list(industries)
    enterprise = new(name=name, region=region, industries=listed, local_code=local_code(region), **facts)
    may_record(actor, enterprise)
    check(enterprise)
    wanted = list(people)
    data = recorded(enterprise, wanted, source)
    events.begin(enterprise, "enterprises.record", actor=actor, data=data, client_id=client_id)
    enterprise.industries.set(listed)
    settle(enterprise, wanted)
    index(enterprise)
    return enterprise


def new(*, name: str, region: Region, industries: list[Industry], local_code: str, **facts: Any) -> Enterprise:
    """An unsaved enterprise with everything that follows from what is known of it."""
    main = industries[0] if industries else None
    if "strip" not in facts:  # None is an answer too: nobody yet
        facts["strip"] = supervising_office(main.code, region.code) if main else None
    return Enterprise(
        name=name.strip(),
        name_key=name_key(name),
        region=region,
        region_code=region.code,
        main_industry=main,
        sort_key=sort_key(name.strip()),
        local_code=local_code,
        **facts,
    )


def may_record(actor: User | None, enterprise: Enterprise) -> None:
    """Raise NotYours for an enterprise outside the person's territory and line."""
    if actor is not None and not scope.covers(actor, enterprise.place, "enterprises.record"):
        raise NotYours(
            f"“{enterprise.name}”不在您的辖区和主管范围内，请由{enterprise.region.name}的工作人员登记。",
            code="enterprises.not_yours",
        )


def recorded(enterprise: Enterprise, people: Iterable[PostFacts], source: dict[str, Any] | None) -> dict[str, Any]:
    """What the first event of a file keeps."""
    data: dict[str, Any] = {
        "name": enterprise.name,
        "region": enterprise.region_code,
        "credit_code": enterprise.credit_code,
        "kind": enterprise.kind,
    }
    if shown := [person.shown for person in people]:
        data["people"] = shown
    return data | ({"source": source} if source else {})


@events.once(EnterpriseEvent)
def change(
    enterprise: Enterprise,
    *,
    actor: User | None,
    industries: Iterable[Industry] | None = None,
    people: Iterable[PostFacts] = (),
    source: dict[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Enterprise:
    """Change facts of an enterprise; the one event keeps old and new value of each that differs.

    Raises NotYours, Invalid for a bad credit code, Stale when somebody else changed the file meanwhile.
    """
    changes = {name: value for name, value in facts.items() if getattr(enterprise, name) != value}
    _require_change(enterprise, actor, set(changes) | ({"industries"} if industries is not None else set()))
    before = {name: getattr(enterprise, name) for name in changes}
    industry_diff = _change_industries(enterprise, industries, changes, before)
    diff = {name: [_shown(before[name]), _shown(value)] for name, value in changes.items() if name != "main_industry"}
    diff |= industry_diff | settle(enterprise, people)
    data = {"changes": diff} | ({"source": source} if source else {})
    return _write(enterprise, "enterprises.change", actor, changes, data, client_id) if diff else enterprise


def _write(
    enterprise: Enterprise,
    action: str,
    actor: User | None,
    changes: dict[str, Any],
    data: dict[str, Any],
    client_id: uuid.UUID | None,
) -> Enterprise:
    changes |= _follow(changes)
    for name, value in changes.items():
        setattr(enterprise, name, value)
    check(enterprise)
    events.append(enterprise, action, actor=actor, changes=changes, data=data, client_id=client_id)
    index(enterprise)
    return enterprise


@events.once(EnterpriseEvent)
def restore(
    enterprise: Enterprise,
    *,
    actor: User | None,
    industries: list[Industry] | None,
    people: Iterable[PostFacts],
    source: dict[str, Any],
    client_id: uuid.UUID | None = None,
    **facts: Any,
) -> Enterprise:
    """Put back what an import had changed; whoever may take the import back may put back all of it."""
    diff = {name: [_shown(getattr(enterprise, name)), _shown(value)] for name, value in facts.items()}
    if industries is not None:
        facts["main_industry"] = industries[0] if industries else None
        diff["industries"] = [
            [one.name for one in ordered_industries(enterprise)],
            [one.name for one in industries],
        ]
        enterprise.industries.set(industries)
    diff |= settle(enterprise, people)
    data = {"changes": diff, "source": source}
    return _write(enterprise, "enterprises.restore", actor, facts, data, client_id)


def _require_change(enterprise: Enterprise, actor: User | None, wanted: set[str]) -> None:
    if actor is None:
        return
    if not rules.can_change(actor, enterprise):
        raise NotYours(f"您不能修改“{enterprise.name}”的档案，请联系当地工作人员。", code="enterprises.not_yours")
    closed = sorted(wanted - rules.fields_open_to(actor, enterprise))
    if closed:
        names = "、".join(label_of(name) for name in closed)
        raise NotYours(
            f"“{enterprise.name}”的{names}不由您修改，请联系属地站所负责人。", code="enterprises.field_not_yours"
        )


def label_of(name: str) -> str:
    """A fact's name as pages call it."""
    return str(Enterprise._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _change_industries(
    enterprise: Enterprise, wanted: Iterable[Industry] | None, changes: dict[str, Any], before: dict[str, Any]
) -> dict[str, list[list[str]]]:
    if wanted is None:
        return {}
    old, after = ordered_industries(enterprise), list(wanted)
    if [one.pk for one in old] == [one.pk for one in after]:
        return {}
    main = after[0] if after else None
    enterprise.industries.set(after)
    if main != enterprise.main_industry:
        changes["main_industry"], before["main_industry"] = main, enterprise.main_industry
    # An industry names the office that supervises it here: a gap closes by itself.
    gap = main and enterprise.strip_id is None and "strip" not in changes
    if gap and (office := supervising_office(main.code, enterprise.region_code)):  # type: ignore[union-attr]
        changes["strip"], before["strip"] = office, None
    return {"industries": [[one.name for one in old], [one.name for one in after]]}


def ordered_industries(enterprise: Enterprise) -> list[Industry]:
    """Its industries, the main one first."""
    main = enterprise.main_industry_id
    return sorted(enterprise.industries.all(), key=lambda one: (one.pk != main, one.order, one.pk))


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, Model) else value


def _follow(changes: dict[str, Any]) -> dict[str, Any]:
    # What is stored beside a fact only so that the database can sort and find by it.
    follow: dict[str, Any] = {}
    if "name" in changes:
        follow |= {"name_key": name_key(changes["name"]), "sort_key": sort_key(changes["name"])}
    if "region" in changes:
        follow["region_code"] = changes["region"].code
    return follow


@events.once(EnterpriseEvent)
def set_owner(
    enterprise: Enterprise,
    *,
    actor: User | None,
    region: Region,
    strip: Office | None,
    governed_by: Office | None = None,
    reason: str,
    client_id: uuid.UUID | None = None,
) -> Enterprise:
    """Say which village and which office own the enterprise, and who governs a place without an operator.

    Writes one event with the reason. Raises NotYours for whoever is not a leader or head of its place, Invalid where a
    governing body is named for a place that has an operator.
    """
    if actor is not None and not rules.can_set_owner(actor, enterprise):
        raise NotYours("归属由乡镇领导或站所负责人确定，您可以请他们办理。", code="enterprises.not_yours")
    wanted = {"region": region, "strip": strip, "governed_by": governed_by}
    changes = {name: value for name, value in wanted.items() if getattr(enterprise, name) != value}
    if not changes:
        return enterprise
    diff = {name: [_shown(getattr(enterprise, name)), _shown(value)] for name, value in changes.items()}
    data = {"changes": diff, "reason": reason}
    return _write(enterprise, "enterprises.set_owner", actor, changes, data, client_id)


@events.once(EnterpriseEvent)
def withdraw(
    enterprise: Enterprise, *, actor: User | None, run: uuid.UUID, client_id: uuid.UUID | None = None
) -> Enterprise:
    """Take a file back that an import made by mistake: it stays in the chain, but nobody meets it any more.

    Raises NotNow when anything but that import happened to it.
    """
    for event in enterprise.events.all():
        if str(run) not in event.data.get("source", {}).values():
            raise NotNow(f"“{enterprise.name}”导入后又有变动，不能撤回。", code="enterprises.not_now")
    status = Enterprise.Status.WITHDRAWN
    events.append(
        enterprise,
        "enterprises.withdraw",
        actor=actor,
        changes={"status": status},
        data={"source": {"undo": run}},
        client_id=client_id,
    )
    search.remove("enterprises", enterprise.pk)
    return enterprise


def check(enterprise: Enterprise) -> None:
    """Raise Invalid for what cannot be on file: no name, half a point, a wrong or taken credit code (GB 32100-2015)."""
    check_facts(enterprise)
    if code := enterprise.credit_code:
        on_file = Enterprise.objects.exclude(status=Enterprise.Status.WITHDRAWN).filter(credit_code=code)
        if other := on_file.exclude(pk=enterprise.pk).first():
            taken_code(code, other.name)


def check_facts(enterprise: Enterprise) -> None:
    """The same as far as no other enterprise is concerned."""
    if not enterprise.name_key:
        _refuse("name", "名称没有填写，请写营业执照或门头上的名称。")
    if (enterprise.longitude is None) != (enterprise.latitude is None):
        _refuse("longitude", "坐标要同时填写经度和纬度，或者都不填。")
    if enterprise.governed_by_id and enterprise.kind != Enterprise.Kind.NO_OPERATOR:
        _refuse("governed_by", "只有“无主体场所”才指定治理主体，请先核对类别。")
    code = enterprise.credit_code
    if code and not credit_codes.is_valid(code):
        _refuse("credit_code", f"统一社会信用代码“{code}”的位数或校验位不对，请对照营业执照重填。")


def taken_code(code: str, name: str) -> None:
    """Raise Invalid for a code that another enterprise has."""
    _refuse("credit_code", f"信用代码 {code} 已登记在“{name}”名下，请核对是不是同一家。")


def _refuse(field: str, words: str) -> None:
    raise Invalid(words, code=f"enterprises.{field}", fields={field: [words]})


def local_code(region: Region) -> str:
    """The next local code of the region's township: 桂企00012; given back when the transaction rolls back."""
    return code_of(short_of(region), counters.take(counter_of(region)))


def code_of(short: str, number: int) -> str:
    """A local code: the township's short name and a running number."""
    return f"{short}企{number:05d}"


def counter_of(region: Region) -> str:
    """The counter of the region's township."""
    return f"enterprises.{region.code[:9]}"


def short_of(region: Region) -> str:
    """The short name of the region's township, else its digits."""
    township = Region.objects.filter(code=scope.township_of(region.code)).first()
    return (township.short_name if township else "") or region.code[:9]
