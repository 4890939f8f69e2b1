"""Habits of layout: headings, stages, tables, rows and mastheads as offices set them."""

import pytest

from anlan.campaigns.reading.reader import read_text

pytestmark = pytest.mark.once


def test_a_date_with_its_weekday_signs_and_a_plan_of_a_year_means_that_year():
    text = (
        "2025年石桥镇安全生产工作要点\n一、整治\n各企业12月20日前完成改造。\n石桥镇人民政府\n2025年1月13日（星期一）\n"
    )
    read = read_text(text).as_json()
    assert (read["issued_on"], read["duties"][0]["due"]) == ("2025-01-13", "2025-12-20")


def test_a_date_that_cannot_be_still_tells_the_year():
    text = "石桥镇森林防火十条措施\n1.清理。各村11月15日前完成清理。\n石桥镇人民政府\n2026年9月31日\n"
    read = read_text(text).as_json()
    assert (read["title"], read["duties"][0]["due"]) == ("石桥镇森林防火十条措施", "2026-11-15")


def test_a_short_row_with_a_rhythm_is_no_head_of_a_table():
    table = "任务一 | 检查维保消火栓 | 供水公司 | 每月\n任务二 | 应急演练 | 使用单位 | 每半年1次\n"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["rhythm"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("供水公司", "monthly"), ("使用单位", "half_yearly")]


def test_a_table_without_a_head_is_read_by_what_stands_in_it():
    table = "1 | 摸清商铺底数，建立台账 | 各社区 | 9月20日前\n2 | 检查维保消火栓 | 供水公司 | 每月\n"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["rhythm"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各社区", "once", "2025-09-20"), ("供水公司", "monthly", None)]


@pytest.mark.parametrize(
    "said",
    [
        "专项行动自2025年4月10日起至2025年6月30日止。",
        "整治从4月10日开始，至6月30日结束。",
        "时间为2025年4月10日至6月30日。",
    ],
)
def test_the_time_of_the_whole_is_read_however_it_is_told(said):
    body = f"一、时间安排\n{said}\n二、工作任务\n（一）自查。各村每月自查一次。"
    read = read_text(f"石桥镇关于开展安全检查的通知\n各村：\n{body}\n石桥镇人民政府\n2025年4月3日\n").as_json()
    assert (read["starts"], read["ends"]) == ("2025-04-10", "2025-06-30")


def test_a_table_pasted_with_tabs_is_a_table():
    table = (
        "序号\t内容\t牵头单位\t完成时限\n1\t零售点逐店检查\t镇应急办\t9月20日前\n2\t电梯检查\t市监所\t每月早晚各1次\n"
    )
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、分工\n{table}石桥镇人民政府\n2025年9月1日\n"
    told = [(one["subject"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("镇应急办", "2025-09-20"), ("市监所", None)]


@pytest.mark.parametrize(
    "said",
    [
        "一、排查建档（9月5日至9月20日）\n各村逐户走访。\n二、分类处置（9月21日至10月31日）\n各村逐项整改。\n三、要求\n各村负责。",
        "一、步骤\n（一）自查阶段。9月5日—9月20日，各村自查。\n（二）检查阶段。9月21日—10月31日，镇检查。",
        "一、步骤\n自查自纠　9月5日至9月20日。各村自查。\n集中检查　9月21日至10月31日。镇检查。",
        "一、时间安排\n9月5日至9月20日：开学准备。各村自查。\n9月21日至10月31日：专项排查。镇检查。",
        "一、总体安排\n按月确定主题：\n9月5日至20日：自查月。各村自查。\n9月21日至10月31日：检查月。镇检查。",
        "一、旺季\n分为：\n1. 筹备期：9月5日至9月20日。各村准备。\n2. 高峰期：9月21日至10月31日。镇督导。",
        "一、节点安排\n准备：9月5日—9月20日；实战：9月21日—10月31日。",
        "一、安排\n行动分两个阶段：自查自纠（9月5日—9月20日），集中执法（9月21日—10月31日）。",
    ],
)
def test_stages_are_read_however_they_are_told(said):
    text = f"石桥镇关于开展安全检查的通知\n各村：\n{said}\n石桥镇人民政府\n2025年9月1日\n"
    told = [(one["start"], one["end"]) for one in read_text(text).as_json()["stages"]]
    assert told == [("2025-09-05", "2025-09-20"), ("2025-09-21", "2025-10-31")]


def test_stages_told_in_running_text_are_no_duty_and_end_with_their_sentence():
    draft = read_text(
        "关于复工检查的通知\n各市属企业：\n一、时间要求。检查分两个阶段：自查阶段2月22日至3月5日，督查阶段3月8日至3月20日。"
        "各企业均应纳入督查范围。\n市国资委\n2027年2月17日"
    ).as_json()
    assert [(one["name"], one["end"]) for one in draft["stages"]] == [
        ("自查阶段", "2027-03-05"),
        ("督查阶段", "2027-03-20"),
    ]
    assert [(one["quote"], one["due"]) for one in draft["duties"]] == [("各企业均应纳入督查范围", None)]


def test_an_article_that_is_one_sentence_orders_it_and_what_follows_undone_orders_nothing():
    body = "第一条 企业自查报告于5月31日前报镇应急办。\n第二条 对5月底前未报告的企业予以通报。\n"
    body += "第三条 本办法自2025年4月1日起施行，有效期至2025年12月31日。"
    text = f"石桥镇安全检查办法\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["quote"] for one in read_text(text).as_json()["duties"]] == ["企业自查报告于5月31日前报镇应急办"]


def test_stages_stand_in_lines_that_begin_with_their_days_and_a_list_bears_its_date_in_brackets():
    lines = "3月1日—3月15日，自查自纠。学校自查。\n3月16日—4月30日，专项督导。教体局督导。\n"
    text = f"县直学校安全检查任务清单\n各校：\n一、进度安排\n{lines}（教体局办公室 2025年2月20日印发）\n"
    told = read_text(text).as_json()
    assert [(one["name"], one["end"]) for one in told["stages"]] == [
        ("自查自纠", "2025-03-15"),
        ("专项督导", "2025-04-30"),
    ]
    assert told["issued_on"] == "2025-02-20"


def test_a_dash_begins_another_item_and_who_was_named_before_it_does_nothing_in_it():
    lines = "——旅游。文旅部门每月暗访。\n——危化。企业主要负责人每日作出安全承诺。\n——其他。每周报送进展。"
    text = f"石桥镇关于开展安全检查的通知\n各村：\n一、重点\n{lines}\n石桥镇人民政府\n2025年3月3日\n"
    assert [one["subject"] for one in read_text(text).as_json()["duties"]] == ["文旅部门", "企业主要负责人", "各村"]


def test_each_stage_of_running_text_alone_between_commas_is_no_duty():
    said = "5月8日至5月31日为自查阶段，6月1日至8月31日为检查阶段。"
    text = f"关于开展检查的通知\n各村：\n一、安排\n检查分两个阶段实施：{said}\n石桥镇人民政府\n2025年5月3日\n"
    told = read_text(text).as_json()
    assert ([one["name"] for one in told["stages"]], told["duties"]) == (["自查阶段", "检查阶段"], [])


def test_headings_with_their_days_in_brackets_are_stages_whatever_they_are_called():
    body = "一、整治安排\n（一）县级核查（4月1日至4月25日）。逐企核查。\n（二）市级抽查（4月26日至5月31日）。抽查三成。"
    text = f"青石县安全整治方案\n各镇：\n{body}\n青石县应急管理局\n2027年3月3日\n"
    assert [one["name"] for one in read_text(text).as_json()["stages"]] == ["县级核查", "市级抽查"]


def test_a_row_is_due_by_its_deadline_in_the_year_of_its_month_and_as_often_as_its_standard_says():
    rows = "2028年5月 | 避险演练 | 各校 | 5月12日前\n2028年7月 | 校舍排查 | 各校 | 7月20日前\n"
    text = f"衡江市校园安全月历\n各校：\n月份 | 工作 | 责任单位 | 完成时限\n{rows}衡江市教育局\n2027年8月25日\n"
    assert [one["due"] for one in read_text(text).as_json()["duties"]] == ["2028-05-12", "2028-07-20"]
    rows = "拉练 | 每月1次 | 执法队 | 长期\n店主培训 | 每季度不少于1场 | 消安办 | 9月10日前\n"
    text = f"望湖街道消防整治方案\n各社区：\n任务 | 标准 | 牵头单位 | 时限\n{rows}望湖街道办事处\n2027年5月6日\n"
    told = {(one["subject"], one["rhythm"]) for one in read_text(text).as_json()["duties"]}
    assert told == {("执法队", "monthly"), ("消安办", "quarterly")}


def test_a_radical_that_a_pdf_gives_is_read_as_its_character():
    text = "⻘县关于开展安全检查的通知\n各村：\n一、检查\n各村每⺝检查1次。\n⻘县应急管理局\n2027年3月3日\n"
    told = read_text(text).as_json()
    assert (told["issuer"], [one["rhythm"] for one in told["duties"]]) == ("青县应急管理局", ["monthly"])


def test_an_office_in_a_line_above_is_no_part_of_the_title():
    lines = "望湖街道办事处\n2027年夏季沿街商铺消防整治方案\n各社区：\n一、检查\n各社区每月检查1次。\n"
    told = read_text(f"{lines}望湖街道办事处\n2027年5月6日\n").as_json()
    assert (told["title"], told["issuer"]) == ("2027年夏季沿街商铺消防整治方案", "望湖街道办事处")


def test_a_number_behind_its_letterhead_on_one_line_is_the_number_alone():
    text = "栖霞镇2028年防汛工作意见\n栖霞镇党委政府文件 栖发〔2028〕9号\n各村：\n一、值守\n各村每周报告一次。\n"
    assert read_text(text).head.document_number == "栖发〔2028〕9号"


def test_parts_of_a_cell_with_a_count_or_a_day_of_their_own_are_duties():
    text = (
        "栎湾开发区管理委员会关于印发2029年任务清单的通知\n各部门：\n现印发给你们。\n栎湾开发区管理委员会\n2029年1月22日\n任务清单\n"
        "序号 | 任务 | 内容 | 牵头部门 | 完成时限\n"
        "1 | 应急演练 | 组织综合演练1次、夜间拉动演练2次 | 消防救援站 | 11月15日前\n"
        "2 | 专家会诊 | 聘请专家会诊，第一批5月底前完成，第二批9月底前完成 | 经济发展局 | 9月30日前\n"
    )
    told = [(one["subject"], one["min_count"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert ("消防救援站", 2, "2029-11-15") in told
    assert ("经济发展局", None, "2029-05-31") in told


def test_what_a_cell_asks_at_several_rhythms_is_several_duties_until_the_row_s_day():
    text = (
        "栎湾开发区管理委员会关于印发任务清单的通知\n各部门：\n现印发给你们。\n栎湾开发区管理委员会\n2029年1月22日\n任务清单\n"
        "序号 | 任务 | 要求 | 牵头部门 | 完成时限\n"
        "1 | 分级检查 | 红色企业每月检查1次，橙色企业每季度检查1次 | 安全环保局 | 5月31日前\n"
        "2 | 高温作业 | 对室外作业企业每周检查1次 | 社会事业局 | 5月至6月\n"
    )
    told = [(one["subject"], one["rhythm"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert len(told) == 3
    assert ("安全环保局", "monthly", "2029-05-31") in told
    assert ("安全环保局", "quarterly", "2029-05-31") in told
    assert ("社会事业局", "weekly", "2029-06-30") in told


def test_a_clause_with_a_unit_and_a_day_behind_it_is_a_duty_whatever_its_words():
    body = (
        "1．入户安检发现的隐患全部销号。（责任单位：各燃气企业；完成时限：4月20日前）\n"
        "2．每月对充装设备检查2次。（责任单位：各燃气企业；完成时限：5月31日前）"
    )
    text = f"石桥镇关于开展燃气检查的通知\n各村：\n一、任务\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    told = [(one["subject"], one["rhythm"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各燃气企业", "once", "2025-04-20"), ("各燃气企业", "monthly", "2025-05-31")]


def test_items_that_order_something_by_a_day_are_no_stages():
    body = (
        "1.局成立5个督查组，8月28日至8月31日对各学校开展督查。\n"
        "2.各学校按照本通知要求，8月26日前将自查报告报局安全股。\n3.对自查走过场的，予以通报。"
    )
    text = f"石桥县教育局关于做好开学工作的通知\n各校：\n一、督查报送\n{body}\n石桥县教育局\n2028年8月11日\n"
    told = read_text(text).as_json()
    assert told["stages"] == []
    assert [one["due"] for one in told["duties"] if one["due"]] == ["2028-08-31", "2028-08-26"]


def test_an_opening_that_ends_in_a_colon_addresses_nobody_and_tells_the_time():
    opening = "为加强农村客运安全管理，经研究，决定自2026年4月20日至9月30日开展整治。现将有关事项通知如下："
    body = "一、报送\n自5月起，各单位每月25日前报送进展，10月15日前报送总结。"
    text = f"关于开展客运整治的通知\n局属各单位，各客运企业：\n{opening}\n{body}\n岚溪县交通运输局\n2026年4月14日\n"
    told = read_text(text).as_json()
    assert (told["addressees"], told["ends"]) == (["局属各单位", "各客运企业"], "2026-09-30")
    assert told["duties"][-1]["due"] == "2026-10-15"


def test_a_level_alone_is_no_addressee_and_a_web_page_s_table_is_no_text():
    text = (
        "索引号： | 014/2019-9 | 信息分类： | 08 |\n发布机构： | 赣榆镇人民政府 | 成文日期： | 2019-05-24 |\n"
        "关于开展有限空间整治的通知\n各省、自治区、直辖市应急部门，镇直各单位：\n现将有关事项通知如下：\n"
        "一、任务\n1.督促企业健全制度,加强管理.各单位每月自查1次。\n赣榆镇人民政府\n2019年5月24日\n"
    )
    told = read_text(text).as_json()
    assert told["addressees"] == ["各省、自治区、直辖市应急部门", "镇直各单位"]
    assert [(one["subject"], one["rhythm"]) for one in told["duties"]][-1] == ("各单位", "monthly")


def test_a_plan_of_several_years_ends_with_the_last_of_them():
    text = (
        "各单位：\n现将《青石市治本攻坚三年行动方案（2024—2026年）》印发你们。各单位要于2024年3月15日前报方案。\n"
        "青石市安全生产委员会\n2024年3月7日\n青石市治本攻坚三年行动方案\n（2024—2026年）\n一、要求\n各单位每季度报送一次进展。\n"
    )
    assert read_text(text).as_json()["ends"] == "2026-12-31"


def test_an_item_s_time_and_unit_may_stand_in_items_of_their_own():
    item = "1.活动时间：4月8日至4月14日。\n2.活动内容：组织巡回放映活动。\n3.组织单位：各村、镇文化站。\n"
    body = f"一、活动主题\n加强法治，保障安全\n二、活动安排\n（一）文化周\n{item}（二）宣传\n1.组织集市宣传。"
    body += "此项工作由镇司法所负责。"
    text = f"石桥镇关于开展安全宣传的通知\n各单位：\n{body}\n石桥镇人民政府\n2025年3月3日\n"
    told = [(one["subject"], one["action"], one["due"]) for one in read_text(text).as_json()["duties"]]
    assert told == [("各村、镇文化站", "组织巡回放映活动", "2025-04-14"), ("镇司法所", "组织集市宣传", None)]


def test_a_short_text_has_whole_lines_and_a_plain_title():
    text = "关于做好春季消防安全工作\n各村：\n一、检查\n各村每月检查1次。\n\n桂村乡人民政府\n2026年3月3日\n"
    told = read_text(text).as_json()
    assert (told["title"], told["addressees"]) == ("关于做好春季消防安全工作", ["各村"])


def test_a_column_of_times_is_no_time_of_the_whole():
    table = "组别 | 检查区域 | 检查时间\n第一检查组 | 老城片区 | 3月21日至3月29日\n第二检查组 | 新区 | 4月1日至4月8日\n"
    body = "一、时间安排\n（一）自查阶段（3月5日至3月20日）。各工地自查。\n"
    body += "（二）检查阶段（3月21日至4月30日）。分组如下：\n"
    text = f"丹湖县住建局关于做好复工检查的通知\n各工地：\n{body}{table}丹湖县住建局\n2028年3月3日\n"
    told = read_text(text).as_json()
    assert (told["starts"], told["ends"]) == ("2028-03-03", "2028-04-30")
