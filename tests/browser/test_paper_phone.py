"""A paper on the phone, as its officer holds it: every screen of signing, refusing and serving fits a thumb."""

import pytest
from playwright.sync_api import expect

from anlan.org.models import User
from tests.browser.phones import Phone, unfit
from tests.enforcement.conftest import factory, market, tell, world
from tests.enforcement.test_documents import begun, issued, team, who

__all__ = ["begun", "factory", "market", "team", "tell", "world"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_a_paper_is_signed_refused_and_served_under_a_thumb(browser, live_server, begun, team):
    order = issued(begun, team)
    User.objects.update(must_change_password=False)
    lead = Phone(browser, None, live_server.url, who(team, "赵执"))
    lead.prepares()
    lead.goes_offline()
    pages = ["", f"paper/{order.pk}", f"paper-serve/{order.pk}"]
    pages += [f"paper-sign/{order.pk}/{role}" for role in ("lead", "unit", "refused")]
    lead.shows(pages[-2])
    expect(lead.page.get_by_label("签名人姓名")).to_be_visible()
    assert [line for one in pages for line in unfit(lead, one)] == []
    assert lead.complaints == []
    lead.context.close()
