"""What every action asks first."""

from functools import partial

from anlan.core import errors
from anlan.core.errors import Invalid

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
