"""Packs come in whole, dated and versioned, or not at all."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command

from anlan.core import clock
from anlan.standards import actions, queries
from anlan.standards.models import CriteriaPack, Criterion, Industry


def pack(slug="shiyan-2024", **more):
    return CriteriaPack.objects.get(slug=slug, **more)


def test_the_same_content_is_the_same_however_the_file_is_laid_out(load, folder, write):
    assert load().counts["created"] == 1
    path = write()
    path.write_text("# 加了一行说明\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert actions.load_packs(folder).counts["same"] == 1
    assert pack().events.count() == 1


def test_a_corrected_pack_is_a_new_version_and_the_old_items_stay(load):
    load()
    old = Criterion.objects.get(pack__slug="shiyan-2024")
    report = load(items=[{"summary": "安全出口锁闭、封堵"}])
    assert report.counts["changed"] == 1
    new = pack(version=2)
    withdrawn = pack(version=1)
    assert withdrawn.withdrawn_at is not None
    assert withdrawn.replaced_by == new
    assert withdrawn.ended_on is None
    assert Criterion.objects.get(pk=old.pk).summary == "安全出口锁闭"
    day = dt.date(2026, 1, 1)
    assert [one.summary for one in queries.in_force(day, ["gongmao"])] == ["安全出口锁闭、封堵"]
    assert [one.action for one in withdrawn.events.all()] == ["standards.load", "standards.withdraw"]


def test_an_amended_pack_ends_the_old_one_on_the_day_it_begins(load):
    load()
    load(effective="2025-02-01", items=[{"summary": "安全出口锁闭或数量不足"}])
    assert pack(version=1).ended_on == dt.date(2025, 2, 1)

    def law(day):
        return [one.summary for one in queries.in_force(day, ["gongmao"])]

    assert law(dt.date(2024, 1, 31)) == []
    assert law(dt.date(2025, 1, 31)) == ["安全出口锁闭"]
    assert law(dt.date(2025, 2, 1)) == ["安全出口锁闭或数量不足"]


def test_going_back_to_an_earlier_content_is_a_third_version(load):
    load()
    load(items=[{"summary": "改过的"}])
    load()
    rows = CriteriaPack.objects.order_by("version")
    assert [(row.version, row.withdrawn_at is None) for row in rows] == [(1, False), (2, False), (3, True)]


def test_a_standard_replaced_by_one_nobody_has_ends_on_the_day_its_text_gives(load):
    load(status="superseded by 试验〔2025〕9号（2025-03-01起施行）")
    assert (pack().ended_on, pack().replaced_by) == (dt.date(2025, 3, 1), None)


def test_a_standard_replaced_nobody_knows_when_judges_nothing_from_the_day_we_learnt_it(load):
    with clock.moved_to(dt.date(2026, 5, 6)):
        load(status="superseded by 试验〔2025〕9号")
        assert pack().ended_on == dt.date(2026, 5, 6)
    with clock.moved_to(dt.date(2026, 7, 8)):
        load(status="superseded by 试验〔2025〕9号")
        assert pack().ended_on == dt.date(2026, 5, 6)


def test_the_command_names_the_standard_whose_date_is_none(load, folder, write):
    out = io.StringIO()
    write(effective="2025-02-30")
    call_command("load_criteria", folder, stdout=out)
    assert "待核　shiyan-2024：施行日期“2025-02-30”不是日期" in out.getvalue()


@pytest.mark.parametrize("text", ["2023-13-45", "待定", ""])
def test_a_date_that_is_none_loads_marked_to_be_checked_and_is_no_law_yet(load, text):
    assert load(effective=text).counts["created"] == 1
    row = pack()
    assert (row.effective, row.effective_on, row.dates_to_check, row.state) == (text, None, True, "undated")
    assert list(queries.in_force(dt.date(2026, 1, 1), ["gongmao"])) == []


WRONG = [
    ({"items": [{}, {}]}, "第三条(一)", "code"),
    ({"industry": ["meiyou"]}, "", "industry"),
    ({"industry": []}, "", "industry"),
    ({"status": "superseded by 试验〔2024〕1号"}, "", "status"),
    ({"replaced_by": "shiyan-2024"}, "", "replaced_by"),
    ({"items": [{"replaces": "第三条(一)"}]}, "第三条(一)", "replaces"),
    ({"items": [{"summary": "隐" * 200_000}]}, "第三条(一)", "summary"),
    ({"items": [{"summary": ""}]}, "第三条(一)", "summary"),
    ({"items": [{"code": ""}]}, "第 1 条", "code"),
    ({"items": [{"keywords": [["一"]]}]}, "第三条(一)", "keywords"),
    ({"items": [{"checked_against_text": "也许"}]}, "第三条(一)", "checked_against_text"),
    ({"items": [{"sumary": "拼错"}]}, "第三条(一)", "sumary"),
    ({"items": [{"refers_to": ["第九十九条"]}]}, "第三条(一)", "refers_to"),
    ({"items": [{"refers_to": ["第三条"]}]}, "第三条(一)", "refers_to"),
    ({"items": []}, "", "items"),
    ({"title": ""}, "", "title"),
    ({"title": {"一": "二"}}, "", "title"),
    ({"kind": "law"}, "", "kind"),
    ({"compelte": True}, "", "compelte"),
    ({"topics_only": 7}, "", "topics_only"),
]


@pytest.mark.parametrize(("fields", "item", "field"), WRONG)
def test_an_error_names_file_item_and_field_and_nothing_is_loaded(load, write, fields, item, field):
    write(id="bie-2024", doc_number="别〔2024〕1号")
    report = load(**fields)
    assert [(one.file, one.item, one.field) for one in report.problems] == [("shiyan-2024.yaml", item, field)]
    assert report.counts == {"created": 0, "changed": 0, "same": 0, "refused": 1}
    assert not CriteriaPack.objects.exists()
    assert not Criterion.objects.exists()


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"id: [", "YAML"),
        (b"id: a\n  title: b: c\n", "冒号用错了地方"),
        (b"id: a\n\ttitle: b\n", "制表符"),
        (b'id: "a\ntitle: b\n', "引号没有成对"),
        (b"id: a\nid: b\n", "写了两次"),
        ("- 一\n- 二\n".encode(), "最外层"),
        ("标题".encode("gbk"), "UTF-8"),
        (b"[" * 200_000, "层次太深"),
        (b"x" * (9 * 1024 * 1024), "超过"),
        (b"", "最外层"),
    ],
)
def test_a_file_that_is_no_pack_is_refused_with_a_sentence(industries, folder, raw, word):
    (folder / "huai.yaml").write_bytes(raw)
    report = actions.load_packs(folder)
    assert [one.file for one in report.problems] == ["huai.yaml"]
    assert word in report.problems[0].reason


def test_two_files_with_one_id_are_refused(load, folder, write):
    write()
    (folder / "copy.yaml").write_text((folder / "shiyan-2024.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    report = load()
    assert [(one.file, one.field) for one in report.problems] == [("shiyan-2024.yaml", "id")]
    assert not CriteriaPack.objects.exists()


def test_standards_that_replace_each_other_are_refused(load, write):
    write(id="bie-2024", doc_number="别〔2024〕1号", status="superseded by 试验〔2024〕1号")
    report = load(status="superseded by 别〔2024〕1号")
    assert [one.field for one in report.problems] == ["status", "status"]
    assert not CriteriaPack.objects.exists()


def test_an_empty_folder_is_an_error(industries, folder):
    assert len(actions.load_packs(folder).problems) == 1
    assert len(actions.load_packs(folder / "nowhere").problems) == 1


def test_a_dry_run_reports_and_writes_nothing(industries, folder, write):
    write()
    assert actions.load_packs(folder, dry_run=True).counts["created"] == 1
    assert not CriteriaPack.objects.exists()


def test_the_command_prints_counts_and_fails_with_every_problem(db, folder, write, capsys):
    write()
    call_command("load_criteria", folder, "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"created": 1, "changed": 0, "same": 0, "refused": 0}
    write(industry=["meiyou"])
    with pytest.raises(CommandError, match="1 处问题"):
        call_command("load_criteria", folder, "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["errors"][0]["file"] == "shiyan-2024.yaml"
    assert report["counts"]["refused"] == 1


def test_a_criterion_once_written_is_never_changed(load):
    load()
    item = Criterion.objects.get()
    item.summary = "别的"
    with pytest.raises(TypeError):
        item.save()


def test_loading_industries_again_keeps_what_a_township_edited(world):
    actions.load_industries()
    wenlv = Industry.objects.get(pk="wenlv")
    actions.change_industry(wenlv, name="文旅体", actor=world.people["孙主"])
    assert actions.load_industries() == 0
    assert Industry.objects.get(pk="wenlv").name == "文旅体"


def test_the_command_says_what_changes_and_what_hangs_on_it_before_it_loads(load, folder, write, capsys):
    load(items=[{"code": "1", "summary": "安全出口锁闭"}, {"code": "2", "summary": "没有应急照明"}])
    write(items=[{"code": "1", "summary": "安全出口、疏散门锁闭"}], effective="2026-12-01")
    call_command("load_criteria", folder, "--dry-run")
    told = capsys.readouterr().out
    assert "第 1 版（shiyan-2024） 相比：删去 1 条，改文字 1 条，不变 0 条。" in told
    assert "改文字 1：安全出口锁闭（怎么看：看出口） → 安全出口、疏散门锁闭（怎么看：看出口）" in told
    assert CriteriaPack.objects.count() == 1
    call_command("load_criteria", folder, "--json")
    effect = json.loads(capsys.readouterr().out)["effects"][0]
    assert [one["kind"] for one in effect["changes"]] == ["changed", "removed"]
    assert {one["label"] for one in effect["touches"]} >= {"按本标准判定的未销号隐患", "引用本标准、还没签发的通报"}
    call_command("load_criteria", folder)
    assert "相比" not in capsys.readouterr().out
