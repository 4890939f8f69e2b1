"""Background work on the same database: at least once, so every job is idempotent and takes ids only."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_q.tasks import async_task


def enqueue(function: str, *ids: Any) -> None:
    """Run `package.module.function(*ids)` in the worker once the surrounding transaction is committed.

    Where JOBS_IN_PLACE is set (tests, one-shot commands) it runs at once after the commit.
    """
    arguments = [str(one) for one in ids]
    if getattr(settings, "JOBS_IN_PLACE", False):
        transaction.on_commit(lambda: import_string(function)(*arguments))
    else:
        # The ORM broker writes the task in the same transaction: it exists exactly when the work it belongs to does.
        async_task(function, *arguments)
