"""What proves a case: the photos of its hazards and its visit and what its handlers brought, each with its number."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from anlan.core import clock
from anlan.enforcement.cases.models import Case
from anlan.enforcement.documents.values import instant
from anlan.files import queries as files
from anlan.files.models import StoredFile, Use
from anlan.hazards.dossier import PURPOSES
from anlan.hazards.models import Hazard
from anlan.inspections.models import VisitEvent

MOST = 300
"""Characters of what a photo shows that stand beside it on its page."""
PURPOSE = "evidence"
"""What a handler brought is used for."""


@dataclass(frozen=True)
class Evidence:
    """One file: its number in the case, what it shows, where, when and by whom it was taken or brought, whence."""

    number: int
    file: StoredFile
    shows: str
    place: str
    taken: str
    brought: str
    source: str
    at: dt.datetime

    @property
    def name(self) -> str:
        """How papers call it: 证据 3."""
        return f"证据 {self.number}"

    @property
    def mark(self) -> str:
        """The first of its hash, as lists say it."""
        return f"校验值 {self.file.pk[:16]}"

    @property
    def facts(self) -> list[tuple[str, object]]:
        """What its page says below it, the whole hash in groups that can be read out."""
        digest = " ".join(self.file.pk[at : at + 8] for at in range(0, 64, 8))
        shows = self.shows if len(self.shows) <= MOST else f"{self.shows[:MOST]}……"
        pairs = [("证明内容", shows), ("拍摄地点", self.place), ("拍摄时间", self.taken)]
        return [*pairs, ("提供", self.brought), ("出处", self.source), ("校验值（SHA-256）", digest)]


def of(case: Case) -> list[Evidence]:
    """Everything in the order it came, each file once, nothing that came after the case was closed."""
    found: dict[str, Evidence] = {}
    for one in _told(case):
        if one.use.file_id not in found and not (case.closed_at and one.use.at > case.closed_at):
            found[one.use.file_id] = _one(len(found) + 1, one)
    return list(found.values())


def _one(number: int, told: "Told") -> Evidence:
    use, file = told.use, told.use.file
    stored = f"{instant(use.at)} 存入（文件里没有记录时间）"
    taken = instant(file.taken_at) if file.taken_at else told.made_on or stored
    where = f"{told.place}（{_position(file)}）" if file.latitude is not None else told.place
    by = f"{use.by.full_name} {use.by.office_name}".strip() if use.by else "系统"
    return Evidence(number, file, told.shows, where, taken, f"{by}　{instant(use.at)}", told.source, use.at)


def _position(file: StoredFile) -> str:
    return f"北纬 {file.latitude:.5f}°，东经 {file.longitude:.5f}°"


@dataclass(frozen=True)
class Told:
    """One use of a file with what the records say of it."""

    use: Use
    shows: str
    place: str
    source: str
    made_on: str = ""


def _told(case: Case) -> Iterator[Told]:
    for hazard in _hazards(case):
        place = f"{case.enterprise.name} {hazard.place_words}".strip()
        for use in _photos("hazards", hazard.pk):
            what = PURPOSES.get(use.purpose, "附图")
            yield Told(use, f"{hazard.description}（{what}）", place, f"隐患{hazard}")
    yield from _of_visit(case)
    yield from _brought(case)


def _photos(room: str, subject_id: UUID) -> list[Use]:
    return [use for use in files.uses_of(room, subject_id) if use.file.is_image]


def _hazards(case: Case) -> list[Hazard]:
    """The case's hazard, those its order named; an inspection's findings where the case names none."""
    named = {case.hazard_id} if case.hazard_id else set()
    named |= {item["hazard"] for item in case.order.items if item.get("hazard")} if case.order else set()
    rows = Hazard.objects.order_by("code")
    if named:
        return list(rows.filter(pk__in=named))
    visit = case.inspection.visit_id if case.inspection else None
    return list(rows.filter(findings__visit=visit).distinct()) if visit else []


def _of_visit(case: Case) -> Iterable[Told]:
    """The photos that answered an item of the inspection."""
    visit = case.inspection.visit_id if case.inspection else None
    uses = [use for use in _photos("inspections", visit) if use.purpose == "answer"] if visit else []
    told = {str(one.pk): one.data for one in VisitEvent.objects.filter(pk__in=[use.event_id for use in uses])}
    for use in uses:
        data = told.get(str(use.event_id), {})
        shows = "：".join(filter(None, [str(data.get("question", "检查项")), str(data.get("note", ""))]))
        yield Told(use, shows, case.enterprise.name, f"行政检查{case.inspection}")


def _brought(case: Case) -> Iterable[Told]:
    uses = [use for use in files.uses_of("enforcement", case.pk) if use.purpose == PURPOSE]
    told = {str(one.pk): one.data for one in case.events.filter(pk__in=[use.event_id for use in uses])}
    for use in uses:
        data = told.get(str(use.event_id), {})
        made_on = str(data.get("made_on", ""))
        on = f"{clock.day_words(dt.date.fromisoformat(made_on))}形成" if made_on else ""
        yield Told(use, str(data.get("shows", "")), str(data.get("place", "")), "承办人调取", on)
