"""The one way a cell is refused: a sentence that quotes what the cell says."""

from __future__ import annotations

from dataclasses import dataclass


class Unclean(ValueError):
    """A cell's text cannot be taken; str(error) is the Chinese sentence without a full stop."""


@dataclass(frozen=True)
class UncachedFormula:
    """Stands in a row for a formula that the program which saved the file never calculated."""

    cell: str

    def __str__(self) -> str:
        return ""


def refuse_non_values(raw: object) -> None:
    """Raise Unclean for what only looks like a value: uncalculated formulas, #N/A and its kin."""
    if isinstance(raw, UncachedFormula):
        raise Unclean("公式没有保存计算结果，请用 Excel 或 WPS 打开文件，保存后再上传")
    if isinstance(raw, str) and raw.startswith("#") and raw.rstrip("!?").upper() in ERROR_VALUES:
        raise Unclean(f"单元格是公式错误值：{raw}")


ERROR_VALUES = {"#N/A", "#REF", "#VALUE", "#NAME", "#DIV/0", "#NULL", "#NUM", "#SPILL", "#CALC"}
