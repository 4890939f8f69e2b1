"""Whom a duty binds where its own words do not say: who was spoken of last, first, in front of a colon, above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anlan.campaigns.reading import names, wording
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.orders import REPORTED
from anlan.campaigns.reading.outline import Clause
from anlan.campaigns.reading.sentences import Segment
from anlan.campaigns.reading.when import whens

LABELS = {"责任单位", "责任领导", "牵头单位", "责任部门", "责任人", "配合单位", "牵头领导", "包保领导"}
ANSWERS = re.compile(
    "(?:(?:压[实紧]|落实|强化|夯实|明确)+)?(?P<who>(?!主体|各方)[一-鿿、（）]{2,16}?)(?:(?:安全(?:生产|管理)?|消防(?:安全)?)?(?:主体)?责任|层面)(?:，[^。；：]{2,20}：?)?"
)
"""三、企业责任; （一）企业层面，突出抓好以下五项工作：: whose the items are that name nobody."""
BESIDE = re.compile("会同|联合")
"""会同公安、商务等部门每季度联合执法, where nobody is named: whoever signs does it with them."""
ITEM = re.compile("[一二三四五六七八九]是")
ASKS = re.compile("请[于在按将把务各]")
"""请于4月8日前报名: the sentence turns to the addressees again."""
EACH_OF = re.compile("每个?[户家店所站校队组村]")
"""靠山的8户…每户备好手电: each of those named before."""
APPRAISED = re.compile("(?:鉴定|评定|初判|判定|检测)?(?:为)?[A-D]级的[，；]?")
"""鉴定为D级的，11月20日前拆除: of whose house the clause speaks, not of whom it named last."""
WARD = "住院部"
HOSPITAL = re.compile("医院|医疗|卫生院|[各本]院")
GROUP = re.compile("(?:组|专班)$")
CREW = re.compile("第[一二三四五六七八九十]组|[一-鿿]{2,8}组")
LED = re.compile("牵头|带队|总?负责")
PLANT = re.compile(
    WARD + "|(?:(?:宿舍|食堂|实验室|教室|厨房|图书馆)[、和及]?){2,5}|"
    "(?:[一-鿿]{0,4}(?:门站|调压站|换热站|泵站|变电站|储配站|配电[室房]|锅炉房|机房|罐区|库房)[、和及]?)+"
)
"""门站、调压站每日巡检: of whoever runs them, where somebody was named."""
ROOM = re.compile("[一-鿿]室$|病区$|车间$")
"""消防控制室双人值班；每月测试设施: a room is attended, what follows is of whom the heading names."""
TAUGHT = re.compile("(?:员工|职工|人员|工人|护士|教师)(?:（[^）]*）)?$")
LESSON = re.compile("[一-鿿]{0,6}(?:培训|教育|学习)")
EACH_THING = re.compile("每[个家处户栋所][^员人]*$")
FILLED = re.compile(
    "(?:检查|抽查|督查|督导|巡查|核查|排查|复查|走访|暗访)[^，。]{0,4}(?:不少于|至少)|(?:不少于|至少)(?:检查|督查|抽查)?\\d{1,2}[次轮遍]|至少(?:检查|督查|抽查)|填写|建立|形成|制作|建档"
)
HEADS = re.compile("(?:人数|总数)?(?:不得?少于|不低于|至少)\\d{1,4}[人名]")
STAFF = re.compile("^(?:值班|值守|带班|在岗|抢险|抢修|救援|安保|参训|参演)(?:人员|人数|队员)?$")
"""How many are on duty: of whoever was named before."""
NAMED_ADDRESSEES = 4
HEAD_OF = re.compile("(?:负责人|负责同志|主要领导|分管领导|经理|安全员|总监|驾驶员|操作员|保管员|技术员)$")
FIXTURE = re.compile(
    "(?:装置|设备|设施|器材|报警器|灭火器|水池|仓库|软管|管线|线路|路线|消火栓|水泵|电源|监控|水质|接地|喇叭|危化品|应急灯)$"
)


def _named(words: str) -> str:
    """The name that words are and nothing else: an office, or a group the notice sets up (综合协调组。)."""
    words = words.strip("：。 ")
    return words if CREW.fullmatch(words) else names.named_alone(words)


@dataclass
class Spoken:
    """Who was spoken of.

    `leads` is whom a clause binds, for the clauses below it; `said` whom the present clause named last, `spoken` the
    present sentence, `first` whom the clause named first, `headed` its heading or (`is_colon`) the name in front of its
    colon.
    """

    draft: Draft
    leads: dict[Clause, str] = field(default_factory=dict)
    said: str = ""
    spoken: str = ""
    headed: str = ""
    is_colon: bool = False
    first: str = ""
    clause: Clause | None = None

    def enter(self, clause: Clause) -> None:
        """Begin with a clause: nobody was spoken of in it yet."""
        if clause is not self.clause:
            self.clause, self.said, self.headed, self.is_colon, self.first = clause, "", "", False, ""

    def begin(self, segment: Segment, words: str) -> None:
        """Begin with a segment: who heads the clause comes back where a sentence or an item begins."""
        if segment.begins_paragraph and words.startswith(("—", "●", "◆")):
            self.said = self.headed
        if segment.begins_paragraph and self.is_colon and "：" not in words:
            self.headed, self.is_colon = "", False
        is_part = ROOM.search(self.said) or HEAD_OF.search(self.said)
        again = ITEM.match(words) or segment.begins_sentence or self.is_colon or is_part
        if self.headed and again:
            self.said = self.headed  # 使用管理单位。一是…；二是…: each item and each sentence is theirs again
        elif is_part and not segment.begins_sentence and self.first and not HEAD_OF.search(self.first):
            self.said = self.first  # 企业每日巡查，主要负责人每月带队检查；9月30日前…
        self.spoken = ""
        if segment.begins_sentence and ASKS.match(words):
            self.said = self.headed

    def end(self, segment: Segment, words: str, lead: str, *, is_title: bool) -> None:
        """End a segment; `lead` was named in it and did nothing."""
        self.said = lead or self.said
        if lead and segment.clause.children and (is_title or words.endswith("：")):
            self.leads[segment.clause] = lead  # 四、大队将采取以下措施：

    def only_names(self, segment: Segment, words: str) -> bool:
        """Whether it is a heading that names a subject (各行政村：); remembers who is named in front of a colon."""
        text = self.draft.flow.text
        dated = bool(whens(text, segment.span.start, segment.span.end))
        if segment.is_head and not dated and (who := _named(words)):
            self.leads[segment.clause] = self.said = self.headed = who
            return True
        is_above = segment.is_head or (segment.clause.children and words.endswith("："))
        if is_above and (found := ANSWERS.fullmatch(words)) and names.named_alone(found["who"]):
            self.leads[segment.clause] = self.said = self.headed = found["who"]
            return True
        named, colon, rest = words.partition("：")
        if colon and named not in LABELS and segment.begins_paragraph and len(named) < 40 and (who := _named(named)):
            self.said = self.headed = who
            self.is_colon = True
            if not rest and segment.clause.children:
                self.leads[segment.clause] = who
                return True
        return False

    def who(self, segment: Segment, bundle: Bundle) -> tuple[str, bool]:
        """Who is bound, and whether the text says so: named here, above in the clause, in a clause above; else all."""
        if bundle.subject and not bundle.by and not self.is_of_those_before(bundle):
            if not self._only_helps(bundle) and not self._is_taught(bundle):
                self.said = bundle.whose or bundle.subject
                self.first = self.first or bundle.subject
            if segment.clause.children:
                # 督促企业主要负责人抓好以下六项工作： binds those urged, not those who urge.
                urged = wording.urged(self.draft.flow.text, segment.span)
                self.leads[segment.clause] = urged or self.leads.get(segment.clause) or bundle.subject
        own = "" if self.is_of_those_before(bundle) else self._of_group(bundle)
        who = own or (self.first if self._is_of_the_firm(bundle) else "") or self.spoken
        of_first = self._is_of_a_thing(bundle) or APPRAISED.match(self.draft.flow.words(segment.span))
        who = who or (self.first if of_first else "") or self.said
        self.spoken = (
            self.spoken
            if self._only_helps(bundle) or self._is_taught(bundle) or (bundle.by and bundle.whens and self.spoken)
            else bundle.whose or own or self.spoken
        )
        if who:
            return who, True
        if BESIDE.match(self.draft.flow.words(bundle.span)):
            return self.draft.head.issuer, False
        above = [self.leads[clause] for clause in reversed(segment.clause.path) if clause in self.leads]
        return (above[0], True) if above else ("、".join(self.draft.head.addressees[:NAMED_ADDRESSEES]), False)

    def _of_group(self, bundle: Bundle) -> str:
        """第一组：由市应急局牵头，督查东区: the group, and who leads it."""
        group = self.headed if GROUP.search(self.headed) and bundle.subject_spans else ""
        if not group:
            return bundle.subject
        text, named = self.draft.flow.text, bundle.subject_spans[0]
        is_led = text.startswith("由", named.start) and LED.match(text, named.end)
        return f"{group}（{bundle.subject}牵头）" if is_led else bundle.subject

    def is_of_those_before(self, bundle: Bundle) -> bool:
        """每户备好手电, 每个项目填写检查表, 值班人员不少于2人: part of what those named before have to do."""
        behind = self.draft.flow.text[bundle.subject_spans[-1].end :][:12] if bundle.subject_spans else ""
        named = self.spoken or self.said
        if EACH_OF.fullmatch(bundle.subject) or (EACH_THING.match(bundle.subject) and FILLED.match(behind)):
            return bool(named)
        if PLANT.fullmatch(bundle.subject):
            return bool(named) and (bundle.subject != WARD or HOSPITAL.search(named) is not None)
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
