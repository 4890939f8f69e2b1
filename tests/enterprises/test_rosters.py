"""Lists of people and of certificates: every row has an outcome, twice is once, undone whole, no number in clear."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions as certificates
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.learning import actions as learning
from anlan.enterprises.models import Certificate, KeyPost, Person
from anlan.enterprises.posts import actions as duties
from anlan.enterprises.posts import queries as duty_lists
from anlan.files import actions as files
from anlan.files import importing
from anlan.files.models import ImportRun
from tests.enterprises.registers import workbook
from tests.people import photo

pytestmark = pytest.mark.django_db

ONE, TWO, THREE = "11010519491231002X", "440524188001010014", "410105197003065236"
TODAY = dt.date(2026, 11, 23)
PEOPLE = [
    ["恒通板材厂从业人员名册"],
    ["序号", "姓名", "身份证号码", "联系电话", "岗位", "用工单位", "进厂时间", "特种作业类别", "招请人"],
    [1, "王强", ONE, "13837470001", "焊工", "本单位", "2025-03-01", "焊接与热切割", "刘翀"],
    [2, "王强", TWO, "13837470002", "热压工", "许昌劳务派遣公司", "2025.6.1", "无", ""],
    [3, "李小梅", "", "13837470003", "安全员", "正式", "2024年3月", "", ""],
    [4, "周建", "110105194912310021", "", "叉车司机", "", "", "", ""],
    [5, "马工", "", "", "电工", "安达除尘", "", "低压电工作业", ""],
    [6, "刘翀", "", "13837471118", "主要负责人", "", "", "", ""],
    ["合计", 6],
]


@pytest.fixture(autouse=True)
def today(at) -> None:
    at(TODAY)


def kept_photo(actor) -> str:
    return files.keep(SimpleUploadedFile("签字页.jpg", photo().read()), actor=actor).pk


def preview(kind: str, rows: list, actor, name: str = "名册.xlsx") -> ImportRun:
    content = workbook([("Sheet1", rows, [])]) if name.endswith("xlsx") else rows
    run = importing.upload(kind, SimpleUploadedFile(name, content), actor=actor)
    run = importing.preview(run, at_once=True)
    assert run.state == ImportRun.State.PREVIEWED, run.problem
    return run


def imported(kind: str, rows: list, actor, name: str = "名册.xlsx") -> ImportRun:
    run = preview(kind, rows, actor, name)
    importing.commit(run, actor=actor, at_once=True)
    run.refresh_from_db()
    return run


def outcomes(run: ImportRun) -> list[tuple]:
    rows = run.rows.exclude(outcome="skipped")
    return [(row.row, row.outcome, "；".join(row.reasons), row.cells[:1]) for row in rows]


def people(place) -> list[tuple]:
    rows = place.people.filter(until=None).exclude(post="principal").order_by("pk")
    return [(one.name, one.id_number, one.post, one.job, one.employment, one.since) for one in rows]


def test_a_factorys_own_list_names_no_enterprise_and_every_row_has_its_outcome(hengtong, liu):
    contracts.record_contractor(name="安达除尘", actor=liu)
    run = imported("people", PEOPLE, liu)
    assert outcomes(run) == [
        (3, "created", "", []),
        (4, "created", "", []),
        (5, "created", "", []),
        (6, "refused", "身份证号校验位不对", ["C6"]),
        (7, "refused", "从事特种作业的要写明是谁招请的（谁招请、谁负责）", ["I7"]),
        (8, "same", "", []),
    ]
    assert people(hengtong) == [
        ("王强", ONE, "employee", "焊工", "regular", dt.date(2025, 3, 1)),
        ("王强", TWO, "employee", "热压工", "dispatched", dt.date(2025, 6, 1)),
        ("李小梅", "", "safety_officer", "", "regular", TODAY),
    ]
    assert [(one.person.id_number, one.kind, one.hired_by) for one in KeyPost.objects.all()] == [
        (ONE, "welding", "刘翀")
    ]
    remarks = [" ".join(row.remarks) for row in run.rows.filter(outcome="created")]
    assert "按劳务派遣登记" in remarks[1]
    assert verify().broken == []


def test_what_is_no_name_is_refused_with_its_cell(hengtong, liu):
    rows = [["姓名", "身份证号", "工种"], ["😀", "", "焊工"], ["12", "", "焊工"], ["王强", "", "焊工"]]
    assert outcomes(preview("people", rows, liu))[:2] == [
        (2, "refused", "这不像一个人名", ["A2"]),
        (3, "refused", "这不像一个人名", ["A3"]),
    ]


def test_twice_changes_nothing_and_undone_it_is_as_it_was(hengtong, liu):
    before = people(hengtong)
    run = imported("people", PEOPLE, liu)
    assert {row[1] for row in outcomes(preview("people", PEOPLE, liu))} == {"same", "refused"}
    importing.undo(run, actor=liu)
    assert (people(hengtong), KeyPost.objects.count(), Person.objects.filter(name="王强").count()) == (before, 0, 0)
    imported("people", PEOPLE, liu)
    assert len(people(hengtong)) == 3
    assert verify().broken == []


def test_an_import_stands_once_something_was_built_on_it(hengtong, liu):
    run = imported("people", PEOPLE, liu)
    there = hengtong.people.get(name="李小梅")
    facts = {"kind": "fire", "title": "消防", "content": "灭火器", "held_on": TODAY, "hours": 1}
    learning.record_training(hengtong, people=[there], actor=liu, **facts)
    with pytest.raises(NotNow, match="李小梅.*已有培训、证件、作业票等记录"):
        importing.undo(run, actor=liu)
    assert len(people(hengtong)) == 3


def test_what_a_list_adds_to_those_on_file_is_shown_before_and_taken_back_whole(hengtong, liu):
    register.add_person(hengtong, name="王强", post="employee", actor=liu, phones=["13837470001"], job="小工")
    rows = [["姓名", "身份证号", "电话", "工种"], ["王强", ONE, "13837470001", "焊工"]]
    run = imported("people", rows, liu)
    [row] = run.rows.filter(outcome="changed")
    assert row.changes == {"工种": ["小工", "焊工"], "身份证号": ["", "110***********002X"]}
    person = hengtong.people.get(name="王强")
    assert (person.id_number, person.job) == (ONE, "焊工")
    importing.undo(run, actor=liu)
    person.refresh_from_db()
    assert (person.id_number, person.id_hash, person.job) == ("", "", "小工")


def test_a_list_says_who_left_and_when_somebody_began_and_is_taken_back_whole(hengtong, liu):
    began = dt.date(2026, 3, 1)
    for name in ("王强", "李小梅"):
        register.add_person(hengtong, name=name, post="employee", actor=liu, since=began)
    head = ["姓名", "入职日期", "在职状态"]
    rows = [["王强", "", "已离职"], ["李小梅", "2026-04-02", "在职"], ["刘翀", "", "离职"], ["马工", "", "2026-05-01"]]
    run = preview("people", [head, *rows], liu)
    assert {row.title.partition("（")[0]: row.changes for row in run.rows.filter(outcome="changed")} == {
        "王强": {"在岗": ["在岗", f"{clock.day_words(TODAY)}离任"]},
        "李小梅": {"起始日期": ["2026年3月1日", "2026年4月2日"]},
    }
    refused = ["；".join(row.reasons) for row in run.rows.filter(outcome="refused").order_by("row")]
    assert [words[:8] for words in refused] == ["主要负责人离任、", "档案里没有在岗的"]

    def known() -> dict:
        return {one.name: (one.since, one.until) for one in Person.objects.filter(enterprise=hengtong)}

    importing.commit(run, actor=liu, at_once=True)
    assert (known()["王强"], known()["李小梅"]) == ((began, TODAY), (dt.date(2026, 4, 2), None))
    again = preview("people", [head, *rows], liu)
    assert {row.outcome for row in again.rows.exclude(outcome="skipped")} == {"same", "refused"}
    run.refresh_from_db()
    importing.undo(run, actor=liu)
    assert (known()["王强"], known()["李小梅"]) == ((began, None), (began, None))
    assert verify().broken == []


def test_a_list_moves_somebody_to_another_post_whose_duties_they_sign_anew(hengtong, liu):
    began = dt.date(2026, 3, 1)
    register.add_person(hengtong, name="王强", post="employee", actor=liu, since=began, job="焊工", id_number=ONE)
    facts = {"post": "safety_officer", "safety_duty": "full_time", "since": began, "actor": liu}
    register.add_person(hengtong, name="李小梅", **facts)
    duties.issue_missing(hengtong, actor=liu)
    wang, li = (hengtong.people.get(name=name) for name in ("王强", "李小梅"))
    own = duty_lists.lists_of(hengtong)[duty_lists.key_of(wang)]
    paper = {"signed_on": TODAY, "evidence": [kept_photo(liu)], "actor": liu}
    duties.record_paper(wang, duty_list=own, **paper)
    rows = [["姓名", "身份证号", "职务"], ["王强", ONE, "安全员"], ["李小梅", "", "职工"], ["刘翀", "", "总经理"]]
    run = preview("people", rows, liu)
    assert {row.title.partition("（")[0]: row.changes for row in run.rows.filter(outcome="changed")} == {
        "王强": {"改岗": ["从业人员", "安全管理员"]},
        "李小梅": {"改岗": ["安全管理员", "从业人员"], "兼任安全员": ["专职安全员", ""]},
    }
    assert run.rows.get(outcome="same").remarks == ["职务“总经理”没有采用，档案里是主要负责人"]
    second = preview("people", [rows[0], ["刘翀", "", "安全员"]], liu)
    assert "主要负责人换人在档案里办理" in second.rows.get(outcome="same").remarks[0]
    before = hengtong.events.count()
    importing.commit(run, actor=liu, at_once=True)
    assert hengtong.events.count() == before + 2
    wang.refresh_from_db()
    assert (wang.post, wang.since, wang.in_post_since) == ("safety_officer", began, TODAY)
    assert duty_lists.unsigned([hengtong.pk])[hengtong.pk] == (3, 3)
    duties.issue_missing(hengtong, actor=liu)
    line = next(one for one in duty_lists.lines(hengtong) if one.person == wang)
    assert (line.duty_list.post, line.signature) == ("safety_officer", None)
    again = preview("people", rows, liu)
    assert {row.outcome for row in again.rows.exclude(outcome="skipped")} == {"same"}
    run.refresh_from_db()
    importing.undo(run, actor=liu)
    for one in (wang, li):
        one.refresh_from_db()
    assert (wang.post, wang.moved_on, li.post, li.safety_duty) == ("employee", None, "safety_officer", "full_time")
    assert duty_lists.unsigned([hengtong.pk])[hengtong.pk] == (3, 2)
    assert verify().broken == []


def test_a_list_lets_nobody_of_a_contractor_lead(hengtong, liu):
    builder = contracts.record_contractor(name="安达除尘", actor=liu)
    register.add_person(hengtong, name="马工", post="employee", actor=liu, contractor=builder)
    run = preview("people", [["姓名", "岗位"], ["马工", "安全员"]], liu)
    assert outcomes(run)[0][1:3] == ("refused", "“安达除尘”来的人只能登记为从业人员")


@pytest.mark.parametrize(
    ("on_file", "rows", "why"),
    [
        ([{"job": "焊工"}, {"job": "电工"}], [["王强", "", "", ""]], "有 2 个同名的人.*写上身份证号"),
        ([{"phones": ["13837470009"]}], [["王强", "", "13837470001", ""]], "电话不同.*写上身份证号"),
        ([{"phones": ["13837470009"]}], [["王强", ONE, "13837470001", ""]], "电话不同.*先在档案里给他补上身份证号"),
        ([{"job": "焊工"}], [["王强", ONE, "", "电工"]], "工种不同"),
        ([{}], [["王强", ONE, "", ""], ["王强", TWO, "", ""]], "名册里有几个“王强”"),
        ([], [["王强", ONE, "", ""], ["王强", "", "", ""]], "有的没有身份证号，都写上身份证号"),
        ([{"id_number": ONE}], [["王 刚", ONE, "", ""]], "姓名不一致"),
    ],
)
def test_the_same_name_twice_is_told_apart_by_the_id_number_or_asked(hengtong, liu, on_file, rows, why):
    for facts in on_file:
        register.add_person(hengtong, name="王强", post="employee", actor=liu, **facts)
        hengtong.refresh_from_db()
    run = imported("people", [["姓名", "身份证号", "电话", "工种"], *rows], liu)
    assert {row.outcome for row in run.rows.exclude(outcome="skipped")} == {"refused"}
    assert all(re.search(why, row.reasons[0]) for row in run.rows.filter(outcome="refused"))
    assert hengtong.people.filter(name="王强").count() == len(on_file)


def test_a_townships_survey_names_the_enterprise_and_goes_no_further_than_its_territory(hengtong, liu, many, world):
    many(1)
    head = ["单位名称", "姓名", "身份证号"]
    rows = [head, ["恒通板材厂", "王强", ONE], ["机械厂0", "李四", TWO], ["没有的厂", "张三", THREE], ["", "无名", ""]]
    run = imported("people", rows, world.people["林巡"])
    assert [(row[1], row[3]) for row in outcomes(run)] == [
        ("created", []),
        ("created", []),
        ("refused", ["A4"]),
        ("refused", ["A5"]),
    ]
    assert "企业名录里没有“没有的厂”" in outcomes(run)[2][2]
    own = preview("people", rows, liu)
    assert [row[1] for row in outcomes(own)] == ["same", "refused", "refused", "created"]
    far = preview("people", rows, world.people["林巡"])
    assert [row[1] for row in outcomes(far)] == ["same", "same", "refused", "refused"]
    titled = [["单位名称：机械厂0"], ["姓名", "身份证号"], ["赵六", THREE]]
    assert [row[1:3] for row in outcomes(preview("people", titled, world.people["林巡"]))] == [("created", "")]
    for name in ("何客", "纪明", "吴村"):
        with pytest.raises(NotYours):
            importing.upload(
                "people", SimpleUploadedFile("名册.xlsx", workbook([("Sheet1", rows, [])])), actor=world.people[name]
            )


def test_no_id_number_stands_in_the_run_and_only_its_uploader_opens_it(client, hengtong, liu, world):
    wrong = "1101051949 12310021"
    rows = [*PEOPLE[:6], [7, "错号", wrong, "", "", "", "", "", ""], [ONE, "", "", "", "", "", "", "", ""]]
    run = imported("people", rows, liu)
    kept = json.dumps(
        [list(run.rows.values("raw", "values", "title", "reasons", "remarks", "key", "before", "changes"))]
    )
    kept += json.dumps([run.tables, run.offers, run.choices_made, run.counts], ensure_ascii=False)
    events = json.dumps([event.data for event in hengtong.events.all()] + [one.data for one in run.events.all()])
    for number in (ONE, TWO, "110105194912310021", wrong, "19491231"):
        assert number not in kept
        assert number not in events
    assert run.kept.count() == 0
    page = reverse("files:run", args=[run.pk])
    client.force_login(liu)
    shown = client.get(page).content.decode()
    assert ONE not in shown
    assert "王强（恒通 板材厂）" in shown
    person = hengtong.people.filter(name="王强").first()
    assert reverse("enterprises:person", args=[person.pk]) in shown
    assert client.get(reverse("enterprises:person", args=[person.pk])).url.endswith(f"{hengtong.pk}/#people")
    answer = client.get(reverse("files:refused", args=[run.pk]))
    back = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in back[3]][1:3] == ["周建", "110105194912310021"]
    assert "身份证号校验位不对" in str(back.cell(3, 10).value)
    assert client.get(reverse("files:imports", args=["people"])).status_code == 200
    client.force_login(world.people["何客"])
    assert client.get(reverse("enterprises:person", args=[person.pk])).status_code == 404
    client.force_login(world.people["孙主"])
    for name in ("run", "original", "refused", "undo"):
        assert client.get(reverse(f"files:{name}", args=[run.pk])).status_code == 404


CARDS = ["姓名", "操作证号", "准操项目", "有效期限", "实际复审日期", "招请人", "核验结果", "核验日期", "核验人"]


@pytest.fixture
def welder(hengtong, liu) -> Person:
    register.add_person(hengtong, name="王强", post="employee", actor=liu, job="焊工", id_number=ONE)
    return hengtong.people.get(name="王强")


def test_certificates_are_checked_dated_by_law_and_belong_to_whom_their_number_says(hengtong, liu, welder):
    register.add_person(hengtong, name="孙电", post="employee", actor=liu)
    span, seen = "2024-03-01至2030-02-28", "2026-11-03"
    rows = [
        CARDS,
        ["王强", f"T{ONE}", "熔化焊接与热切割作业", span, "", "刘翀", "查询一致", seen, "周平"],
        ["孙电", f"T{TWO}", "低压电工", span, "2026-03-01", "", "", "", ""],
        ["孙电", f"T{TWO}", "低压电工", span, "2026-03-01", "刘翀", "", "", ""],
        ["王强", f"T{TWO}", "焊接", span, "", "刘翀", "", "", ""],
        ["王强", "T110105194912310021", "焊接", span, "", "刘翀", "", "", ""],
        ["王强", ONE, "焊接", span, "", "刘翀", "", "", ""],
        ["王强", f"T{ONE}", "电工", span, "", "刘翀", "", "", ""],
        ["王强", f"T{ONE}", "高处作业", "2024-03-01至2027-03-01", "", "刘翀", "", "", ""],
        ["王强", f"T{ONE}", "高处作业", "2030-03-01", "", "刘翀", "", "", ""],
        ["张三", f"T{THREE}", "焊接", span, "", "刘翀", "", "", ""],
    ]
    run = imported("certificates", rows, liu)
    told = [(row[1], row[2].split("，")[0].split("：")[0], row[3]) for row in outcomes(run)]
    assert told == [
        ("created", "", []),
        ("refused", "要写明是谁招请的（谁招请、谁负责）", ["F3"]),
        ("created", "", []),
        ("refused", "证号里的身份证号与王强（焊工", ["A5"]),
        ("refused", "证号 T 后面应是身份证号", ["B6"]),
        ("refused", "特种作业操作证的证号以字母 T 开头", ["B7"]),
        ("refused", "电工分低压、高压", ["C8"]),
        ("refused", "有效期止与有效期起（2024年3月1日（周五））相差不是 6 年", [""]),
        ("refused", "缺少有效期起（发证日期）", [""]),
        ("refused", "“恒通 板材厂”的档案里没有张三", ["A11"]),
    ]
    card, other = Certificate.objects.order_by("pk")
    assert (card.person, card.expires_on, card.outcome, card.verified_by) == (
        welder,
        dt.date(2030, 3, 1),
        "genuine",
        liu,
    )
    assert (card.verified_where, card.verified_on) == ("台账没有写在哪里，周平核验（台账）", dt.date(2026, 11, 3))
    assert (other.person.name, other.reviewed_on, other.last_day) == ("孙电", dt.date(2026, 3, 1), dt.date(2030, 3, 1))
    kept = json.dumps(list(run.rows.values("raw", "values", "title", "reasons", "key")), default=str)
    assert not any(number in kept for number in (ONE, TWO, THREE, "110105194912310021"))
    assert {row[1] for row in outcomes(preview("certificates", rows, liu))} == {"same", "refused"}
    importing.undo(run, actor=liu)
    assert not Certificate.objects.filter(withdrawn_at=None).exists()
    assert {row[1] for row in outcomes(preview("certificates", rows, liu))} == {"created", "refused"}
    assert verify().broken == []


def test_a_card_on_file_is_completed_and_an_undo_takes_the_addition_back(hengtong, liu, welder, world):
    facts = {"kind": "welding", "number": f"T{ONE}", "issued_on": dt.date(2022, 3, 1), "hired_by": "刘翀"}
    card = certificates.record_certificate(welder, actor=liu, **facts)
    text = io.StringIO()
    line = ["恒通板材厂", "王强", f"T{ONE}", "焊接", "2022/3/1", "2025/2/20", "刘翀", "一致", "2026/11/3"]
    head = ["单位名称", "姓名", "证号", "作业类别", "发证日期", "实际复审日期", "谁招请", "核验结果", "核验日期"]
    csv.writer(text).writerows([head, line])
    lin = world.people["林巡"]
    run = imported("certificates", text.getvalue().encode("gbk"), lin, "证件.csv")
    [row] = run.rows.filter(outcome="changed")
    assert set(row.changes) == {"实际复审日期", "核验结果", "核验日期", "在哪里核验"}
    card.refresh_from_db()
    assert (card.reviewed_on, card.outcome, card.verified_by) == (dt.date(2025, 2, 20), "genuine", lin)
    importing.undo(run, actor=lin)
    card.refresh_from_db()
    assert (card.reviewed_on, card.outcome, card.verified_by, card.verified_where) == (None, "", None, "")
    again = imported("certificates", text.getvalue().encode("gbk"), lin, "证件.csv")
    card.refresh_from_db()
    certificates.withdraw_certificate(card, reason="遗失", actor=liu)
    with pytest.raises(NotNow, match="导入后又有变动"):
        importing.undo(again, actor=lin)
    assert verify().broken == []


def test_a_safety_officers_list_moves_no_account_to_a_post_to_lead(hengtong, liu):
    for name, post in (("周平", "safety_officer"), ("王强", "employee")):
        register.add_person(hengtong, name=name, post=post, actor=liu)
        register.open_account(hengtong, person=hengtong.people.get(name=name), username=f"u{post}", actor=None)
    officer = hengtong.people.get(name="周平").user
    rows = [["姓名", "职务"], ["王强", "分管负责人"]]
    [(_, outcome, why, _)] = outcomes(preview("people", rows, officer))
    assert outcome == "refused"
    assert why.startswith("王强有账号，改任分管负责人由主要负责人")
    assert [row[1] for row in outcomes(preview("people", rows, liu))] == ["changed"]
