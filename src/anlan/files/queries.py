"""Finding stored files and where they were used before."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from anlan.core import clock
from anlan.core.errors import Missing
from anlan.files.models import ImportRun, StoredFile, Use
from anlan.org.models import User


def uses_of(room: str, subject_id: UUID) -> QuerySet[Use]:
    """Return the files of a subject with their purposes, the oldest first."""
    return Use.objects.filter(room=room, subject_id=subject_id).select_related("file", "by")


def first_photos(room: str, subject_ids: Iterable[UUID]) -> dict[UUID, Use]:
    """Return the oldest photo of each subject that has one."""
    rows = Use.objects.filter(room=room, subject_id__in=list(subject_ids), file__media_type__startswith="image/")
    return {use.subject_id: use for use in rows.select_related("file").order_by("-at")}


def file_of(room: str, subject_id: UUID, sha256: str) -> StoredFile:
    """Return a file that a subject really uses; a room calls it before serving. Raises Missing."""
    use = Use.objects.filter(room=room, subject_id=subject_id, file_id=sha256).select_related("file").first()
    if use is None:
        raise Missing("这里没有这个文件。请返回后重新打开。", code="files.missing")
    return use.file


def earlier_uses(sha256s: str | Iterable[str]) -> list[Use]:
    """Return where the same bytes served before; the oldest first."""
    wanted = [sha256s] if isinstance(sha256s, str) else list(sha256s)
    return list(Use.objects.filter(file_id__in=wanted).select_related("file", "by").order_by("at"))


def reuse_warnings(sha256s: str | Iterable[str], *, besides: UUID | None = None) -> list[str]:
    """Return a sentence for each photo that served another subject before: 这张照片 11月3日 已用于 桂26-0012。"""
    return [f"{used_words(use)} {use.label or use.purpose}。" for use in first_uses(sha256s, besides=besides)]


def first_uses(sha256s: str | Iterable[str], *, besides: UUID | None = None) -> list[Use]:
    """Return the first use of each photo that served another subject before `besides`.

    The subject it served first is not blamed for what came later.
    """
    first: dict[str, Use] = {}
    for use in earlier_uses(sha256s):
        if use.file.is_image:
            first.setdefault(use.file_id, use)
    return [use for use in first.values() if use.subject_id != besides]


def used_words(use: Use) -> str:
    """Return how a use is told, up to what it was for: 这张照片 11月3日 已用于."""
    at = use.at.astimezone(clock.local(clock.today()).tzinfo)
    year = "" if at.year == clock.today().year else f"{at.year}年"
    return f"这张照片 {year}{at.month}月{at.day}日 已用于"


def runs_visible_to(user: User, kind: str, *, private: bool = False) -> QuerySet[ImportRun]:
    """Return the import runs of a kind that a person may open: their own, and their office's unless it is private."""
    runs = ImportRun.objects.filter(kind=kind).select_related("file", "by__office")
    if user.office_id and not private:
        return runs.filter(by__office_id=user.office_id)
    return runs.filter(by=user)
