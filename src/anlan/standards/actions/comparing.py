"""Putting on record that somebody compared an item with the official text."""

from uuid import UUID

from django.db import transaction

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotYours
from anlan.org.models import User
from anlan.standards import rules
from anlan.standards.models import Comparison, CriteriaPack, Criterion, PackEvent
from anlan.standards.packs.nature import is_cut_short

CUT_SHORT = (
    "本条载入的文字自己写明没有收全，不能记作与原文一致。请记“不一致”并写明缺的内容，或先在“标准更新”里补全条文再核对。"
)


@events.once(PackEvent)
def compare(
    criterion: Criterion,
    *,
    actor: User,
    outcome: str,
    source: str,
    note: str = "",
    client_id: UUID | None = None,
) -> CriteriaPack:
    """Record who compared the item's wording with the official text, by what source, and with what outcome.

    Writes one PackEvent. The latest comparison counts, for every version of the pack with the same wording: one that
    differs stops judgements by the item until a corrected version is loaded.
    """
    if not rules.can_compare(actor):
        raise NotYours("标注“已与原文核对”由站所工作人员和负责人办理。", code="standards.not_yours")
    _check(criterion, outcome, source, note)
    pack = CriteriaPack.objects.get(pk=criterion.pack_id)
    data = {"code": criterion.code, "digest": criterion.digest, "outcome": outcome, "source": source, "note": note}
    with transaction.atomic():
        events.append(pack, "standards.compare", actor=actor, data=data, client_id=client_id)
        Comparison.objects.create(
            criterion=criterion,
            criterion_digest=criterion.digest,
            outcome=outcome,
            source=source,
            note=note,
            by=actor,
            by_name=actor.full_name,
            office_name=actor.office_name,
            at=clock.now(),
        )
    return pack


def _check(criterion: Criterion, outcome: str, source: str, note: str) -> None:
    if outcome not in Comparison.Outcome.values:
        raise Invalid("请选择核对结果。", fields={"outcome": ["请选择核对结果。"]})
    if outcome == Comparison.Outcome.AGREES and is_cut_short(criterion.summary):
        raise Invalid(CUT_SHORT, fields={"outcome": [CUT_SHORT]})
    if len(source.strip()) < 4:
        words = "请写明依据的原文来源，如发文机关网站网址或文件编号。"
        raise Invalid(words, fields={"source": [words]})
    if outcome == Comparison.Outcome.DIFFERS and not note.strip():
        words = "与原文不一致的，请写明哪里不一致。"
        raise Invalid(words, fields={"note": [words]})
