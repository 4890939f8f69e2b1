"""The numbers on the board, each with the list it counts."""

from django.http import HttpRequest
from django.urls import reverse

from anlan.campaigns.duties import board
from anlan.campaigns.duties.board import Row
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.plans.models import Campaign
from anlan.core import filters


def of_duty(request: HttpRequest, campaign: Campaign, row: Row) -> list[tuple[int, str, str]]:
    """(number, where it opens, look) for done, late, due and missed."""
    address = reverse("campaigns:duty", args=[campaign.pk, row.asked.duty.lineage])
    shown = (Standing.DONE, Standing.LATE, Standing.DUE, Standing.MISSED)
    version = str(row.asked.duty.version) if row.asked.duty.was_changed else None
    calls = "late" if row.counts[Standing.MISSED] else ""
    return [
        (
            row.counts[one],
            address + filters.changed(request, standing=one.value, version=version),
            calls * (one is Standing.MISSED),
        )
        for one in shown
    ]


def totals(request: HttpRequest, campaign: Campaign, rows: list[Row]) -> list[tuple[str, int, str, bool]]:
    """(words, number, where it opens, whether it calls) for every standing."""
    address = reverse("campaigns:every_duty", args=[campaign.pk])
    numbers = {one: sum(row.counts[one] for row in rows) for one in Standing}
    return [
        (one.words, number, address + filters.changed(request, standing=one.value), one is Standing.MISSED)
        for one, number in numbers.items()
    ]


def tallied(
    request: HttpRequest, campaign: Campaign, name: str, tallies: list[board.Tally]
) -> list[tuple[board.Tally, list[tuple[int, str, bool]]]]:
    """Each village or office with (number, where it opens, whether it calls) for what is done, due and missed."""
    address = reverse("campaigns:every_duty", args=[campaign.pk])
    shown = (Standing.DONE, Standing.DUE, Standing.MISSED)

    def links(tally: board.Tally) -> list[tuple[int, str, bool]]:
        here = {name: str(tally.key)}
        queries_of = {one: filters.changed(request, standing=one.value, **here) for one in shown}
        return [(tally.counts[one], address + query, one is Standing.MISSED) for one, query in queries_of.items()]

    return [(one, links(one)) for one in tallies]
