"""G2: Say what you see: from an inspector's words to criteria, and to no criterion where there is none."""

import datetime as dt

import pytest

from anlan.standards.matching import match
from anlan.standards.matching.grams import Index
from anlan.standards.matching.quantities import quantities
from anlan.standards.matching.reading import plain
from anlan.standards.matching.scoring import covers, score
from anlan.standards.matching.terms import Sentence, line

pytestmark = pytest.mark.usefixtures("shipped", "db")


def first(text, **options):
    answer = match(text, **options)
    one = answer.candidates[0].criterion
    return answer.verdict, one.pack.slug, one.code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("喷漆室没有安装可燃气体报警器", "第七条(七)"),
        ("喷漆室可燃气体报警器未通电", "第十四条"),
        ("喷漆室可燃气体报警器已停用三个月", "第十四条"),
        ("应急储存坑里堆满废渣", "第十四条"),
        ("除尘器泄爆口被铁板封堵", "第十四条"),
        ("除尘器未设泄爆装置，也没有其他控爆措施", "第十一条(三)"),
    ],
)
def test_a_device_that_is_there_but_off_failed_or_full_is_another_clause_than_none_at_all(words, code):
    assert first(words) == ("major", "gongmao-2023", code)


@pytest.mark.parametrize(
    "words",
    ["灭火器过期", "员工未戴安全帽", "电线私拉乱接", "小店门口消防通道堆物", "配电箱前堆放杂物", "使用未经检验叉车"],
)
def test_a_general_hazard_is_not_major_by_any_criterion(words):
    assert match(words).verdict == "not_major"


@pytest.mark.parametrize(
    ("text", "found"), [("车间里停着电动自行车", None), ("车间行车没有检验", (2, 4)), ("自行车旁边的行车", (6, 8))]
)
def test_a_word_is_not_found_inside_another(text, found):
    spoken = line("行车|起重", {}, ["自行车", "行车道"]).match(Sentence(text))
    assert spoken == (found and (found,))


def test_the_words_that_decided_are_told():
    answer = match("焊工李某操作证过期仍上岗")
    assert answer.candidates[0].because == ("焊工", "证过期")


def test_the_same_fact_is_told_under_the_industry_it_was_seen_in():
    assert first("现场电焊工无证上岗") == ("major", "gongmao-2023", "第三条(二)")
    assert first("工地电焊工无证上岗")[1:] == ("fangwu-shizheng-2024", "第四条(三)")
    assert first("电焊工无证上岗", industry="jianzhu")[1:] == ("fangwu-shizheng-2024", "第四条(三)")


def test_fire_gas_and_special_equipment_are_found_whatever_the_industry():
    assert first("蒸汽锅炉安全阀失效仍在使用", industry="gongmao")[1:] == ("tezhongshebei-gb45067-2024", "4.2 c)")
    assert first("液化气站瓶库未装可燃气体报警器", industry="wenlv")[1:] == ("chengzhen-ranqi-2023", "第五条(五)")


def test_a_pack_of_topics_never_makes_major():
    verdict, slug, _ = first("酒店未设置火灾自动报警系统")
    assert (verdict, slug) == ("perhaps", "gb35181-2025")


def test_a_date_asks_for_the_law_of_that_day():
    assert first("酒店未设置火灾自动报警系统", on=dt.date(2024, 5, 1)) == ("major", "gb35181-2017", "6.6")


def test_thickness_is_read_in_any_unit():
    assert match("车间管道积尘约4厘米").verdict == "major"
    assert match("打磨工位有少量积尘").verdict == "not_major"


def test_a_cell_with_several_hazards_is_taken_apart_and_the_gravest_speaks_for_it():
    answer = match("1、灭火器过期；2、中频炉炉坑内有积水；3、工人未戴安全帽。")
    assert [part.verdict for part in answer.parts] == ["not_major", "major", "not_major"]
    assert answer.verdict == "major"
    assert answer.candidates[0].criterion.code == "第七条(三)"


def test_quantities_are_read_with_their_units():
    found = {(unit, value) for value, unit, _ in quantities("厚4厘米,损坏率百分之六十,作业12人,三楼")}
    assert found == {("毫米", 40.0), ("%", 60.0), ("人", 12.0), ("层", 3.0)}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("!甲", True),
        ("甲 & @没有这个", True),
        ("甲 & ", True),
        ("甲 & (?:乙|{毫米>=1})", True),
        ("甲|", True),
        ("甲 & !乙", False),
    ],
)
def test_a_line_of_knowledge_that_cannot_be_read_is_named(written, says):
    if says:
        with pytest.raises(ValueError):
            line(written, {})
    else:
        assert line(written, {}).match(Sentence("甲乙")) is None
        assert line(written, {}).match(Sentence("甲丙")) == ((0, 1),)


@pytest.mark.parametrize(
    ("cited", "code", "same"),
    [
        ("第五条第二项", "第五条(二)", True),
        ("第三条第（一）项", "第三条(一)", True),
        ("第三条", "第三条(二)", True),
        ("第三条", "第十三条(二)", False),
        ("第十一条第十项", "第十一条(一)", False),
    ],
)
def test_a_citation_is_compared_however_it_is_written(cited, code, same):
    assert covers(cited, code) is same


def test_where_two_clauses_are_rightly_cited_either_answer_is_right(tmp_path):
    text = "xiaoyuan | {} | 教学楼消火栓拧开没水，水泵房水泵锈死\n"
    found = {}
    for label in ("gb35181-2025:~第5章", "gb35181-2025:~第5章; jiaoyu-2024:第三条(一)4"):
        (tmp_path / "one.txt").write_text(text.format(label), "utf-8")
        found[label.count(";")] = score(tmp_path / "one.txt", True).first
    assert found == {0: 0, 1: 1}


def test_a_criterion_is_found_by_the_words_of_the_field_and_only_shown_to_compare():
    answer = match("高压线路有一座塔斜得厉害", industry="dianli")
    assert (answer.candidates[0].criterion.pack.slug, answer.candidates[0].criterion.code) == (
        "dianli-2026",
        "第五条(九)",
    )
    near = match("老矿的斜坡道里风很小", industry="feimeikuangshan")
    assert (near.verdict, near.is_near) == ("not_major", True)
    assert "供对照" in near.words
    assert not match("灭火器压力不足").is_near


@pytest.mark.parametrize(
    ("words", "slug", "code"),
    [
        ("渡船的应急电机点不着", "shuishang-keyun-2017", "第五条(四)"),
        ("缆车的红蘑菇按钮哑了", "tezhongshebei-gb45067-2024", "4.8 b)"),
        ("学校把小班教室放到负一层", "jiaoyu-2024", "第三条(一)2"),
    ],
)
def test_all_ways_of_saying_a_state_are_known_to_every_criterion_that_has_one(words, slug, code):
    assert (slug, code) in {(one.criterion.pack.slug, one.criterion.code) for one in match(words).candidates}


def test_particles_weigh_little_though_the_law_has_few_of_them():
    index = Index(["仓库里存放易燃品", "叉车刹车失灵", "房子歪了一大截"], {})
    assert index.rarity("了一") < index.rarity("叉车") / 4
    assert index.rarity("歪了") < index.rarity("叉车")


@pytest.mark.parametrize(
    ("words", "standing", "told"),
    [
        ("公交站牌写错字", "silent", "没有说到"),
        ("邻居半夜装修扰民", "silent", "没有说到"),
        ("叉车手刹有点松", "near", "够不上"),
        ("灭火器压力不足", "general", "不是重大隐患"),
        ("喷漆室没有安装可燃气体报警器", "spoken", "符合重大隐患"),
    ],
)
def test_what_is_not_major_is_told_apart_by_whether_criteria_speak_of_it(words, standing, told):
    answer = match(words)
    assert (answer.standing, told in answer.words) == (standing, True)
    assert answer.as_json()["standing"] == standing


def test_several_hazards_are_told_by_the_one_criteria_say_most_of():
    assert match("1、公交站牌写错字；2、叉车手刹有点松").standing == "near"


def test_words_like_a_criterion_s_are_perhaps_and_never_major_without_a_line():
    answer = match("客运码头及其停车场与污染源、危险区域距离不符合规定")
    assert (answer.verdict, answer.candidates[0].criterion.code) == ("perhaps", "第十条(六)")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("渔船核定六人，上来检查时船上数出十一个", "(七)"),
        ("装药工房墙上写定员两人，推门进去有五个人", "四"),
        ("烟花库房核定八百箱，实际码了一千三百多箱", "五"),
        ("渡船定员三十人，船上只数出十二件救生衣", "第五条(五)"),
    ],
)
def test_what_is_found_is_measured_by_what_is_allowed(words, code):
    verdict, _, found = first(words)
    assert (verdict, found) == ("major", code)


def test_as_many_as_allowed_are_not_too_many():
    assert match("装药工房定员五人，里面有三个人").verdict == "not_major"


def test_a_pack_that_borrows_lines_has_some_of_its_own():
    for words in ("化工装置高液位联锁被旁路三个星期", "化工罐区没有设置可燃气体检测报警"):
        assert first(words, industry="weihua")[:2] == ("perhaps", "aq3067-2026")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("行车限位器失效，铭牌也看不清字", "major"), ("行车限位器铭牌缺失", "perhaps")],
)
def test_a_fault_of_looks_takes_nothing_from_another_and_is_none_itself(words, verdict):
    assert match(words).verdict == verdict


@pytest.mark.parametrize(
    ("words", "is_major"),
    [
        ("焊工赵某持有效证件作业，但未佩戴防护面罩", False),
        ("焊工徐某持证上岗，但现场未随身携带证件原件", False),
        ("电工持证上岗，但证已过期两个月", True),
        ("电工未持证上岗", True),
        ("喷漆房可燃气体探头工作正常，但探头表面编号模糊", False),
        ("喷漆房可燃气体探头工作正常，但报警后联锁的风机被解除", True),
        ("喷漆房可燃气体探头不能正常报警", True),
        ("浇注区休息室已按要求搬出吊运跨，原房间未拆除", False),
        ("水性漆喷漆房内未安装可燃气体报警装置", False),
        ("检验不合格的三号电梯已贴封条停用，等着换新", False),
        ("检验不合格的三号电梯贴了封条，住户撕了继续用", True),
        ("非水性漆喷漆房内未安装可燃气体报警装置", True),
    ],
)
def test_what_is_said_to_be_in_order_is_no_fault_and_excuses_no_other(words, is_major):
    assert (first(words)[0] == "major") is is_major


@pytest.mark.parametrize(
    ("words", "code", "verdict"),
    [
        ("酒库的乙醇报警和风机联动都试过正常，有三只酒坛没盖严", "", "not_major"),
        ("叉车制动、驻车都试过好用，座椅靠背坏了", "", "not_major"),
        ("叉车检验合格，刹车失灵", "4.10 c)", "major"),
        ("上月查出的喷漆房报警器没通电，今天复查已恢复", "", "not_major"),
        ("上月查出的喷漆房可燃气体报警器没通电，今天复查仍没通电", "第十四条", "major"),
        ("建议企业给除尘器加装泄爆片", "", "not_major"),
        ("除尘器没有泄爆片，建议尽快加装", "第十一条(三)", "major"),
        ("培训课上讲了有限空间不审批就下池的事故案例", "", "not_major"),
        ("三号锅炉已停用封存，安全阀拆下送检", "", "not_major"),
        ("两台主扇一用一备每周倒机，风机房门口没放灭火器", "", "not_major"),
        ("消防队来查，敬老院的电气线路和灭火设施全不合格", "第四条(二)", "major"),
        ("污水处理池未纳入有限空间台账管理，也没有警示标识", "第十三条(一)", "major"),
        ("污水池已纳入有限空间台账，池边没有警示牌", "", "not_major"),
        ("报警器是坏过，前天厂家来换了新探头", "", "not_major"),
        ("分割间空调用乙二醇，无氨直接蒸发，地面湿滑", "", "not_major"),
        ("燃气管道穿越排水沟处已加套管并有检测，标志桩倾斜", "", "not_major"),
        ("燃气中压管从雨水方沟里穿过，没有套管等任何防护", "第六条(二)", "perhaps"),
        ("敬老院房顶是岩棉夹芯板，不燃材料，有一处漏雨", "", "not_major"),
        ("井下人员定位系统上周故障，当天修复，现运行正常", "", "not_major"),
        ("打磨车间内的休息室已拆除，现改作通道", "", "not_major"),
        ("铁水吊运路线下方没有会议室和办公室，地面有坑洼", "", "not_major"),
        ("加热炉熄火保护、低压切断均有效，炉体保温层破损", "", "not_major"),
        ("糕点厂隧道烤炉无超温自动切断装置", "第八条(一)", "major"),
        ("除尘泄爆口没挡，地上有烟头", "", "not_major"),
        ("拖拉机斗子里拉的玉米，没坐人", "", "not_major"),
        ("改扩建煤矿的改扩建区没出煤，只在掘进", "", "not_major"),
        ("改扩建煤矿还没验收，改扩建区已经出煤", "第十七条(二)", "major"),
        ("井下人员定位系统上周故障，至今没有修复", "地下(三十一)", "major"),
        ("渡船上坐了一些人，核载多少没来得及数", "", "not_major"),
        ("压在燃气管上的猪圈已拆除，地面恢复", "", "not_major"),
        ("除尘器的泄爆片已拆除，没有装回", "第十四条", "major"),
        ("监理例会提醒：严禁用塔吊吊人", "", "not_major"),
        ("例会上刚强调过。塔吊吊斗里站着两个人往楼上送", "第十五条(三)", "major"),
        ("有个工人问，除尘器的灰多久清一次才不算积尘严重", "", "not_major"),
        ("维保正在标定喷漆房可燃气报警器，临时断开一路，有专人监护", "第十四条", "perhaps"),
        ("喷漆房可燃气报警器被断开，没人监护，还在喷漆", "第十四条", "major"),
        ("炼钢车间的交接班室离吊运跨隔着两道墙", "", "not_major"),
        ("炼钢车间的交接班室就在吊运跨下面", "第四条(一)", "major"),
        ("渔船证书过期以后就一直靠在岸边，没出过海", "(六)", "perhaps"),
        ("去年拖拉机拉人被罚过，今年没有再拉", "", "not_major"),
        ("去年拖拉机拉人被罚过，今天又拉了五个人", "(二)", "major"),
        ("食堂许可证还有两年到期，敬老院没有挂上墙", "", "not_major"),
        ("敬老院食堂食品经营许可证过期了还在做饭", "第五条(二)", "major"),
    ],
)
def test_what_is_in_order_put_right_asked_for_or_taught_is_not_seen(words, code, verdict):
    told, _, found = first(words)
    assert (told, found if code else "") == (verdict, code)


@pytest.mark.parametrize(
    ("words", "out"),
    [
        ("家具厂全改了水性漆，喷漆房没有装可燃气体报警器", "水性漆"),
        ("黄酒勾调间没装乙醇报警", "黄酒"),
        ("扶梯扶手带边上离柱子六百毫米，没有挡板", "六百毫米"),
        ("采场边坡高一百二十米，没装在线监测", "一百二十米"),
        ("自动扶梯扶手带离柱子有半米，没装挡板", "半米"),
        ("医院食堂改用电灶，没有燃气，也没装燃气报警", "改用电"),
        ("煤气水封排水器最高封堵压力三十五千帕，外表有点锈", "三十五千帕"),
    ],
)
def test_what_a_criterion_leaves_out_or_its_threshold_spares_is_told_so(words, out):
    answer = match(words)
    assert answer.verdict == "not_major"
    assert out in answer.candidates[0].ask


def test_the_likeliest_is_perhaps_where_no_line_speaks_and_says_what_to_look_at():
    answer = match("某4A级景区新开的玻璃水滑道对外营业，景区拿不出开放前的安全评估报告")
    best = answer.candidates[0]
    assert (best.verdict, best.criterion.code) == ("perhaps", "(十四)")
    assert best.ask == f"还要核实：{best.criterion.how_to_check}"


def test_a_pack_of_topics_says_why_it_cannot_decide():
    assert "只收录条号和主题" in match("酒店未设置火灾自动报警系统").candidates[0].ask


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("设计坡度8%，实测9.2%", "设计", 1.15),
        ("台阶高九米，设计十米", "设计", 0.9),
        ("宽零点三毫米", "毫米", 0.3),
        ("任职九个月", "月", 9.0),
        ("半毫米", "毫米", 0.5),
        ("半米", "毫米", 500.0),
        ("上了六十多个人，牌子上写限载四十", "核定", 1.5),
    ],
)
def test_tenths_months_and_what_was_designed_are_read(words, unit, value):
    assert pytest.approx(value) in [found for found, measured, _ in quantities(plain(words)) if measured == unit]


@pytest.mark.parametrize(
    ("words", "slug", "code"),
    [
        ("铝棒深井铸造结晶器进水流量低报警，未与紧急排放阀联锁", "gongmao-2023", "第五条(六)"),
        ("翻砂车间行车吊运铁水路线下方摆了一间更衣室", "gongmao-2023", "第七条(一)"),
        ("游船内河船舶检验证书已失效，仍在营运", "shuishang-keyun-2017", "第八条(一)"),
        ("甲类车间内装了一台普通电风扇和不防爆的照明开关", "aq3067-2026", "5.4.3"),
        ("大摆锤吊臂根部主焊缝可见裂纹，当日运营中", "tezhongshebei-gb45067-2024", "4.9 e)"),
    ],
)
def test_the_same_fact_is_not_taken_for_its_neighbour(words, slug, code):
    verdict, *found = first(words)
    assert (verdict != "not_major", found) == (True, [slug, code])
