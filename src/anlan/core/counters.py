"""Running numbers from a counter row in the same transaction: no gaps from a rollback, no number twice."""

from django.db import IntegrityError, transaction
from django.db.models import F

from anlan.core.models import Counter


def take(key: str) -> int:
    """The next number under `key`, starting at 1; given back when the surrounding transaction rolls back."""
    return take_many(key, 1)


def take_many(key: str, count: int) -> int:
    """Take `count` numbers in a row; returns the first of them."""
    with transaction.atomic():
        if not Counter.objects.filter(key=key).update(value=F("value") + count):
            _open(key)
            Counter.objects.filter(key=key).update(value=F("value") + count)
        return Counter.objects.values_list("value", flat=True).get(key=key) - count + 1


def _open(key: str) -> None:
    # Two first users may meet: the loser's insert fails and both go on to update the one row.
    try:
        with transaction.atomic():
            Counter.objects.create(key=key, value=0)
    except IntegrityError:
        pass
