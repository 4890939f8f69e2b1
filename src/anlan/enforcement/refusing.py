"""How this room refuses what a rule gives a reason against."""

from functools import partial

from anlan.core import errors

require = partial(errors.require, code="enforcement.refused")
"""Go on for an empty reason. Raises NotYours with the reason otherwise."""
