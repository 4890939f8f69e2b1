"""G8: Chinese search: two characters are enough, and both databases give the same answer."""

import pytest

from anlan.core import search
from anlan.core.ids import uuid7
from anlan.core.models import SearchDoc

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    texts = {
        "gas": "桂26-0312 宏源饭店 燃气软管老化，未装报警器",
        "exit": "恒通板材厂 宿舍安全出口上锁 周沟村",
        "wire": "燃料库旁气瓶混放 线路私拉 ABC-12",
    }
    ids = {name: uuid7() for name in texts}
    search.put_many("hazards", [(ids[name], text, "") for name, text in texts.items()])
    names = {pk: name for name, pk in ids.items()}
    return lambda query: sorted(names[pk] for pk in search.matching("hazards", query))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("燃气", ["gas"]),
        ("锁", ["exit"]),
        ("软管老化", ["gas"]),
        ("周沟 出口", ["exit"]),
        ("桂26-0312", ["gas"]),
        ("０３１２", ["gas"]),
        ("abc", ["wire"]),
        ("安全报警", []),
        ("  ", []),
        ('"; DROP', []),
    ],
)
def test_words_find_what_holds_them(found, query, names):
    assert found(query) == names


def test_putting_again_replaces_and_removing_forgets(found):
    pk = next(iter(search.matching("hazards", "出口")))
    search.put("hazards", pk, "已改为常开")
    assert (found("出口"), len(list(search.matching("hazards", "常开")))) == ([], 1)
    search.remove("hazards", pk)
    assert found("常开") == []
    assert SearchDoc.objects.count() == 2


def test_a_whole_book_and_null_bytes_are_no_query_that_breaks():
    search.put("hazards", uuid7(), "灭火器压力不足")
    assert list(search.documents("灭火\x00器")) == list(search.documents("灭火器")) != []
    assert list(search.documents("灭火器" * 40_000)) == []


def test_many_documents_take_no_more_statements_than_few(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        search.put_many("hazards", [(uuid7(), f"第{number}台叉车制动失灵", "") for number in range(40)])
    assert len(search.documents("叉车", ["hazards"])) == 40


def test_of_the_same_subject_twice_at_once_the_last_stands():
    pk = uuid7()
    search.put_many("hazards", [(pk, "叉车", ""), (pk, "天车", "411003204")])
    assert list(search.documents("天车").values_list("text", "scope")) == [("天车", "411003204")]
    assert not search.documents("叉车")
