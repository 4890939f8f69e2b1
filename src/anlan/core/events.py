"""Events: who did what to which subject and when; append-only, each chained to the one before it by digest."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction

from anlan.core import clock, db
from anlan.core.errors import Invalid, Stale
from anlan.core.ids import uuid7

CLOCK_TOLERANCE = dt.timedelta(minutes=5)
_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
STALE = "刚刚有人先处理了这条记录，您的这一步没有生效，请刷新后再看。"

S = TypeVar("S", bound="Chained")


class Chained(models.Model):
    """A subject whose life is a chain of events; `head_digest` is the digest of the last of `event_count`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event_count = models.PositiveIntegerField(default=0, editable=False)
    head_digest = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class AppendOnly(models.QuerySet):
    """A queryset that cannot change what happened."""

    def update(self, **changes: Any) -> int:
        """Always raises: an event is never changed."""
        raise TypeError("events are append-only")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Always raises: an event is never removed."""
        raise TypeError("events are append-only")


class Event(models.Model):
    """One thing that happened to one subject. A room adds `subject`, a key related by `events`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=60)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=60)
    office_name = models.CharField(max_length=100, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    client_id = models.UUIDField(unique=True, default=uuid7)
    data = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        abstract = True
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "number"], name="%(app_label)s_%(class)s_number"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert once; an existing event refuses."""
        if not self._state.adding:
            raise TypeError("events are append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Always raises: an event is never removed."""
        raise TypeError("events are append-only")


AS_IT_IS = frozenset((str, int, bool, float, type(None)))


def plain(value: Any) -> Any:
    """A value as JSON holds it, so that what is hashed now reads back the same from either database."""
    if type(value) in AS_IT_IS:
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    return value


def digest_of(event: Any, previous: str) -> str:
    """sha256 over the previous digest of the subject and every field of an event or its row, in canonical JSON."""
    row = {
        "subject": str(event.subject_id),
        "number": event.number,
        "action": event.action,
        "from": event.from_state,
        "to": event.to_state,
        "actor": str(event.actor_id or ""),
        "name": event.actor_name,
        "office": event.office_name,
        "happened_at": _utc(event.happened_at),
        "recorded_at": _utc(event.recorded_at),
        "client_id": str(event.client_id),
        "data": event.data,
        "files": event.files,
    }
    return hashlib.sha256(f"{previous}\n{_canonical(row)}".encode()).hexdigest()


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def event_model_of(subject: Chained | type[Chained]) -> type[Event]:
    """The event table of a subject's kind, by its `events` relation."""
    return _related(subject, "events")


def subject_model_of(event_model: type[Event]) -> type[Chained]:
    """The table whose lives an event table tells."""
    return _related(event_model, "subject")


def _related(model: Any, name: str) -> Any:
    return model._meta.get_field(name).related_model


def event_models() -> list[type[Event]]:
    """Every concrete event table of this installation, in the order of its rooms."""
    return [model for model in apps.get_models() if issubclass(model, Event)]


def make(
    subject: Chained,
    action: str,
    *,
    actor: Any,
    number: int,
    previous: str,
    **fields: Any,
) -> Event:
    """An unsaved event with its digest; `fields` are the optional ones of `append`."""
    moment = clock.now()
    happened_at = fields.get("happened_at") or moment
    if happened_at > moment + CLOCK_TOLERANCE:
        raise Invalid("发生时间晚于现在，请检查手机或表格里的时间。", code="core.future")
    event = event_model_of(subject)(
        subject=subject,
        number=number,
        action=action,
        from_state=fields.get("from_state", ""),
        to_state=fields.get("to_state", ""),
        actor=actor,
        actor_name=actor.full_name if actor else "系统",
        office_name=actor.office_name if actor else "",
        happened_at=happened_at,
        recorded_at=moment,
        client_id=fields.get("client_id") or uuid7(),
        data=plain(fields.get("data") or {}),
        files=list(fields.get("files") or ()),
    )
    event.digest = digest_of(event, previous)
    return event


def begin(subject: Chained, action: str, *, actor: Any, **fields: Any) -> Event:
    """Save a new subject together with its first event.

    `fields`: data, files (sha256), happened_at, client_id, to_state. Raises Invalid for a time in the future.
    """
    event = make(subject, action, actor=actor, number=1, previous="", **fields)
    subject.event_count, subject.head_digest = 1, event.digest
    with transaction.atomic(savepoint=False):
        subject.save(force_insert=True)
        _write(event)
    return event


def append(
    subject: Chained,
    action: str,
    *,
    actor: Any,
    changes: dict[str, Any] | None = None,
    expect: dict[str, Any] | None = None,
    **fields: Any,
) -> Event:
    """Write one more event and the changes it makes, if nobody was faster.

    Compare-and-swap on `event_count` (and `expect`, such as the state): the loser changes nothing and gets Stale.
    `fields`: data, files (sha256), happened_at, client_id, from_state, to_state.
    """
    count, previous = subject.event_count, subject.head_digest
    event = make(subject, action, actor=actor, number=count + 1, previous=previous, **fields)
    values = {**(changes or {}), "event_count": count + 1, "head_digest": event.digest}
    with transaction.atomic(savepoint=False):
        if is_ours := db.swap(subject, values, {"event_count": count, **(expect or {})}):
            _write(event)
    if not is_ours:  # raised out here: the caller's transaction is whole, nothing was written
        raise Stale(STALE, code=f"{subject._meta.app_label}.stale")
    for name, value in values.items():
        setattr(subject, name, value)
    return event


def _write(event: Event) -> None:
    db.insert([event])
    position = apps.get_model("core", "Position")
    db.insert([position(room=event._meta.label_lower, event_id=event.pk, digest=event.digest)])


class Met:
    """The ids one request brings: whether an event has one of them already is asked once for all of them.

    Another request may write such an event meanwhile; then the unique `client_id` refuses ours, and we `forget`.
    """

    def __init__(self, client_ids: Iterable[uuid.UUID]) -> None:
        """`client_ids` are those of the request's actions."""
        self.ids = frozenset(client_ids)
        self.forget()

    def forget(self) -> None:
        """Ask again."""
        self._known: dict[type[Event], dict[uuid.UUID, Event]] = {}

    def event_of(self, model: type[Event], client_id: uuid.UUID) -> Event | None:
        """The event of a table that has one of these ids."""
        if model not in self._known:
            self._known[model] = {one.client_id: one for one in model.objects.filter(client_id__in=self.ids)}
        return self._known[model].get(client_id)


_met: ContextVar[Met | None] = ContextVar("met", default=None)


@contextmanager
def meeting(met: Met) -> Iterator[None]:
    """A block in one transaction that its caller begins anew where two meet: `once` needs no savepoint in it."""
    token = _met.set(met)
    try:
        yield
    finally:
        _met.reset(token)


def begins_anew() -> bool:
    """Whether we are in such a block: then the compare-and-swap alone may say that what was read is no longer so."""
    return _met.get() is not None


def repeated(event_model: type[Event], client_id: uuid.UUID | None, action: str) -> Event | None:
    """The event an earlier upload of the same action left, if any. Raises Invalid when the id served another action."""
    if client_id is None:
        return None
    met = _met.get()
    if met and client_id in met.ids:
        event = met.event_of(event_model, client_id)
    else:
        event = event_model.objects.filter(client_id=client_id).first()
    if event and event.action != action:
        raise Invalid(
            "这个表单编号已用于另一项操作，请刷新页面后重新填写。",
            code="core.client_id",
        )
    return event


def once(
    event_model: type[Event] | str,
) -> Callable[[Callable[..., S]], Callable[..., S]]:
    """Make an action answer a repeated `client_id` with the subject of its first run instead of acting twice.

    The action's name is `<room>.<function>`; the unique `client_id` in the database is the last guard.
    """

    def decorate(function: Callable[..., S]) -> Callable[..., S]:
        action = f"{function.__module__.split('.')[1]}.{function.__name__}"

        @wraps(function)
        def guarded(*args: Any, client_id: uuid.UUID | None = None, **kwargs: Any) -> S:
            model = apps.get_model(event_model) if isinstance(event_model, str) else event_model
            if earlier := repeated(model, client_id, action):
                return earlier.subject  # type: ignore[attr-defined]  # each room's event table has it
            if begins_anew():  # whoever began the block undoes all of it, and begins anew where two meet
                return function(*args, client_id=client_id, **kwargs)
            try:
                with transaction.atomic():
                    return function(*args, client_id=client_id, **kwargs)
            except (IntegrityError, Stale):
                # The same form may have come twice at the same moment: then the other one did the work.
                if earlier := repeated(model, client_id, action):
                    return earlier.subject  # type: ignore[attr-defined]  # each room's event table has it
                raise

        return guarded

    return decorate


def names_of(files: Iterable[Any]) -> list[str]:
    """The sha256 names of stored files, as an event keeps them."""
    return [getattr(file, "sha256", file) for file in files]
