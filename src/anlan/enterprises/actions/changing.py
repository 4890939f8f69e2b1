"""Changing enterprises: facts, industries, owners; putting back what an import had changed."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from anlan.core import events
from anlan.core.errors import NotYours
from anlan.enterprises import rules
from anlan.enterprises.actions.checking import check
from anlan.enterprises.actions.posts import PostFacts, settle
from anlan.enterprises.actions.search import index
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.enterprises.names import name_key
from anlan.org.models import Office, Region, User
from anlan.org.names import sort_key
from anlan.standards.models import Industry
from anlan.standards.queries import supervising_office


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
    return str(Enterprise._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column, not a relation


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
    if gap and (office := supervising_office(main.code, enterprise.region_code)):  # type: ignore[union-attr]  # a gap has a main industry
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
