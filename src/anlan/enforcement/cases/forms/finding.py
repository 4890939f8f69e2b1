"""Forms of the investigation: evidence, what was found, what the party says, the hearing, the discussion."""

from django import forms

from anlan.core import inputs
from anlan.core.names import NameField
from anlan.enforcement.cases.forms.parts import kinds, yuan
from anlan.files.evidence import PhotoForm


class EvidenceForm(PhotoForm):
    """What proves the case."""

    photos_label, photos_hint = "照片、PDF", "同一证明内容的一起传；纸质材料拍照或者扫描。"
    photos_needed = "还没有照片或者 PDF，请拍照或选文件。"
    images_only = False
    shows = inputs.words("证明内容", rows=2, limit=300, help_text="如：除尘器泄爆片被铁皮封死；与陈述是否一致。")
    place = forms.CharField(label="拍摄（取得）地点", max_length=100)
    made_on = inputs.day("形成日期", required=False, help_text="照片里记着拍摄时间的不用写；单据、合同写其日期。")


class ConcludeForm(forms.Form):
    """The end of the investigation."""

    facts = inputs.words("查明的事实", rows=4)
    evidence = inputs.words(
        "证据", rows=3, help_text="逐项写：名称、来源、证明什么。监控录像作证据的须经法制和技术审核。"
    )
    opinion = inputs.words("处理意见", rows=2)
    is_complex = forms.BooleanField(
        label="情节复杂或者重大", required=False, help_text="勾选后决定前须法制审核和集体讨论。"
    )


class NoticeForm(forms.Form):
    """What is proposed, and how the party was told."""

    kinds = kinds()
    amount = yuan("拟处罚款（元）")
    mitigation = inputs.words(
        "减轻处罚的理由", rows=2, required=False, help_text="低于法定幅度的才写（《行政处罚法》第三十二条）。"
    )
    offers_hearing = forms.BooleanField(label="告知听证权利", required=False, initial=True)
    receipt = forms.CharField(label="送达和签收情况", max_length=200)


class StatementForm(forms.Form):
    """The party's word."""

    statement = inputs.words("陈述申辩", rows=4, help_text="没有的写明何时、以什么方式表示没有。")
    answer = inputs.words("复核意见", rows=2, required=False)


class CallForm(forms.Form):
    """A hearing that is called."""

    hearing_on = inputs.day("听证日期")
    place = forms.CharField(label="地点", max_length=100)
    chair = NameField(label="主持人", help_text="非本案调查人员。")


class HearingForm(forms.Form):
    """A hearing that was held."""

    recorder = NameField(label="记录人")
    attended = inputs.words("参加人", rows=2, help_text="当事人、代理人、承办人，写明身份。")
    record = inputs.words(
        "听证记录", rows=8, help_text="一行一句，写明谁说的，如：承办人赵志：提出当事人违法的事实、证据和处罚建议。"
    )
    report = inputs.words("听证意见", rows=3)


class DiscussForm(forms.Form):
    """A collective discussion."""

    present = inputs.words("参加人", rows=2)
    result = inputs.words("讨论结论", rows=3)
