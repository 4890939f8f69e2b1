"""Two tasks of the campaign that a principal gave to the safety officer, one of them done."""

import datetime as dt

from anlan.campaigns.assigning import actions
from anlan.campaigns.duties import queries
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.duties.subjects import Kind
from anlan.campaigns.plans.models import Campaign
from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import User
from anlan.web.demo.photos import photo
from anlan.web.demo.township import Township


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    plant, campaign = Enterprise.objects.get(name="恒通板材厂"), Campaign.objects.get(issued_at__isnull=False)
    people = {one.post: one for one in plant.people.filter(until=None, user__isnull=False)}
    boss, officer = (people[post] for post in (Person.Post.PRINCIPAL, Person.Post.SAFETY_OFFICER))
    asked = queries.of_subject(campaign, Kind.ENTERPRISE, plant.pk)
    due = [one for one in asked if not one.row.asked.proof and one.instance.standing is Standing.DUE][:2]
    for number, one in enumerate(due):
        facts = {"enterprise": plant, "person": officer, "due_on": clock.today() + dt.timedelta(days=3 + number)}
        made = actions.assign(one, actor=User.objects.get(pk=boss.user_id), **facts)
        if number:
            actor = User.objects.get(pk=officer.user_id)
            photos = photo("宣传栏", "task", clock.now(), actor)
            words = "车间门口、宿舍楼各贴一份，班前会念了一遍。"
            actions.finish_assignment(made, done_on=clock.today(), words=words, photos=photos, asked=one, actor=actor)
