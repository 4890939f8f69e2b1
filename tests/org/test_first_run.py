"""The first start of a real instance: three administrators, each with a password nobody else has, kept by Argon2."""

import re

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.urls import reverse

from anlan import settings as product
from anlan.org import setup
from anlan.org.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_three_administrators_get_passwords_of_their_own_printed_once_and_changed_first(client):
    printed = "\n".join(setup.administrators())
    people = list(User.objects.order_by("username"))
    assert [one.username for one in people] == ["audit-admin", "security-admin", "system-admin"]
    assert all(one.must_change_password for one in people)
    words = re.findall(r"：(\S+)$", printed, re.MULTILINE)
    assert [sum(one.check_password(word) for word in words) for one in people] == [1, 1, 1]
    assert len(set(words)) == 3
    assert setup.administrators() == []
    word = next(word for word in words if people[0].check_password(word))
    answer = client.post(reverse("org:login"), {"username": "audit-admin", "password": word}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("org:password")


def test_passwords_are_kept_by_argon2(settings):
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    kept = make_password("guicun-2026")
    assert kept.startswith("argon2$argon2id$")
    assert check_password("guicun-2026", kept)
