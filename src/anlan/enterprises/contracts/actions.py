"""Writing contractors, contracts, checks and surveys."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.contracts import queries, rules
from anlan.enterprises.models import (
    Contract,
    ContractEvent,
    Contractor,
    ContractorEvent,
    ContractSurvey,
    ContractSurveyEvent,
    Enterprise,
)
from anlan.enterprises.names import name_key
from anlan.enterprises.refusing import require
from anlan.org.models import User


@events.once(ContractorEvent)
def record_contractor(*, name: str, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Contractor:
    """Enter a contractor for the whole district. Raises Invalid where one of the name or code is on file."""
    require(rules.may_keep_contractors(actor))
    key, code = name_key(name), facts.get("credit_code", "")
    rows = Contractor.objects.filter(name_key=key)
    if code:
        rows |= Contractor.objects.filter(credit_code=code)
    if known := rows.first():
        words = f"“{known.name}”已在相关方名册里，全区共用一份，直接选用即可。"
        raise Invalid(words, code="enterprises.contractor_known", fields={"name": [words]})
    made = Contractor(name=name.strip(), name_key=key, **facts)
    events.begin(made, "enterprises.record_contractor", actor=actor, data={"name": name, **facts}, client_id=client_id)
    return made


@events.once(ContractorEvent)
def change_contractor(
    contractor: Contractor, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any
) -> Contractor:
    """Change contact and qualification; whoever has a contract with it sees the new ones."""
    require(rules.may_keep_contractors(actor))
    diff = {name: [getattr(contractor, name), value] for name, value in facts.items()}
    diff = {name: pair for name, pair in diff.items() if pair[0] != pair[1]}
    if diff:
        data = {"changes": diff}
        action = "enterprises.change_contractor"
        events.append(contractor, action, actor=actor, changes=facts, data=data, client_id=client_id)
    return contractor


@events.once(ContractorEvent)
def retire_contractor(
    contractor: Contractor, *, reason: str, actor: User, client_id: uuid.UUID | None = None
) -> Contractor:
    """Take a contractor out of use; it stays on record. Raises NotNow while a contract with it runs or is to come."""
    require(rules.may_retire(actor))
    rows = contractor.contracts.filter(ended_on=None, ends_on__gte=clock.today()).select_related("enterprise")
    if running := list(rows):
        names = "、".join(dict.fromkeys(one.enterprise.name for one in running[:5]))
        words = f"“{contractor.name}”还有 {len(running)} 份合同没有到期（{names}），不能停用。先终止合同。"
        raise NotNow(words, code="enterprises.mid_contract")
    changes = {"ended_on": clock.today()}
    data = {"reason": reason}
    action = "enterprises.retire_contractor"
    events.append(
        contractor, action, actor=actor, changes=changes, expect={"ended_on": None}, data=data, client_id=client_id
    )
    return contractor


@events.once(ContractEvent)
def record_contract(
    enterprise: Enterprise, *, contractor: Contractor, actor: User, client_id: uuid.UUID | None = None, **facts: Any
) -> Contract:
    """Enter a contract or lease. Raises Invalid for dates the wrong way round or a contractor out of use."""
    require(rules.may_keep(actor, enterprise))
    _check(facts)
    if contractor.ended_on:
        raise Invalid(f"“{contractor.name}”已停用，不能再签。", fields={"contractor": ["已停用。"]})
    made = Contract(enterprise=enterprise, contractor=contractor, **facts)
    data = {"enterprise": enterprise.name, "contractor": contractor.name, **facts}
    events.begin(made, "enterprises.record_contract", actor=actor, data=data, client_id=client_id)
    return made


@events.once(ContractEvent)
def change_contract(contract: Contract, *, actor: User, client_id: uuid.UUID | None = None, **facts: Any) -> Contract:
    """Change a contract's facts: the agreement signed meanwhile, the coordinator, who keeps the exits."""
    require(rules.may_keep(actor, contract.enterprise))
    _check(facts)
    diff = {name: [getattr(contract, name), value] for name, value in facts.items()}
    diff = {name: pair for name, pair in diff.items() if pair[0] != pair[1]}
    if diff:
        data = {"changes": diff}
        events.append(
            contract, "enterprises.change_contract", actor=actor, changes=facts, data=data, client_id=client_id
        )
    return contract


def _check(facts: dict[str, Any]) -> None:
    if not (facts["starts_on"].year >= 2000 and facts["ends_on"].year <= 2100):
        raise Invalid("合同起止应在 2000 年至 2100 年之间，请核对。", fields={"starts_on": ["请核对。"]})
    if facts["ends_on"] < facts["starts_on"]:
        raise Invalid("合同止早于合同起，请核对。", fields={"ends_on": ["不能早于起。"]})
    if facts.get("agreement_to") and not facts.get("agreement_on"):
        raise Invalid("写了安全协议有效期，没写签订日期。", fields={"agreement_on": ["请填写。"]})
    if facts.get("agreement_to") and facts["agreement_to"] < facts["agreement_on"]:
        raise Invalid("安全协议有效期早于签订日期，请核对。", fields={"agreement_to": ["不能早于签订日期。"]})


@events.once(ContractEvent)
def check_contract(
    contract: Contract, *, on: dt.date, words: str, actor: User, client_id: uuid.UUID | None = None
) -> Contract:
    """Put a check of the other side on record (安全生产法 art. 49); problems found go on the ledger as hazards."""
    require(rules.may_keep(actor, contract.enterprise))
    if not contract.starts_on <= on <= clock.today():
        raise Invalid("检查日期应在合同开始以后、今天以前。", fields={"on": ["请核对。"]})
    if contract.checked_on and on < contract.checked_on:
        last = clock.day_words(contract.checked_on)
        raise Invalid(f"最近一次检查是{last}，请按先后登记。", fields={"on": ["早于最近一次。"]})
    data = {"on": on, "reason": words}
    changes = {"checked_on": on}
    events.append(contract, "enterprises.check_contract", actor=actor, changes=changes, data=data, client_id=client_id)
    return contract


@events.once(ContractEvent)
def end_contract(contract: Contract, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Contract:
    """End a contract before its day, with the reason. Raises NotNow where it is over."""
    require(rules.may_keep(actor, contract.enterprise))
    if contract.is_over:
        raise NotNow("这份合同已经到期或终止。", code="enterprises.contract_over")
    data, changes = {"reason": reason}, {"ended_on": clock.today()}
    events.append(contract, "enterprises.end_contract", actor=actor, changes=changes, data=data, client_id=client_id)
    return contract


@events.once(ContractSurveyEvent)
def confirm_survey(
    enterprise: Enterprise, *, note: str, actor: User, client_id: uuid.UUID | None = None
) -> ContractSurvey:
    """The principal confirms that every contract and lease is on file, or that there is none.

    Raises NotYours for anybody else: for "none" the principal answers in person.
    """
    require(rules.may_confirm_survey(actor, enterprise))
    count = queries.running(enterprise).count()
    made = ContractSurvey(
        enterprise=enterprise, count=count, note=note.strip(), confirmed_by=actor, confirmed_on=clock.today()
    )
    data = {"enterprise": enterprise.name, "count": count, "note": note}
    events.begin(made, "enterprises.confirm_survey", actor=actor, data=data, client_id=client_id)
    return made
