"""B2a: A checklist asks every criterion that applies, once, and 否 always means: not as it should be."""

import datetime as dt

import pytest

from anlan.core import clock, events
from anlan.core.errors import Invalid
from anlan.standards import checklists, features, wording
from anlan.standards.checklists import Facts
from anlan.standards.models import Checklist, CriteriaPack, Criterion

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


def asked(*codes, on=DAY):
    return checklists.for_facts(Facts(tuple(codes)), on)


def criterion(slug, code):
    return Criterion.objects.select_related("pack").get(pack__slug=slug, code=code)


@pytest.mark.parametrize(
    ("slug", "code", "question", "no", "finding"),
    [
        (
            "gongmao-2023",
            "第八条(三)",
            "是否确认不存在下列情形：纸浆制造、造纸企业用蒸气、明火直接加热钢瓶汽化液氯",
            "否，存在",
            "纸浆制造、造纸企业用蒸气、明火直接加热钢瓶汽化液氯",
        ),
        (
            "gb35181-2025",
            "附录A",
            "对照GB 35181-2025原文检查，是否未发现问题：火灾自动报警系统和固定灭火设施“不能正常运行”",
            "否，有问题",
            "对照GB 35181-2025（附录A）检查发现问题：火灾自动报警系统和固定灭火设施“不能正常运行”",
        ),
        (
            "gb35181-2025",
            "~第5章",
            "对照GB 35181-2025原文检查，是否未发现问题：直接判定要素",
            "否，有问题",
            "对照GB 35181-2025（~第5章）检查发现问题：直接判定要素",
        ),
        (
            "wenlv-2023",
            "(四)",
            "是否保证安全生产投入有效实施",
            "否，没做到",
            "未保证安全生产投入有效实施",
        ),
        (
            "wenlv-2023",
            "(十三)",
            "下列各项是否都符合要求：人员密集场所外窗是否被封堵或广告牌遮挡，疏散走道、楼梯间、疏散门、安全出口是否畅通",
            "否，有不符合",
            "有不符合要求的：人员密集场所外窗是否被封堵或广告牌遮挡，疏散走道、楼梯间、疏散门、安全出口是否畅通",
        ),
        (
            "wenlv-2023",
            "(十四)",
            "是否确认不存在下列情形：A级旅游景区开放未经安全评估",
            "否，存在",
            "A级旅游景区开放未经安全评估",
        ),
        (
            "aq3067-2026",
            "5.1.1",
            "对照AQ 3067-2026原文检查，是否未发现问题：负责人考核",
            "否，有问题",
            "对照AQ 3067-2026（5.1.1）检查发现问题：负责人考核",
        ),
    ],
)
def test_a_no_always_means_not_fine(shipped, slug, code, question, no, finding):
    asked = wording.question_of(criterion(slug, code))
    assert (asked.text, asked.no, asked.finding) == (question, no, finding)


def test_every_shipped_item_has_a_question_whose_yes_is_fine(shipped):
    for one in Criterion.objects.select_related("pack"):
        question = wording.question_of(one)
        assert question.lead or question.statement.count("是否") == 1, one
        assert question.yes.startswith("是，"), one
        assert question.no.startswith("否，"), one


def test_an_enterprise_with_three_industries_gets_the_union_without_doubles(shipped):
    alone = {item["criterion"] for code in ("gongmao", "ranqi", "tezhongshebei") for item in asked(code).items}
    together = asked("gongmao", "ranqi", "tezhongshebei").items
    assert [item["criterion"] for item in together if item["criterion"] not in alone] == []
    assert len(together) == len(alone) == 65 + 21 + 47


def test_the_same_asked_of_several_things_says_of_which(shipped):
    items = {item["code"]: item for item in asked("tezhongshebei").items}
    assert items["4.6 a)"]["question"] == "是否确认不存在下列情形：【电梯】定期检验结论为“不合格”仍继续使用"
    assert items["4.8 d)"]["finding"] == "辅机、备用电源不能启动运行仍继续使用"
    questions = [item["question"] for item in items.values()]
    assert len(questions) == len(set(questions)) == 47


def test_what_two_industries_share_is_asked_once_and_says_why_it_is_there(shipped):
    shared = [item for item in asked("jiaotong", "jianzhu").items if item["pack"] == "gonglu-shuiyun-gongcheng-2025"]
    assert len(shared) == 3
    assert [item["because"] for item in shared] == [["交通运输", "建筑施工"]] * 3


def test_a_part_of_an_industry_gets_its_own_criteria_and_those_nobody_claims(shipped):
    sections = {item["section"] for item in asked("gongmao-jixie").items}
    assert sections == {"管理类", "机械", "粉尘涉爆", "液氨制冷", "有限空间", "通用"}
    assert {item["pack"] for item in asked("jiaotong-daolu").items} == {"daolu-yunshu-2023"}
    assert asked("jiaotong-tielu").items == []


def test_who_trades_chemicals_without_storing_any_is_asked_of_people_and_management_only(shipped):
    def sections(code, on=DAY):
        return {item["section"].partition("（")[0] for item in asked(code, on=on).items}

    before = dt.date(2026, 9, 29)
    assert (sections("weihua-wucunchu"), len(asked("weihua-wucunchu").items)) == ({"人员", "综合管理"}, 12)
    assert sections("weihua-wucunchu", before) == {"人员", "管理"}
    for code in ("weihua-chucun", "weihua"):
        assert [len(asked(code, on=on).items) for on in (before, DAY)] == [20, 53]
    both = asked("weihua", "weihua-wucunchu").items
    assert len(both) == 53


def test_what_nobody_can_answer_on_site_is_left_out_and_named(shipped):
    left = checklists.left_out(["ranqi", "yiliao"], DAY)
    assert {(one.pack.slug, one.code) for one in left} == {
        ("chengzhen-ranqi-2023", "第十条"),
        ("yiliao-2023", "二(四)"),
        ("yiliao-2023", "七"),
    }


def test_the_law_of_the_day_decides(shipped):
    assert {item["pack"] for item in asked("xiaofang", on=dt.date(2025, 10, 31)).items} == {"gb35181-2017"}
    assert {item["pack"] for item in asked("xiaofang", on=dt.date(2025, 11, 1)).items} == {"gb35181-2025"}


def test_the_digest_of_a_list_is_known_without_reading_it_until_the_law_changes(shipped, django_assert_num_queries):
    facts = Facts(("ranqi", "xiaofang"))
    before = checklists.digest_for(facts, DAY)
    assert before == checklists.for_facts(facts, DAY).digest
    with django_assert_num_queries(2):
        assert checklists.digest_for(facts, DAY) == before
    pack = CriteriaPack.objects.get(slug="gb35181-2025")
    events.append(pack, "standards.withdraw", actor=None, changes={"withdrawn_at": clock.now()})
    assert checklists.digest_for(facts, DAY) == checklists.for_facts(facts, DAY).digest != before


def test_equal_content_is_one_row_whatever_the_day_and_the_order(shipped):
    first = asked("ranqi", "gongmao")
    assert asked("gongmao", "ranqi", on=DAY - dt.timedelta(days=9)).pk == first.pk
    assert Checklist.objects.filter(digest=first.digest).count() == 1
    with pytest.raises(TypeError):
        first.save()


def test_items_warn_where_the_text_is_not_sure(shipped):
    cautions = {item["code"]: item["caution"] for item in asked("wenlv").items}
    assert cautions["(一)"] == "重点检查事项，不能据以判定重大"
    assert cautions["(八)"] == ""
    assert {item["caution"] for item in asked("weihua").items} == {
        "只收录条号和主题，答案以标准原文为准，不能据以判定重大"
    }


def test_sections_keep_a_long_list_usable(shipped):
    sections = checklists.sections(asked("gongmao").items)
    assert [(one.name, len(one.items)) for one in sections][:3] == [("管理类", 3), ("冶金", 8), ("有色", 13)]


def test_an_unknown_industry_is_refused(shipped):
    with pytest.raises(Invalid):
        asked("meiyou")


def test_making_a_list_costs_the_same_for_few_items_and_for_many(shipped, django_assert_num_queries):
    with django_assert_num_queries(7):
        asked("nongji")
    with django_assert_num_queries(7):
        asked("meikuang")


@pytest.mark.parametrize(
    ("section", "words", "place"),
    [
        ("机械", "使用非水性漆的调漆间、喷漆室未设通风设施", "调漆、喷漆间"),
        ("有色", "使用煤气（天然气）并强制送风的燃烧装置，燃气总管未设压力监测报警", "炉窑、燃气管道"),
        ("冶金", "加热炉、煤气柜、除尘器及进车间前的煤气管道未装隔断装置", "煤气设施"),
        ("锅炉", "安全阀缺失或失效仍继续使用", "锅炉房"),
        ("消防-直接判定", "在教学楼、图书馆、食堂等场所违规储存易燃易爆危险品", ""),
        ("通用", "直接关系安全的监控、报警设施应保证正常运行", ""),
    ],
)
def test_an_item_says_in_which_part_of_the_premises_it_is_looked_at_where_its_words_tell(section, words, place):
    assert features.usual_place(section, words) == place


def test_every_item_of_a_list_has_the_place_its_criterion_tells(shipped):
    items = checklists.items_by(Facts(("gongmao",)), dt.date(2026, 3, 1))
    told = {one["code"]: one["place"] for one in items if one["pack"] == "gongmao-2023"}
    assert (told["第七条(七)"], told["第十四条"]) == ("调漆、喷漆间", "")


def test_what_only_one_trade_does_is_asked_only_where_it_is_done(shipped):
    def codes(*has):
        facts = Facts(("gongmao",), frozenset(has))
        return {one["code"] for one in checklists.items_by(facts, dt.date(2026, 3, 1))}

    assert {"第八条(一)", "第八条(二)", "第九条(一)"} & codes("dust") == set()
    assert "第八条(一)" in codes("dust", "food_heating")


def test_what_speaks_of_other_items_is_asked_beside_one_of_them_and_says_of_which(shipped):
    def asked_of(*has):
        items = checklists.items_by(Facts(("gongmao-shangmao",), frozenset(has)), dt.date(2026, 3, 1))
        return {one["code"]: one for one in items if one["pack"] == "gongmao-2023"}

    assert "第十四条" not in asked_of("contracting", "special_work")
    told = asked_of("contracting", "dust")["第十四条"]
    assert told["statement"].endswith("（所指的见本表第十一条）")
    assert told["question"] == told["lead"] + told["statement"]
    assert "所指" not in told["finding"]


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "fix"),
    [
        ("不同类别可燃性粉尘、粉尘与可燃气体等介质共用一套除尘系统", "分开设置"),
        ("除尘系统采用重力沉降室", "拆除沉降室"),
        ("熔炼炉的炉底、炉坑和事故坑区域有积水", "排干积水"),
        ("喷漆室未设固定式可燃气体浓度监测报警", "报警装置"),
        ("仍在使用未取得许可生产、国家明令淘汰的特种设备", "立即停用"),
        ("座舱舱门锁紧装置缺失或失效仍继续使用", "试验合格"),
        ("电梯门锁安全回路被短接仍继续使用", "拆除短接线"),
    ],
)
def test_the_usual_fix_is_that_of_the_thing_not_of_a_word_beside_it(words, fix):
    assert fix in features.usual_fix(words).words
