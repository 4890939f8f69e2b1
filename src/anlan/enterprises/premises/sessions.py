"""Who stands at a door with a phone: kept in the browser's session, good for that one door and nothing else.

No account is logged in: the rest of the system sees a stranger, whatever it is asked for.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person, PhoneCode
from anlan.org.models import User

ASKED, INSIDE = "door_asked", "door"
IDLE_SECONDS, LONGEST_SECONDS = 30 * 60, 2 * 3600


@dataclass(frozen=True)
class Standing:
    """Somebody known at a door: the place, its person, the account they act under, and the code they came by."""

    enterprise: Enterprise
    person: Person
    user: User
    code: str


def asked(request: HttpRequest, code: PhoneCode) -> None:
    """Remember which code this browser asked for; never the number."""
    request.session[ASKED] = str(code.pk)


def asking(request: HttpRequest, enterprise: Enterprise) -> PhoneCode | None:
    """The code this browser asked for at this door, used or not."""
    try:
        pk = uuid.UUID(str(request.session.get(ASKED, "")))
    except ValueError:
        return None
    return PhoneCode.objects.filter(pk=pk, enterprise=enterprise).select_related("enterprise", "person").first()


def let_in(request: HttpRequest, token: str, person: Person, code: PhoneCode) -> None:
    """Let the person in at this door; the session gets a new key, so that nobody else knows it."""
    request.session.cycle_key()
    request.session.pop(ASKED, None)
    moment = clock.now().timestamp()
    told: dict[str, Any] = {"token": token, "person": str(person.pk), "code": str(code.pk)}
    request.session[INSIDE] = told | {"since": moment, "seen": moment}


def standing(request: HttpRequest, token: str, enterprise: Enterprise) -> Standing | None:
    """Who stands at this door; None for nobody, another door, a plate renewed since, a person gone, or too late."""
    kept = request.session.get(INSIDE)
    if not isinstance(kept, dict) or kept.get("token") != token:
        return None
    moment = clock.now().timestamp()
    if moment - kept["seen"] > IDLE_SECONDS or moment - kept["since"] > LONGEST_SECONDS:
        leave(request)
        return None
    person = enterprise.people.filter(pk=kept["person"], until=None).select_related("user").first()
    if person is None or person.user is None or not person.user.is_active or person.user.is_locked:
        leave(request)
        return None
    request.session[INSIDE] = kept | {"seen": moment}
    return Standing(enterprise, person, person.user, kept["code"])


def leave(request: HttpRequest) -> None:
    """Forget who stood there."""
    request.session.pop(INSIDE, None)
    request.session.pop(ASKED, None)
