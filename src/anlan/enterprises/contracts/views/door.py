"""What a contractor has here, behind its link: no account, no way further in, nothing of anybody else."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anlan.core import hooks
from anlan.enterprises.contracts import links, queries
from anlan.enterprises.contracts.registers import missing, standing
from anlan.enterprises.contracts.workers import workers
from anlan.enterprises.models import Contract

CHECK = "enterprises.check_contract"
MOST_CHECKS = 6


def behind_link(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for whoever has a good link: view(request, token, link)."""

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        answer = view(request, token, links.opened(token), **more)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return guarded


@behind_link
def here(request: HttpRequest, token: str, link: Any) -> HttpResponse:
    """Contracts, agreement and qualification, checks done and due, people, and what higher rooms add."""
    enterprise, contractor = link.contract.enterprise, link.contract.contractor
    contracts = list(queries.with_whom(enterprise, contractor))
    parts = [part for show in hooks.shown.of("contractor") if (part := show(link, token, contracts))]
    context = {
        "title": contractor.name,
        "enterprise": enterprise,
        "contractor": contractor,
        "contracts": [(one, standing(one), missing(one), checks(one)) for one in contracts],
        "workers": workers(enterprise, contractor),
        "parts": parts,
        "coordinator": next((one.coordinator for one in contracts if one.coordinator), ""),
        "token": token,
    }
    return render(request, "enterprises/contracts/door.html", context)


def checks(contract: Contract) -> list[tuple[dt.date, str]]:
    """The last checks of a contract as (day, words), the latest first, from its loaded events."""
    done = [one.data for one in contract.events.all() if one.action == CHECK]
    return [(dt.date.fromisoformat(one["on"]), one["reason"]) for one in done[::-1][:MOST_CHECKS]]
