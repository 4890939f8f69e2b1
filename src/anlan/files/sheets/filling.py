"""What a line leaves to the line above: vertical merges and ditto marks, filled in."""

from __future__ import annotations

from anlan.files.sheets.reading import Sheet

DITTO = {"同上", "〃", "″", "“", "”", '"', "''", "′′"}


def without_dittos(cells: list[object], above: list[object]) -> list[object]:
    """Return a line whose 同上 and 〃 say what the line above says."""
    if not any(isinstance(cell, str) and cell.strip() in DITTO for cell in cells):
        return cells
    filled = [*above, *[None] * (len(cells) - len(above))]
    return [filled[i] if isinstance(cell, str) and cell.strip() in DITTO else cell for i, cell in enumerate(cells)]


def merged_down(sheet: Sheet, last_head: int) -> dict[int, dict[int, object]]:
    """Return by row and column what vertical merges below the head carry into the rows they cover."""
    filled: dict[int, dict[int, object]] = {}
    for (top, left), (bottom, _) in sheet.merges:
        if top > last_head and bottom > top:
            raw = sheet.cell(top, left)
            for row in range(top + 1, min(bottom + 1, len(sheet.rows))):  # a merge may say the last row Excel has
                filled.setdefault(row, {})[left] = raw
    return filled
