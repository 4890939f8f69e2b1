"""How the demo's campaign is steered: meetings, measures, a project at the gate, support, experts, the task force."""

import datetime as dt
from decimal import Decimal

from anlan.campaigns import actions as bulletins
from anlan.campaigns.forms import quarter_of
from anlan.campaigns.steering import actions, questions
from anlan.campaigns.steering.models import MeasureList, Meeting
from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.hazards.models import Hazard, Level
from anlan.org.models import Region, User
from anlan.standards.models import Industry
from anlan.web.demo.township import TOWNSHIP, Township

MEASURES = """一、乡党政主要负责人每季度至少研究一次安全生产工作
二、分管负责人每月带队检查不少于一次
三、企业主要负责人每月带队检查，高危行业每月两次
四、动火作业实行内部审批，公共场所张贴公告
五、经营性自建房逐栋登记，住人的限期腾退
六、瓶装液化气用户逐户检查报警器和软管"""
MINUTES = "听取各村、各站所汇报。指出：除尘、燃气、自建房三类重大隐患整改偏慢，承租方安全协议缺口较大。"


def build(known: Township) -> None:
    """Everything through the same actions as in real life, told by the people whose job it is."""
    region = Region.objects.get(code=TOWNSHIP)
    people = {name: User.objects.get(pk=user.pk) for name, user in known.people.items()}
    _meetings(region, known, people)
    _measures(region, known, people)
    _gate(region, people)
    _experts(region, people)
    _force(region, known, people)
    _bulletin(region, people)


def _ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def _meetings(region: Region, known: Township, people: dict[str, User]) -> None:
    safety, lin = known.offices["应急办"], people["林巡"]
    plan = {"region": region, "actor": lin, "office": safety}
    started = actions.plan_meeting(
        **plan,
        kind=Meeting.Kind.MOBILISATION,
        title="今冬明春重大事故隐患专项排查整治动员会",
        planned_on=_ago(20),
        place="乡政府三楼会议室",
        chair_name="王镇",
    )
    actions.minute_meeting(
        started,
        actor=lin,
        held_on=_ago(20),
        attendees=["王镇", "李航", "孙磊", "钱峰", "唐建", "吴存", "桂熙"],
        absent=["卫生院"],
        minutes="传达区方案，部署四个阶段任务，各村明确一名协管员。",
    )
    held = actions.plan_meeting(
        **plan, kind=Meeting.Kind.HEARING, title="专项行动调度会", planned_on=_ago(6), place="乡政府", chair_name="李航"
    )
    actions.minute_meeting(
        held, actor=lin, held_on=_ago(6), attendees=["李航", "孙磊", "钱峰", "唐建"], absent=[], minutes=MINUTES
    )
    for what, office, days in (
        ("核查出租厂房安全协议，缺的限期补签", "综合执法", -2),
        ("经营性自建房逐栋登记住人情况", "村建办", 8),
        ("学校食堂燃气报警器检测", "中心校", 4),
    ):
        due_on = clock.today() + dt.timedelta(days=days)
        task = actions.decide_task(held, actor=lin, what=what, office=known.offices[office], due_on=due_on)
        if office == "中心校":
            actions.report_task(task, actor=people["焦芸"], report="已请厂家检测 3 处，均正常，附检测单。")
    factory = Enterprise.objects.filter(name="恒通板材厂")
    actions.plan_meeting(
        **plan,
        kind=Meeting.Kind.TALK,
        title="分管副乡长到木业企业宣讲",
        planned_on=clock.today() + dt.timedelta(days=3),
        chair_name="李航",
        enterprises=factory,
    )


def _measures(region: Region, known: Township, people: dict[str, User]) -> None:
    lin = people["林巡"]
    loaded = actions.load_measures(
        region, actor=lin, text=MEASURES, level=MeasureList.Level.DISTRICT, title="区安全生产硬措施（演示节选）"
    )
    for number, office, measure in (
        (2, "应急办", "每月 25 日前报带队检查记录"),
        (5, "村建办", "分村包干，月底前登记完"),
    ):
        actions.assign_measure(
            loaded, number=number, actor=lin, applies=True, local_measure=measure, office=known.offices[office]
        )
    actions.check_measure(loaded, number=2, actor=lin, outcome="done", note="查 10 月、11 月带队记录，均有签名。")


def _gate(region: Region, people: dict[str, User]) -> None:
    asked = questions.of_the_gate()
    answers = [
        {
            "question": one.text,
            "basis": one.basis,
            "answer": "no" if place == 6 else "yes",
            "note": "租用旧厂房，出租方未提供消防验收材料" if place == 6 else "",
        }
        for place, one in enumerate(asked)
    ]
    actions.ask_gate(
        region,
        actor=people["林巡"],
        industry=Industry.objects.filter(code="gongmao").first(),
        answers=answers,
        name="铝型材表面喷涂项目",
        investor="某铝业公司（演示）",
        address="水道杨村工业园",
        content="租用厂房 2000 平方米，静电粉末喷涂线一条，天然气固化炉一台。",
        opinion="消防验收材料补齐、喷涂粉尘防爆方案论证后再引进。",
    )


def _experts(region: Region, people: dict[str, User]) -> None:
    lin, leader = people["林巡"], people["李航"]
    expert = actions.enrol_expert(
        region,
        actor=lin,
        fields=Industry.objects.filter(code="gongmao"),
        name="蒋工",
        employer="市安全生产科学研究院（演示）",
        qualification="注册安全工程师（粉尘防爆）",
        phone="",
        contract_from=_ago(200),
        contract_to=_ago(-160),
    )
    majors = Hazard.objects.filter(level=Level.MAJOR, enterprise__isnull=False).order_by("-found_at")
    hazard = next(one for one in majors if one.is_open)
    actions.engage_expert(
        expert,
        actor=lin,
        enterprise=hazard.enterprise,
        hazard=hazard,
        task="plan_review",
        on=_ago(1),
        days=Decimal("0.5"),
    )
    support = actions.ask_support(
        hazard, actor=lin, office=lin.office, reason="请专家论证整改方案、参加验收", days=Decimal(2)
    )
    actions.decide_support(support, actor=leader, is_granted=True, days=Decimal(2), answer="同意，从专家库派。")
    actions.record_spending(support, actor=lin, on=_ago(1), to="蒋工", days=Decimal("0.5"))


def _force(region: Region, known: Township, people: dict[str, User]) -> None:
    lin = people["林巡"]
    force = actions.set_up_task_force(
        region,
        actor=lin,
        name="重大事故隐患专项排查整治工作专班",
        basis="桂村乡专项行动方案第四部分（一）",
        set_up_on=_ago(20),
    )
    offices = known.offices
    for part, name, office, line in (
        ("1", "王镇", offices["乡政府"], "统筹"),
        ("2", "李航", offices["乡政府"], "日常调度、督办"),
        ("3", "钱峰", offices["综合执法"], "执法"),
        ("3", "唐建", offices["村建办"], "自建房、工地"),
        ("5", "林巡", offices["应急办"], "台账、通报"),
    ):
        actions.join_task_force(force, actor=lin, part=part, name=name, office=office, line=line, since=_ago(20))
    actions.join_task_force(force, actor=lin, part="4", name="蒋工", line="粉尘防爆", since=_ago(20))


def _bulletin(region: Region, people: dict[str, User]) -> None:
    """Last quarter's, drafted and issued by two."""
    first, _ = quarter_of(clock.today())
    last_quarter = quarter_of(first - dt.timedelta(days=1))
    drafted = bulletins.draft(region, actor=people["林巡"], first_day=last_quarter[0], last_day=last_quarter[1])
    bulletins.issue(drafted, actor=people["李航"])
