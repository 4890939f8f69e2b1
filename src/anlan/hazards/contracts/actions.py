"""Writing hazards of a contract: recorded from a check of it, said to be put right by the other side."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.contracts.rules import may_keep
from anlan.enterprises.models import Contract
from anlan.enterprises.refusing import require
from anlan.enterprises.rules import post_of
from anlan.hazards.actions.recording import record
from anlan.hazards.actions.stepping import keep_evidence, say
from anlan.hazards.lifecycle import BEFORE_SUBMISSION
from anlan.hazards.models import Hazard, HazardEvent, OnContract, Source
from anlan.hazards.photos import CONTRACTOR
from anlan.org.models import User

PER_HAZARD, WINDOW = 6, dt.timedelta(hours=1)
MOST_PHOTOS = 6


@transaction.atomic
def record_on_contract(
    contract: Contract,
    *,
    description: str,
    actor: User,
    place_words: str = "",
    photos: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Put on the ledger what a check of the other side showed; from then on it stands on the contract and on its link.

    It is the enterprise's own finding where its people record it (安全生产法 art. 49). Raises NotYours without standing
    there, NotNow for a contract that is over.
    """
    require(may_keep(actor, contract.enterprise))
    known = OnContract.objects.filter(hazard__events__client_id=client_id).select_related("hazard").first()
    if known and client_id:
        return known.hazard
    if contract.is_over:
        words = "这份合同已经到期或终止；现场还有隐患的，从台账直接登记。"
        raise NotNow(words, code="enterprises.contract_over")
    hazard = record(
        contract.enterprise,
        actor=actor,
        description=description,
        place_words=place_words or contract.place[:100],
        source=Source.SELF_INSPECTION if post_of(actor, contract.enterprise) else Source.SURVEY,
        photos=photos,
        data={"contract": contract.pk, "contractor": contract.contractor.name},
        client_id=client_id,
    )
    OnContract.objects.create(hazard=hazard, contract=contract)
    return hazard


def refuse_flood(hazard: Hazard) -> None:
    """Raise NotNow where nothing is to be said any more, Invalid where it was said too often in an hour."""
    if hazard.state not in BEFORE_SUBMISSION:
        raise NotNow(f"{hazard}现在是“{hazard.state_words}”，不用再说。", code="hazards.not_now")
    lately = hazard.events.filter(action="hazards.say_mended", recorded_at__gt=clock.now() - WINDOW)
    if lately.count() >= PER_HAZARD:
        raise Invalid("一小时内说得太多了，这一次没有收下，请过一会儿再发。", code="hazards.too_often")


@events.once(HazardEvent)
def say_mended(
    hazard: Hazard,
    *,
    contract: Contract,
    words: str,
    photos: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Hazard:
    """Keep that the other side says it is put right, with a photo; those who take the steps are told.

    It moves nothing: a picture is evidence of a step and never the step, which the enterprise's people take on site.
    One event, nobody's. Raises Invalid without words or a photo, NotNow once it was submitted.
    """
    refuse_flood(hazard)
    listed = events.names_of(photos)
    if not listed:
        words_ = "拍一张改好以后的照片，对方看了才好去核实。"
        raise Invalid(words_, code="hazards.no_photo", fields={"photos": [words_]})
    text = say(words, "怎么改的", "words")[:500]
    data = {"text": text, "contractor": contract.contractor.name, "contract": contract.pk}
    event = events.append(hazard, "hazards.say_mended", actor=None, data=data, files=listed, client_id=client_id)
    keep_evidence(hazard, event, listed, CONTRACTOR, None)
    return hazard
