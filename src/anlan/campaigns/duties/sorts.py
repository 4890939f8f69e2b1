"""Of what sort an event is that calls for duties, and which sorts the words of a duty speak of.

遇事即办 is ordered for very different events: a cold spell asks nobody for what follows an accident. A duty is called
by what happened of a sort its words name; what names none (入职前, 每航次出海前) only by what was recorded for it.
"""

import re

from anlan.campaigns.duties.models import Happening
from anlan.campaigns.plans.models import Duty

Sort = Happening.Sort
SAID = {
    Sort.ACCIDENT: r"事故(?!隐患)|险情|火警|起火|爆炸|伤亡|突发事件|事发",
    Sort.RESTART: r"复工|复产|复业|开工|开业|开学|开榨|开窑|停产后|检修后|节后",
    Sort.WEATHER: r"汛|洪|暴雨|降雨|雨雪|雨后|雨前|台风|寒潮|冰冻|大雪|大雾|大风|雷电|高温|地质灾害|地震"
    r"|(?:极端|恶劣|灾害)性?天气|气象预警|[红橙黄蓝]色预警",
    Sort.HOLIDAY: r"节假日|节日|假期|放假|(?:春|清明|端午|中秋|国庆|元宵|劳动)节|元旦|(?<!十)五一|国庆|中秋|节前|节后"
    r"|重大活动|重要活动|重大会议|两会",
}
"""Sort → the words by which a notice speaks of it."""


def sorts_of(duty: Duty) -> frozenset[str]:
    """The sorts a duty speaks of: in its own words, else in the sentence it stands in."""
    own = _named(f"{duty.due_written}{duty.action}")
    return own or _named(duty.quote)


def _named(text: str) -> frozenset[str]:
    return frozenset(sort.value for sort, words in SAID.items() if re.search(words, text))
