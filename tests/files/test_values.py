"""What cells say: every way an office writes a date, a phone, a yes; and what is never guessed."""

import contextlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anlan.files.sheets import credit_code, dates, text, values
from anlan.files.sheets.unclean import UncachedFormula, Unclean
from anlan.files.sheets.villages import Villages

NOTHING = ["", "  ", "/", "无", "—", "-", None]


@pytest.mark.parametrize("written", NOTHING)
def test_an_empty_cell_is_no_date_and_no_error(written):
    assert dates.read(written) is None
    assert values.phones(written) == []
    assert values.yes_no(written) is None
    assert credit_code.read(written) == ""


READERS = [
    dates.read,
    values.phones,
    values.yes_no,
    values.progress,
    values.number,
    values.count,
    values.code,
    values.name,
    values.value,
    credit_code.read,
    credit_code.read_id_number,
]


@given(some.one_of(some.text(max_size=30), some.floats(), some.integers(), some.none(), some.booleans()))
def test_no_cell_whatever_breaks_a_reader(raw):
    for read in READERS:
        with contextlib.suppress(Unclean):
            read(raw)


PHONES = [
    ("13837471037", ["13837471037"]),
    (13837471037.0, ["13837471037"]),
    ("１３８３７４７１０００", ["13837471000"]),
    ("138 3747 1037", ["13837471037"]),
    ("138-3747-1037", ["13837471037"]),
    ("+86 13837471037", ["13837471037"]),
    ("13837471111/13837472222", ["13837471111", "13837472222"]),
    ("13837471111、 0374-5112345", ["13837471111", "0374-5112345"]),
    ("13837471111\n13837471111", ["13837471111"]),
    ("张三13837471111；李四：13937472222", ["13837471111", "13937472222"]),
    ("03745112345", ["0374-5112345"]),
    ("(0374)5112345", ["0374-5112345"]),
    ("0374—5112345", ["0374-5112345"]),
    ("010-62345678转801", ["010-62345678转801"]),
    ("5112345", ["5112345"]),
    ("400-123-4567", ["400-123-4567"]),
]


@pytest.mark.parametrize(("written", "meant"), PHONES)
def test_every_phone_of_a_cell_is_read(written, meant):
    assert values.phones(written) == meant


@pytest.mark.parametrize(
    "written", ["1383747118", "138374710371", "12345678901", "电话", 1.5, "13837471037/1383747", "110"]
)
def test_a_wrong_phone_is_refused_with_its_digits(written):
    with pytest.raises(Unclean, match="电话位数不对"):
        values.phones(written)


@given(
    some.lists(some.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=1, max_size=4, unique=True),
    some.sampled_from("/、,，;； \n"),
)
def test_phones_come_back_whatever_stands_between_them(phones, between):
    assert values.phones(between.join(phones)) == phones


@pytest.mark.parametrize("written", ["是", "√", "✓", "已整改", "有", "Y", "1", 1.0, True, "（√）", "合格。"])
def test_a_yes_in_any_sign_is_a_yes(written):
    assert values.yes_no(written) is True


@pytest.mark.parametrize("written", ["否", "×", "X", "未整改", "整改中", "不合格", 0.0, False])
def test_a_no_in_any_sign_is_a_no(written):
    assert values.yes_no(written) is False


@pytest.mark.parametrize("written", ["大概", "是否", "?"])
def test_what_is_neither_yes_nor_no_is_refused(written):
    with pytest.raises(Unclean):
        values.yes_no(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("已销号", "closed"),
        ("验收合格", "closed"),
        ("√", "done"),
        ("整改完毕", "done"),
        ("整改中", "doing"),
        ("正在整改。", "doing"),
        ("×", "todo"),
        ("未整改", "todo"),
        ("无", None),
    ],
)
def test_how_far_a_rectification_is(written, meant):
    assert values.progress(written) == meant


@given(some.text(alphabet=credit_code.ALPHABET, min_size=17, max_size=17))
def test_a_credit_code_has_one_right_check_character(seventeen):
    code = seventeen + credit_code.check_character(seventeen)
    assert credit_code.read(code) == credit_code.read(f" {code.lower()} ") == code
    wrong = [seventeen + other for other in credit_code.ALPHABET if other != code[17]]
    assert not any(map(credit_code.is_valid, wrong))


@given(
    some.text(alphabet=credit_code.ALPHABET, min_size=17, max_size=17),
    some.integers(0, 16),
    some.sampled_from(credit_code.ALPHABET),
)
def test_one_wrong_character_is_always_found(seventeen, place, other):
    code = seventeen + credit_code.check_character(seventeen)
    if code[place] != other:
        with pytest.raises(Unclean, match="校验位不对"):
            credit_code.read(code[:place] + other + code[place + 1 :])


def test_known_credit_codes_pass():
    for code in ("91350100M000100Y43", "91110000802100433B"):
        assert credit_code.is_valid(code)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (9.135010000010043e17, "末几位已经丢失"),
        ("9.13501E+17", "末几位已经丢失"),
        (913501000001004300, "末几位已经丢失"),
        ("410823000012345", "15 位的旧注册号"),
        ("91350100M000100Y", "这里是 16 位"),
        ("91350100M000100YS3", "不会有“S”"),
        ("91350100M0001O0Y43", "是不是 91350100M000100Y43"),
        ("无证经营户小店", "这里是 7 位"),
    ],
)
def test_a_wrong_credit_code_is_refused_and_never_corrected(written, words):
    with pytest.raises(Unclean, match=words):
        credit_code.read(written)


def test_an_identity_number_is_checked_and_not_repeated_in_the_refusal():
    assert credit_code.read_id_number("11010519491231002x") == "11010519491231002X"
    with pytest.raises(Unclean) as refused:
        credit_code.read_id_number("110105194912310021")
    assert "110105" not in str(refused.value)


VILLAGES = Villages(
    {
        "411003204206": "周沟村委会",
        "411003204203": "王门村委会",
        "411003204002": "桂东居委会",
        "411003204001": "桂西居委会",
        "411003204210": "大杨村委会",
        "411003299201": "大杨村委会",
        "411003204221": "老岗杨村委会",
    },
    above=["桂村乡", "建安区", "许昌市"],
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("周沟", "206"),
        ("周 沟", "206"),
        ("周沟村", "206"),
        ("周沟村委会", "206"),
        ("周沟村民委员会", "206"),
        ("桂村乡周沟村", "206"),
        ("许昌市建安区桂村乡周沟村3组", "206"),
        ("桂东社区", "002"),
        ("桂东", "002"),
        ("桂东社区居民委员会", "002"),
        ("周沟行政村", "206"),
        ("周沟村（北）", "206"),
        ("411003204206", "206"),
        (411003204206.0, "206"),
    ],
)
def test_a_village_is_known_by_every_usual_spelling(written, code):
    assert VILLAGES.read(written) == f"411003204{code}"


def test_an_unknown_village_is_refused_with_the_nearest_names_as_a_hint():
    with pytest.raises(Unclean, match="没有这个村：周构村，相近的有：周沟村委会"):
        VILLAGES.read("周构村")
    with pytest.raises(Unclean, match="^没有这个村：火星村$"):
        VILLAGES.read("火星村")


def test_a_name_that_two_villages_bear_is_refused():
    with pytest.raises(Unclean, match="不止一个：411003204210、411003299201"):
        VILLAGES.read("大杨村")


def test_an_error_value_or_an_uncalculated_formula_is_never_a_value():
    for raw in ("#N/A", "#REF!", "#VALUE!", UncachedFormula("D7")):
        for read in (
            values.text,
            values.phones,
            values.yes_no,
            values.number,
            credit_code.read,
            VILLAGES.read,
            dates.read,
        ):
            with pytest.raises(Unclean, match="公式"):
                read(raw)


def test_names_lose_blanks_and_prose_keeps_its_punctuation():
    assert text.name("周　沟\n") == text.name(" 周 沟 ") == "周沟"
    assert text.name("ABC  Food (北京)") == "ABC Food(北京)"
    assert text.text("灭火器过期，\u200b通道 堵塞。\r\n２处") == "灭火器过期，通道 堵塞。\n2处"


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("*单位 名称（全称）", ["单位名称全称", "单位名称"]),
        ("联系\n电话★", ["联系电话"]),
        ("面积（㎡）", ["面积m2", "面积"]),
        ("一、单位名称", ["单位名称"]),
        ("1.名称：", ["名称"]),
    ],
)
def test_a_head_is_known_without_its_noise(head, known):
    assert text.head_keys(head) == known


def test_numbers_keep_their_unit_out_and_never_guess_a_scale():
    assert [values.number(raw) for raw in ("36人", "1,200.5㎡", 3, "约50", "１２")] == [36.0, 1200.5, 3.0, 50.0, 12.0]
    for raw in ("5万元", "三十", "10-20人", string.ascii_letters):
        with pytest.raises(Unclean):
            values.number(raw)
    with pytest.raises(Unclean):
        values.count("-3")
