"""Which importers there are; rooms register theirs in ready()."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anlan.core.errors import Missing

if TYPE_CHECKING:
    from anlan.files.importing.base import Importer

_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make a kind importable; the same kind registered again replaces the first."""
    _importers[importer.kind] = importer


def importer_of(kind: str) -> Importer:
    """Return the importer of a kind. Raises Missing."""
    if kind not in _importers:
        raise Missing("没有这种台账的导入。请从“导入台账”重新选择。", code="files.no_importer")
    return _importers[kind]


def importers() -> list[Importer]:
    """Return every importer in the order of registration."""
    return list(_importers.values())
