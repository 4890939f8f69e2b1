"""Papers of the measure: a checklist to take along and tick."""

from anlan.core import clock
from anlan.files.presses import pdf
from anlan.files.presses.document import Listing
from anlan.standards.checklists import Section

HEAD = ("条款", "检查内容", "怎么查", "是", "否", "不涉及")
WIDTHS = (2.2, 9, 5, 0.8, 0.8, 1.1)
BOX = "□"


def checklist(title: str, subtitle: str, sections: list[Section], *, printed_by: str) -> bytes:
    """A checklist as PDF: A4, its sections as rows of their own, boxes to tick, who printed it and when."""
    rows = [row for section in sections for row in _rows(section)]
    page = Listing(
        title,
        HEAD,
        rows,
        printed_by,
        clock.now(),
        subtitle=f"{subtitle}　答“是”表示没有问题，答“否”表示有问题。",
        widths=WIDTHS,
        aligned="lllccc",
    )
    return pdf.listing(page)


def _rows(section: Section) -> list[tuple[str, ...]]:
    head = ("", f"【{section.pack_title}　{section.name}】", "", "", "", "")
    return [head, *((item["code"], _asked(item), item["check"], BOX, BOX, BOX) for item in section.items)]


def _asked(item: dict[str, str]) -> str:
    return f"{item['question']}（{item['caution']}）" if item["caution"] else item["question"]
