"""B3b: The principal gives a campaign's task to a deputy by name and date; it is done with proof and told."""

import datetime as dt

import pytest
from django.urls import reverse

from anlan.campaigns.assigning import actions, queries
from anlan.campaigns.assigning.models import Assignment
from anlan.campaigns.duties.models import Statement
from anlan.campaigns.plans.models import Duty
from anlan.core import journal
from anlan.core.errors import Invalid, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as enterprises
from anlan.org.models import Notice
from anlan.web import principal
from tests.campaigns.test_board import row
from tests.campaigns.test_plans import campaign, running, township
from tests.people import photo
from tests.world import PASSWORD

__all__ = ["campaign", "running", "township"]
pytestmark = pytest.mark.django_db
JANUARY, SOON = dt.date(2025, 1, 20), dt.date(2025, 1, 25)


@pytest.fixture
def plant(factory, running, at):
    """The factory with a deputy who has an account, in the middle of the campaign."""
    at(JANUARY)
    enterprises.add_person(factory, name="周平", post="deputy", actor=None)
    person = factory.people.get(name="周平")
    enterprises.open_account(factory, person=person, username="zhouping", actor=None, password=PASSWORD)
    person.refresh_from_db()
    person.user.must_change_password = False
    person.user.save()
    return factory, factory.people.get(name="陈安").user, person


def words_only(running) -> Duty:
    """A duty the system has no record of."""
    duty = row(running, "带队检查").asked.duty
    Duty.objects.filter(pk=duty.pk).update(action="张贴安全承诺书")
    return Duty.objects.get(pk=duty.pk)


def test_a_task_is_given_by_name_and_date_and_done_with_proof_through_the_pages(client, plant, running):
    place, chen, zhou = plant
    duty = words_only(running)
    client.force_login(chen)
    tab = reverse("campaigns:duties_of", args=[place.pk])
    assign = reverse("campaigns:assign", args=[place.pk, running.pk, duty.lineage])
    assert assign in client.get(tab).content.decode()
    answer = client.post(assign, {"person": zhou.pk, "due_on": "2024-12-01", "note": "两个车间都贴"})
    assert (answer.status_code, "两个车间都贴" in answer.content.decode()) == (422, True)
    assert client.post(assign, {"person": zhou.pk, "due_on": f"{SOON}", "note": "两个车间都贴"}).status_code == 302
    given = Assignment.objects.get()
    assert "周平，" in client.get(tab).content.decode()
    while journal.advance():
        pass
    assert Notice.objects.get(user=zhou.user, key__startswith="campaigns.assignment.").url == given.get_absolute_url()
    client.force_login(zhou.user)
    assert "张贴安全承诺书" in client.get(reverse("campaigns:my_duties")).content.decode()
    (due,) = principal.due(zhou.user, [place])
    finish = reverse("campaigns:finish_assignment", args=[given.pk])
    assert finish in [line.url for line in due.now]
    told = {"done_on": f"{JANUARY}", "words": "两个车间门口各贴一张，全员签名。"}
    answer = client.post(finish, told)
    assert ("请附上照片或记录" in answer.content.decode(), told["words"] in answer.content.decode()) == (True, True)
    assert client.post(finish, told | {"photos": photo()}).status_code == 302
    given.refresh_from_db()
    page = client.get(given.get_absolute_url()).content.decode()
    proof = reverse("campaigns:assignment_proof", args=[given.pk, given.files[0]])
    assert proof in page
    assert client.get(proof).status_code == 200
    assert Statement.objects.get().said_by == zhou.user
    while journal.advance():
        pass
    assert "完成了交办的任务" in Notice.objects.get(user=chen, title__contains="交办").title
    assert verify().broken == []


def test_only_the_principal_gives_only_to_own_deputies_and_one_at_a_time(client, plant, running, at):
    place, chen, zhou = plant
    duty = words_only(running)
    asked = queries.asked_of(running, place.pk, duty.lineage)
    facts = {"enterprise": place, "person": zhou, "due_on": SOON}
    with pytest.raises(NotYours, match="由主要负责人分派"):
        actions.assign(asked, actor=zhou.user, **facts)
    with pytest.raises(Invalid, match="在岗的分管负责人"):
        actions.assign(asked, actor=chen, **facts | {"person": place.people.get(name="陈安")})
    made = actions.assign(asked, actor=chen, **facts)
    with pytest.raises(Invalid, match="已交给周平，要换人先收回"):
        actions.assign(asked, actor=chen, **facts)
    with pytest.raises(NotYours, match="由周平填报"):
        actions.finish_assignment(made, done_on=JANUARY, words="贴了", photos=["x"], actor=chen)
    at(SOON + dt.timedelta(days=1))
    (due,) = principal.due(chen, [place])
    assert any("交给周平的任务逾期没有完成" in line.what and line.red for line in due.now)
    client.force_login(chen)
    back = reverse("campaigns:take_back_assignment", args=[made.pk])
    assert client.post(back, {"reason": "改由安全员办"}).status_code == 302
    again = actions.assign(asked, actor=chen, **facts | {"due_on": SOON + dt.timedelta(days=9)})
    assert queries.given_to(zhou.user) == [again]
