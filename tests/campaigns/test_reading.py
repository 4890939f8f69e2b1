"""G1: What the rules understand: times, sentences, brackets, headings; what is a contradiction and what is none."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anlan.campaigns.reading import scoring
from anlan.campaigns.reading.paragraphs import flow_of
from anlan.campaigns.reading.reader import read_text
from anlan.campaigns.reading.when import whens
from tests.campaigns.notices import notice, plan

pytestmark = pytest.mark.once


def duties(body: str, **more: str) -> list[tuple]:
    told = read_text(notice(body, **more)).as_json()["duties"]
    return [(one["subject"], one["rhythm"], one["min_count"], one["due"]) for one in told]


def conflicts(body: str, **more: str) -> list[tuple[str, str]]:
    return [(one.kind, one.severity) for one in read_text(notice(body, **more)).conflicts]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("12月底前", (None, "--12-31")),
        ("2023年11月30日前", (None, "2023-11-30")),
        ("即日起至2月8日", (None, "--02-08")),
        ("2024年12月", ("2024-12-01", "2024-12-31")),
        ("2024年11月下旬至2025年3月31日", ("2024-11-21", "2025-03-31")),
        ("11月25日—12月5日", ("--11-25", "--12-05")),
        ("2024年12月20日至1月10日", ("2024-12-20", "2025-01-10")),
        ("2024.11.25-2024.12.5", ("2024-11-25", "2024-12-05")),
        ("3月1日至15日", ("--03-01", "--03-15")),
        ("二〇二四年九月一日至二〇二四年十二月三十一日", ("2024-09-01", "2024-12-31")),
        ("2026年第一季度", ("2026-01-01", "2026-03-31")),
        ("2025年上半年", ("2025-01-01", "2025-06-30")),
        ("12月前", (None, "--11-30")),
        ("2025年2月底前", (None, "2025-02-28")),
        ("2月30日前", (None, None)),
    ],
)
def test_spans_of_time_as_notices_write_them(words, told):
    flow = flow_of(words)
    [when] = whens(flow.text, 0, len(flow.text))
    assert tuple(mark.iso() if mark else None for mark in (when.begins, when.ends)) == told
    assert flow.quote(when.span) == words


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("各村每月至少召开2次安全例会。", ("各村", "monthly", 2, None)),
        ("各企业要每半年组织一次演练。", ("各企业", "half_yearly", 1, None)),
        ("各村于3月20日前报送工作方案。", ("各村", "once", None, "2025-03-20")),
        ("镇应急办每半月巡查一次。", ("镇应急办", "monthly", 2, None)),
        ("各企业主要负责人每季度带队检查不少于3次。", ("各企业主要负责人", "quarterly", 3, None)),
        ("发生事故后，各企业须1小时内报告镇应急办。", ("各企业", "on_event", None, None)),
        ("各村要定期开展宣传。", ("各村", "as_needed", None, None)),
        ("由镇应急办每周汇总通报。", ("镇应急办", "weekly", 1, None)),
        ("4月10日前各村完成摸排。", ("各村", "once", None, "2025-04-10")),
    ],
)
def test_a_sentence_becomes_a_duty(sentence, told):
    assert duties(f"一、工作任务\n（一）日常工作。{sentence}") == [told]


def test_a_bracket_with_a_class_of_enterprises_is_a_duty_of_its_own():
    assert duties("一、任务\n（一）自查。各企业每月检查1次（高危企业每周1次，其他企业每季度1次）。") == [
        ("各企业", "monthly", 1, None),
        ("各企业", "weekly", 1, None),
        ("各企业", "quarterly", 1, None),
    ]


def test_who_is_responsible_may_stand_behind_the_clause():
    body = "一、任务\n1.培训。组织培训一次。（责任单位：镇应急办；完成时限：4月底前）\n2.检查。派出所每周检查网吧。"
    assert duties(body) == [("镇应急办", "once", 1, "2025-04-30"), ("派出所", "weekly", 1, None)]


def test_goals_and_laws_and_limits_are_no_duties():
    body = (
        "一、工作目标\n力争事故每年下降10%，坚决守牢底线。\n"
        "二、依据\n按照《每月检查办法》（石政〔2024〕3号）执行。对同一企业检查每年不超过2次。"
    )
    assert [one for one in duties(body) if one[1] in scoring.PERIODIC] == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("一、任务\n各村于2月31日前报送方案。", [("impossible_day", "hard")]),
        ("一、任务\n各村于2025年3月12日（星期一）参加会议。", [("weekday", "hard")]),
        ("一、任务\n各村于2025年3月1日前报送方案。", [("due_before_notice", "hard")]),
        (
            "一、阶段安排\n（一）部署阶段（3月5日至3月20日）。动员。\n（二）整治阶段（3月10日至4月30日）。整治。",
            [("stages_overlap", "hard")],
        ),
        (
            "一、阶段安排\n（一）部署阶段（3月5日至3月20日）。动员。\n（二）整治阶段（4月30日至3月21日）。整治。",
            [("stage_backwards", "hard")],
        ),
        (
            "一、任务\n抓好以下三项工作：\n（一）查隐患。各村排查。\n（二）改隐患。各企业整改。",
            [("task_count", "hard")],
        ),
        ("一、任务\n各村对照附件2自查。", [("attachment", "soft")]),
        ("一、任务\n各村自查。\n三、要求\n各村落实。", [("numbering", "soft")]),
        ("一、时间\n即日起至4月15日。\n二、要求\n各村每季度开展一次演练。", [("rhythm_too_slow", "soft")]),
        ("一、时间\n即日起至6月30日。\n二、要求\n纳入2024年度考核。", [("assessment_year", "hard")]),
        (
            "一、任务\n各村于3月20日前报送总结。\n二、要求\n各村于3月25日前将总结报镇应急办。",
            [("two_deadlines", "hard")],
        ),
        ("一、时间\n即日起至6月30日。\n二、要求\n我乡各企业自查。", [("other_place", "soft")]),
        ("一、时间\n即日起至6月30日。\n二、要求\n各村自查。", []),
    ],
)
def test_contradictions_are_found_and_nothing_else(body, found):
    assert conflicts(body) == found


@pytest.mark.parametrize(
    "said",
    [
        "1.3月1日至3月20日为自查阶段。\n2.3月10日至4月1日为检查阶段。",
        "第一阶段为自查阶段（即日起至3月20日），第二阶段为检查阶段（3月10日至4月1日）。",
        "一是自查阶段，时间为3月1日至3月20日；二是检查阶段，时间为3月10日至4月1日。",
        "3月1日至3月20日为自查阶段；3月10日至4月1日为检查阶段。",
        "第一阶段：自查，3月1日至3月20日。\n第二阶段：检查，3月10日至4月1日。",
    ],
)
def test_stages_that_overlap_are_asked_about_however_they_are_told(said):
    body = f"一、要求\n各村每周检查。\n二、步骤\n{said}"
    text = f"关于开展检查的通知\n各村：\n{body}\n石桥镇人民政府\n2026年3月1日\n"
    read = read_text(text).as_json()
    assert [one["end"] for one in read["stages"]] == ["2026-03-20", "2026-04-01"]
    assert [one["kind"] for one in read["conflicts"]] == ["stages_overlap"]
    assert [one["rhythm"] for one in read["duties"]] == ["weekly"]


def test_a_plan_without_dates_says_so():
    draft = read_text("石桥镇安全生产工作方案\n一、任务\n各村每月检查一次。\n").as_json()
    assert [(one["kind"], one["severity"]) for one in draft["conflicts"]] == [("no_date", "hard")]
    assert (draft["issued_on"], draft["stages"]) == (None, [])


def test_the_year_is_told_only_where_the_text_leaves_no_doubt():
    assert duties("一、任务\n各村12月底前报送总结。", day="2024年11月23日") == [("各村", "once", None, "2024-12-31")]
    assert duties("一、任务\n各村6月15日前报送总结。", day="2024年11月23日") == [("各村", "once", None, "--06-15")]


def test_wrapped_lines_page_numbers_and_running_heads_are_no_text():
    draft = read_text(plan("c_linjiang"))
    assert "临江区住建局" not in draft.flow.text
    assert "起重机械安装、拆卸前" in draft.flow.text


def test_headings_whose_line_breaks_were_lost_are_clauses_again():
    labels_read = [one.label for one in read_text(plan("d_dongwa")).clauses]
    parts = {one: [f"{one}({part})" for part in "一二三"] for one in "一二三"}
    assert labels_read == ["", *(label for one, own in parts.items() for label in (one, *own)), "四"]


@settings(max_examples=60, deadline=None)
@example("0一件：")
@example("各村每0日检查1次。")
@example("十十项任务：一是查。二是改。")
@given(st.text(alphabet="一二（）1.年月日前每至少次、。；：\n企业要|〔〕2023附件第阶段", max_size=200))
def test_no_text_breaks_the_reader(text):
    draft = read_text(text).as_json()
    assert [one for one in draft["duties"] + draft["stages"] if one["quote"] not in text] == []


@pytest.mark.once
def test_the_place_of_the_issuer_is_said_once_and_a_list_of_names_is_its_office_s():
    body = "一、报送\n各村联络员名单于3月20日前报镇应急办。\n未尽事宜联系镇应急办王芳。全镇开展检查。"
    told = read_text(f"关于开展检查的通知\n各村：\n{body}\n石桥镇人民政府\n2027年3月5日\n").as_json()
    assert told["territories"] == ["石桥镇"]
    assert [(one["subject"], one["due"]) for one in told["duties"] if one["due"]] == [("各村", "2027-03-20")]
    assert not [one for one in told["duties"] if "未尽事宜" in one["quote"]]
