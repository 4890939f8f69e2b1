"""Recording enterprises, their local codes, and taking back what an import recorded by mistake."""

import uuid
from collections.abc import Iterable
from typing import Any

from anlan.core import counters, events, search
from anlan.core.errors import NotNow, NotYours
from anlan.enterprises.actions.checking import check
from anlan.enterprises.actions.posts import PostFacts, settle
from anlan.enterprises.actions.search import index
from anlan.enterprises.models import Enterprise, EnterpriseEvent
from anlan.enterprises.names import name_key
from anlan.org import scope
from anlan.org.models import Region, User
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
