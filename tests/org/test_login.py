"""Logging in: one sentence for every wrong pair, locks that say when they end, sessions that end by themselves."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.org import actions
from anlan.org.models import LoginAttempt, User
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
NINE = dt.date(2026, 11, 24)
WRONG = "登录名或密码不对，请核对后再试。"


@pytest.fixture(autouse=True)
def _settled(world):
    User.objects.update(must_change_password=False)


def attempt(client, username="lin", password=PASSWORD, **more):
    return client.post(reverse("org:login"), {"username": username, "password": password, **more})


def sentence(answer):
    return re.findall(r'role="alert">.*?<p>(.*?)</p>', answer.content.decode(), re.S)


def test_the_right_pair_opens_the_page_that_was_asked_for(client, world):
    answer = client.get("/people/")
    assert answer.url == "/login/?next=/people/"
    answer = attempt(client, next="/people/")
    assert (answer.status_code, answer.url) == (302, "/people/")
    assert client.get("/people/").status_code == 200


def test_the_name_counts_in_any_case(client, world):
    assert attempt(client, "LIN").status_code == 302


def test_nobody_is_sent_to_a_foreign_site_after_login(client, world):
    assert attempt(client, next="https://evil.example/").url == "/"


def test_a_wrong_pair_says_the_same_whether_or_not_there_is_such_an_account(client, world):
    known, unknown = attempt(client, password="wrong"), attempt(client, "nobody", "wrong")
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert sentence(known) == sentence(unknown) == [WRONG]


@pytest.mark.parametrize("username", ["lin", "nobody"])
def test_five_failures_lock_for_a_quarter_of_an_hour_and_say_until_when(client, world, username):
    with clock.moved_to(NINE):
        for _ in range(5):
            assert sentence(attempt(client, username, "wrong")) == [WRONG]
        locked = attempt(client, username)
        assert sentence(locked) == ["连续输错次数过多，09:15 后可以再试；急用请找安全管理员解锁。"]
    with clock.moved_to(clock.local(NINE, 9, 16)):
        assert (attempt(client, username).status_code == 302) == (username == "lin")


def test_the_lock_is_an_event_and_success_forgets_the_failures(client, world):
    for _ in range(4):
        attempt(client, password="wrong")
    attempt(client)
    assert User.objects.get(username="lin").failed_logins == 0
    client.post(reverse("org:logout"))
    for _ in range(5):
        attempt(client, password="wrong")
    assert User.objects.get(username="lin").events.latest("number").action == "org.lock"


def test_many_failures_from_one_address_stop_that_address_whatever_the_names(client, world, settings):
    settings.LOGIN_FAILURES_PER_ADDRESS = 3
    with clock.moved_to(NINE):
        for n in range(3):
            attempt(client, f"guess{n}", "wrong")
        assert sentence(attempt(client)) == ["本网络地址短时间内登录失败过多，09:15 后可以再试。"]
        assert attempt(client, REMOTE="").status_code == 422
        other = client.post(reverse("org:login"), {"username": "lin", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
        assert other.status_code == 302


def test_every_attempt_is_kept_for_the_audit_administrator(client, world):
    attempt(client, password="wrong")
    attempt(client)
    rows = LoginAttempt.objects.order_by("at").values_list("username", "succeeded", "reason", "address")
    assert list(rows) == [("lin", False, "登录名或密码不对", "127.0.0.1"), ("lin", True, "", "127.0.0.1")]


def test_logging_out_takes_a_post_and_ends_the_session(client, world):
    attempt(client)
    assert client.get(reverse("org:logout")).url == "/"
    assert client.get("/me/").status_code == 200
    client.post(reverse("org:logout"))
    assert client.get("/me/").status_code == 302


def test_half_an_hour_without_a_request_logs_out_and_the_login_page_says_why(client, world):
    with clock.moved_to(NINE):
        attempt(client)
        assert client.get("/me/").status_code == 200
    with clock.moved_to(clock.local(NINE, 9, 29)):
        assert client.get(reverse("org:alive")).status_code == 204
    with clock.moved_to(clock.local(NINE, 9, 58)):
        assert client.get("/me/").status_code == 200
    with clock.moved_to(clock.local(NINE, 10, 29)):
        answer = client.get("/me/", follow=True)
        assert answer.redirect_chain == [("/login/?next=/me/", 302)]
        assert "超过 30 分钟没有操作" in answer.content.decode()


def test_logging_out_elsewhere_ends_every_other_session(client, world):
    from django.test import Client

    office, phone = Client(), client
    with clock.moved_to(NINE):
        attempt(office)
        attempt(phone)
    with clock.moved_to(clock.local(NINE, 9, 5)):
        phone.post(reverse("org:end_sessions"))
        assert phone.get("/me/").status_code == 200
        assert office.get("/me/").status_code == 302


def test_an_account_locked_by_hand_is_out_at_once_and_stays_out(client, world):
    security, lin = world.people["安全员"], User.objects.get(username="lin")
    attempt(client)
    actions.lock(lin, reason="借调外地", actor=security)
    assert client.get("/me/").status_code == 302
    assert sentence(attempt(client)) == ["这个账号已由安全管理员锁定，请与其联系。"]
    assert sentence(attempt(client, password="wrong")) == [WRONG]
    actions.unlock(User.objects.get(username="lin"), actor=security)
    assert attempt(client).status_code == 302


def test_a_first_password_opens_nothing_but_the_page_that_changes_it(client, world):
    User.objects.filter(username="lin").update(must_change_password=True)
    attempt(client)
    assert client.get("/people/").url == reverse("org:password")
    given = {"present": PASSWORD, "password": "tan-shui-jing-li", "again": "tan-shui-jing-li"}
    assert client.post(reverse("org:password"), given).url == reverse("org:me")
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "至少"),
        ("1234567890123", "数字"),
        ("password123", "常见"),
        ("13837471037-xy", "手机号"),
        ("my-37471037-xy", "手机号"),
        (PASSWORD, "与现在的相同"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, world, password, reason):
    attempt(client)
    answer = client.post(reverse("org:password"), {"present": PASSWORD, "password": password, "again": password})
    assert answer.status_code == 422
    assert reason in "".join(re.findall(r'class="error">(.*?)</p>', answer.content.decode()))


def test_the_present_password_is_asked_for_again(client, world):
    attempt(client)
    given = {"present": "wrong", "password": "tan-shui-jing-li", "again": "tan-shui-jing-li"}
    assert "现在的密码不对" in client.post(reverse("org:password"), given).content.decode()


def test_changing_the_password_ends_the_other_sessions(client, world):
    from django.test import Client

    other = Client()
    attempt(other)
    attempt(client)
    client.post(
        reverse("org:password"), {"present": PASSWORD, "password": "tan-shui-jing-li", "again": "tan-shui-jing-li"}
    )
    assert (client.get("/me/").status_code, other.get("/me/").status_code) == (200, 302)


def test_an_ended_account_meets_the_same_sentence_as_a_stranger(client, world):
    lin = User.objects.get(username="lin")
    actions.end_account(lin, reason="退休", actor=world.people["安全员"])
    assert sentence(attempt(client)) == [WRONG]
    with pytest.raises(Invalid, match="已经注销"):
        actions.end_account(User.objects.get(username="lin"), reason="退休", actor=world.people["安全员"])
