"""Money, levels and experts of the demo: a plan below the rule, a level that ends soon, one that ended, open advice."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.gaps import watching
from anlan.enterprises.investment import actions
from anlan.enterprises.models import Engagement, Enterprise, Person
from anlan.org.models import User
from anlan.web.demo.township import Township

SPENT = [
    # days ago, use, yuan, on what
    (70, "equipment", 86_000, "砂光车间除尘管道加装火花探测"),
    (44, "protection", 12_400, "防尘口罩、护目镜一季度用量"),
    (20, "training", 3_600, "外请讲师全员警示教育"),
]
FOUND = [
    ("除尘器灰斗没有锁气卸灰装置", "工贸企业重大事故隐患判定标准 第十一条"),
    ("热压机急停按钮被物料遮挡", "安全生产法 第三十六条"),
]


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    plant = Enterprise.objects.filter(name="恒通板材厂").first()
    factory = Enterprise.objects.filter(name="鑫达铝制品厂").first()
    if plant is None or factory is None:
        return
    _board_works(plant, _principal(plant) or officer)
    _aluminium_works(factory, _principal(factory) or officer)
    watching.look_at_all()


def _principal(place: Enterprise) -> User | None:
    person = place.people.filter(post=Person.Post.PRINCIPAL, until=None).select_related("user").first()
    return person.user if person else None


def _board_works(plant: Enterprise, boss: User) -> None:
    day = clock.today()
    purposes = "除尘系统改造、劳保用品、全员培训、专家服务"
    year = actions.plan_spending(plant, year=day.year, planned=240_000, purposes=purposes, actor=boss)
    for ago, use, amount, words in SPENT:
        on = day - dt.timedelta(days=ago)
        if on.year == day.year:
            actions.record_expense(year, on=on, use=use, amount=amount, words=words, actor=boss)
    begun = day - dt.timedelta(days=3 * 365 - 24)
    facts = {"level": "third", "number": "AQBⅢGM豫K202300117", "issued_by": "许昌市应急管理局", "issued_on": begun}
    actions.record_standardization(plant, actor=boss, **facts)
    _expert(plant, boss)


def _expert(plant: Enterprise, boss: User) -> None:
    day = clock.today()
    engaged = actions.engage(
        plant,
        name="郭守正",
        unit="河南中安工程技术服务有限公司",
        qualification="注册安全工程师、粉尘防爆高级工程师",
        task="每季度查一次粉尘防爆和热压设备",
        starts_on=day - dt.timedelta(days=120),
        ends_on=day + dt.timedelta(days=245),
        actor=boss,
    )
    visit = {"on": day - dt.timedelta(days=9), "looked_at": "砂光车间、除尘间、热压车间", "advice": FOUND}
    actions.record_visit(engaged, actor=boss, **visit)
    fresh = Engagement.objects.get(pk=engaged.pk)
    done = fresh.visits.get().advice.get(text=FOUND[1][0])
    actions.follow_advice(done, words="移走堆料，地面画禁放线", actor=boss)


def _aluminium_works(factory: Enterprise, boss: User) -> None:
    day = clock.today()
    facts = {"planned": 200_000, "purposes": "煤气报警、劳保、培训", "regime": "metallurgy", "base": 18_600_000}
    actions.plan_spending(factory, year=day.year, actor=boss, **facts)
    ended = day - dt.timedelta(days=3 * 365 + 40)
    level = {"level": "third", "number": "AQBⅢYS豫K202300042", "issued_by": "许昌市应急管理局", "issued_on": ended}
    actions.record_standardization(factory, actor=boss, **level)
