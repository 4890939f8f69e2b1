"""Numbers, money, units and shares that contradict each other, one by one."""

import pytest

from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

AMOUNTS = [
    (
        "two counts",
        plan_of(TIME + "二、任务\n全镇共有烟花爆竹零售点23家，派出所对全镇21家烟花爆竹零售点逐一检查。"),
        "2",
    ),
    ("villages", plan_of(TIME + "二、任务\n全镇12个村要全部建立台账。\n三、要求\n11个村3月底前报送。"), "11个村"),
    ("sum", plan_of(TIME + "二、任务\n质安站4月底前检完60台，5月底前再检60台，合计150台。"), "合计150台"),
    ("groups twice", plan_of(TIME + "二、组织\n成立4个督导组。\n三、要求\n抽调20人编成5个督导组。"), "编成5个督导组"),
    ("over all", plan_of(TIME + "二、任务\n各村隐患整改率达到120%。"), "120%"),
    ("limit over all", plan_of(TIME + "二、任务\n景区最大承载量不得超过核定的120%。"), "120%"),
    ("falling", plan_of(TIME + "二、任务\n各企业4月底前接入率达到95%，6月底前达到90%。"), "6月底前达到90%"),
    ("year and quarters", plan_of("一、任务\n各村每季度宣讲不少于4期，全年不少于12期。"), "全年不少于12期"),
    ("in words", plan_of(TIME + "二、奖励\n给予50元至500元（大写：伍拾元至伍仟元）奖励。"), "伍仟元"),
    ("of which", plan_of(TIME + "二、经费\n安排经费30万元，其中改造18万元、器材9万元、宣传5万元。"), "30万元"),
    ("hour", plan_of(TIME + "二、报送\n各村每天25时前报送情况。"), "25时"),
    ("range", plan_of(TIME + "二、任务\n各村抽查20家至10家。"), "20家至10家"),
    ("households and persons", plan_of(TIME + "二、现状\n受威胁186户。\n三、转移\n共186人签订明白卡。"), "186人"),
    (
        "one thing, two units",
        plan_of(TIME + "二、现状\n经营性自建房326户。\n三、档案\n全镇经营性自建房326处，逐处建档。"),
        "326处",
    ),
    (
        "one thing, two numbers",
        plan_of(TIME + "二、现状\n全市在建水利工程86个。\n三、要求\n对在建的88个水利工程，实行台账管理。"),
        "88个",
    ),
    ("each more than all", plan_of(TIME + "二、经费\n安排12万元，按每只气瓶60万元补助。"), "60万元"),
    ("less than a yuan", plan_of(TIME + "二、经费\n抽查经费每座电站0.3元。"), "0.3元"),
    ("parts in brackets", plan_of(TIME + "二、现状\n餐饮单位2145户（管道气1320户、瓶装气845户）。"), "2145户"),
    ("parts behind the stop", plan_of(TIME + "二、现状\n隐患点14处。其中东村4处、西村5处、南村6处。"), "14处"),
    (
        "rewards",
        plan_of(TIME + "二、举报\n给予举报人500元至1万元奖励。\n三、兑现\n举报奖励最高2万元。"),
        "最高2万元",
    ),
    ("two yuan", plan_of(TIME + "二、经费\n采购经费12元，由财政所列支。"), "12元"),
    ("spent for", plan_of(TIME + "二、经费\n补助35万元，用于灭火器8万元、救生衣15万元、岸电14万元。"), "35万元"),
    (
        "in front of their sum",
        plan_of(TIME + "二、任务\n新建端口：东村220个、西村180个、南村150个，共600个。"),
        "共600个",
    ),
    (
        "posts counted twice",
        plan_of(TIME + "二、设卡\n进山路口设检查站23个。\n三、标识\n全镇22个进山检查站须于4月3日前完成安装。"),
        "22个",
    ),
    ("a hundred points", plan_of(TIME + "二、考核\n实行百分制，其中运行50分、服务40分、应急20分。"), "应急20分"),
    ("product", plan_of(TIME + "二、奖惩\n排名前三的，每个奖励3万元，共奖励12万元。"), "12万元"),
    ("in force too early", plan_of(TIME + "二、附则\n本方案自2025年3月1日起施行。"), "3月1日起施行"),
    (
        "long name of the whole",
        plan_of(TIME + "二、加装\n完成420家“九小场所”独立式感烟报警器加装，其中门店260家、出租房150家、餐饮40家。"),
        "420家",
    ),
    ("pipes", plan_of(TIME + "二、更换\n更换软管4200根，其中东街1500根、西街1600根、南街1300根。"), "4200根"),
    (
        "quoted names",
        plan_of(TIME + "二、目标\n餐饮场所“瓶改管”“瓶改电”600户。\n三、分工\n完成餐饮“瓶改管”“瓶改电”650户。"),
        "650户",
    ),
    ("counties", plan_of(TIME + "二、督导\n分赴八个县（市、区）督导，所辖9个县（市、区）实现全覆盖。"), "9个县"),
    ("so much each", plan_of(TIME + "二、经费\n安排90万元，按每户5000元补助160户。"), "90万元"),
    ("so many each", plan_of(TIME + "二、救生\n全镇漂流艇420艘，每艘配备救生衣6件，共需配备2400件。"), "2400件"),
    ("least each", plan_of(TIME + "二、物资\n每座矿山储备水泵不少于4台，全镇23座矿山水泵总数不少于80台。"), "80台"),
    ("split", plan_of(TIME + "二、队伍\n镇组建60人的抢险队，分为3个分队，每个分队25人。"), "25人"),
    ("villages each", plan_of(TIME + "二、物资\n全乡21个行政村，每村配备灭火器4具，共配备80具。"), "80具"),
    ("shares", plan_of(TIME + "二、考核\n企业自查占50%、部门检查占40%、群众评价占20%。"), "占50%"),
    ("least over most", plan_of(TIME + "二、队伍\n每组不少于8人，最多6人。"), "不少于8人"),
    ("key firms", plan_of(TIME + "二、检查\n对11家重点企业检查一遍。\n三、约谈\n对12家危化重点企业逐家约谈。"), "12家"),
    ("by the year's end", plan_of("二、目标\n合规率2027年底达到90%，2028年6月底达到85%。"), "达到85%"),
]


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in AMOUNTS], ids=[row[0] for row in AMOUNTS])
def test_is_quoted(text, words):
    assert [quote for quote in quotes(text) if words in quote]
