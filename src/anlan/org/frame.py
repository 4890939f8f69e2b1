"""What org puts into the frame of every page: who is logged in, and the inbox."""

from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from anlan.core.addresses import address
from anlan.core.frame import Inbox, MenuItem, Person
from anlan.org import inbox, scope
from anlan.org.models import User

ADMINISTRATION = [
    ("人员与账号", "org:people", "people", "org.read_people"),
    ("单位与职权", "org:offices", "office", "org.read_people"),
    ("行政区划", "org:regions", "place", "org.read_people"),
    ("工作日历", "org:calendar", "calendar", "org.read_people"),
    ("登录记录", "org:logins", "eye", "org.read_audit"),
    ("账号变动", "org:account_events", "shield", "org.read_audit"),
    ("谁能做什么", "org:roles", "key", "org.read_people"),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame's `person` and `inbox`; nothing before login."""
    user = getattr(request, "user", None)
    if not isinstance(user, User | SimpleLazyObject) or not user.is_authenticated:
        return {}
    return {"person": SimpleLazyObject(lambda: _person(user)), "inbox": SimpleLazyObject(lambda: _inbox(user))}


def menu(user: User, path: str) -> list[MenuItem]:
    """The group 管理 of the left rail: only the pages this person may open."""
    return [
        MenuItem("管理", label, address(url_name), icon, active=path.startswith(address(url_name)))
        for label, url_name, icon, permission in ADMINISTRATION
        if scope.may(user, permission)
    ]


def _person(user: User) -> Person:
    return Person(
        id=str(user.pk),
        name=user.full_name,
        office=str(user.office or ""),
        logout_url=address("org:logout"),
        alive_url=address("org:alive"),
        idle_minutes=settings.IDLE_LOGOUT_MINUTES,
        links=[
            MenuItem("", "我的资料", address("org:me"), "person"),
            MenuItem("", "修改密码", address("org:password"), "key"),
        ],
    )


def _inbox(user: User) -> Inbox:
    unread = inbox.shown_to(user).filter(read_at=None)
    counts = unread.order_by().aggregate(all=Count("pk"), red=Count("pk", filter=Q(is_red=True)))
    return Inbox(address("org:inbox"), counts["all"], counts["red"] > 0)
