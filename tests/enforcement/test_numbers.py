"""Fifty approvals at the same moment: every number once, none left out."""

import contextvars
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from anlan.enforcement.documents import actions, drafting
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from tests.enforcement.test_documents import begun, team, who

__all__ = ["begun", "team"]
FACTS = {
    "person": "刘镕",
    "person_post": "总经理",
    "matter": "通道堵塞",
    "come_at": "2026-11-27 09:00",
    "place": "办公室",
}
COUNT = 50


@pytest.mark.django_db(transaction=True)
def test_fifty_approvals_at_once_leave_no_gap_and_give_no_number_twice(begun, team):
    """In threads on PostgreSQL; on SQLite, which writes one at a time, one after the other."""
    officer = who(team, "赵执")
    for _ in range(COUNT):
        drafting.draft_paper(begun, Kind.INQUIRY_NOTICE, actor=officer, items=[], facts=FACTS)
    drafts = list(Document.objects.values_list("pk", flat=True))
    workers = 10 if connection.vendor == "postgresql" else 1
    runs = [(contextvars.copy_context(), pk) for pk in drafts]
    if workers == 1:
        numbers = [approve(team, pk) for pk in drafts]
    else:
        with ThreadPoolExecutor(workers) as pool:
            numbers = list(pool.map(lambda run: run[0].run(in_thread, team, run[1]), runs))
    last = sorted(int(number.rpartition("〕")[2].removesuffix("号")) for number in numbers)
    assert last == list(range(1, COUNT + 1))
    assert len(set(numbers)) == COUNT


def approve(team, pk) -> str:
    document = Document.objects.select_related("inspection__enterprise", "office").get(pk=pk)
    return actions.issue(document, actor=who(team, "钱执")).number


def in_thread(team, pk) -> str:
    try:
        return approve(team, pk)
    finally:
        connections.close_all()
