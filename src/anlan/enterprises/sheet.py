"""The register as a workbook: the columns of the list, and the codes beside the name."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from anlan.enterprises.models import Enterprise
from anlan.files.presses.xlsx import Head

HEAD = [
    Head("本地编号", 14),
    Head("企业名称", 30),
    Head("统一社会信用代码", 22),
    Head("类别", 12),
    Head("所在村", 12),
    Head("地址", 30),
    Head("主行业", 12),
    Head("主管单位", 16),
    Head("主要负责人", 12),
    Head("电话", 16),
    Head("从业人数", 10),
    Head("标识", 20),
    Head("经营状态", 10),
    Head("归属缺口", 18),
]
CHUNK = 500


def sheet_rows(rows: QuerySet[Enterprise]) -> Iterator[list[Any]]:
    """The rows of the list, in constant memory; phones masked as the list shows them."""
    for one in rows.iterator(chunk_size=CHUNK):
        principal = one.principals[-1] if one.principals else None  # type: ignore[attr-defined]  # no column, but set or annotated
        yield [
            one.local_code,
            one.name,
            one.credit_code,
            one.get_kind_display(),
            one.region.plain_name,
            one.address,
            str(one.main_industry or ""),
            str(one.strip or ""),
            principal.name if principal else "",
            "、".join(principal.shown_phones) if principal else "",
            one.headcount,
            "、".join(one.flags),
            one.get_status_display(),
            "、".join(one.gaps),
        ]
