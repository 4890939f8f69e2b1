"""Contradictions of names, feasts and hands: who is called so, on which day a feast is, whom a report goes to."""

import pytest

from anlan.campaigns.reading.reader import read_text
from tests.campaigns.notices import TIME, plan_of, quotes

pytestmark = pytest.mark.once

TABLE = (
    "序号 | 任务 | 内容 | 牵头部门 | 完成时限\n1 | 消防车道治理 | 打通消防车道3处 | 建设局 | 5月31日前\n"
    "2 | 粉尘整治 | 逐家检查 | 应急局 | 6月20日前\n3 | 应急演练 | 组织演练1次 | 消防站 | 6月25日前\n注："
)
FOUND = [
    ("one person", TIME + "二、督导\n第一组（组长：李树清）到东片。\n三、要求\n第一组组长李树青负责汇总。", "李树青"),
    ("one seat", TIME + "二、组织\n领导小组组长：王建国，副组长：赵敏。\n三、要求\n领导小组组长陈东负责调度。", "陈东"),
    ("a feast", TIME + "二、任务\n清明节（4月8日）各村派人守山。", "4月8日"),
    ("a holiday", TIME + "二、任务\n端午节（5月1日至3日）各村加强值守。", "5月1日至3日"),
    ("behind the day", TIME + "二、任务\n6月20日（端午节）各村加强值守。", "6月20日"),
    (
        "one day, two houses",
        TIME + "二、报送\n各村每月25日前将工作情况报镇安办。\n三、要求\n各村每月25日前将月报报镇党政办。",
        "党政办",
    ),
    (
        "two desks",
        TIME
        + "二、报送\n各村4月10日前建立台账报县局基础股汇总。\n三、要求\n各村每月28日前将台账更新情况报县局危化股。",
        "危化股",
    ),
    ("another's item", TIME + "二、清单\n" + TABLE + "第1项由综合执法局牵头，涉及违法建设的依法拆除。", "综合执法局"),
    ("no such item", TIME + "二、清单\n" + TABLE + "第5项任务完成情况作为评优依据。", "第5项"),
    ("another's name", TIME + "二、要求\n“百日清零”行动结束后，对各村进行评价。", "百日清零"),
]
ALIKE = [
    ("brothers of other seats", TIME + "二、组织\n组长：王建国，副组长：王建军，联系人：赵敏。"),
    ("a head and a deputy", TIME + "二、组织\n领导小组组长：王建国，领导小组副组长：王建民。"),
    ("on its day", TIME + "二、任务\n清明节（4月4日）各村派人守山，端午节（5月31日至6月2日）各村加强值守。"),
    ("before a feast", TIME + "二、任务\n清明节前（4月1日前）各村派人守山。"),
    ("two levels", TIME + "二、报送\n各村每月25日前将台账报镇安办，镇安办汇总后每月28日前报县安办。"),
    ("its own item", TIME + "二、清单\n" + TABLE + "第1项由建设局牵头，第3项结束后总结。"),
    ("an article of law", TIME + "二、清单\n" + TABLE + "按照条例第九条第8项规定处理。"),
    ("its own name", TIME + "二、要求\n专项行动结束后，对各村进行评价。"),
]


@pytest.mark.parametrize(("text", "words"), [one[1:] for one in FOUND], ids=[one[0] for one in FOUND])
def test_is_found(text, words):
    assert any(words in quote for quote in quotes(plan_of(text)))


@pytest.mark.parametrize("text", [one[1] for one in ALIKE], ids=[one[0] for one in ALIKE])
def test_is_no_contradiction(text):
    assert quotes(plan_of(text)) == []


def test_a_summer_holiday_in_an_autumn_term():
    title, office = "石桥县教育局关于做好2027年秋季学期学校安全工作的通知", "石桥县教育局"
    told = plan_of("一、要求\n放暑假前，各学校发放一封信。", "2027年8月21日", title, office)
    assert any("放暑假" in one.what for one in read_text(told).conflicts)


def test_a_line_told_otherwise_a_hundred_times_is_asked_about_once_or_twice_a_line():
    lines = "达到80%时启动限流。\n达到85%时启动限流。\n" * 100
    assert len(read_text(plan_of(TIME + "二、任务\n" + lines)).conflicts) < 2 * lines.count("\n")
