"""Duties: each segment that orders something, with its rhythm, count, date, and whom it binds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from anlan.campaigns.reading import acts, appointing, binding, classes, rows, sharing, subjects, systems, wording
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.bundles import Bundler
from anlan.campaigns.reading.draft import Draft, Duty
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.outline import Clause
from anlan.campaigns.reading.sentences import Segment, pieces, segments
from anlan.campaigns.reading.when import whens
from anlan.campaigns.reading.years import Years

GOALS = re.compile(
    "任务目标|目标$|总体要求|目标要求|目标任务|工作目标|指导思想|基本原则|工作思路|目标任务$|总体目标|工作原则|主要目标|总体思路|编制依据|重要意义"
)
CONTENTS = re.compile(
    "(?:排查整治内容|整治内容|整治重点$|整治范围|排查范围|适用范围|检查内容|重点内容|重点范围)(?![及和与、])"
)
"""What is looked at, mostly; only what names a doer, or a rhythm, is ordered."""
OPENING = re.compile(
    "(?:印发|通知|转发)给?你们|(?:制定|特制定)[^。]{0,12}(?:方案|计划)|现将|如下：?$|(?:决定|同意|研究)[^，。]{0,16}(?:启动|开展|实施|印发)"
)
STARTS_CAMPAIGN = re.compile("开展[^，。；]{2,30}(?:行动|整治|活动|攻坚|会战|排查)$")
MUST = re.compile("应|须|至少|不少于|不低于|(?<!需)要(?!求)")
LABELS = {"责任单位", "责任领导", "牵头单位", "责任部门", "责任人", "配合单位", "牵头领导", "包保领导"}
ITEM = re.compile("[一二三四五六七八九]是")
LISTS = re.compile("内容|范围|重点|要点")
NOUN = re.compile("(?:情况|问题|现象|行为|场所|等)$")
ASKS = re.compile("请[于在按将把务各]")
"""请于4月8日前报名: the sentence turns to the addressees again."""
REPORTED = re.compile(f"{wording.REPORTING}|报(?!告|警|名)")
EACH_OF = re.compile("每个?[户家店所站校队组村]")
"""靠山的8户…每户备好手电: each of those named before."""
APPRAISED = re.compile("(?:鉴定|评定|初判|判定|检测)?(?:为)?[A-D]级的[，；]?")
"""鉴定为D级的，11月20日前拆除: of whose house the clause speaks, not of whom it named last."""
PLANT = re.compile(
    "(?:[一-鿿]{0,4}(?:门站|调压站|换热站|泵站|变电站|储配站|配电[室房]|锅炉房|机房|罐区|库房)[、和及]?)+"
)
"""门站、调压站每日巡检: of whoever runs them, where somebody was named."""
ROOM = re.compile("[一-鿿]室$|病区$|车间$")
"""消防控制室双人值班；每月测试设施: a room is attended, what follows is of whom the heading names."""
TAUGHT = re.compile("(?:员工|职工|人员|工人|护士|教师)(?:（[^）]*）)?$")
LESSON = re.compile("[一-鿿]{0,6}(?:培训|教育|学习)")
EACH_THING = re.compile("每[个家处户栋][^员人]*$")
FILLED = re.compile("(?:检查|抽查|督查|督导|巡查)[^，。]{0,4}(?:不少于|至少)|填写|建立|形成|制作|建档")
HEADS = re.compile("(?:人数|总数)?(?:不得?少于|不低于|至少)\\d{1,4}[人名]")
STAFF = re.compile("^(?:值班|值守|带班|在岗|抢险|抢修|救援|安保|参训|参演)(?:人员|人数|队员)?$")
"""How many are on duty: of whoever was named before."""
NAMED_ADDRESSEES = 4
SAYS_WHAT = 2
HEAD_OF = re.compile("(?:负责人|经理|安全员|总监|驾驶员|操作员|保管员|技术员)$")
FIXTURE = re.compile(
    "(?:装置|设备|设施|器材|报警器|灭火器|水池|仓库|软管|管线|线路|路线|消火栓|水泵|电源|监控|水质|接地|喇叭|危化品|应急灯)$"
)


@dataclass
class Reader:
    """Walks the segments in order and remembers who was spoken of last.

    `leads` is whom a clause binds, for the clauses below it; `said` whom the present clause named last, `spoken` the
    present sentence, `first` whom the clause named first, `headed` its heading or (`is_colon`) the name in front of its
    colon; `base` the last duty, which a class of subjects behind it narrows.
    """

    draft: Draft
    years: Years
    leads: dict[Clause, str] = field(default_factory=dict)
    said: str = ""
    spoken: str = ""
    headed: str = ""
    is_colon: bool = False
    first: str = ""
    clause: Clause | None = None
    base: Duty | None = None

    def read(self) -> list[Duty]:
        """Every duty of the text, then those of its tables."""
        told = [duty for segment in segments(self.draft) for duty in self._of(segment)]
        told = systems.without_names(self.draft, told)
        return wording.responsible(self.draft, self.years, told) + rows.duties(self.draft, self.years)

    def _of(self, segment: Segment) -> list[Duty]:
        if segment.clause is not self.clause:
            self.clause, self.said, self.headed, self.is_colon, self.first = segment.clause, "", "", False, ""
        words = self.draft.flow.words(segment.span)
        if self._only_names(segment, words) or appointing.RESPONSIBLE.match(words) or wording.DUE_SAID.fullmatch(words):
            return []
        if segment.begins_paragraph and words.startswith(("—", "●", "◆")):
            self.said = self.headed
        if segment.begins_paragraph and self.is_colon and "：" not in words:
            self.headed, self.is_colon = "", False
        again = ITEM.match(words) or segment.begins_sentence or self.is_colon or ROOM.search(self.said)
        if self.headed and again:
            self.said = self.headed  # 使用管理单位。一是…；二是…: each item and each sentence is theirs again
        is_title = segment.is_head and not self._is_whole(segment) and not self._is_sentence(segment, words)
        self.spoken = ""
        if segment.begins_sentence and ASKS.match(words):
            self.said = self.headed
        bundler = Bundler(self.draft.flow.text, self.draft.head.issued_on)
        told: list[Duty] = []
        for bundle in bundler.of(self._behind_stage(segment.span)):
            if (duty := self._duty(segment, bundle, is_title)) is not None:
                sharing.lend(told, duty)
                told += [duty, *sharing.further(duty, bundle), *self._other_days(duty, bundle)]
        told = sharing.respectively(self.draft, segment.span, told)
        self.said = bundler.lead or self.said
        if bundler.lead and segment.clause.children and (is_title or words.endswith("：")):
            self.leads[segment.clause] = bundler.lead  # 四、大队将采取以下措施：
        return [duty for duty in told if duty.action]

    def _other_days(self, duty: Duty, bundle: Bundle) -> list[Duty]:
        """6月20日、12月10日前分别报送: one duty for each day."""
        text, whens_ = self.draft.flow.text, bundle.whens
        days = [one for one, after in pairwise(whens_) if one.ends and text[one.span.end : after.span.start] == "、"]
        if duty.rhythm != "once" or not whens_ or not whens_[-1].is_deadline or len(days) != len(whens_) - 1:
            return []
        return [
            replace(duty, due=self.years.settle(one.ends), due_written=text[one.span.start : one.span.end])
            for one in days
        ]

    def _behind_stage(self, span: Span) -> Span:
        """What a segment says behind the name and date of a stage, which is no duty itself."""
        for stage in self.draft.stages:
            begins = span.start + (self.draft.flow.text[span.start : span.start + 1] == "，")
            if not stage.row_of and stage.span.start <= begins < stage.span.end:
                span = Span(min(stage.span.end, span.end), span.end)
        return span

    def _only_stages(self, span: Span) -> bool:
        """Whether it says no more than which stages there are: 分两个阶段：自查阶段2月22日至3月5日，督查阶段…."""
        inside = [stage.span for stage in self.draft.stages if not stage.row_of and span.covers(stage.span)]
        said = [self.draft.flow.words(one) for one in inside]
        return bool(said) and sum(map(len, said)) + 2 * len(said) >= span.end - span.start

    def _only_names(self, segment: Segment, words: str) -> bool:
        """Whether it is a heading that names a subject (各行政村：); remembers who is named in front of a colon."""
        text = self.draft.flow.text
        dated = bool(whens(text, segment.span.start, segment.span.end))
        if segment.is_head and not dated and (who := subjects.named_alone(words)):
            self.leads[segment.clause] = self.said = self.headed = who
            return True
        named, colon, rest = words.partition("：")
        if (
            colon
            and named not in LABELS
            and segment.begins_paragraph
            and len(named) < 40
            and (who := subjects.named_alone(named))
        ):
            self.said = self.headed = who
            self.is_colon = True
            if not rest and segment.clause.children:
                self.leads[segment.clause] = who
                return True
        return False

    def _is_whole(self, segment: Segment) -> bool:
        """Whether a heading is all its clause says."""
        rest = self.draft.flow.words(Span(segment.span.end + 1, segment.clause.body.end))
        for span in self.draft.head.furniture:
            rest = rest.replace(self.draft.flow.words(span), "")  # the signature stands in the last clause
        return not segment.clause.children and not rest.strip("。；\n")

    def _is_sentence(self, segment: Segment, words: str) -> bool:
        """Whether a heading is a sentence in truth: （一）各学校从即日起自查，…。"""
        start, end = segment.span.start, segment.span.end
        text = self.draft.flow.text
        dated = [when for when in whens(text, start, min(end, start + 12)) if when.span.start <= start + len("请于")]
        named = any(
            subjects.at_start(text, one.start, one.end) or appointing.answerable(text, one.start, one.end)
            for one in pieces(text, segment.span)
        )
        if segment.clause.kind == "part" and REPORTED.search(words) and whens(text, start, end):
            return True  # 第八条 企业自查报告于5月31日前报应急局
        return bool(dated and REPORTED.search(words)) or ("，" in words and (bool(dated) or named))

    def _duty(self, segment: Segment, bundle: Bundle, is_title: bool) -> Duty | None:
        text, span = self.draft.flow.text, bundle.span
        words = text[span.start : span.end]
        subject, written = self._subject(segment, bundle)
        if self._only_stages(span) or not self._orders(segment, bundle, words, is_title):
            return None
        narrows = self.base if bundle.only_class and not self._is_of_those_before(bundle) else None
        done = next((one.done for one in bundle.triggers if one.done), "")
        action = narrows.action if narrows else done or wording.action(text, span, bundle.taken)
        action = self.base.action if bundle.borrows and self.base and len(action) < SAYS_WHAT else action
        action = action or (bundle.subject if subject != bundle.subject else "")  # 值班人员不少于2人
        if not action and acts.tells_strength(bundle.subject_spans[-1].end if bundle.subject_spans else -1, bundle):
            action = text[bundle.subject_spans[-1].end : span.end]
        if not bundle.lends and (not action or (not subject and not bundle.is_bound)):
            return None
        duty = Duty(
            segment.clause,
            span,
            bundle.subject or narrows.subject if narrows else subject,
            "" if bundle.lends else action,
        )
        duty.subject_is_written, duty.subject_is_own = written, bool(bundle.subject or self.spoken or self.headed)
        duty.applies_to = bundle.applies_to or classes.class_of(duty.subject)
        duty.flags = classes.flags_of(duty.applies_to or duty.subject)
        duty.proof = wording.proof(words) or (narrows.proof if narrows else "")
        binding.bind(self.draft, self.years, duty, bundle)
        if not bundle.only_class:
            self.base = duty
        return duty

    def _subject(self, segment: Segment, bundle: Bundle) -> tuple[str, bool]:
        """Who is bound, and whether the text says so: named here, above in the clause, in a clause above; else all."""
        if bundle.subject and not bundle.by and not self._is_of_those_before(bundle):
            if not self._only_helps(bundle) and not self._is_taught(bundle):
                self.said = bundle.subject
                self.first = self.first or bundle.subject
            if segment.clause.children:
                # 督促企业主要负责人抓好以下六项工作： binds those urged, not those who urge.
                urged = wording.urged(self.draft.flow.text, segment.span)
                self.leads[segment.clause] = urged or self.leads.get(segment.clause) or bundle.subject
        own = "" if self._is_of_those_before(bundle) else bundle.subject
        who = own or (self.first if self._is_of_the_firm(bundle) else "") or self.spoken
        of_first = self._is_of_a_thing(bundle) or APPRAISED.match(self.draft.flow.words(segment.span))
        who = who or (self.first if of_first else "") or self.said
        self.spoken = (
            self.spoken
            if self._only_helps(bundle) or self._is_taught(bundle) or (bundle.by and bundle.whens and self.spoken)
            else own or self.spoken
        )
        if who:
            return who, True
        above = [self.leads[clause] for clause in reversed(segment.clause.path) if clause in self.leads]
        return (above[0], True) if above else ("、".join(self.draft.head.addressees[:NAMED_ADDRESSEES]), False)

    def _is_of_those_before(self, bundle: Bundle) -> bool:
        """每户备好手电, 每个项目填写检查表, 值班人员不少于2人: part of what those named before have to do."""
        behind = self.draft.flow.text[bundle.subject_spans[-1].end :][:12] if bundle.subject_spans else ""
        named = self.spoken or self.said
        if EACH_OF.fullmatch(bundle.subject) or (EACH_THING.match(bundle.subject) and FILLED.match(behind)):
            return bool(named)
        if PLANT.fullmatch(bundle.subject):
            return bool(named)
        counted = HEADS.match(behind) is not None and (self.is_colon or STAFF.search(bundle.subject) is not None)
        counted = counted or re.match("配备(?:不得?少于|不低于|至少)", behind) is not None
        return bool(named) and counted

    def _is_taught(self, bundle: Bundle) -> bool:
        """新员工三级教育不少于24学时；每季度…: who is taught does not do what follows."""
        behind = bundle.subject_spans[-1].end if bundle.subject_spans else bundle.span.end
        return TAUGHT.search(bundle.subject) is not None and LESSON.match(self.draft.flow.text, behind) is not None

    def _is_of_a_thing(self, bundle: Bundle) -> bool:
        """灭火器每月检查一次: a thing has no duties, and is no more of the last named than of the first."""
        bound = min((one.start for one in bundle.taken), default=bundle.span.start)
        words = self.draft.flow.text[bundle.span.start : bound]
        return 2 <= len(words) <= 16 and FIXTURE.search(words) is not None and "，" not in words

    def _is_of_the_firm(self, bundle: Bundle) -> bool:
        """主要负责人每周夜查。1月28日前将证明报运管所: the enterprise named first sends papers, not its head."""
        sends = REPORTED.search(self.draft.flow.words(bundle.span)) is not None and bool(bundle.whens)
        return sends and HEAD_OF.search(self.said) is not None and HEAD_OF.search(self.first) is None

    def _only_helps(self, bundle: Bundle) -> bool:
        """由A牵头，B配合: what follows is A's."""
        behind = bundle.subject_spans[-1].end if bundle.subject_spans else bundle.span.end
        return bool(self.said) and self.draft.flow.text.startswith(("配合", "协助", "协同", "参加", "参与"), behind)

    def _asks_a_report(self, bundle: Bundle) -> bool:
        """现将方案印发给你们，…，并于6月30日前将总结报县安委办: a deadline behind the opening's own words."""
        ends = [when.span.end for when in bundle.whens if when.is_deadline]
        return any(REPORTED.search(self.draft.flow.text, end, bundle.span.end) for end in ends)

    def _orders(self, segment: Segment, bundle: Bundle, words: str, is_title: bool) -> bool:
        """Whether the words order something to be done."""
        if any(when.from_now and when.ends for when in bundle.whens) and STARTS_CAMPAIGN.search(words):
            return False  # 自即日起至3月31日开展“百日攻坚”行动 tells the time of the whole
        if wording.SCORES.search(words) or wording.TELLS.search(words) or wording.PUNISHES.search(words):
            return False
        heads = [self.draft.flow.words(clause.head) for clause in segment.clause.path]
        if (
            any(LISTS.search(head) for head in heads)
            and NOUN.search(words)
            and not (bundle.rhythms and MUST.search(words))
        ):
            return False
        if segment.clause.kind == "opening":
            asked = wording.COMMANDS.search(words) is not None and not OPENING.search(words)
            return bundle.is_bound and (asked or self._asks_a_report(bundle))
        if any(GOALS.search(head) for head in heads):
            return bundle.is_bound and bool(bundle.subject) and bool(bundle.rhythms)
        if any(CONTENTS.search(head) for head in heads):
            ordered = bool(bundle.subject or bundle.rhythms - {"as_needed", "on_event"}) or MUST.search(words)
            return bundle.is_bound and bundle.has_verb and bool(ordered) and "是否" not in words
        if is_title:
            in_stage = binding.stage_at(self.draft, segment.span.start) is not None
            # 实行“日碰头、周例会”: a heading of acts that bear their rhythm orders them in a stage too.
            acts_in_it = any(one.done for one in bundle.triggers)
            return bool(bundle.rhythms - {"as_needed", "on_event"}) and (acts_in_it or not in_stage)
        if bundle.is_bound or bundle.rhythms:
            return bundle.has_verb or bundle.only_class or bundle.lends
        bare = words[bundle.subject_spans[0].end - bundle.span.start :] if bundle.subject_spans else words
        return wording.is_order(bare, bool(bundle.subject))
