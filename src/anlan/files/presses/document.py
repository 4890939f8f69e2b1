"""What a document says, whichever press prints it: headings, paragraphs, tables, facts and photos."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A heading; the press numbers it by its level: 一、 （一） 1. （1）."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, indented by two characters unless `flush`; `lead` is set in 黑体 before the text."""

    text: str
    lead: str = ""
    flush: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose head repeats on every page. `widths` are shares; `aligned` one of l, c, r for each column.

    `padding` is the room above and below the words of a cell on paper, in points.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[float] = ()
    aligned: str = ""
    caption: str = ""
    padding: float = 5


@dataclass(frozen=True)
class Facts:
    """Labels with their values, printed as a grid of two columns; long values take a whole line."""

    pairs: Sequence[tuple[str, object]]


@dataclass(frozen=True)
class Picture:
    """A photo by the sha256 of a stored file (its shown copy is printed) or by its bytes, with a caption."""

    caption: str
    sha256: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Pictures:
    """Photos, two in a row."""

    pictures: Sequence[Picture]


@dataclass(frozen=True)
class NewPage:
    """Go on with the next page."""


Block = Heading | Paragraph | Table | Facts | Pictures | NewPage


@dataclass
class OfficialDocument:
    """A document in the form of GB/T 9704-2012. Empty parts are left out.

    `issuer` is the red head, "桂村乡人民政府文件", which only a government has. `seal_line` is a line below 版记, as
    the day's seal.
    """

    issuer: str
    title: str
    body: Sequence[Block]
    signed_by: str
    signed_on: datetime.date
    number: str = ""
    to: str = ""
    secrecy: str = ""
    urgency: str = ""
    signatory: str = ""
    attachments: Sequence[str] = ()
    remark: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: datetime.date | None = None
    seal_line: str = ""


@dataclass
class Listing:
    """A list to print: A4 landscape, the head on every page, who printed it and when."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    printed_by: str
    printed_at: datetime.datetime
    subtitle: str = ""
    widths: Sequence[float] = ()
    aligned: str = ""


@dataclass
class Sheet:
    """One record on upright A4: title, blocks, and at the foot what it is not and who printed it."""

    title: str
    blocks: Sequence[Block]
    printed_by: str
    printed_at: datetime.datetime
    subtitle: str = ""
    remark: str = ""


@dataclass
class Part:
    """One document of a dossier, with its line in the index."""

    title: str
    blocks: Sequence[Block]
    made_on: str = ""
    made_by: str = ""


@dataclass
class Dossier:
    """Everything about one matter in one file: a cover, an index with page numbers, the parts, photos in them."""

    title: str
    subject: str
    facts: Sequence[tuple[str, object]]
    parts: Sequence[Part]
    printed_by: str
    printed_at: datetime.datetime
    office: str = ""
    seal_line: str = ""
    warnings: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """One item of a handbook: its code, its words, marks (heavy ones in colour), and labelled lines below."""

    code: str
    words: str
    marks: Sequence[tuple[str, bool]] = ()
    lines: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Chapter:
    """A part of a handbook: one source with its sections."""

    title: str
    about: str
    sections: Sequence[tuple[str, Sequence[Entry]]]


@dataclass
class Handbook:
    """A book to work with: cover with facts, how to read it, contents with page numbers, chapters of entries."""

    title: str
    subject: str
    facts: Sequence[tuple[str, object]]
    guide: Sequence[str]
    chapters: Sequence[Chapter]
    version: str
    printed_by: str
    printed_at: datetime.datetime


@dataclass(frozen=True)
class PosterItem:
    """One line of a poster: the words, where they are from, and whether they weigh more than others."""

    words: str
    source: str
    is_heavy: bool


@dataclass
class Poster:
    """One upright A4 to hang on a wall: who it is for, a short list under its `lead`, a code (SVG) and its address.

    Without a code the sheet says the invitation alone.
    """

    title: str
    subject: str
    under: str
    items: Sequence[PosterItem]
    code: bytes
    invitation: str
    address: str
    version: str = ""
    reminder: str = ""
    lead: str = "下面的情形一条也不能有"
    promise: str = "不用登录。页面上没有个人信息。"


CHINESE = "〇一二三四五六七八九十"


def chinese(number: int) -> str:
    """Return 1 to 99 as Chinese numerals: 一, 十, 二十三."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("十" if tens == 1 else f"{CHINESE[tens]}十")
    return lead + (CHINESE[ones] if ones else "")


class Numbering:
    """Numbers headings by level, each level beginning anew below a higher one."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        """Return the mark of the next heading: 一、 （一） 1. （1）."""
        place = min(max(level, 1), 4) - 1
        self.counts[place] += 1
        self.counts[place + 1 :] = [0] * (3 - place)
        number = self.counts[place]
        return [f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）"][place]


TITLE_CHARACTERS = 20  # of 22 pt in 156 mm
NO_LINE_BEGINS_WITH = "的、，。：；）》〉”’！？"
COMMON = (
    "重大事故隐患 专项排查整治 情况 安全生产 行动 通报 通知 季度 检查 企业 人民政府 工作 方案 整改 挂牌督办 "
    "关于 开展 加强 年度 领域 乡镇 办公 应急管理 监督 约谈 决定 意见 报告 落实 治理"
)
TOGETHER = frozenset(word[at : at + 2] for word in COMMON.split(" ") for at in range(len(word) - 1))


def title_lines(title: str) -> list[str]:
    """Break a title into lines of like length; lines the author broke that fit stay as they are."""
    return [line for given in title.split("\n") for line in _balanced(given.strip()) if line]


def _balanced(line: str) -> list[str]:
    count = -(-len(line) // TITLE_CHARACTERS)
    if count <= 1:
        return [line]
    middle = -(-len(line) // count)
    ends = range(max(2, middle - 3), min(len(line) - 1, TITLE_CHARACTERS, middle + 3) + 1)
    end = min(ends, key=lambda end: (_is_torn(line, end), abs(end - middle)))
    return [line[:end], *_balanced(line[end:])]


def _is_torn(line: str, end: int) -> bool:
    """Whether a break would tear a number or a common word apart."""
    around = line[end - 1 : end + 1]
    digits = around[0].isalnum() and around[0].isascii() and around[1].isascii()
    return (
        digits
        or around in TOGETHER
        or line[end] in NO_LINE_BEGINS_WITH
        or (around[0].isdigit() and around[1] in "年月日")
    )
