"""Which enterprise a line means: named in a column, a title or the sheet, else the one its uploader leads."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from anlan.enterprises import queries as register
from anlan.enterprises import rules
from anlan.enterprises.importing.readers import credit, enterprise_name
from anlan.enterprises.models import Enterprise
from anlan.enterprises.names import name_key
from anlan.enterprises.rosters.words import field
from anlan.files.importing import Record
from anlan.files.sheets import fields
from anlan.files.sheets.fields import Cell, Field
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User


class Places:
    """The enterprises one person sees, by every name they have; read when the first line asks."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._loaded: dict[Any, Enterprise] = {}
        self._coded: dict[str, set[Any]] = {}

    @cached_property
    def _by_name(self) -> dict[str, set[Any]]:
        found: dict[str, set[Any]] = defaultdict(set)
        rows = register.visible_to(self.user).order_by().values_list("pk", "name_key", "former_names")
        for pk, own, former in rows.iterator():
            for one in {own, *map(name_key, former)}:
                found[one].add(pk)
        return found

    @cached_property
    def _own(self) -> list[Any]:
        return [pk for pk, post in rules.posts_of(self.user).items() if post in rules.MANAGERS]

    def fields(self) -> list[Field]:
        """The columns by which a line says whose it is."""
        return [
            field("enterprise", self._read, from_title=True),
            field("credit_code", credit, strict=False, evidence=fields.LOOKS_LIKE_CREDIT_CODE, by_content=True),
        ]

    def _read(self, raw: object, cell: Cell) -> str:
        written = enterprise_name(raw, cell)
        if written and name_key(written) not in self._by_name:
            raise Unclean(f"企业名录里没有“{written}”，或者不在您的辖区；先登记企业，或核对名称")
        return written

    def of(self, record: Record) -> Enterprise:
        """The enterprise a line means. Raises Unclean where it is none or not one."""
        ids = self._named(record)
        if len(ids) > 1:
            raise Unclean(f"有 {len(ids)} 家叫“{record['enterprise']}”，请加一列统一社会信用代码")
        if not ids:
            raise Unclean("看不出是哪家单位的人：加一列单位名称，或在表头上方写“单位名称：某某厂”")
        place = self._place(next(iter(ids)))
        if not rules.can_change(self.user, place):
            raise Unclean(f"“{place.name}”的人员由它自己的负责人或属地工作人员登记")
        return place

    def _named(self, record: Record) -> set[Any]:
        ids = set(self._by_name[name_key(record["enterprise"])]) if record["enterprise"] else set(self._own)
        if code := record["credit_code"]:
            if code not in self._coded:
                rows = register.visible_to(self.user).filter(credit_code=code)
                self._coded[code] = set(rows.values_list("pk", flat=True))
            same = self._coded[code]
            if record["enterprise"] and not same & ids:
                raise Unclean(f"“{record['enterprise']}”的信用代码不是 {code}，请核对")
            return same
        return ids

    def _place(self, pk: Any) -> Enterprise:
        if pk not in self._loaded:
            self._loaded[pk] = register.detail_of(self.user).get(pk=pk)
        return self._loaded[pk]

    def known(self, records: Iterable[Record]) -> set[Any]:
        """The ids of all enterprises some lines may mean."""
        found: set[Any] = set()
        for record in records:
            try:
                found |= self._named(record)
            except Unclean:
                continue
        return found
