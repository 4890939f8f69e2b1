"""Requests by the thousand: sent as a browser sends them, answered by the whole site, and nothing kept of them.

Django's own test client makes the site's middleware anew for each client, and keeps beside each answer a copy of every
template's context: forms filled with a megabyte in each field make gigabytes of it, which lie about until the collector
comes by, for the answer holds itself.
"""

from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from anlan.org.models import User


class Sender(RequestFactory):
    """A logged-in browser of which only the answers are looked at; an error within the site is an answer of 500."""

    handler = ClientHandler(enforce_csrf_checks=False)

    def __init__(self, user: User) -> None:
        super().__init__()
        client = Client()
        client.force_login(user)
        self._cookies = {name: one.value for name, one in client.cookies.items()}

    def request(self, **request: Any) -> HttpResponseBase:
        """Send, with the cookies of the login whatever was answered before."""
        self.cookies.load(self._cookies)
        return self.handler(self._base_environ(**request))
