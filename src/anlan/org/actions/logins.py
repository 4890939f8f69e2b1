"""Writes of logging in: attempts, locks by wrong passwords, floods from one address."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import authenticate
from django.db.models import F
from django.utils import timezone

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.org.actions.accounts import FOR_GOOD
from anlan.org.models import LoginAttempt, User

WRONG = "登录名或密码不对，请核对后再试。"
WRONG_PASSWORD = "登录名或密码不对"


def log_in(username: str, password: str, *, address: str) -> User:
    """Check who somebody is; every attempt is kept for the audit administrator.

    Raises Invalid with a sentence that is the same whether or not such an account exists: the wrong pair, the lock
    after too many failures with its end, too many failures from one address with its end.
    """
    username = username.strip()[:60]
    _refuse_flood(username, address)
    if until := locked_until(username):
        _record(username, address, "账号锁定期内")
        raise Invalid(f"连续输错次数过多，{clock_time(until)} 后可以再试；急用请找安全管理员解锁。", code="org.locked")
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        raise _failed(username, address)
    if user.locked_until == FOR_GOOD:
        _record(username, address, "账号已停用")
        raise Invalid("这个账号已由安全管理员锁定，请与其联系。", code="org.locked")
    _record(username, address, "", succeeded=True)
    User.objects.filter(pk=user.pk).update(failed_logins=0, locked_until=None)
    return user


def clock_time(moment: dt.datetime) -> str:
    """An hour and minute as people read it: 15:32; rounded up, so that it is never too early."""
    return f"{timezone.localtime(moment + dt.timedelta(seconds=59)):%H:%M}"


def _since() -> dt.datetime:
    return clock.now() - dt.timedelta(minutes=settings.LOGIN_LOCK_MINUTES)


def _refuse_flood(username: str, address: str) -> None:
    failures = LoginAttempt.objects.filter(address=address, succeeded=False, at__gt=_since(), reason=WRONG_PASSWORD)
    if failures.count() < settings.LOGIN_FAILURES_PER_ADDRESS:
        return
    until = failures.order_by("at").values_list("at", flat=True)[0] + dt.timedelta(minutes=settings.LOGIN_LOCK_MINUTES)
    _record(username, address, "本地址失败过多")
    raise Invalid(f"本网络地址短时间内登录失败过多，{clock_time(until)} 后可以再试。", code="org.flood")


def locked_until(username: str) -> dt.datetime | None:
    """When a lock by wrong passwords ends, for names that exist and names that do not; None where none runs."""
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        failures = _failures(username)[: settings.LOGIN_FAILURES_BEFORE_LOCK]
        full = len(failures) == settings.LOGIN_FAILURES_BEFORE_LOCK
        return failures[0] + dt.timedelta(minutes=settings.LOGIN_LOCK_MINUTES) if full else None
    return user.locked_until if user.is_locked and user.locked_until != FOR_GOOD else None


def _failures(username: str) -> list[dt.datetime]:
    rows = LoginAttempt.objects.filter(username__iexact=username, succeeded=False, at__gt=_since())
    return list(rows.filter(reason=WRONG_PASSWORD).order_by("-at").values_list("at", flat=True)[:50])


def _failed(username: str, address: str) -> Invalid:
    recent = _failures(username)
    _record(username, address, WRONG_PASSWORD)
    user = User.objects.filter(username__iexact=username).first()
    if user is not None:
        if not recent:
            User.objects.filter(pk=user.pk).update(failed_logins=0)
        count_failure(user, limit=settings.LOGIN_FAILURES_BEFORE_LOCK, minutes=settings.LOGIN_LOCK_MINUTES)
    return Invalid(WRONG, code="org.wrong_password")


def _record(username: str, address: str, reason: str, *, succeeded: bool = False) -> None:
    LoginAttempt.objects.create(username=username, address=address, succeeded=succeeded, reason=reason, at=clock.now())


def count_failure(user: User, *, limit: int, minutes: int) -> User:
    """Count a failed login; at the limit the account locks for some minutes, which is an event of its own."""
    User.objects.filter(pk=user.pk).update(failed_logins=F("failed_logins") + 1)
    user.refresh_from_db()
    if user.failed_logins >= limit and not user.is_locked:
        until = clock.now() + dt.timedelta(minutes=minutes)
        changes = {"locked_until": until, "failed_logins": 0}
        events.append(user, "org.lock", actor=None, changes=changes, data={"until": until})
    return user
