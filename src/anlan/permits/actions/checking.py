"""What every action asks first."""

import datetime as dt
from functools import partial

from anlan.core import errors
from anlan.core.errors import Invalid, NotNow
from anlan.permits.models import Permit

require = partial(errors.require, code="permits.not_yours")
"""Go on for an empty reason. Raises NotYours with the reason otherwise."""


def wrong(field: str, words: str) -> Invalid:
    """What is wrong with one field, as an error to raise."""
    return Invalid(words, code=f"permits.{field}", fields={field: [words]})


def say(field: str, text: str, what: str) -> str:
    """The text without blanks. Raises Invalid where it says nothing."""
    plain = (text or "").strip()
    if not plain:
        raise wrong(field, f"请写明{what}。")
    return plain


def refuse_changed(permit: Permit, at: dt.datetime | None) -> None:
    """Go on unless the ticket was changed after what a phone kept. Raises NotNow: it meant another content."""
    if at and permit.events.filter(action="permits.change", recorded_at__gt=at).exists():
        raise NotNow(f"{permit}在这之后改过内容，请看过新内容、到现场重新办。", code="permits.changed")
