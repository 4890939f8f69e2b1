"""Who sends lookouts, who answers them, who says that an answer does not stand. Empty for yes, else the reason."""

from collections.abc import Iterable
from typing import Any

from anlan.campaigns.lookouts.models import Lookout, NoneHere
from anlan.campaigns.steering.rules import holds
from anlan.enterprises.models import Enterprise, Lesson, Person
from anlan.enterprises.rules import post_of
from anlan.org import scope
from anlan.org.models import Region, User
from anlan.org.roles import OFFICIALS, Role

GRANTS = {"campaigns.send_lookout": OFFICIALS, "campaigns.call_off_lookout": {Role.LEADER, Role.OFFICE_HEAD}}
WORDS = {
    "campaigns.send_lookout": "发举一反三任务、催办、退回“没有此类”",
    "campaigns.call_off_lookout": "撤销他人发的举一反三任务",
}
SENDERS = "由乡镇领导、站所工作人员办理。"


def may_send(user: User, region: Region, lesson: Lesson) -> str:
    """An official of the township, while the lesson is in use."""
    if lesson.ended_on:
        return "这一课已停用，不能再发任务。"
    return "" if holds(user, "campaigns.send_lookout", region) else SENDERS


def may_keep(user: User, lookout: Lookout) -> str:
    """An official of the township, while it is in force: reminding, sending back."""
    if lookout.called_off:
        return "已撤销。"
    return "" if holds(user, "campaigns.send_lookout", lookout.region) else SENDERS


def may_call_off(user: User, lookout: Lookout) -> str:
    """Who sent it, a leader or a head: what one office asks of many is not another officer's to end."""
    if reason := may_keep(user, lookout):
        return reason
    ends = lookout.sent_by_id == user.pk or holds(user, "campaigns.call_off_lookout", lookout.region)
    return "" if ends else "由发出人、乡镇领导或站所负责人撤销。"


def may_say_none(user: User, lookout: Lookout, enterprise: Enterprise, answered: Iterable[Any]) -> str:
    """The principal in person, while nothing answers it: 主要负责人 answers for what is not there as for what is."""
    if lookout.called_off:
        return "这项任务已撤销。"
    if any(answered):
        return "本单位已经查过，不用再说明。"
    if post_of(user, enterprise) != Person.Post.PRINCIPAL:
        return "由主要负责人本人说明。"
    return ""


def may_take_back(user: User, word: NoneHere) -> str:
    """Who said it, while it stands."""
    if word.ended:
        return "已经不作数。"
    return "" if word.said_by_id == user.pk else "由说明人本人撤回。"


def may_send_back(user: User, word: NoneHere) -> str:
    """An official of the place, while it stands."""
    if reason := may_keep(user, word.lookout):
        return reason
    if word.ended:
        return "已经不作数。"
    return "" if scope.covers(user, word.enterprise.place, "campaigns.send_lookout") else "由主管单位、乡镇退回。"
