"""What every action asks first."""

from functools import partial

from anlan.core import errors

REFUSED = "campaigns.refused"
require = partial(errors.require, code=REFUSED)
"""Go on for an empty reason. Raises NotYours with the reason otherwise."""
