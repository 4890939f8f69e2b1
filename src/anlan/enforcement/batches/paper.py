"""A list of a period as an official document."""

from anlan.core import clock
from anlan.enforcement.batches import queries
from anlan.enforcement.batches.models import Batch
from anlan.files.presses.document import Block, Heading, OfficialDocument, Paragraph, Table
from anlan.org.models import Office


def of(batch: Batch) -> OfficialDocument:
    """The document, marked as a draft until it was approved."""
    office = Office.objects.filter(region=batch.region, kind=Office.Kind.TOWNSHIP, ended_on=None).first()
    name = office.name if office else batch.region.name
    signed_on = clock.local_date(batch.approved_at) if batch.approved_at else clock.today()
    state = {"draft": "（草稿）", "taken_back": "（已撤下）"}.get(batch.state, "")
    return OfficialDocument(
        issuer=name,
        title=f"{batch.title}{state}",
        number=batch.number,
        body=_body(batch),
        signed_by=name,
        signed_on=signed_on,
    )


def _body(batch: Batch) -> list[Block]:
    entries = list(queries.entries_of(batch))
    span = f"{clock.day_words(batch.first_day)}至{clock.day_words(batch.last_day)}"
    opening = Paragraph(f"依据{batch.basis}，{span}列入{batch.get_kind_display()}的有 {len(entries)} 条：")
    if batch.is_of_cases:
        return [opening, *(block for one in entries for block in (Heading(one.heading), Paragraph(one.words)))]
    rows = [(n, one.enterprise.name, one.enterprise.region.plain_name, one.words) for n, one in enumerate(entries, 1)]
    return [opening, Table(("序", "单位", "所在村", "事由"), rows, (0.6, 3, 2, 7), "clll")]
