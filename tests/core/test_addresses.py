"""Addresses that are composed once are the ones Django composes."""

import pytest
from django.test import RequestFactory
from django.urls import reverse, set_script_prefix

from anlan.core.addresses import address, by_row
from anlan.core.filters import changed
from anlan.core.ids import uuid7
from anlan.web.menu import BELOW, MENU

pytestmark = pytest.mark.once


def test_an_address_is_the_one_of_its_route_below_whatever_folder_it_is_served():
    key = uuid7()
    for folder in ("/", "/anlan/", "/"):
        set_script_prefix(folder)
        assert address("hazards:ledger") == reverse("hazards:ledger") == f"{folder}hazards/"
        assert by_row("hazards:record")(key) == reverse("hazards:record", args=[key])


def test_every_line_of_the_menu_leads_where_it_says():
    for entry in (*MENU, *BELOW):
        assert address(entry.url_name) == reverse(entry.url_name)


def test_a_changed_view_keeps_every_word_as_it_was_typed():
    request = RequestFactory().get("/", {"q": "a&b=c 燃气+", "village": ["1", "2"], "page": "3"})
    assert changed(request, state="open") == "?q=a%26b%3Dc+%E7%87%83%E6%B0%94%2B&village=1&village=2&state=open"
    assert changed(request, village=["2"], q=None) == "?village=2"
