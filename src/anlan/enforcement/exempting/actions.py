"""Deciding whether a self-reported major hazard goes without a penalty. The only writer of these tables."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.core.templatetags.anlan import moment as written
from anlan.enforcement.exempting import reading, rules
from anlan.enforcement.exempting.models import Exemption, ExemptionEvent
from anlan.enforcement.exempting.moments import Moment
from anlan.enforcement.refusing import require
from anlan.hazards.actions.stepping import say
from anlan.hazards.models import Hazard
from anlan.org.models import User

SHORTEST_AGAINST = 20
"""Signs a reason has at least where the decision is not what the facts propose (own default)."""


@events.once(ExemptionEvent)
def decide_exemption(
    hazard: Hazard,
    *,
    actor: User,
    granted: bool,
    reason: str,
    found_at: dt.datetime | None = None,
    found_words: str = "",
    client_id: uuid.UUID | None = None,
) -> Exemption:
    """Decide, with the card's facts as they stand now beside the decision; the hazard's own life is not touched.

    `found_at` and `found_words` tell of a finding this system does not know, as an inspection from above. Raises
    Invalid while no authority has met with it, and for a short reason where the decision is not what the facts propose.
    """
    require(rules.may_decide(actor, hazard))
    card = reading.card_of(hazard, _told(found_at, found_words))
    if card.moment is None:
        words = f"{hazard}还没有行政机关查到，没有处罚的问题。系统外的检查查到的，请写明什么时候、哪个单位。"
        raise Invalid(words, code="enforcement.nobody_found_it", fields={"found_at": [words]})
    exemption = Exemption(
        hazard=hazard,
        region_code=hazard.region_code,
        proposed=card.proposed,
        facts=[[one.label, one.verdict, one.words] for one in card.facts],
        hazard_digest=hazard.head_digest,
        found_at=card.moment.at,
        found_words=card.moment.words[:200],
        **_decision(card.proposed, granted, reason, actor),
    )
    data = {"hazard": str(hazard), "facts": exemption.facts, "found_at": exemption.found_at} | _kept(exemption)
    events.begin(
        exemption,
        "enforcement.decide_exemption",
        actor=actor,
        data=data | {"found": exemption.found_words, "hazard_digest": exemption.hazard_digest},
        to_state=exemption.standing,
        client_id=client_id,
    )
    return exemption


@events.once(ExemptionEvent)
def reconsider_exemption(
    exemption: Exemption, *, actor: User, granted: bool, reason: str, client_id: uuid.UUID | None = None
) -> Exemption:
    """Decide again as another person, by the same facts; what was decided before stays in the events."""
    require(rules.may_reconsider(actor, exemption))
    before, changes = exemption.standing, _decision(exemption.proposed, granted, reason, actor)
    after = "granted" if granted else "refused"
    events.append(
        exemption,
        "enforcement.reconsider_exemption",
        actor=actor,
        changes=changes,
        data={"granted": granted, "before": before, "reason": changes["reason"], "proposed": exemption.proposed},
        from_state=before,
        to_state=after,
        client_id=client_id,
    )
    return exemption


def _told(at: dt.datetime | None, words: str) -> Moment | None:
    if at is None and not words.strip():
        return None
    if at is None or not words.strip():
        said = "系统外的检查，时间和单位都要写。"
        raise Invalid(said, code="enforcement.found", fields={"found_at" if at is None else "found_words": [said]})
    if at > clock.now():
        said = "检查开始的时间晚于现在，请核对。"
        raise Invalid(said, code="enforcement.found", fields={"found_at": [said]})
    return Moment(at, f"{say(words, '检查单位', 'found_words')}，{written(at)}开始")


def _decision(proposed: str, granted: bool, reason: str, actor: User) -> dict[str, Any]:
    why = say(reason, "理由", "reason")
    if proposed != ("yes" if granted else "no") and len(why) < SHORTEST_AGAINST:
        said = f"认定与系统列出的事实不一致，或事实存疑，请写明核实的情况，不少于 {SHORTEST_AGAINST} 个字。"
        raise Invalid(said, code="enforcement.short_reason", fields={"reason": [said]})
    return {"granted": granted, "reason": why, "decided_by": actor, "decided_at": clock.now()}


def _kept(exemption: Exemption) -> dict[str, Any]:
    return {"granted": exemption.granted, "proposed": exemption.proposed, "reason": exemption.reason}
