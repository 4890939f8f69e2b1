"""A life as a table: a step has its states, who may take it, what must be there first. For cases and referrals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from anlan.core.errors import NotNow
from anlan.enforcement.refusing import require
from anlan.org.models import User

R = TypeVar("R", bound=Any)


def nothing(record: Any) -> str:
    """No more is needed."""
    return ""


def at(*states: str) -> frozenset[str]:
    """The states a step may be taken from."""
    return frozenset(states)


@dataclass(frozen=True)
class Step(Generic[R]):
    """One step: its words, its states, who may (a reason or nothing), and what is missing (a sentence or nothing).

    Without `to` it leaves the state as it is.
    """

    label: str
    from_: frozenset[str]
    to: str | None
    may: Callable[[User, R], str]
    who: str
    needs: Callable[[R], str] = nothing
    hint: str = ""

    def reason(self, user: User, record: R, held: str = "") -> str:
        """Why the person cannot take it now, empty if they can; `held` is what holds every such step up."""
        if record.state not in self.from_:
            return f"{record.get_state_display()}，不能{self.label}。"
        return self.may(user, record) or held or self.needs(record)

    def check(self, user: User, record: R, held: str = "") -> None:
        """Raises NotNow for the state or what is missing, NotYours for the person."""
        if record.state not in self.from_:
            words = f"{record}{record.get_state_display()}，现在不能{self.label}，请刷新后再看。"
            raise NotNow(words, code="enforcement.not_now")
        require(self.may(user, record))
        if missing := held or self.needs(record):
            raise NotNow(missing, code="enforcement.not_ready")
