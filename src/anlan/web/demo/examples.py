"""Good practice of the demo: an above-scale factory shows two things, one published and taken up by a neighbour."""

from anlan.enterprises.examples import actions, queries
from anlan.enterprises.models import Enterprise, Person, Practice
from anlan.org.models import User
from anlan.web.demo.township import Township

SHOWN = [
    # title, how, effect, published
    (
        "除尘管道每班清灰，挂牌拍照",
        "每班下班前十五分钟停机清灰，用防静电毛刷从支管清到主管，清完翻牌、拍照发到班组群，班组长第二天早会抽一张对照现场。",
        "积灰厚度从三毫米降到不足一毫米，半年没有再查出积尘超标。",
        True,
    ),
    (
        "动火前五分钟碰头会",
        "动火人、监护人、车间主任在动火点站着开会，各说一条最担心的事，当场处理完再签票。",
        "",
        False,
    ),
]


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    rows = Enterprise.objects.filter(above_scale=True, main_industry__isnull=False).order_by("sort_key", "id")
    leader = next((one for one in rows if _principal(one) and _reaches(one)), None)
    boss = _principal(leader) if leader else None
    if leader is None or boss is None:
        return
    for title, words, effect, published in SHOWN:
        made = actions.show_practice(leader, title=title, words=words, effect=effect, actor=boss)
        if published:
            actions.publish_practice(made, actor=User.objects.get(pk=known.people["林巡"].pk))
            _followed(made)


def _reaches(place: Enterprise) -> bool:
    """Whether there are others of its industry to show anything to."""
    return queries.reached(Practice(enterprise=place, industry_id=place.main_industry_id)).exists()


def _followed(made: Practice) -> None:
    for place in queries.reached(made).filter(kind=Enterprise.Kind.ENTERPRISE):
        person = _principal(place)
        if person:
            words = "从本月起照做，每班清一次，班长负责拍照。"
            actions.adopt_practice(Practice.objects.get(pk=made.pk), enterprise=place, words=words, actor=person)
            return


def _principal(place: Enterprise) -> User | None:
    rows = place.people.filter(post=Person.Post.PRINCIPAL, until=None, user__isnull=False)
    person = rows.select_related("user").first()
    return User.objects.get(pk=person.user_id) if person and person.user_id else None
