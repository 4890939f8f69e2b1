"""The tables of special work, read from data/special_work.yaml: kinds, levels, clocks, approvers, measures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anlan.core import tables

TABLE: dict[str, Any] = tables.read(Path(__file__).parent / "data" / "special_work.yaml")
APPROVERS = {
    "leader": "主管领导（主要负责人或分管负责人）",
    "safety": "安全管理部门（安全管理员以上）",
    "expert": "专业管理部门（设备、工程等）负责人",
    "power": "配送电单位负责人",
    "unit": "所在单位（部门）负责人",
}
GB, LIGHT = "gb30871", "light"
ALWAYS = frozenset({"guardian", "film", "briefing", "notice"})
"""Measures that concern every work they are asked of: the guardian with a card and the film (4.10, 5.2), the briefing,
the notice of a crowded place."""


@dataclass(frozen=True)
class Level:
    """One level of one kind: how long a ticket is good (None: the standard states nothing), who approves, gas clocks.

    `before`: a sample is at most so many minutes old at the start; `redo`: test again after a break of so many;
    `log`: while work goes on a reading at least every so many; `daily`: before each day's work.
    `within`: kinds of which another ticket must be named, whose time is this one's too (GB 30871-2022 10.8).
    `unchecked` says which of its figures nobody compared with the text yet.
    """

    code: str
    label: str
    approver: str
    source: str
    hours: int | None = None
    before: int | None = None
    redo: int | None = None
    log: int | None = None
    daily: bool = False
    unchecked: str = ""
    within: tuple[str, ...] = ()

    @property
    def longest(self) -> str:
        """How long a ticket is good, in words: 8 小时, 72 小时, 7 天; empty where nothing is stated."""
        return "" if not self.hours else f"{self.hours // 24} 天" if self.hours > 72 else f"{self.hours} 小时"


@dataclass(frozen=True)
class Measure:
    """One thing that must be so on site before work begins."""

    code: str
    words: str
    only: tuple[str, ...] = ()

    @property
    def may_be_left(self) -> bool:
        """Whether it can be said not to concern the work; ALWAYS and own rules do."""
        return self.code not in ALWAYS and not self.code.startswith("own:")


@dataclass(frozen=True)
class Kind:
    """One kind of special work under one profile.

    Readings of `gas` are asked for, those of `gas_sometimes` taken where there is such gas.
    """

    code: str
    label: str
    source: str
    levels: tuple[Level, ...]
    measures: tuple[Measure, ...]
    certificates: tuple[str, ...] = ()
    equipment: bool = False
    gas: tuple[str, ...] = ()
    gas_sometimes: tuple[str, ...] = ()
    minds_wind: bool = False

    def level(self, code: str) -> Level:
        """The level of that code, the first where there is none."""
        return next((one for one in self.levels if one.code == code), self.levels[0])


def _level(code: str, row: dict[str, Any]) -> Level:
    return Level(
        code,
        row["label"],
        row["approver"],
        f"{TABLE['standard']} {row['source']}",
        row.get("hours"),
        row.get("before_minutes"),
        row.get("redo_minutes"),
        row.get("log_minutes"),
        bool(row.get("daily")),
        str(row.get("unchecked", "")),
        tuple(row.get("within", ())),
    )


def _measures(rows: list[dict[str, Any]]) -> tuple[Measure, ...]:
    return tuple(Measure(one["code"], one["words"], tuple(one.get("only", ()))) for one in rows)


def _kind(code: str, row: dict[str, Any], levels: tuple[Level, ...]) -> Kind:
    return Kind(
        code,
        row["label"],
        row["chapter"],
        levels,
        _measures(row["measures"]),
        tuple(row.get("certificates", ())),
        bool(row.get("equipment")),
        tuple(row.get("gas", ())),
        tuple(row.get("gas_sometimes", ())),
        bool(row.get("outdoors_wind")),
    )


KINDS: dict[str, Kind] = {
    code: _kind(code, row, tuple(_level(name, one) for name, one in row["levels"].items()))
    for code, row in TABLE["kinds"].items()
}
_light = TABLE["light"]
LIGHT_KIND = _kind("hot_work", _light, (Level("light", "简易票", "unit", _light["hours_source"], _light["hours"]),))
POSTED = _measures(TABLE["crowded"]["measures"])


def kind_of(profile: str, code: str) -> Kind:
    """The kind under a profile; the light ticket knows hot work only."""
    return LIGHT_KIND if profile == LIGHT else KINDS[code]


def kinds_of(profile: str) -> tuple[Kind, ...]:
    """Every kind a profile knows."""
    return (LIGHT_KIND,) if profile == LIGHT else tuple(KINDS.values())


def own(rule: Any) -> Measure:
    """A rule of the enterprise's own as a measure."""
    return Measure(rule.code, f"本单位规定：{rule.words}")


def unchecked(kind: Kind, level: Level) -> list[str]:
    """The figures a ticket goes by that nobody has compared with the standard's text yet, for pages and papers."""
    gases = [TABLE["gas"][one] for one in kind.gas]
    found = [f"{row['label']} {row['least']}%～{row['most']}%" for row in gases if row.get("unchecked")]
    found += [level.unchecked] if level.unchecked else []
    if kind.code == "hot_work":
        night = TABLE["raise"]["night"]
        hours = f"夜间按 {night['from']}:00 至次日 {night['to']}:00"
        found += [hours] if level in KINDS["hot_work"].levels else []
        found.append(f"作业后看守 {TABLE['after_watch_minutes']} 分钟")
    return found


def limit_words(gas: str, lel: float | None, reading: float) -> str:
    """Why a reading is not good enough, in words; empty where it is (GB 30871-2022 5.3.2). % by volume.

    `lel` is the lower explosive limit of a combustible gas; unknown is taken as the narrow case.
    """
    row = TABLE["gas"][gas]
    if gas == "oxygen":
        good = row["least"] <= reading <= row["most"]
        return "" if good else f"氧含量 {reading:g}% 不在 {row['least']}%～{row['most']}% 之内"
    if gas == "rich_oxygen":
        return "" if reading <= row["most"] else f"富氧设备内氧含量 {reading:g}% 超过 {row['most']}%（{row['source']}）"
    wide = lel is not None and lel >= row["wide"]["lel_from"]
    most = row["wide"]["most"] if wide else row["narrow"]["most"]
    which = f"爆炸下限 {lel:g}%" if lel is not None else "爆炸下限没填，按低于 4%"
    return "" if reading <= most else f"可燃气体 {reading:g}% 超过 {most}%（{which}，{row['source']}）"
