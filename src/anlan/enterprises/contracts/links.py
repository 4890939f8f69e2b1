"""The link by which the other side of a contract sees its own items: made, shown again, taken back, opened."""

import base64
import uuid

from django.utils.crypto import salted_hmac

from anlan.core import clock, events
from anlan.core.errors import Missing, NotNow
from anlan.enterprises.contracts import rules
from anlan.enterprises.models import Contract, ContractEvent, ContractLink, Enterprise
from anlan.enterprises.refusing import require
from anlan.org.models import User

UNKNOWN = "这个链接不对，或者已经作废。请向发给您链接的单位要新的。"
BYTES = 16


@events.once(ContractEvent)
def make_link(contract: Contract, *, actor: User, client_id: uuid.UUID | None = None) -> Contract:
    """Make a link for the other side; the one before, if there is one, is void from now on. One event.

    Raises NotYours, NotNow for a contract that is over.
    """
    require(rules.may_keep(actor, contract.enterprise))
    if contract.is_over:
        raise NotNow("这份合同已经到期或终止，不再发链接。", code="enterprises.contract_over")
    link = ContractLink(contract=contract, made_by=actor, made_at=clock.now())
    link.token_hash = _hashed(token_of(link))
    data = {"link": link.pk, "reason": "换发，旧链接作废" if link_of(contract) else ""}
    events.append(contract, "enterprises.make_link", actor=actor, data=data, client_id=client_id)
    _end(contract)
    link.save(force_insert=True)
    return contract


@events.once(ContractEvent)
def end_link(contract: Contract, *, actor: User, client_id: uuid.UUID | None = None) -> Contract:
    """Take the link back: who has it sees nothing any more. One event. Raises NotYours, NotNow where there is none."""
    require(rules.may_keep(actor, contract.enterprise))
    if not _end(contract):
        raise NotNow("这份合同现在没有在用的链接。", code="enterprises.no_link")
    events.append(contract, "enterprises.end_link", actor=actor, client_id=client_id)
    return contract


def _end(contract: Contract) -> int:
    return ContractLink.objects.filter(contract=contract, ended_at=None).update(ended_at=clock.now())


def link_of(contract: Contract) -> ContractLink | None:
    """The link of a contract that is not taken back."""
    return contract.links.filter(ended_at=None).select_related("made_by").first()


def token_of(link: ContractLink) -> str:
    """The unguessable part of the link's address: 26 letters and digits."""
    keyed = salted_hmac("anlan.enterprises.contract_link", link.pk.hex, algorithm="sha256").digest()
    return base64.b32encode(keyed[:BYTES]).decode().rstrip("=").lower()


def opened(token: str) -> ContractLink:
    """The link a token belongs to, while it is good.

    Raises Missing for a token that never was, NotNow with the reason for one taken back and a contract that is over.
    """
    rows = ContractLink.objects.select_related("contract__enterprise__region", "contract__contractor")
    link = rows.filter(token_hash=_hashed(token)).first()
    if link is None or link.contract.enterprise.status == Enterprise.Status.WITHDRAWN:
        raise Missing(UNKNOWN, code="enterprises.void_link")
    contract = link.contract
    if link.ended_at:
        day = clock.day_words(clock.local_date(link.ended_at))
        words = f"“{contract.enterprise.name}”{day}停用了这个链接，请向他们要新的。"
        raise NotNow(words, code="enterprises.void_link")
    if contract.is_over:
        how = f"{clock.day_words(contract.ended_on)}提前终止" if contract.ended_on else "已经到期"
        words = f"您与“{contract.enterprise.name}”的合同（{contract.content}）{how}，链接随合同失效。"
        raise NotNow(words, code="enterprises.contract_over")
    return link


def _hashed(token: str) -> str:
    return salted_hmac("anlan.enterprises.contract_token", token[:100], algorithm="sha256").hexdigest()
