"""What forms say to what was entered: sentences of people, never those of a machine."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

MACHINE = ("确保", "确认小数", "有效的", "变量", "提交的是空文件", "输入一个")
WRONG = [
    (forms.DecimalField(max_digits=5, decimal_places=2), "1.555", "小数点后最多 2 位。"),
    (forms.DecimalField(max_digits=5, decimal_places=2), "12345.5", "一共最多 5 位数字。"),
    (forms.DecimalField(min_value=0), "-1", "不能小于 0。"),
    (forms.DecimalField(), "三", "请只填写数字。"),
    (forms.IntegerField(max_value=9), "10", "不能大于 9。"),
    (forms.IntegerField(), "1.5", "请填写整数，只写数字。"),
    (
        forms.DateField(),
        "2027-02-31",
        "日历上没有这一天，或者写法不对。请按“2026-11-03”这样填写。",
    ),
    (forms.CharField(max_length=2), "三个字", "最多 2 个字，现在 3 个字，请删短。"),
    (forms.CharField(), " ", "请填写这一项。"),
    (forms.ChoiceField(choices=[("a", "甲")]), "b", "“b”不在可选的范围内，请从列表中选。"),
]


@pytest.mark.parametrize(("field", "entered", "said"), WRONG, ids=[said for _, _, said in WRONG])
def test_a_wrong_value_is_told_in_words_of_people(field, entered, said):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(entered)
    assert refused.value.messages == [said]
    assert not any(word in said for word in MACHINE)


def test_an_empty_file_is_told_so():
    with pytest.raises(forms.ValidationError, match="空文件，里面没有内容"):
        forms.FileField().clean(SimpleUploadedFile("通知.docx", b""))
