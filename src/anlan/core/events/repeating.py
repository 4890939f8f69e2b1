"""An action sent twice, by a form or by a phone, acts once: the id that came with it is known by the event it left."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, transaction

from anlan.core.errors import Invalid, Stale
from anlan.core.events.log import Chained, Event

S = TypeVar("S", bound=Chained)


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
