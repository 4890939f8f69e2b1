"""Verification: walks every chain and every seal and names what was changed, removed, re-ordered or back-dated."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from anlan.core import merkle
from anlan.core.events import CLOCK_TOLERANCE, Chained, Event, digest_of, event_models, subject_model_of
from anlan.core.journal import SEALS
from anlan.core.models import Counter, Position, Seal

CHUNK = 2000
NAMED_BY = ("code", "username", "slug", "name")


@dataclass(frozen=True)
class Broken:
    """One thing that is not as it was written: the room, the subject as people name it, the event's number, and why."""

    room: str
    subject: str
    event: int
    why: str


@dataclass
class Report:
    """What verification saw; `broken` is empty when every chain and seal holds."""

    events: int = 0
    seals: int = 0
    broken: list[Broken] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The shape `anlan verify --json` prints."""
        return asdict(self)


class Line(NamedTuple):
    """An event as stored, with what its subject and the reader's order say of it; no model, for there are millions."""

    number: int
    action: str
    from_state: str
    to_state: str
    actor_id: Any
    actor_name: str
    office_name: str
    happened_at: dt.datetime
    recorded_at: dt.datetime
    client_id: Any
    data: Any
    files: Any
    digest: str
    subject_id: Any
    event_count: int | None
    head_digest: str | None
    shown: Any
    written: str | None


OF_SUBJECT = ("event_count", "head_digest")
OF_EVENT = Line._fields[: Line._fields.index("event_count")]


def verify() -> Report:
    """Walk all chains, the reader's order and the seals, in a stream of constant memory; changes nothing."""
    report = Report()
    for model in event_models():
        _Room(model, report).walk()
    _walk_seals(report)
    return report


class _Room:
    """The walk through one event table, chain by chain."""

    def __init__(self, model: type[Event], report: Report) -> None:
        self.model = model
        self.report = report
        self.room = model._meta.app_label
        self.subjects: type[Chained] = subject_model_of(model)
        self.previous: Line | None = None

    def walk(self) -> None:
        for line in map(Line._make, self._rows().iterator(chunk_size=CHUNK)):
            self._step(line)
        self._end_of_chain()
        self._subjects_without_events()
        self._lines_without_events()

    def _rows(self) -> Any:
        registered = Position.objects.filter(room=self.model._meta.label_lower, event_id=OuterRef("pk"))
        written = Subquery(registered.values("digest")[:1])
        rows = self.model.objects.order_by("subject_id", "number")
        names = [f"subject__{name}" for name in (*OF_SUBJECT, self._name_field())]
        return rows.values_list(*OF_EVENT, *names, written)

    def _step(self, line: Line) -> None:
        self.report.events += 1
        if self.previous is None or self.previous.subject_id != line.subject_id:
            self._end_of_chain()
            self.previous = None
        for why in islice(_faults(line, self.previous), 1):
            self._name(line, line.number, why)
        self.previous = line

    def _end_of_chain(self) -> None:
        last = self.previous
        if last is None:
            return
        if (last.event_count or 0) > last.number:
            self._name(last, last.number + 1, "最后的事件被删除")
        elif (last.event_count, last.head_digest) != (last.number, last.digest):
            self._name(last, last.number, "链头与最后一条事件不符")

    def _name(self, line: Line, number: int, why: str) -> None:
        self.report.broken.append(Broken(self.room, str(line.shown or line.subject_id), number, why))

    def _name_field(self) -> str:
        fields = {f.name for f in self.subjects._meta.get_fields()}
        return next((known for known in NAMED_BY if known in fields), "pk")

    def _subjects_without_events(self) -> None:
        own = self.model.objects.filter(subject=OuterRef("pk"))
        rows = self.subjects._base_manager.filter(~Exists(own), event_count__gt=0)
        for pk, shown in rows.values_list("pk", self._name_field()):
            self.report.broken.append(Broken(self.room, str(shown or pk), 1, "全部事件被删除"))

    def _lines_without_events(self) -> None:
        # Registered in the reader's order when it was written, and gone now.
        lines = Position.objects.filter(room=self.model._meta.label_lower)
        lines = lines.filter(~Exists(self.model.objects.filter(pk=OuterRef("event_id"))))
        for event_id in lines.values_list("event_id", flat=True):
            self.report.broken.append(Broken(self.room, str(event_id), 0, "总序登记过的事件已不存在（被删除）"))


def _faults(event: Line, previous: Line | None) -> Iterator[str]:
    expected = previous.number + 1 if previous else 1
    if event.number != expected:
        yield f"前面缺第 {expected} 条事件（被删除或调换）"
    if digest_of(event, previous.digest if previous else "") != event.digest:
        yield "内容与摘要不符（被改动或调换）"
    if previous and event.recorded_at < previous.recorded_at:
        yield "记录时间早于前一条（被倒签）"
    if event.happened_at > event.recorded_at + CLOCK_TOLERANCE:
        yield "发生时间晚于记录时间（被改动）"
    if event.written is None:
        yield "总序中没有这条事件（可能是事后插入）"
    elif event.written != event.digest:
        yield "摘要与写入时登记的不一致（内容被改）"


def _walk_seals(report: Report) -> None:
    before: Seal | None = None
    for seal in Seal.objects.order_by("number"):
        report.seals += 1
        _missing_seals(report, before, seal.number)
        if why := _fault_of(seal, before):
            report.broken.append(Broken("core", f"封存 {seal.sealed_on}", seal.number, why))
        before = seal
    last = Counter.objects.filter(key=SEALS).values_list("value", flat=True).first() or 0
    _missing_seals(report, before, last + 1)


def _missing_seals(report: Report, before: Seal | None, following: int) -> None:
    for number in range(before.number + 1 if before else 1, following):
        report.broken.append(Broken("core", f"第 {number} 号封存", number, "这一号封存已不存在（被删除）"))


def _fault_of(seal: Seal, before: Seal | None) -> str:
    span = (seal.first_position, seal.last_position)
    top = _root_of(span)
    if top != seal.root:
        return "封存与其覆盖的事件不符"
    if seal.number != (before.number + 1 if before else 1):
        return ""  # the one it is chained to is gone, which is said already
    known, expected = (before.digest, before.last_position + 1) if before else ("", 1)
    whole = merkle.seal_digest(seal.number, seal.sealed_on.isoformat(), span, top, known)
    return "" if (whole, seal.first_position) == (seal.digest, expected) else "封存本身被改动，或与前一号接不上"


def _root_of(span: tuple[int, int]) -> str:
    rows = Position.objects.filter(position__range=span).order_by("position")
    return merkle.root(list(rows.values_list("digest", flat=True)))
