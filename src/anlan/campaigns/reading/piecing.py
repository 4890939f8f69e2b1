"""One piece of a sentence between commas: what binds it in time and number, who is named in it, whether it acts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from anlan.campaigns.reading import acts, appointing, classes, ellipses, names, subjects, wording
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When
from anlan.campaigns.reading.rhythms import triggers
from anlan.campaigns.reading.sentences import brackets, pieces
from anlan.campaigns.reading.when import whens

VERB = re.compile(f"(?:{wording.ACTION_VERBS})")
OBJECT = re.compile("(?:对于?|针对|凡)[^要应须，]*(?:的|问题|隐患|单位|企业|行为|场所|人员|情况)$")
"""对检查发现的问题，: what something is done to, not what is done."""
GROUND = re.compile("(?:基础上|前提下|同时|情况下|当天|当日|之际)$|^[^，。；每]{0,24}结合[^，。；]{2,16}$")
"""企业在完成专题培训的基础上，…; 结合全国消防日，…: what goes with the act that follows."""
LOOKS = re.compile(
    "^(?![^，。；]*(?:通报|督促|汇总|报告|报送|整改))[^，。；]*(?:督查|督导|检查|抽查|核查|巡查|验收|评估|暗访|包保)"
)
"""成立3个督导组，4月30日前对各村督导1次: what a body that is set up is there for."""
MEASURE = re.compile(
    "(?:时间|时长|人数|比例|覆盖率|合格率)(?:要|应)?(?:不少于|不低于|达到|为)?$|^(?:培训|教育)时间|^[一-鿿]{0,6}(?:参加|参训|受训|参会|参演|到会)[^，。；]*$"
)
"""培训时间不少于8学时, 参加业主不少于100人 measure what was ordered before."""
BY_THEN = re.compile("(?:每[^，。；由]{1,8})?由")
"""设备每班开机前由操作工点检: another does it."""
HANDS_IN = re.compile("前将[^，。；]{2,40}(?:情况|总结|报告|报表|台账|名单|方案|材料)$")
"""8月31日前将执法情况，10月25日前将总结报部: the verb stands behind the last."""
AGAIN = re.compile("再[\u4e00-\u9fff]{1,4}[一二三两\\d]{1,2}[次遍趟轮]")
"""晚22时后再清一次: what is done so often, done once more."""
GROUP = re.compile("第[一二三四五六七八九十]+(?:小?组|队)|每个?[一-鿿]{0,6}组")
"""第一组负责东区，…，每组每月督导10家: one of those that were set up."""
EACH_CREW = re.compile("每个?[一-鿿]{0,2}[班组队批]\\d")
CREW = re.compile("(?<!每)[队组班]\\d{1,4}[人名]$")
"""扑火队25人，清明期间备勤，每周训练: a crew with its number is who does what follows."""
APPOINTED = ("负责", "牵头", "实施", "组织实施", "具体实施", "承担", "承办")
MODAL_FOLLOWS = re.compile(
    "[，：](?:(?=[一-鿿]{2,10}(?:设施|设备|系统|装置|器材|通道)(?:每|应|要|须|至少|全年))|也|都|均|同时)?(?:要|应|须|必须|需|将|按|对|负责|严格|认真|每|\\d{1,2}月|限)"
)


@dataclass
class Pieces:
    """Reads the pieces of one segment in order; `founded` is a body set up in it, `handed` who got the papers."""

    text: str
    issued_on: dt.date | None
    founded: str = ""
    handed: str = ""

    def read(self, piece: Span, before: Bundle | None) -> Bundle:
        """A piece with its subject, and what follows from there being one; `before` is the bundle told last."""
        part = self.bare(piece)
        subject = None if self._looks_at_each(piece) else self._who(piece, part) or self._told_off(piece, part)
        self._take(piece, part, subject)
        self._find_act(piece, part, subject)
        ellipses.look_at(self.text, before, part)
        self._narrow(piece, part, subject)
        shares = self.text.startswith("其中", piece.start) or self.text[piece.start - 1 : piece.start] == "、"
        again = bool(AGAIN.search(self.text, piece.start, piece.end)) and not part.rhythms and not part.whens
        if (shares or again) and before and part.has_count:
            # 每周3次，其中夜查不少于1次: the rhythm is that of the whole.
            whole = [replace(one, times=None) if again else one for one in before.triggers if one.rhythm]
            part.triggers += whole if not part.rhythms else []
            part.has_verb = part.has_verb or not part.only_class
        self._inherit(piece, part)
        part.names_doer = bool(part.subject) and not part.is_bound and acts.only_does(self.text, piece, part)
        part.has_verb = part.has_verb and not acts.only_appoints(self.text, piece, part)
        part.is_end = acts.tells_end(self.text, piece, part)
        part.is_manner = acts.tells_manner(self.text, piece, part)
        part.lends = bool(part.subject) and not part.has_verb and self._goes_on(piece)
        return part

    def _looks_at_each(self, piece: Span) -> bool:
        """组成验收组，每个乡镇抽查不少于10户: whom the body that was set up looks at."""
        words = self.text[piece.start : piece.end]
        return bool(self.founded) and words.startswith("每个") and LOOKS.match(words) is not None

    def _goes_on(self, piece: Span) -> bool:
        """Whether a 、 stands behind: the next piece has the verb."""
        return self.text[piece.end : piece.end + 1] == "、"

    def _told_off(self, piece: Span, part: Bundle) -> subjects.Subject | None:
        """Who is named as answerable or appointed: what they do stands in the next piece."""
        found = appointing.answerable(self.text, piece.start, piece.end) or appointing.appointed(
            self.text, piece.start, piece.end
        )
        part.has_verb = part.has_verb and found is None
        return found

    def _take(self, piece: Span, part: Bundle, subject: subjects.Subject | None) -> None:
        """Write the subject into the part, or a name that stands alone in front of 要 or 每."""
        text, words = self.text, self.text[piece.start : piece.end]
        if subject and not part.only_class:
            begun = subject.span.start - text.startswith("由", max(0, subject.span.start - 1))
            part.subject, part.subject_spans = subject.words, [Span(begun, subject.span.end)]
            part.is_owner = subject.is_owner
        elif not part.has_verb and not part.is_bound and self._stands_for_doer(piece, words):
            part.subject = names.named_alone(words.removeprefix("请")) or subjects.unlisted_alone(words)
            part.subject_spans = [piece] if part.subject else []

    def _stands_for_doer(self, piece: Span, words: str) -> bool:
        """Whether a name alone is who does what follows; 每组2人 only says how many."""
        if EACH_CREW.match(words):
            return False
        follows = MODAL_FOLLOWS.match(self.text, piece.end) is not None or CREW.search(words) is not None
        return follows or (words.startswith(("各", "请各")) and self._others_follow(piece))

    def _others_follow(self, piece: Span) -> bool:
        """各乡镇、街道，市直各单位要…: a comma between groups of those who have to do it."""
        end = self.text.find("。", piece.end, piece.end + names.LONGEST_CHAIN)
        begins = piece.end + 1
        follows = subjects.at_start(self.text, begins, max(end, begins))
        return self.text.startswith("，", piece.end) and follows is not None

    def _find_act(self, piece: Span, part: Bundle, subject: subjects.Subject | None) -> None:
        """Whether something is done though by no verb we know: 每月随网格员上门不少于5户, 每天在片里转一圈."""
        if part.has_verb or part.only_class or not part.is_bound:
            return
        part.has_verb = bool(part.whens) and HANDS_IN.search(self.text, piece.start, piece.end) is not None
        if subject and not part.by:
            part.has_verb = acts.says_more(piece, part) or acts.tells_strength(subject.span.end, part)
        if not part.has_verb and not part.subject and part.rhythms and part.has_count:
            part.has_verb = acts.has_act(self.text, piece, part)
        if not part.has_verb and part.rhythms - {"on_event", "as_needed"}:
            part.has_verb = acts.tells_act(self.text, piece, part)
        if not part.has_verb and any(when.is_deadline or when.begins == when.ends for when in part.whens):
            part.has_verb = acts.dated_act(self.text, piece, part)

    def _narrow(self, piece: Span, part: Bundle, subject: subjects.Subject | None) -> None:
        """A subject with a rhythm and no act narrows the duty before it, or lends from the next."""
        bound = part.is_bound and not part.has_verb and not part.by and not acts.adverbial_only(part)
        if part.subject and bound:
            part.only_class = not self._goes_on(piece)
        if part.only_class and subject and self._goes_on(piece):
            part.only_class, part.subject, part.subject_spans = False, subject.words, [subject.span]

    def _inherit(self, piece: Span, part: Bundle) -> None:
        """What a body that was set up or a hand that got the papers does next."""
        counts = part.has_count and not part.rhythms and self.text.startswith(("每", "对"), piece.start)
        if not part.subject and part.is_bound and not part.only_class:
            looks = (bool(part.whens) or counts) and LOOKS.match(self.text[piece.start : piece.end]) is not None
            part.subject = self.handed or (self.founded if looks or part.rhythms - {"on_event", "as_needed"} else "")
            part.by = part.by or (looks and bool(part.subject))  # what is reported then, who set it up reports
        if part.subject and part.has_verb and not part.by and not GROUP.fullmatch(part.subject):
            self.founded = self.handed = ""  # another was spoken of since
        self.founded = appointing.founded(self.text, piece.start, piece.end, part.subject) or self.founded
        self.handed = appointing.handed(self.text, piece.start, piece.end) or self.handed

    def _who(self, piece: Span, part: Bundle) -> subjects.Subject | None:
        """The subject a piece opens with or names behind 由.

        由X负责，… names X for what follows; 每月由X组织一次 for this alone (`by`).
        """
        text = self.text
        if part.is_bound and (urged := appointing.urged(text, piece.start, piece.end)):
            return urged
        subject = subjects.at_start(text, acts.after_time(piece, part), piece.end)
        if subject and not BY_THEN.match(text, subject.span.end, piece.end):
            return subject
        # 校外培训机构由职成教科负责: B looks after A, and B is bound.
        acting = appointing.acting_by(text, subject.span.end if subject else piece.start, piece.end)
        if subject and acting and text.startswith(appointing.LED, acting.span.end):
            return subject  # 义务消防队由民兵连长带队: the band does what follows
        part.by = acting is not None and not text.startswith(APPOINTED, acting.span.end)
        return acting or subject

    def in_brackets(self, piece: Span, bundle: Bundle) -> list[Bundle]:
        """（高危行业企业每月至少2次） is a duty of its own; （每月不少于1次） belongs to the one it stands behind."""
        told = []
        for span in brackets(self.text, piece):
            if appointing.RESPONSIBLE.search(self.text[span.start : span.end]):
                continue
            inside = pieces(self.text, span)
            for one in inside:
                part = self.bare(one)
                who = classes.class_of(self.text[one.start : one.end])
                if part.is_bound and who:
                    part.applies_to, part.only_class = who, True
                    part.spans = [Span(span.start - 1, span.end + 1)] if len(inside) == 1 else [one]
                    told.append(part)
                elif part.is_bound:
                    bundle.triggers += part.triggers
                    bundle.whens += part.whens
        return told

    def bare(self, piece: Span) -> Bundle:
        """What one piece says of itself, its brackets left aside."""
        inner = brackets(self.text, piece)

        def outside(span: Span) -> bool:
            return not any(bracket.covers(span) for bracket in inner)

        found = [one for one in triggers(self.text, piece.start, piece.end) if outside(one.span)]
        periods = [one.span for one in found if one.rhythm not in {"", "on_event"}]
        dates = [
            when
            for when in self._dates(piece)
            if outside(when.span) and not any(one.start <= when.span.start < one.end for one in periods)
        ]
        bare = self.text[piece.start : piece.end]
        for span in [*(one.span for one in found), *(when.span for when in dates)]:
            bare = bare.replace(self.text[span.start : span.end], "", 1)
        does = bool(VERB.search(bare)) and not OBJECT.match(bare)
        does = does and not GROUND.search(bare)
        does = does and (not MEASURE.search(bare) or any(one.rhythm for one in found))
        has_verb = does or any(one.done for one in found)
        bound = bool(dates) or any(one.rhythm or one.times for one in found)
        who = (classes.class_of(bare) or acts.share_of(bare)) if bound and not has_verb else ""
        return Bundle([piece], found, dates, has_verb, who, only_class=bool(who))

    def _dates(self, piece: Span) -> list[When]:
        found = whens(self.text, piece.start, piece.end, self.issued_on)
        return [one for one in found if not wording.tells_past(self.text, one, piece) and not one.is_year(self.text)]
