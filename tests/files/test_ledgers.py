"""Ledgers of other offices and trades, read without being told anything about them; and files that are none."""

import datetime as dt
import io
import resource
import time
import zipfile
from pathlib import Path

import pytest

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.files.importing import lines
from anlan.files.sheets import finding, table
from anlan.files.sheets.filling import merged_down
from anlan.files.sheets.reading import Sheet, read_workbook
from tests.files import ledgers
from tests.files.offices import FIELDS

DATA = Path(__file__).parent.parent / "data" / "ledgers"
PASSWORD, BROKEN, BOMB = "设了密码", "已损坏或不完整", "解开后有"


@pytest.fixture(autouse=True)
def _on_a_day_in_november():
    with clock.moved_to(dt.date(2026, 11, 24)):
        yield


def tables(folder: Path, content: bytes, name: str) -> list[table.Table]:
    path = folder / name
    path.write_bytes(content)
    found = [one for sheet in read_workbook(path, name) for one in finding.find(sheet, FIELDS, file_name=name)]
    finding.follow_sisters(found)
    return found


def columns(found: table.Table) -> str:
    """Which column was taken for what: "B name, C village"."""
    return ", ".join(f"{c.letters} {c.field}{'+' + c.also if c.also else ''}" for c in found.columns if c.field)


def told(found: table.Table) -> list[str]:
    """Every line below the head in a few words: "4 桂村乡中心小学 002 11-03", or why it is no record."""
    words = []
    for line in found.lines():
        if line.skipped and line.number <= found.last_head + 1:
            continue
        read = lines.read(0, found, line, FIELDS)
        if read.record:
            day = read.record["found_on"]
            words.append(f"{line.number} {read.record['name']} {read.record['village'][-3:]} {day and f'{day:%m-%d}'}")
        else:
            reasons = zip(read.plans[0].cells, read.plans[0].reasons, strict=True)
            words.append(
                f"{line.number} {read.plans[0].outcome}: {'; '.join(f'{cell} {why}'.strip() for cell, why in reasons)}"
            )
    return words


LEDGERS = {
    "教体校园": (
        ledgers.schools,
        "校园.xlsx",
        [
            (
                "3-3 2026 标题",
                "B name, C village, D person, E phones, F headcount, G found_on, H hazard, I due_on, J fixed",
                [
                    "4 桂村乡中心小学 002 11-03",
                    "5 桂村乡中心小学 002 11-04",
                    "6 桂村乡中心小学 002 11-05",
                    "7 skipped: 重复的表头",
                    "8 周沟小学 206 11-08",
                    "9 skipped: 合计行",
                    "10 skipped: 说明文字",
                ],
            )
        ],
    ),
    "餐饮燃气": (
        ledgers.gas,
        "燃气.csv",
        [
            (
                "2-2 2026 标题",
                "B name, C village, E person+phones, F found_on, G hazard, H fixed",
                [
                    "3 宏源饭店 002 11-05",
                    "4 刘记烩面 217 11-06",
                    "5 =cmd|' /C calc'!A0 203 11-07",
                    "6 skipped: 合计行",
                    "7 skipped: 签字或填报栏",
                ],
            )
        ],
    ),
    "在建工地": (
        ledgers.sites,
        "工地.xlsx",
        [
            (
                "2-4 2026 标题",
                "B name, C village, D code, E person, F phones, G officer, H officer_phones, "
                "I found_on, J hazard, K due_on",
                [
                    "5 桂村乡安置房一期 206 11-06",
                    "6 refused: D6 统一社会信用代码被 Excel 当成数字，末几位已经丢失，请把这一列设为文本后重填; "
                    "K6 日期无法识别：2026-13-45",
                    "7 refused: K7 日期晚于 2036-11-24，不像真的：2099-1-1",
                ],
            )
        ],
    ),
    "农村自建房": (
        ledgers.houses,
        "自建房.xlsx",
        [
            (
                "4-4 2026 标题",
                "C name, D phones, E found_on, F hazard",
                [
                    "5 skipped: 栏号行",
                    "6 skipped: 标题或说明文字",
                    "7 张建国 206 10-03",
                    "8 李卫东 206 10-03",
                    "9 skipped: 标题或说明文字",
                    "10 王秀英 203 10-05",
                    "11 skipped: 只有序号，没有内容",
                    "12 skipped: 只有序号，没有内容",
                    "13 skipped: 签字或填报栏",
                ],
            )
        ],
    ),
    "一村一表": (
        ledgers.villages_by_sheet,
        "分村.xlsx",
        [
            ("1-1 None ", "B name, D phones", ["2 甲厂 206 None", "3 乙厂 206 None", "4 丁厂 206 None"]),
            ("1-1 None ", "B name, D phones", ["2 丙厂 210 None"]),
        ],
    ),
    "上下两张表": (
        ledgers.two_tables,
        "两表.xlsx",
        [
            ("2-2 None ", "A name, B village, C person, D phones", ["3 甲厂 206 None", "5 skipped: 标题或说明文字"]),
            ("6-6 None ", "A village, B name, C found_on, D hazard", ["7 乙厂 203 11-03", "8 丙厂 203 11-04"]),
        ],
    ),
    "没有算过的公式": (
        ledgers.formulas,
        "公式.xlsx",
        [
            (
                "1-1 None ",
                "A name, B village, C found_on, D headcount",
                [
                    "2 甲厂 206 11-01",
                    "3 refused: C3 公式没有保存计算结果，请用 Excel 或 WPS 打开文件，保存后再上传",
                    "4 refused: D4 公式没有保存计算结果，请用 Excel 或 WPS 打开文件，保存后再上传",
                    "5 refused: D5 单元格是公式错误值：#REF!",
                    "6 -戊厂 206 11-03",
                    "7 skipped: 合计行",
                ],
            )
        ],
    ),
    "丢了合并的文本": (
        ledgers.lost_merges,
        "台账.txt",
        [
            (
                "2-3 None ",
                "B name, C village, D person, E phones, F found_on, G hazard",
                ["4 甲厂 206 11-03", "5 乙厂 203 11-04"],
            )
        ],
    ),
    "一月一表": (
        ledgers.months,
        "2026年台账.xlsx",
        [
            ("1-1 2026 文件名", "A name, B village, C phones, D phones, E found_on", [f"2 {m}月厂 206 {m:02}-03"])
            for m in (9, 10, 11)
        ],
    ),
    "长说明": (
        ledgers.preface,
        "说明.xlsx",
        [
            (
                "13-13 None ",
                "B name, C village, D person, E phones, F found_on, G hazard, H fixed",
                ["14 ABC超市 217 11-09", "15 福祥烟花店 217 11-10", "16 skipped: 说明文字", "17 skipped: 签字或填报栏"],
            )
        ],
    ),
    "旧版 xls": (
        (DATA / "water.xls").read_bytes,
        "水域.xls",
        [
            (
                "2-2 2026 表名",
                "B name, C village, D person, E phones, F found_on",
                ["3 水道杨水库 217 11-03", "4 渔船甲 217 11-04", "5 skipped: 合计行"],
            )
        ],
    ),
    "桂村乡老台账": (
        (DATA / "messy.xlsx").read_bytes,
        "messy.xlsx",
        [
            (
                "3-4 2026 标题",
                "B name, C village, D person, E phones, F found_on, G hazard, H fixed",
                [
                    "5 永兴加油站 217 11-03",
                    "6 福祥烟花店 203 11-05",
                    "7 鑫达面粉厂 203 11-06",
                    "8 宏源饭店 002 11-08",
                    "9 顺发养殖场 210 11-09",
                    "10 恒通板材厂 206 11-11",
                    "12 skipped: 合计行",
                    "13 skipped: 签字或填报栏",
                ],
            )
        ],
    ),
}


@pytest.mark.parametrize(("make", "name", "expected"), LEDGERS.values(), ids=LEDGERS.keys())
def test_a_ledger_is_read_as_its_office_meant_it(tmp_path, make, name, expected):
    found = tables(tmp_path, make(), name)
    heads = [f"{one.first_head + 1}-{one.last_head + 1} {one.year} {one.year_from}" for one in found]
    assert [(head, columns(one), told(one)) for head, one in zip(heads, found, strict=True)] == expected


def test_a_formatted_but_empty_last_cell_harms_nobody(tmp_path):
    assert told(tables(tmp_path, ledgers.formatted_to_the_end(), "表.xlsx")[0]) == ["2 甲厂 206 None"]


def test_a_merge_to_the_last_row_of_excel_fills_only_rows_that_are_there():
    sheet = Sheet("表", [["单位名称"], ["甲厂"], ["乙"]], merges=[((1, 0), (1_048_575, 16_383))])
    assert merged_down(sheet, 0) == {2: {0: "甲厂"}}


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


NO_LEDGERS = {
    "空文件": (lambda: b"", "台账.xlsx", "空文件"),
    "压缩炸弹": (ledgers.bomb, "台账.xlsx", BOMB),
    "撒谎的炸弹": (ledgers.lying_bomb, "台账.xlsx", f"{BOMB}|{BROKEN}"),
    "写到天边": (ledgers.far_cell, "台账.xlsx", "从 A1 一直写到 XFD1048576"),
    "几千个小文件": (lambda: zipped(**{f"xl/{n}": "" for n in range(5001)}), "台账.xlsx", "装着 5001 个小文件"),
    "一行到底": (lambda: "甲厂,".encode() * 200_000, "台账.csv", "一直写到 .+ 列，超出了能读的 500 列"),
    "密码": (ledgers.encrypted, "台账.xlsx", PASSWORD),
    "截断": (lambda: ledgers.schools()[:3000], "台账.xlsx", BROKEN),
    "坏 xls": (lambda: (DATA / "water.xls").read_bytes()[:1500], "台账.xls", BROKEN),
    "别的压缩包": (lambda: zipped(a="1"), "台账.xlsx", "不是表格文件"),
    "文档": (lambda: zipped(**{"word/document.xml": "<x/>"}), "台账.xlsx", "不是表格文件"),
    "网页": (lambda: b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "台账.xls", "其实是网页"),
    "表格二〇〇三": (lambda: b"<?xml version='1.0'?><Workbook/>", "台账.xls", "其实是网页"),
    "照片": (lambda: b"\xff\xd8\xff\xe0JFIF", "台账.xlsx", "不是表格文件"),
    "乱码": (lambda: b"\x81\xff\xfe\x00\x00\x81" * 50, "台账.csv", "编码|文本表格"),
    "二进制": (lambda: b"name\x00\x01\x02" * 50, "台账.csv", "文本表格"),
}


@pytest.mark.parametrize(("make", "name", "words"), NO_LEDGERS.values(), ids=NO_LEDGERS.keys())
def test_what_is_no_ledger_is_refused_with_a_sentence_and_quickly(tmp_path, make, name, words):
    path = tmp_path / name
    path.write_bytes(make())
    begun, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Invalid, match=words) as refused:
        read_workbook(path, name)
    assert refused.value.message.endswith("。")
    assert time.process_time() - begun < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200_000


def test_the_name_does_not_decide_what_a_file_is(tmp_path):
    assert told(tables(tmp_path, ledgers.two_tables(), "其实是表格.csv")[0])[0] == "3 甲厂 206 None"
    assert told(tables(tmp_path, ledgers.gas(), "其实是文本.xlsx")[0])[0] == "3 宏源饭店 002 11-05"


@pytest.mark.slow
def test_ten_thousand_rows_take_seconds(tmp_path):
    content = ledgers.many(10_000)
    begun = time.process_time()
    assert len(told(tables(tmp_path, content, "大.xlsx")[0])) == 10_000
    assert time.process_time() - begun < 10
