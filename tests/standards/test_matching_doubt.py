"""What a line joined holds: nothing said not to be there, no fault of another thing, nothing the text doubts itself."""

import pytest

from anlan.standards.matching import match
from anlan.standards.matching.holding import present
from anlan.standards.matching.quantities import within
from anlan.standards.matching.reading import plain
from anlan.standards.matching.terms import Sentence, line

pytestmark = pytest.mark.usefixtures("shipped", "db")


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("铁水吊运路线下方设有会议室", "major"),
        ("铁水吊运路线下方没有会议室", "not_major"),
        ("铁水吊运路线下方没有宿舍、浴室和会议室", "perhaps"),
        ("铁水吊运路线下方没有会议室但有更衣室", "major"),
        ("采场边坡有伞檐，下面还在挖", "major"),
        ("采场坡面平整没有伞檐，下面还在挖", "not_major"),
    ],
)
def test_a_thing_said_not_to_be_there_bears_nothing_out(words, verdict):
    assert match(words).verdict == verdict


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("吊运跨里有会议室", True),
        ("吊运跨里没有会议室", False),
        ("吊运跨里会议室一间都没有", False),
        ("吊运跨里不存在宿舍、浴室和会议室", False),
        ("吊运跨里会议室没有通风", True),
        ("吊运跨里没有会议室,那间会议室在跨外", True),
    ],
)
def test_a_place_is_looked_for_where_it_is_not_denied(words, there):
    one, sentence = line("吊运 & 会议室", {}), Sentence(words)
    assert (present(one, sentence, one.match(sentence)) is not None) is there


@pytest.mark.parametrize(
    ("words", "verdict", "doubt"),
    [
        ("水泥生料库清库时人员入库没有系安全带，也没有方案", "major", ""),
        ("水泥生料库清库用机械，人员未入库，清库方案齐全", "perhaps", "未入库"),
        ("矿井主扇坏了，还在出煤", "major", ""),
        ("主扇旁边配电间的门坏了", "perhaps", "间的门"),
        ("喷漆房可燃气体报警器坏了", "major", ""),
        ("除尘系统卸灰阀旁边爬梯变形", "not_major", ""),
    ],
)
def test_a_fault_is_of_what_stands_before_it(words, verdict, doubt):
    answer = match(words)
    assert answer.verdict == verdict
    assert doubt in answer.candidates[0].ask


@pytest.mark.parametrize(
    ("words", "verdict", "doubt"),
    [
        ("除尘器的泄爆片破损", "major", ""),
        ("除尘器的泄爆片轻微破损", "perhaps", "轻微"),
        ("压在中压燃气管上的猪圈", "major", ""),
        ("听说有人在中压燃气管上盖了猪圈", "perhaps", "听说"),
        ("除尘器的泄爆片已拆除", "major", ""),
        ("打磨车间内设了休息室", "major", ""),
        ("打磨车间内的休息室当场腾空", "perhaps", "当场腾空"),
    ],
)
def test_what_a_text_doubts_itself_is_perhaps_and_says_by_which_words(words, verdict, doubt):
    answer = match(words)
    assert answer.verdict == verdict
    assert doubt in answer.candidates[0].ask


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("坑边堆了钢管，每平方米约8千牛，设计允许20千牛", "8千牛,设计允许20千牛"),
        ("坑边堆了钢管，每平方米约28千牛，设计允许20千牛", ""),
        ("核定六人，数出十一个人", ""),
        ("限载四十人，上了三十六人", "限载四十人,上了三十六人"),
        ("干滩一百八十米，要求一百五十米", "一百八十米,要求一百五十米"),
        ("干滩一百二十米，要求一百五十米", ""),
        ("坑深2米，允许20吨", ""),
    ],
)
def test_what_keeps_to_the_limit_told_beside_it_is_told_by_its_words(words, kept):
    assert within(plain(words)) == kept


def test_what_keeps_to_its_limit_is_perhaps_at_most():
    assert match("基坑边堆放钢管，每平方米约28千牛，支护设计允许20千牛").verdict == "major"
    assert match("基坑边堆放钢管，每平方米约8千牛，支护设计允许20千牛").verdict == "perhaps"


def test_a_neighbour_s_article_makes_nothing_major_of_what_its_own_leaves_out():
    answer = match("熔铝用的是倾动式保温炉，铸造区没有另做应急储存坑")
    assert answer.candidates[0].outside
    assert answer.verdict != "major"


def test_a_length_alone_is_no_dust():
    assert match("木粉在梁上积了3毫米").verdict == "major"
    assert match("楼梯栏杆高80厘米").verdict == "not_major"


@pytest.mark.parametrize(
    ("words", "major"),
    [
        ("电梯门锁回路短接了，照样载人", True),
        ("电梯门锁回路没有短接，检修盒盖子丢了", False),
        ("渡船核定二十人，坐了二十六人", True),
        ("渡船核定二十人，没有超员", False),
    ],
)
def test_an_act_said_not_to_be_done_is_none(words, major):
    assert (match(words).verdict == "major") is major
