"""Numbers as notices write them: 12, 十二, 二〇二四, 两."""

DIGITS = {word: value for value, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "两": 2}
WORDS = "一二三四五六七八九十"
NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百两]{1,5})"


def value(written: str) -> int:
    """The number a word stands for; digit by digit where it has no 十 or 百 (二〇二四); 0 for none (0一, 十十)."""
    try:
        return _value(written)
    except (ValueError, KeyError):
        return 0


def _value(written: str) -> int:
    if written.isascii() and written.isdigit():
        return int(written)
    if written.endswith("万"):
        return _value(written[:-1]) * 10_000
    if not written or any(word not in DIGITS and word not in "十百" for word in written):
        raise ValueError(written)
    if "百" in written:
        hundreds, _, rest = written.partition("百")
        return _value(hundreds or "一") * 100 + (_value(rest.lstrip("零〇")) if rest.strip("零〇") else 0)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[word]) for word in written))


def chinese(number: int) -> str:
    """一 to 九十九, as headings count."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else WORDS[tens - 1]) + "十" if tens else ""
    return head + (WORDS[ones - 1] if ones else "")
