"""Writing which monthly lists are a place's, and that it was reminded of them."""

import uuid
from collections.abc import Iterable

from anlan.core import events
from anlan.core.errors import Invalid, NotYours
from anlan.enterprises.models import ChosenList, Enterprise, EnterpriseEvent
from anlan.enterprises.premises import queries, rules
from anlan.org.models import User
from anlan.standards import premises


@events.once(EnterpriseEvent)
def choose_lists(
    enterprise: Enterprise, *, slugs: Iterable[str], actor: User, client_id: uuid.UUID | None = None
) -> Enterprise:
    """Say which monthly lists are the place's, instead of what was chosen before. One event, none if the same.

    Raises NotYours for somebody else's place, Invalid for an unknown list and for none at all.
    """
    if not rules.can_choose_lists(actor, enterprise):
        raise NotYours("自查清单由本单位人员或当地工作人员选择。", code="enterprises.not_yours")
    chosen = premises.chosen_of(slugs)
    if not chosen:
        raise Invalid("请至少勾选一项。", code="enterprises.no_lists", fields={"lists": ["请至少勾选一项。"]})
    before, after = queries.lists_of(enterprise), [one.slug for one in chosen]
    if before == after:
        return enterprise
    names = premises.lists()
    diff = ["、".join(names[slug].name for slug in side) for side in (before, after)]
    data = {"lists": after, "changes": {"自查清单": diff}}
    enterprise.refresh_from_db(fields=["event_count", "head_digest"])
    events.append(enterprise, "enterprises.choose_lists", actor=actor, data=data, client_id=client_id)
    enterprise.chosen_lists.exclude(slug__in=after).delete()
    ChosenList.objects.bulk_create(ChosenList(enterprise=enterprise, slug=slug) for slug in after if slug not in before)
    return enterprise


def was_reminded(enterprise: Enterprise, month: str) -> bool:
    """Whether a text about the self-check of a month (YYYY-MM) went out."""
    return EnterpriseEvent.objects.filter(client_id=_once(enterprise, month)).exists()


def reminded(enterprise: Enterprise, month: str) -> Enterprise:
    """Put on record that the principal was reminded by text. One event."""
    data = {"reason": f"{month}自查，短信提醒主要负责人"}
    once = _once(enterprise, month)
    events.append(enterprise, "enterprises.remind_selfcheck", actor=None, data=data, client_id=once)
    return enterprise


def _once(enterprise: Enterprise, month: str) -> uuid.UUID:
    return uuid.uuid5(enterprise.pk, f"selfcheck.{month}")
