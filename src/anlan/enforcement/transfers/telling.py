"""What people are told of transfers: each step at once, and each day what nobody has answered."""

import datetime as dt

from django.urls import reverse

from anlan.core import hooks, journal, workdays
from anlan.core.events import Event
from anlan.enforcement.transfers import queries
from anlan.enforcement.transfers.models import Transfer, TransferEvent
from anlan.org import inbox, scope
from anlan.org.models import Office, User

NAME = "enforcement.transfers"
WORDS = {
    "send": "移送给你单位，请在期限内接收或退回",
    "accept": "对方已接收",
    "give_back": "对方退回，仍由本单位负责",
    "withdraw": "移送单位已撤回",
    "rule": "专班已裁定由谁负责",
    "report_result": "对方反馈了办理结果",
}
RED = frozenset({"send", "give_back", "rule"})


def tell(event: Event) -> None:
    """Put notices of one step into inboxes: the receiver of a sending, the sender of an answer, both of a ruling."""
    name = event.action.removeprefix("enforcement.")
    if not isinstance(event, TransferEvent) or name not in WORDS:
        return
    transfer: Transfer = event.subject
    disputed = event.to_state == Transfer.State.DISPUTED
    words = "第二次被退回或逾期退回，待专班裁定" if disputed else WORDS[name]
    people = [*_concerned(transfer, name), *(_leaders(transfer) if disputed else [])]
    inbox.tell(
        [one for one in people if one.pk != event.actor_id],
        key=f"{NAME}.{event.pk}",
        title=f"{transfer.number}：{words}"[:120],
        body=f"{transfer.hazard} {transfer.hazard.description[:80]} {event.data.get('reason', '')}".strip()[:500],
        url=transfer.get_absolute_url(),
        is_red=name in RED,
    )


def _concerned(transfer: Transfer, name: str) -> list[User]:
    if name in ("send", "withdraw"):
        return at(transfer.to_office, transfer)
    if name == "rule":
        offices = (transfer.from_office, transfer.to_office, transfer.ruled_to)
        return [person for office in offices for person in at(office, transfer)]
    return at(transfer.from_office, transfer)


def at(office: Office | None, transfer: Transfer) -> list[User]:
    """Those who answer transfers at an office."""
    if office is None:
        return []
    return scope.people_with("enforcement.receive_transfer", transfer.place_for(office), offices={office.pk})


def _leaders(transfer: Transfer) -> list[User]:
    return scope.people_with("enforcement.rule_transfer", transfer.hazard.place)


def remind(day: dt.date) -> None:
    """Each day: who is silent past the date hears of it, with the sender and the leaders; once a transfer and state.

    Safe to run twice, and after days nobody ran it.
    """
    for transfer in Transfer.objects.filter(queries.late()).select_related(*queries.SHOWN):
        people = {
            "sent": [*at(transfer.to_office, transfer), *at(transfer.from_office, transfer), *_leaders(transfer)],
            "disputed": _leaders(transfer),
            "accepted": [*at(transfer.ruled_to or transfer.to_office, transfer), *at(transfer.from_office, transfer)],
        }[transfer.state]
        late = workdays.countdown(transfer.due_on, day)
        inbox.tell(
            people,
            key=f"{NAME}.late.{transfer.state}.{transfer.pk}",
            title=f"{transfer.number}：{transfer.get_state_display()}，{late.words if late else ''}",
            body=f"现由{transfer.holder}。{transfer.hazard.description[:80]}",
            url=reverse("enforcement:transfer", args=[transfer.pk]),
            is_red=True,
        )


def register() -> None:
    """Listen to the journal, and look each day at what is late."""
    journal.listen(NAME, tell)
    hooks.daily.register(NAME, remind)
