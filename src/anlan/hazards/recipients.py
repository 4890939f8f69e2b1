"""Who is to be told of a hazard: those who fix it, who supervise it, who lead."""

from collections.abc import Callable, Iterable
from functools import partial

from anlan.enterprises.rules import MANAGERS
from anlan.hazards.actions.reporting import safety_office
from anlan.hazards.models import Hazard, Receipt
from anlan.hazards.needs import standing_receipts
from anlan.org import scope
from anlan.org.models import User

Recipients = Callable[[Hazard], list[User]]


def fixers(hazard: Hazard) -> list[User]:
    """The accounts of those who must fix it: the enterprise's managers and whom they named, or the governing body."""
    if hazard.governed_by_id:
        return scope.people_with("hazards.rectify", hazard.place, offices={hazard.governed_by_id})
    people = [one for one in hazard.enterprise.people.all() if one.until is None and one.user_id]
    return [one.user for one in people if one.post in MANAGERS or one.pk == hazard.responsible_id]


def holding(permission: str) -> Recipients:
    """Everybody of the place with a permission."""
    return partial(_holding, permission)


def _holding(permission: str, hazard: Hazard) -> list[User]:
    return scope.people_with(permission, hazard.place)


def supervisors(permission: str) -> Recipients:
    """Those with a permission at the supervising office, or at the safety office where there is none."""
    return partial(_supervisors, permission)


def _supervisors(permission: str, hazard: Hazard) -> list[User]:
    if hazard.strip_id and hazard.strip_id != hazard.governed_by_id:
        return scope.people_with(permission, hazard.place, offices={hazard.strip_id})
    safety = safety_office(hazard.region_code)
    return scope.people_with(permission, hazard.place, offices={safety.pk}) if safety else []


def handlers(hazard: Hazard) -> list[User]:
    """Whoever has it on the desk, else the officers of the supervising office."""
    return [hazard.handler] if hazard.handler else _supervisors("hazards.judge", hazard)


def desks(hazard: Hazard) -> list[User]:
    """Everybody who may acknowledge for a desk that has not yet done so."""
    found: list[User] = []
    for receipt in standing_receipts(hazard):
        if receipt.acknowledged_at is None:
            found += _at_desk(receipt, hazard)
    return found


def _at_desk(receipt: Receipt, hazard: Hazard) -> Iterable[User]:
    if receipt.desk == Receipt.Desk.LEADER:
        return leaders(hazard)
    if receipt.desk in (Receipt.Desk.SUPERVISING, Receipt.Desk.SAFETY) and receipt.office_id:
        return scope.people_with("hazards.acknowledge", hazard.place, offices={receipt.office_id})
    return []


def leaders(hazard: Hazard) -> list[User]:
    """The township's leaders."""
    return scope.people_with("hazards.acknowledge_as_leader", hazard.place)


def acceptors(hazard: Hazard) -> list[User]:
    """Who may accept it: the supervising office a major one, village and office a general one."""
    if hazard.is_major:
        return _supervisors("hazards.accept", hazard)
    return _holding("hazards.accept_general", hazard)


def closers(hazard: Hazard) -> list[User]:
    """Who may strike it off."""
    if hazard.is_major:
        return [*_supervisors("hazards.close", hazard), *leaders(hazard)]
    return _holding("hazards.close_general", hazard)
